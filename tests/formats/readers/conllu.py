# CoNLL-U Plus: read by the conllu package; what no package checks (line ends, SpaceAfter, the text comment) by itself.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import io
import pathlib

import conllu

import common


def form(token):
    return '_' if token['form'] is None else token['form']


def space_follows(token):
    return (token.get('misc') or {}).get('SpaceAfter') != 'No'


def check_sentence(where, sentence):
    """The words with their spaces are the text of the sentence."""
    text = ''.join(form(t) + (' ' if space_follows(t) else '') for t in sentence).rstrip(' ')
    out = [f'{where}: no sent_id'] if not sentence.metadata.get('sent_id') else []
    return out + common.equal(f'{where}: # text', text, (sentence.metadata.get('text') or '').rstrip(' '))


def check_article(one, sentences, columns, losses):
    name, out = one['name'], []
    for sentence in sentences:
        out += check_sentence(name, sentence)
    tokens, complaints, end = common.find_tokens(name, one['text'], [form(t) for s in sentences for t in s])
    out += complaints
    if complaints:
        return out
    if one['text'][end:].strip():
        out.append(f'{name}: words at the end are not there')
    flat = [t for s in sentences for t in s]
    for (_, at), token in list(zip(tokens, flat)):
        if one['text'][at:at + 1] and space_follows(token) != one['text'][at:at + 1].isspace():
            out.append(f'{name}: SpaceAfter of the word that ends at {at} is wrong')
    numbers = [i for i, s in enumerate(sentences) for _ in s]
    for column in columns:
        kind = column.split(':')[1].lower()
        found, base = [], 0
        for sentence in sentences:
            tags = [t[column] or 'O' for t in sentence]
            decoded, wrong = common.decode(tags)
            out += [f'{name}: {what}: {tags}' for what in wrong]
            found += [(base + first, base + end, label) for first, end, label in decoded]
            base += len(sentence)
        # What overlaps may stand in MISC, then nothing is lost.
        single = len(columns) == 1 and not any('ChiosaSpans' in (t.get('misc') or {}) for t in flat)
        out += common.compare_flat(f'{name}: {column}', one, tokens, numbers, found, losses if single else None,
                                   None if kind == 'span' else [kind])
    return out


def check(path, truth, losses, **options):
    path = pathlib.Path(path)
    data = path.read_bytes()
    out = []
    if b'\r' in data:
        out.append(f'{path.name}: CR')
    if not data.endswith(b'\n\n'):
        out.append(f'{path.name}: no blank line at the end')
    first = data.split(b'\n', 1)[0].decode()
    if not first.startswith('# global.columns = '):
        return out + [f'{path.name}: the first line is {first!r}']
    columns = [c.lower() for c in first.split(' = ')[1].split() if c.startswith('CHIOSA:')]
    articles, current = {}, None
    for sentence in conllu.parse_incr(io.StringIO(data.decode(), newline='\n')):
        current = sentence.metadata.get('newdoc id', current)
        articles.setdefault(current, []).append(sentence)
    out += common.names_are(path.name, truth, articles)
    for one in truth:
        if one['name'] in articles:
            out += check_article(one, articles[one['name']], columns, losses)
    return out
