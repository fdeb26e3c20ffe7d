# spaCy and Prodigy JSON Lines: a Doc is made of the tokens, entities and spans are put on it, as training and Prodigy's recipes do.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib

import spacy
import spacy.tokens
import srsly

import common


def check_entities(one, doc, entities):
    name, out, spans = one['name'], [], []
    fragments = common.fragments_of(one)
    out += common.differences(f'{name}: entities', [], {tuple(e) for e in entities} - set(fragments))
    for start, end, label in entities:
        span = doc.char_span(start, end, label=label)
        if span is not None:
            spans.append(span)
    try:
        doc.set_ents(spans)
    except ValueError as error:
        out.append(f'{name}: entities: {str(error)[:120]}')
    out += [f'{name}: entity {f} is not there and overlaps nothing' for f in fragments
            if not any(f[0] < e[1] and e[0] < f[1] for e in entities)][:common.SHOWN]
    return out


def check_span(where, doc, span):
    """Where token numbers are given they are those of the characters; where not, no token begins and ends there."""
    if 'token_start' in span:
        first, last = span['token_start'], span['token_end']
        if not 0 <= first <= last < len(doc):
            return [f'{where}: tokens {first} to {last} of {len(doc)}']
        there = doc[first:last + 1]
        return common.equal(f'{where}: tokens of {span["label"]}', (span['start'], span['end']), (there.start_char, there.end_char))
    return [f'{where}: no token numbers though tokens begin and end there: {span}'] if doc.char_span(span['start'], span['end']) is not None else []


def end_of(span):
    return (span['start'], span['end'], span['label'])


def check_article(one, row):
    name, nlp = one['name'], spacy.blank('xx')
    out = common.equal(f'{name}: text', one['text'], row['text'])
    tokens = row['tokens']
    doc = spacy.tokens.Doc(nlp.vocab, words=[t['text'] for t in tokens], spaces=[t['ws'] for t in tokens])
    out += common.equal(f'{name}: text of the tokens', one['text'], doc.text)
    out += [f'{name}: token {i} is {t}' for i, (t, d) in enumerate(zip(tokens, doc))
            if (t['id'], t['start'], t['end']) != (i, d.idx, d.idx + len(d.text))][:common.SHOWN]
    out += check_entities(one, doc, row['entities'])
    spans = row['spans']
    if isinstance(spans, dict):
        return out + common.differences(f'{name}: spans', common.fragments_of(one), [tuple(s) for s in spans['sc']])
    out += common.differences(f'{name}: spans', common.fragments_of(one), map(end_of, spans))
    for span in spans:
        out += check_span(name, doc, span)
    doc.spans['sc'] = [s for span in spans if (s := doc.char_span(span['start'], span['end'], label=span['label'])) is not None]
    relations = row['relations']
    out += common.differences(f'{name}: relations', [common.unordered(*e) for e in common.ends_of(one)],
                              [common.unordered(r['label'], end_of(r['head_span']), end_of(r['child_span'])) for r in relations])
    for r in relations:
        for number, end in ((r['head'], r['head_span']), (r['child'], r['child_span'])):
            out += check_span(name, doc, end)
            if not (0 <= number < len(doc) and doc[number].idx < end['end'] and end['start'] < doc[number].idx + len(doc[number])):
                out.append(f'{name}: token {number} is not in {end}')
    return out


def check(path, truth, losses, **options):
    rows = list(srsly.read_jsonl(pathlib.Path(path)))
    out = common.names_are('meta.id', truth, [row['meta']['id'] for row in rows])
    by_name = {row['meta']['id']: row for row in rows}
    for one in truth:
        if one['name'] in by_name:
            out += check_article(one, by_name[one['name']])
    return out
