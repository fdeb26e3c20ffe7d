# W3C Web Annotation: expanded by PyLD, compared by the terms of the vocabulary, not by the members of the file.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import json
import pathlib
import re

import common
import linked

OA = 'http://www.w3.org/ns/oa#'
VALUE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value'
ITEMS = 'http://www.w3.org/ns/activitystreams#items'


def one_of(node, key):
    found = linked.values(node, key)
    return found[0] if len(found) == 1 else None


def own(node, word):
    """A property of our own namespace, by its last word."""
    return next((linked.values(node, key)[0] for key in node if re.search(rf'[#/:]{word}$', key) and 'w3.org' not in key and 'xmlns.com' not in key), None)


def id_of(iri):
    return re.split(r'[#:/]', iri)[-1]


def read_target(where, text, target):
    selectors = {t: s for s in linked.values(target, OA + 'hasSelector') for t in s.get('@type', [])}
    position, quote = selectors.get(OA + 'TextPositionSelector'), selectors.get(OA + 'TextQuoteSelector')
    if not position or not quote or not linked.values(target, OA + 'hasSource'):
        return None, [f'{where}: a target without source, position or quote']
    start, end = int(one_of(position, OA + 'start')), int(one_of(position, OA + 'end'))
    exact = one_of(quote, OA + 'exact')
    prefix, suffix = one_of(quote, OA + 'prefix') or '', one_of(quote, OA + 'suffix') or ''
    if text[start:end] != exact:
        return None, [f'{where}: {exact!r} is not at {start} to {end}']
    if text[max(0, start - len(prefix)):start] != prefix or text[end:end + len(suffix)] != suffix:
        return None, [f'{where}: prefix or suffix do not stand around {exact!r}']
    return (start, end), []


def read_annotation(where, text, node):
    """(LABEL, fragments, attributes, note), complaints"""
    bodies = collections.defaultdict(list)
    attributes, out = [], []
    for body in linked.values(node, OA + 'hasBody'):
        name = own(body, 'attribute') or own(body, 'name')
        if name:
            attributes.append((name, common.value_of(one_of(body, VALUE))))
        else:
            bodies[id_of((one_of(body, OA + 'hasPurpose') or {}).get('@id', ''))].append(one_of(body, VALUE))
    # The type stands for the label that is not there.
    tags = bodies['tagging'] or bodies['classifying']
    if len(tags) != 1:
        out.append(f'{where}: {len(tags)} bodies for tagging')
    fragments = []
    for target in linked.values(node, OA + 'hasTarget'):
        place, wrong = read_target(where, text, target)
        out += wrong
        fragments.append(place)
    return (tags[0] if tags else '', fragments, sorted(attributes), ''.join(bodies['commenting'])), out


def check_article(one, path, losses):
    name, text = one['name'], one['text']
    document = json.loads(path.read_text(encoding='utf-8'))
    out = [f'{name}: {word!r} is in no context' for word in sorted(linked.unknown(document, linked.terms(document['@context'])))]
    page = linked.expand(document)[0]
    found, relations = {}, []
    for node in linked.values(page, ITEMS):
        where = f'{name}: {id_of(node["@id"])}'
        if node.get('@type') != [OA + 'Annotation']:
            out.append(f'{where}: is no Annotation')
        if id_of((one_of(node, OA + 'motivatedBy') or {}).get('@id', '')) == 'linking':
            ends = [id_of(linked.values(node, OA + key)[0]['@id']) for key in ('hasTarget', 'hasBody')]
            relations.append((id_of(node['@id']), own(node, 'relation'), *ends))
            continue
        found[id_of(node['@id'])], wrong = read_annotation(where, text, node)
        out += wrong
    out += common.differences(f'{name}: annotations', [(a['id'], common.label_of(a), tuple(map(tuple, a['fragments'])), a['note']) for a in one['annotations']],
                              [(i, label, tuple(fragments), note) for i, (label, fragments, _, note) in found.items()])
    out += common.compare_attributes(name, one, {i: f[2] for i, f in found.items()}, losses)
    return out + common.differences(f'{name}: relations', [(r['id'], r['type'], r['from'], r['to']) for r in one['relations']], relations)


def check(path, truth, losses, **options):
    path, out = pathlib.Path(path), []
    names = [str(p.relative_to(path))[:-7] for p in path.rglob('*.jsonld')]
    out += common.names_are('.jsonld', truth, names)
    for one in truth:
        if one['name'] in names:
            out += check_article(one, path / (one['name'] + '.jsonld'), losses)
    return out
