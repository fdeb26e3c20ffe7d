#!/usr/bin/env python3
"""The JSON files in data/ against their schemas, and the samples against their texts, by readers that are not Chiosa's.

    check-json.py DATA    as TAP

SPDX-License-Identifier: GPL-3.0-or-later
"""
import copy
import hashlib
import json
import pathlib
import sys

import jsonschema

CONTEXT = 32


def load(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def validate(schema, item):
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
            for error in jsonschema.Draft202012Validator(schema).iter_errors(item)]


def luminance(color):
    parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def walk(item):
    if isinstance(item, dict):
        yield item
    for child in item.values() if isinstance(item, dict) else item if isinstance(item, list) else ():
        yield from walk(child)


def check_colors(tagset):
    """3:1 is what WCAG 2.2 (1.4.11) asks of graphics; the backgrounds are libadwaita's views."""
    for item in walk(tagset):
        for background in ('#ffffff', '#1d1d20'):
            if 'color' in item and contrast(item['color'], background) < 3:
                yield f"{item['id']}: {item['color']} on {background} is {contrast(item['color'], background):.2f} : 1"


def check_references(tagset):
    """Ids are unique where they must be and known where they are spoken of."""
    types = {t['id']: t for t in tagset['types']}
    relations = [r['id'] for r in tagset['relations']]
    for where in [tagset['types'], tagset['relations'], tagset['rules']] + [t['labels'] for t in tagset['types']]:
        for member in ('id', 'key'):
            known = [item[member] for item in where if member in item]
            if len(known) != len(set(known)):
                yield f'{member} twice in {known}'
    for relation in tagset['relations']:
        for name in relation['from'] + relation['to']:
            if name not in types:
                yield f"{relation['id']} joins {name}"
    for rule in tagset['rules']:
        attributes = {a['id']: a for a in types[rule['type']]['attributes'] + tagset['attributes']}
        for condition in rule['when'] + rule['need']:
            name = condition.lstrip('!').replace('!=', '=').replace(':', '=')
            kind, _, value = name.partition('=')
            known = {'relation': relations, 'incoming': relations, 'attribute': list(attributes),
                     'label': [label['id'] for label in types[rule['type']]['labels']]}.get(kind)
            if known is None:
                known = [v['id'] for v in attributes.get(kind, {}).get('values', [])]
            if value not in known:
                yield f"{rule['id']}: {condition}"


def check_defaults(tagset):
    for item in walk(tagset):
        if item.get('kind') == 'choice' and item.get('default') != item['values'][0]['id']:
            yield f"{item['id']}: the first value is not the default"


def break_tagset(tagset):
    """(what is wrong, a tag set that is wrong so): the schema must refuse them all."""
    for what, change in (
            ('another format', lambda t: t.update(format='chiosa-sidecar')),
            ('no id', lambda t: t.pop('id')),
            ('no types', lambda t: t.update(types=[])),
            ('a shape that is none', lambda t: t['types'][0].update(shape='box')),
            ('a colour by name', lambda t: t['types'][0].update(color='red')),
            ('a label on key 0', lambda t: t['types'][0]['labels'][0].update(key='0')),
            ('an id with a space', lambda t: t['types'][0].update(id='my type')),
            ('a choice without values', lambda t: t['attributes'][0].pop('values')),
            ('values of a text', lambda t: t['attributes'][0].update(kind='text')),
            ('a number of fragments below 0', lambda t: t['types'][0].update(max_fragments=-1)),
            ('a condition that cannot be read', lambda t: t['rules'][0].update(need=['voice is reported'])),
            ('a rule that needs nothing', lambda t: t['rules'][0].update(need=[])),
    ):
        broken = copy.deepcopy(tagset)
        change(broken)
        yield what, broken


def check_sample(sidecar, text):
    """Hash, length, every fragment's words and context, order, ends of relations."""
    said = sidecar['text']
    if said['sha256'] != hashlib.sha256(text.encode()).hexdigest() or said['length'] != len(text):
        yield 'hash or length is not that of the text'
    ids = [annotation['id'] for annotation in sidecar['annotations']]
    places = []
    for annotation in sidecar['annotations']:
        for span in annotation['spans']:
            start, end = span['start'], span['end']
            if text[start:end] != span['exact']:
                yield f"{annotation['id']}: {text[start:end]!r} is not {span['exact']!r}"
            if text[max(0, start - CONTEXT):start] != span['prefix'] or text[end:end + CONTEXT] != span['suffix']:
                yield f"{annotation['id']}: context"
        places.append((annotation['spans'][0]['start'], annotation['spans'][0]['end'], annotation['id']))
    if places != sorted(places):
        yield 'annotations are not in order'
    relations = [relation['id'] for relation in sidecar['relations']]
    if relations != sorted(relations):
        yield 'relations are not in order'
    if len(set(ids + relations)) != len(ids + relations):
        yield 'an id twice'
    for relation in sidecar['relations']:
        if relation['from'] not in ids or relation['to'] not in ids:
            yield f"{relation['id']}: an end that is not there"


def check_vocabulary(sidecar, tagset):
    """Types, labels, attributes and values of a sample are those of the tag set, and defaults are not written."""
    types = {t['id']: t for t in tagset['types']}
    for annotation in sidecar['annotations']:
        span_type = types[annotation['type']]
        if annotation['label'] not in [label['id'] for label in span_type['labels']]:
            yield f"{annotation['id']}: label {annotation['label']}"
        attributes = {a['id']: a for a in span_type['attributes'] + tagset['attributes']}
        for name, value in annotation.get('attributes', {}).items():
            attribute = attributes.get(name)
            if attribute is None or value == attribute.get('default') or \
               annotation['label'] not in attribute.get('labels', [annotation['label']]) or \
               attribute['kind'] == 'choice' and value not in [v['id'] for v in attribute['values']]:
                yield f"{annotation['id']}: {name} = {value}"


def check_incomplete(sidecar, tagset):
    """The rules of the tag set, by the book."""
    types = {t['id']: t for t in tagset['types']}

    def holds(annotation, condition):
        negated, plain = condition.startswith('!'), condition.lstrip('!')
        attributes = annotation.get('attributes', {})
        for prefix, end in (('relation:', 'from'), ('incoming:', 'to')):
            if plain.startswith(prefix):
                return negated != any(relation['type'] == plain[len(prefix):] and relation[end] == annotation['id']
                                      for relation in sidecar['relations'])
        if plain.startswith('attribute:'):
            return negated != bool(attributes.get(plain[len('attribute:'):]))
        name, _, value = plain.replace('!=', '=').partition('=')
        defaults = {a['id']: a.get('default') for a in types[annotation['type']]['attributes']}
        actual = annotation['label'] if name == 'label' else attributes.get(name, defaults.get(name))
        return (actual == value) != ('!=' in plain)

    for annotation in sidecar['annotations']:
        for rule in tagset['rules']:
            if rule['type'] == annotation['type'] and all(holds(annotation, c) for c in rule['when']) and \
               not any(holds(annotation, c) for c in rule['need']):
                yield f"{annotation['id']}: {rule['message']}"


def check(data):
    schemas = {path.name.split('.')[0]: load(path) for path in sorted((data / 'schemas').glob('*.schema.json'))}
    for name, schema in schemas.items():
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
            complaints = []
        except jsonschema.SchemaError as error:
            complaints = [error.message]
        yield f'schema {name} is one of draft 2020-12', complaints

    tagset = load(data / 'tagsets' / 'claims-and-sources.json')
    yield 'the tag set fits its schema', validate(schemas['tagset'], tagset)
    yield 'its ids are unique and known', check_references(tagset)
    yield 'its first values are the defaults', check_defaults(tagset)
    yield 'its colours can be seen on light and dark', check_colors(tagset)
    for what, broken in break_tagset(tagset):
        yield f'the schema of tag sets refuses {what}', [] if validate(schemas['tagset'], broken) else ['accepted']

    for path in sorted(data.glob('schemas/*.chiosa.json')) + sorted(data.glob('samples/*.chiosa.json')):
        sidecar = load(path)
        yield f'{path.name} fits its schema', validate(schemas['sidecar'], sidecar)
        article = path.with_name(path.name.removesuffix('.chiosa.json'))
        if not article.exists():
            continue
        with open(article, encoding='utf-8', newline='') as file:
            text = file.read()
        yield f'{path.name} is of its text', check_sample(sidecar, text)
        yield f'{path.name} speaks by the tag set', check_vocabulary(sidecar, tagset)
        yield f'{path.name} is complete', check_incomplete(sidecar, tagset)

    for path in sorted(data.glob('samples/*.txt')):
        raw = path.read_bytes()
        yield f'{path.name} is plain', ['CR, BOM, no newline at the end or two blank lines'] if (
            b'\r' in raw or raw.startswith(b'\xef\xbb\xbf') or not raw.endswith(b'\n') or b'\n\n\n' in raw) else []


def main(data):
    failed = number = 0
    for number, (what, complaints) in enumerate(check(pathlib.Path(data)), 1):
        complaints = list(complaints)
        for complaint in complaints:
            print(f'# {complaint}')
        print(f"{'not ok' if complaints else 'ok'} {number} - {what}")
        failed += bool(complaints)
    print(f'1..{number}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
