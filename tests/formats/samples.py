# For each format a small writer of what its check expects: to see that the checks pass what is right and refuse what is not
# (check-checks.py), and as an example for who writes the real one. As plain as it gets; knows nothing of our C code.
#
# Each takes the articles, where to write, and at(text, offset): an offset in the unit of the format.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import csv
import hashlib
import json
import pathlib
import re
import urllib.parse
from xml.sax.saxutils import escape, quoteattr

import common


def dump(value):
    return json.dumps(value, ensure_ascii=False)


def put(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding='utf-8', newline='')
    return path


def pairs(values):
    return [{'name': n, 'value': v} for n, v in values]


# --- lines of JSON ------------------------------------------------------------------------------------------------------

def row(one, at):
    text = one['text']
    spans = [{'id': a['id'], 'type': a['type'], 'label': a['label'], 'start': at(text, a['fragments'][0][0]), 'end': at(text, a['fragments'][-1][1]),
              'fragments': [{'start': at(text, s), 'end': at(text, e)} for s, e in a['fragments']], 'text': a['text'],
              'attributes': pairs(common.attributes_of(a)), 'note': a['note']} for a in one['annotations']]
    article = {k: v for k, v in one['article'].items() if k != 'attributes'}
    return {'id': one['name'], 'text': text, 'text_sha256': one['sha256'], **article, 'annotator': '',
            'article_attributes': pairs(one['article']['attributes'].items()), 'spans': spans,
            'relations': [{**r, 'attributes': [], 'note': ''} for r in one['relations']]}


def jsonl(truth, out, at):
    return put(out / 'x.jsonl', ''.join(dump(row(one, at)) + '\n' for one in truth))


def huggingface(truth, out, at):
    data = put(out / 'data/train.jsonl', ''.join(dump({**row(one, at), 'split': 'train'}) + '\n' for one in truth))
    text = [{'name': n, 'dtype': 'string'} for n in ('id', 'text', 'text_sha256', 'title', 'author', 'publisher', 'url', 'date', 'language', 'licence', 'status', 'annotator')]
    named = [{'name': 'name', 'dtype': 'string'}, {'name': 'value', 'dtype': 'string'}]
    span = [{'name': n, 'dtype': 'string'} for n in ('id', 'type', 'label')] + [{'name': n, 'dtype': 'int64'} for n in ('start', 'end')] + [
        {'name': 'fragments', 'list': [{'name': n, 'dtype': 'int64'} for n in ('start', 'end')]}, {'name': 'text', 'dtype': 'string'},
        {'name': 'attributes', 'list': named}, {'name': 'note', 'dtype': 'string'}]
    relation = [{'name': n, 'dtype': 'string'} for n in ('id', 'type', 'from', 'to')] + [{'name': 'attributes', 'list': named}, {'name': 'note', 'dtype': 'string'}]
    features = text + [{'name': 'article_attributes', 'list': named}, {'name': 'spans', 'list': span}, {'name': 'relations', 'list': relation}, {'name': 'split', 'dtype': 'string'}]
    front = {'pretty_name': 'Sample', 'language': ['en'], 'license': 'cc-by-4.0', 'annotations_creators': ['expert-generated'],
             'task_categories': ['token-classification'], 'size_categories': ['n<1K'], 'dataset_info': {'features': features},
             'configs': [{'config_name': 'default', 'data_files': [{'split': 'train', 'path': 'data/train.jsonl'}]}]}
    # JSON is YAML.
    put(out / 'README.md', '---\n' + ''.join(f'{k}: {dump(v)}\n' for k, v in front.items()) + '---\n# Sample\n\n' + 'What it is and where it is from. ' * 10 + '\n')
    context = {'@language': 'en', '@vocab': 'https://schema.org/', 'column': 'cr:column', 'conformsTo': 'dct:conformsTo', 'cr': 'http://mlcommons.org/croissant/',
               'dataType': {'@id': 'cr:dataType', '@type': '@vocab'}, 'dct': 'http://purl.org/dc/terms/', 'extract': 'cr:extract', 'field': 'cr:field',
               'fileObject': 'cr:fileObject', 'recordSet': 'cr:recordSet', 'sc': 'https://schema.org/', 'source': 'cr:source', 'citeAs': 'cr:citeAs'}
    field = [{'@type': 'cr:Field', '@id': f'articles/{n}', 'name': n, 'dataType': 'sc:Text',
              'source': {'fileObject': {'@id': 'train'}, 'extract': {'column': n}}} for n in ('id', 'text')]
    put(out / 'croissant.json', dump({'@context': context, '@type': 'sc:Dataset', 'conformsTo': 'http://mlcommons.org/croissant/1.0', 'name': 'sample',
        'description': 'A sample.', 'license': 'https://creativecommons.org/licenses/by/4.0/', 'url': 'https://example.org/sample', 'datePublished': '2026-01-15',
        'version': '1.0.0', 'creator': {'@type': 'sc:Person', 'name': 'A'}, 'citeAs': 'A', 'distribution': [{'@type': 'cr:FileObject', '@id': 'train', 'name': 'train',
        'contentUrl': 'data/train.jsonl', 'encodingFormat': 'application/jsonlines', 'sha256': hashlib.sha256(data.read_bytes()).hexdigest()}],
        'recordSet': [{'@type': 'cr:RecordSet', '@id': 'articles', 'name': 'articles', 'field': field}]}))
    return out


def doccano(truth, out, at):
    lines, number = [], 0
    for i, one in enumerate(truth, 1):
        entities, first = [], {}
        for a in one['annotations']:
            for s, e in a['fragments']:
                number += 1
                first.setdefault(a['id'], number)
                entities.append({'id': number, 'label': common.label_of(a), 'start_offset': at(one['text'], s), 'end_offset': at(one['text'], e)})
        relations = [{'id': n, 'from_id': first[r['from']], 'to_id': first[r['to']], 'type': r['type']} for n, r in enumerate(one['relations'], 1)]
        lines.append(dump({'id': i, 'name': one['name'], 'text': one['text'], 'entities': entities, 'relations': relations, 'Comments': []}))
    return put(out / 'x.jsonl', '\n'.join(lines) + '\n')


def words_and_spaces(text, borders):
    """Tokens with the white space between them as tokens, but for a single space; cut at @borders too."""
    cuts = {0, len(text)} | {b for b in borders if 0 <= b <= len(text)}
    for match in re.finditer(r'\w+|[^\w\s]|\s+', text):
        cuts |= {match.start(), match.end()}
    cuts, found, i = sorted(cuts), [], 0
    while i + 1 < len(cuts):
        start, end = cuts[i], cuts[i + 1]
        space = i + 2 < len(cuts) and text[end:cuts[i + 2]] == ' '
        found.append({'text': text[start:end], 'start': start, 'end': end, 'id': len(found), 'ws': space})
        i += 2 if space else 1
    return found


def spacy(truth, out, at):
    lines = []
    for one in truth:
        text = one['text']
        tokens = words_and_spaces(text, [b for a in one['annotations'] for f in a['fragments'] for b in f])
        start_of, end_of = {t['start']: t['id'] for t in tokens}, {t['end']: t['id'] for t in tokens}

        def span(a, s, e):
            made = {'start': at(text, s), 'end': at(text, e), 'label': common.label_of(a)}
            if s in start_of and e in end_of:
                made |= {'token_start': start_of[s], 'token_end': end_of[e]}
            return made

        spans = [span(a, s, e) for a in one['annotations'] for s, e in a['fragments']]
        flat = []
        for s in sorted(spans, key=lambda s: s['start'] - s['end']):
            if not any(s['start'] < f[1] and f[0] < s['end'] for f in flat):
                flat.append([s['start'], s['end'], s['label']])
        by_id = {a['id']: span(a, *a['fragments'][0]) for a in one['annotations']}
        relations = []
        for r in one['relations']:
            head, child = by_id[r['from']], by_id[r['to']]
            first = [next((t['id'] for t in tokens if t['end'] > s['start']), 0) for s in (head, child)]
            relations.append({'head': first[0], 'child': first[1], 'head_span': head, 'child_span': child, 'label': r['type']})
        lines.append(dump({'text': text, 'entities': sorted(flat), 'tokens': tokens, 'spans': spans, 'relations': relations, 'meta': {'id': one['name']}}))
    return put(out / 'x.jsonl', '\n'.join(lines) + '\n')


# --- words in rows ------------------------------------------------------------------------------------------------------

def tokens_of(text):
    """(places, number of the sentence of each): a line is a sentence."""
    places, numbers = [], []
    for number, line in enumerate(re.finditer(r'[^\r\n]+', text)):
        for match in re.finditer(r'\w+|[^\w\s]', line.group()):
            places.append((line.start() + match.start(), line.start() + match.end()))
            numbers.append(number)
    return places, numbers


def flat_tags(one, places, numbers, at, scheme='iob2'):
    """A tag for each word: of those that overlap the longest."""
    tags, found = ['O'] * len(places), []
    for a in sorted(one['annotations'], key=lambda a: a['fragments'][0][0] - a['fragments'][-1][1]):
        covers = common.apart([c for s, e in a['fragments'] if (c := common.cover(places, at(one['text'], s), at(one['text'], e)))])
        pieces = [p for c in covers for p in common.by_sentence(c, numbers)]
        if not any(f[0] < p[1] and p[0] < f[1] for p in pieces for f in found):
            found += [(*p, common.label_of(a)) for p in pieces]
    for first, end, label in sorted(found):
        marks = ['B'] + ['I'] * (end - first - 1)
        if scheme == 'iob1' and not (first and numbers[first - 1] == numbers[first] and tags[first - 1][2:] == label):
            marks[0] = 'I'
        if scheme == 'bioes':
            marks = ['S'] if end - first == 1 else ['B'] + ['I'] * (end - first - 2) + ['E']
        tags[first:end] = [f'{m}-{label}' for m in marks]
    return tags


def conll(truth, out, at, scheme='iob2'):
    text = ''
    for one in truth:
        places, numbers = tokens_of(one['text'])
        tags = flat_tags(one, places, numbers, at, scheme)
        text += '-DOCSTART- O\n'
        for i, (s, e) in enumerate(places):
            text += ('\n' if i == 0 or numbers[i] != numbers[i - 1] else '') + f'{one["text"][s:e]} {tags[i]}\n'
        text += '\n'
    return put(out / 'x.conll', text)


def conllu(truth, out, at):
    text = '# global.columns = ID FORM MISC CHIOSA:SPAN\n'
    for one in truth:
        places, numbers = tokens_of(one['text'])
        tags = flat_tags(one, places, numbers, at)
        for number in sorted(set(numbers)):
            mine = [i for i, n in enumerate(numbers) if n == number]
            after = [one['text'][places[i][1]:places[i][1] + 1] for i in mine]
            rows = [(n, one['text'][slice(*places[i])], '_' if not b or b.isspace() else 'SpaceAfter=No', tags[i]) for n, (i, b) in enumerate(zip(mine, after), 1)]
            words = ''.join(f + (' ' if m == '_' else '') for _, f, m, _ in rows).rstrip(' ')
            text += f'# newdoc id = {one["name"]}\n' if number == numbers[0] else ''
            text += f'# sent_id = {one["name"]}-{number}\n# text = {words}\n' + ''.join('\t'.join(map(str, r)) + '\n' for r in rows) + '\n'
    return put(out / 'x.conllup', text)


def tsv_value(value):
    return re.sub(r'->|[\\\[\]|_;*]', lambda m: '\\' + m[0], value).replace('\t', '\\t').replace('\n', '\\n')


def tsv_text(text):
    return text.translate({ord(c): e for c, e in {'\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\f': '\\f', '\b': '\\b'}.items()})


def webanno_tsv(truth, out, at):
    names = sorted(common.KINDS)
    header = f'#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|label|{"|".join(names)}\n#T_RL=webanno.custom.Relation|label|BT_webanno.custom.Span\n\n\n'
    for one in truth:
        text = one['text']
        places, numbers = tokens_of(text)
        # Rows: (token, None) or (token, part of it), each with the fragments on it.
        rows, first_row = {(i, None): [] for i in range(len(places))}, {}
        fragments = [(a, *common.trim(text, s, e)) for a in one['annotations'] for s, e in a['fragments'] if text[s:e].strip()]
        for number, (a, s, e) in enumerate(fragments, 1):
            for i in range(*(common.cover(places, s, e) or (0, 0))):
                part = (max(s, places[i][0]), min(e, places[i][1]))
                key = (i, None if part == places[i] else part)
                rows.setdefault(key, []).append((number, a))
                first_row.setdefault(a['id'], (key, number))
        names_of, parts, base = {}, {}, 0
        for key in sorted(rows, key=lambda k: (k[0], k[1] or (-1, -1))):
            i, part = key
            base = i if i == 0 or numbers[i] != numbers[i - 1] and part is None else base
            parts[i] = parts.get(i, -1) + 1
            names_of[key] = f'{numbers[i] + 1}-{i - base + 1}' + (f'.{parts[i]}' if part else '')
        ends = {}
        for r in one['relations']:
            if r['from'] in first_row and r['to'] in first_row:
                (governor, g), (dependent, d) = first_row[r['from']], first_row[r['to']]
                ends.setdefault(dependent, []).append((tsv_value(r['type']), f'{names_of[governor]}[{g}_{d}]'))
        body, last = header, None
        for key, name in names_of.items():
            i, part = key
            s, e = part or places[i]
            if numbers[i] != last:
                mine = [n for n in range(len(places)) if numbers[n] == numbers[i]]
                body += ('\n' if last is not None else '') + '#Text=' + tsv_text(text[places[mine[0]][0]:places[mine[-1]][1]]) + '\n'
                last = numbers[i]
            cells = [name, f'{at(text, s)}-{at(text, e)}', tsv_text(text[s:e])]
            cells.append('|'.join(f'{tsv_value(common.label_of(a))}[{n}]' for n, a in rows[key]) or '_')
            for attribute in names:
                cells.append('|'.join(f'{tsv_value(common.value_of(a["attributes"][attribute])) if attribute in a["attributes"] else "*"}[{n}]' for n, a in rows[key]) or '_')
            cells += ['|'.join(c) or '_' for c in (zip(*ends[key]) if key in ends else ('', ''))]
            body += '\t'.join(cells) + '\t\n'
        put(out / (one['name'] + '.tsv'), body + '\n')
    return out


# --- a file for each article ----------------------------------------------------------------------------------------------

def brat(truth, out, at):
    attribute_lines = {}
    for one in truth:
        text, lines, numbers, n = one['text'], [], {}, {'T': 0, 'A': 0, 'R': 0, '#': 0}

        def add(letter, *cells):
            n[letter] += 1
            lines.append('\t'.join([f'{letter}{n[letter]}', *cells]))
            return f'{letter}{n[letter]}'

        for a in one['annotations']:
            pieces = [p for s, e in a['fragments'] for p in common.split_at(text, s, e)]
            numbers[a['id']] = add('T', f'{common.label_of(a)} ' + ';'.join(f'{at(text, s)} {at(text, e)}' for s, e in pieces), ' '.join(text[s:e] for s, e in pieces))
            for name, value in a['attributes'].items():
                if common.KINDS[name] in ('choice', 'flag'):
                    add('A', f'{name} {numbers[a["id"]]}' + ('' if value is True else f' {value}'))
                else:
                    add('#', f'{name} {numbers[a["id"]]}', value)
            if a['note']:
                add('#', f'AnnotatorNotes {numbers[a["id"]]}', ' '.join(a['note'].split()))
        for r in one['relations']:
            add('R', f'{r["type"]} Arg1:{numbers[r["from"]]} Arg2:{numbers[r["to"]]}', '')
        put(out / (one['name'] + '.txt'), text)
        put(out / (one['name'] + '.ann'), ''.join(line + '\n' for line in lines))
    labels = {t['id']: [t['id']] + [one['id'] for one in t['labels']] for t in common.TAGSET['types']}
    config = '[entities]\n' + ''.join(f'{label}\n' for group in labels.values() for label in group) + '\n[relations]\n'
    for r in common.TAGSET['relations']:
        for source in r['from']:
            config += f'{r["id"]}\tArg1:{"|".join(labels[source])}, Arg2:{"|".join(label for t in r["to"] for label in labels[t])}\n'
    config += '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n'
    for attribute in [a for t in common.TAGSET['types'] for a in t['attributes']] + common.TAGSET['attributes']:
        if attribute['kind'] in ('choice', 'flag'):
            values = f', Value:{"|".join(v["id"] for v in attribute["values"])}' if attribute['kind'] == 'choice' else ''
            attribute_lines[attribute['id']] = f'{attribute["id"]}\tArg:<ENTITY>{values}\n'
    put(out / 'annotation.conf', config + ''.join(attribute_lines.values()))
    return out


def cas_json(truth, out, at):
    def feature(name, kind='uima.cas.String'):
        return {'%NAME': name, '%RANGE': kind}

    span, relation = 'webanno.custom.Span', 'webanno.custom.Relation'
    types = {span: {'%NAME': span, '%SUPER_TYPE': 'uima.tcas.Annotation', **{n: feature(n) for n in ['label', 'note', *sorted(common.KINDS)]}},
             relation: {'%NAME': relation, '%SUPER_TYPE': 'uima.tcas.Annotation', 'label': feature('label'), 'Governor': feature('Governor', span), 'Dependent': feature('Dependent', span)}}
    for one in truth:
        text = one['text']
        structures = [{'%ID': 1, '%TYPE': 'uima.cas.Sofa', 'sofaNum': 1, 'sofaID': '_InitialView', 'mimeType': 'text', 'sofaString': text},
                      {'%ID': 2, '%TYPE': 'uima.tcas.DocumentAnnotation', '@sofa': 1, 'begin': 0, 'end': at(text, len(text)), 'language': 'x-unspecified'}]
        first = {}
        for a in one['annotations']:
            for s, e in a['fragments']:
                extra = dict(common.attributes_of(a)) | ({'note': a['note']} if a['note'] else {})
                structures.append({'%ID': len(structures) + 1, '%TYPE': span, '@sofa': 1, 'begin': at(text, s), 'end': at(text, e), 'label': common.label_of(a), **extra})
                first.setdefault(a['id'], structures[-1])
        for r in one['relations']:
            dependent = first[r['to']]
            structures.append({'%ID': len(structures) + 1, '%TYPE': relation, '@sofa': 1, 'begin': dependent['begin'], 'end': dependent['end'],
                               '@Dependent': dependent['%ID'], '@Governor': first[r['from']]['%ID'], 'label': r['type']})
        members = [s['%ID'] for s in structures[1:]]
        put(out / (one['name'] + '.json'), dump({'%TYPES': types, '%FEATURE_STRUCTURES': structures, '%VIEWS': {'_InitialView': {'%SOFA': 1, '%MEMBERS': members}}}))
    return out


def label_studio(truth, out, at):
    tasks, numbers = [], iter(range(1, 1000))
    for one in truth:
        text, result = one['text'], []
        for a in one['annotations']:
            for i, (s, e) in enumerate(a['fragments'], 1):
                place = {'start': at(text, s), 'end': at(text, e), 'text': text[s:e]}
                common_part = {'id': a['id'] + (f'-{i}' if i > 1 else ''), 'to_name': 'text'}
                region = {**common_part, 'from_name': 'label', 'type': 'labels', 'value': {**place, 'labels': [common.label_of(a)]}}
                result.append({**region, 'meta': {'text': [a['note']]}} if a['note'] else region)
                for name, value in a['attributes'].items():
                    if common.KINDS[name] in ('choice', 'flag'):
                        result.append({**common_part, 'from_name': name, 'type': 'choices', 'value': {**place, 'choices': [common.value_of(value)]}})
                    else:
                        result.append({**common_part, 'from_name': name, 'type': 'textarea', 'value': {**place, 'text': [value]}})
        for r in one['relations']:
            result.append({'type': 'relation', 'from_id': r['from'], 'to_id': r['to'], 'direction': 'bi' if common.RELATIONS[r['type']]['symmetric'] else 'right', 'labels': [r['type']]})
        number = next(numbers)
        tasks.append({'id': number, 'data': {'text': text, 'name': one['name']}, 'annotations': [{'id': number, 'result': result}]})
    labels = ''.join(f'<Label value="{v}"/>' for t in common.TAGSET['types'] for v in [t['id']] + [one['id'] for one in t['labels']])
    xml = f'<View><Labels name="label" toName="text">{labels}</Labels><Text name="text" value="$text"/>'
    for attribute in {a['id']: a for a in [a for t in common.TAGSET['types'] for a in t['attributes']] + common.TAGSET['attributes']}.values():
        if attribute['kind'] in ('choice', 'flag'):
            choices = ''.join(f'<Choice value="{v}"/>' for v in ([v['id'] for v in attribute['values']] if attribute['kind'] == 'choice' else ['true']))
            xml += f'<Choices name="{attribute["id"]}" toName="text" perRegion="true">{choices}</Choices>'
        else:
            xml += f'<TextArea name="{attribute["id"]}" toName="text" perRegion="true"/>'
    put(out / 'x.xml', xml + '<Relations>' + ''.join(f'<Relation value="{r}"/>' for r in common.RELATIONS) + '</Relations></View>')
    return put(out / 'x.json', dump(tasks))


def web_annotation(truth, out, at):
    for one in truth:
        text, items = one['text'], []
        base = 'urn:chiosa:' + urllib.parse.quote(one['name'], safe='')

        def target(s, e):
            position = {'type': 'TextPositionSelector', 'start': at(text, s), 'end': at(text, e)}
            quote = {'type': 'TextQuoteSelector', 'exact': text[s:e], 'prefix': text[max(0, s - 32):s], 'suffix': text[e:e + 32]}
            return {'source': base, 'selector': [position, quote]}

        for a in one['annotations']:
            body = [{'type': 'TextualBody', 'purpose': 'tagging', 'value': common.label_of(a)}]
            body += [{'type': 'TextualBody', 'purpose': 'describing', 'chiosa:attribute': n, 'value': v} for n, v in common.attributes_of(a)]
            body += [{'type': 'TextualBody', 'purpose': 'commenting', 'value': a['note']}] if a['note'] else []
            items.append({'id': f'{base}#{a["id"]}', 'type': 'Annotation', 'motivation': 'classifying', 'body': body, 'target': [target(s, e) for s, e in a['fragments']]})
        items += [{'id': f'{base}#{r["id"]}', 'type': 'Annotation', 'motivation': 'linking', 'chiosa:relation': r['type'],
                   'body': f'{base}#{r["to"]}', 'target': f'{base}#{r["from"]}'} for r in one['relations']]
        put(out / (one['name'] + '.jsonld'), dump({'@context': ['http://www.w3.org/ns/anno.jsonld', {'chiosa': 'https://example.org/chiosa#'}],
                                                   'id': base, 'type': 'AnnotationPage', 'items': items}))
    return out


def tei(truth, out, at):
    illegal = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')

    def xml(text):
        return escape(illegal.sub('\ufffd', text), {'\r': '&#13;'})

    labels = [v for t in common.TAGSET['types'] for v in [t['id']] + [one['id'] for one in t['labels']]]
    taxonomy = ''.join(f'<category xml:id="{v}"><catDesc>{v}</catDesc></category>' for v in labels)
    for one in truth:
        text = one['text']
        blocks = [(m.start(), m.end()) for m in re.finditer(r'[^\n]*[^\s][^\n]*', text)]

        def pointers(fragments):
            found = []
            for s, e in fragments:
                for i, (bs, be) in enumerate(blocks):
                    if s < be and bs < e:
                        start, end = max(s, bs), min(e, be)
                        found.append(f'#string-range(p{i},{at(text, start) - at(text, bs)},{at(text, end) - at(text, start)})')
            return ' '.join(found)

        features = spans = ''
        for a in one['annotations']:
            if a['attributes']:
                items = ''.join(f'<f name="{n}"><string>{xml(v)}</string></f>' for n, v in common.attributes_of(a))
                features += f'<fs xml:id="fs-{a["id"]}">{items}</fs>'
            ana = f'#{common.label_of(a)}' + (f' #fs-{a["id"]}' if a['attributes'] else '')
            spans += f'<span xml:id="{a["id"]}" ana="{ana}" target="{pointers(a["fragments"])}">{xml(a["text"])}</span>'
        relations = ''.join(f'<relation name="{r["type"]}" active="#{r["from"]}" passive="#{r["to"]}"/>' for r in one['relations'])
        stand_off = (f'<standOff>{f"<spanGrp>{spans}</spanGrp>" if spans else ""}{f"<listRelation>{relations}</listRelation>" if relations else ""}'
                     f'{features}</standOff>' if spans else '')
        body = ''.join(f'<p xml:id="p{i}">{xml(text[s:e])}</p>' for i, (s, e) in enumerate(blocks))
        put(out / (one['name'] + '.xml'), f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>'
            f'{xml(one["article"]["title"])}</title></titleStmt><publicationStmt><p>Not published.</p></publicationStmt><sourceDesc><p>{xml(one["article"]["url"])}</p></sourceDesc>'
            f'</fileDesc><encodingDesc><classDecl><taxonomy>{taxonomy}</taxonomy></classDecl></encodingDesc></teiHeader>{stand_off}<text><body>{body}</body></text></TEI>\n')
    return out


def claimreview(truth, out, at):
    graph = []
    for one in truth:
        by_id = {a['id']: a for a in one['annotations']}
        for a in one['annotations']:
            if a['type'] != 'claim' or 'verdict' not in a['attributes']:
                continue
            text = ' … '.join(one['text'][at(one['text'], s):at(one['text'], e)] for s, e in a['fragments'])
            sources = [{'@type': 'Person', 'name': by_id[r['to']]['text']} for r in one['relations'] if r['type'] == 'attributed_to' and r['from'] == a['id']]
            graph.append({'@type': 'ClaimReview', 'claimReviewed': a['attributes'].get('normalised', text),
                          'itemReviewed': {'@type': 'Claim', 'text': text, **({'author': sources} if sources else {}),
                                           'appearance': {'@type': 'NewsArticle', 'url': one['article']['url']}},
                          'reviewRating': {'@type': 'Rating', 'alternateName': a['attributes']['verdict']}})
    return put(out / 'x.jsonld', dump({'@context': 'https://schema.org', '@graph': graph}))


def citron(truth, out, at):
    for one in truth:
        text, by_id, quotes = one['text'], {a['id']: a for a in one['annotations']}, []

        def spans(a):
            return [{'start': at(text, s), 'end': at(text, e), 'text': text[s:e]} for s, e in a['fragments']]

        for a in one['annotations']:
            ends = {t: [by_id[r['to']] for r in one['relations'] if r['type'] == t and r['from'] == a['id']] for t in ('cued_by', 'attributed_to')}
            if ends['cued_by']:
                quotes.append({'cue': spans(ends['cued_by'][0])[0], 'sources': [s for source in ends['attributed_to'] for s in spans(source)], 'contents': spans(a)})
        put(out / (one['name'] + '.json'), dump({'text': text, 'quotes': quotes}))
    return out


def table(truth, out, at):
    out.mkdir(parents=True, exist_ok=True)
    names = sorted(common.KINDS)
    with (out / 'x.csv').open('w', encoding='utf-8', newline='') as file:
        writer = csv.writer(file, lineterminator='\r\n')
        writer.writerow(['article', 'id', 'type', 'label', 'start', 'end', 'text', 'fragments', *names, 'note'])
        for one in truth:
            for a in one['annotations']:
                places = [(at(one['text'], s), at(one['text'], e)) for s, e in a['fragments']]
                attributes = dict(common.attributes_of(a))
                writer.writerow([one['name'], a['id'], a['type'], a['label'], places[0][0], places[-1][1], a['text'],
                                 ';'.join(f'{s}-{e}' for s, e in places) if len(places) > 1 else '', *[attributes.get(n, '') for n in names], a['note']])
    return out / 'x.csv'


UTF16 = {'webanno-tsv', 'cas-json', 'label-studio'}
FORMATS = {'jsonl': jsonl, 'brat': brat, 'webanno-tsv': webanno_tsv, 'cas-json': cas_json, 'conll': conll, 'conllu': conllu, 'spacy': spacy,
           'doccano': doccano, 'label-studio': label_studio, 'huggingface': huggingface, 'web-annotation': web_annotation, 'tei': tei,
           'claimreview': claimreview, 'citron': citron, 'table': table}


def exact(name):
    """The unit that the readers of the format count in."""
    return (lambda text, offset: common.Units(text).to_utf16(offset)) if name in UTF16 else (lambda text, offset: offset)


def other(name):
    return (lambda text, offset: offset) if name in UTF16 else (lambda text, offset: common.Units(text).to_utf16(offset))


def off_by_one(name):
    right = exact(name)
    return lambda text, offset: right(text, min(offset + 1, len(text)))
