# Citron's annotation format: no package has its parser, so this reads as that parser does (data_format.md of the citron project): each
# quote has a cue, a list of sources, a list of contents; a span is {start, end, text}. In code points.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib

import common


def read_span(where, text, span, out):
    start, end = span['start'], span['end']
    if not 0 <= start < end <= len(text) or text[start:end] != span['text']:
        out.append(f'{where}: {span["text"]!r} is not at {start} to {end}')
    return (start, end)


def expected_of(one):
    """One quote for each claim that has a cue."""
    by_id = {a['id']: a for a in one['annotations']}
    for a in one['annotations']:
        cues = [by_id[r['to']] for r in one['relations'] if r['type'] == 'cued_by' and r['from'] == a['id']]
        sources = [by_id[r['to']] for r in one['relations'] if r['type'] == 'attributed_to' and r['from'] == a['id']]
        if a['type'] == 'claim' and cues:
            yield (tuple(cues[0]['fragments'][0]), tuple(sorted(tuple(f) for s in sources for f in s['fragments'])),
                   tuple(tuple(f) for f in a['fragments']))


def check_article(one, path):
    name, text = one['name'], one['text']
    data = json.loads(path.read_text(encoding='utf-8'))
    out, found = common.equal(f'{name}: text', text, data['text']), []
    for quote in data['quotes']:
        cue = read_span(name, text, quote['cue'], out)
        sources = [read_span(name, text, s, out) for s in quote['sources']]
        contents = [read_span(name, text, s, out) for s in quote['contents']]
        for group in quote.get('coreferences') or []:
            read_span(name, text, group, out)
        found.append((cue, tuple(sorted(sources)), tuple(contents)))
    for group in data.get('coreference_groups') or []:
        for span in group:
            read_span(name, text, span, out)
    return out[:common.SHOWN] + common.differences(f'{name}: quotes', expected_of(one), found)


def check(path, truth, losses, **options):
    path, out = pathlib.Path(path), []
    names = [str(p.relative_to(path))[:-5] for p in path.rglob('*.json') if p.name != 'export-report.json']
    out += common.names_are('.json', truth, names)
    for one in truth:
        if one['name'] in names:
            out += check_article(one, path / (one['name'] + '.json'))
    return out
