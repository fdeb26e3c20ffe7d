# schema.org ClaimReview: expanded by PyLD; every type and property is one of schema.org's own vocabulary, and may stand there.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import functools
import importlib.util
import json
import pathlib

import common
import linked

SCHEMA = 'https://schema.org/'
VERDICTS = [v['id'] for a in common.TYPES['claim']['attributes'] if a['id'] == 'verdict' for v in a['values']]


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


@functools.cache
def vocabulary():
    """({type: its ancestors and itself}, {property: types that may have it})"""
    folder = pathlib.Path(importlib.util.find_spec('hermes').submodule_search_locations[0])
    graph = json.loads((folder / 'model/types/schemas/schemaorg-current-https.jsonld').read_text(encoding='utf-8'))['@graph']

    def names(node, key):
        return [v['@id'].split(':')[-1] for v in listed(node.get(key))]

    above = {n['@id'].split(':')[-1]: names(n, 'rdfs:subClassOf') for n in graph if 'rdfs:Class' in listed(n['@type'])}
    properties = {n['@id'].split(':')[-1]: set(names(n, 'schema:domainIncludes')) for n in graph if 'rdf:Property' in listed(n['@type'])}

    def ancestors(name, seen=()):
        return {name}.union(*(ancestors(a, (*seen, name)) for a in above.get(name, []) if a not in seen))

    return {name: ancestors(name) for name in above}, properties


def word(iri):
    return iri.removeprefix(SCHEMA) if iri.startswith(SCHEMA) else None


def check_words(node):
    """Complaints about types and properties that schema.org does not have, or not there."""
    types, properties = vocabulary()
    out, mine = [], set()
    for iri in node.get('@type', []):
        if word(iri) not in types:
            out.append(f'{iri} is no type of schema.org')
        mine |= types.get(word(iri), set())
    for iri, items in node.items():
        if iri.startswith('@'):
            continue
        if word(iri) not in properties:
            out.append(f'{iri} is no property of schema.org')
        elif mine and not properties[word(iri)] & mine:
            out.append(f'{node["@type"]} has no {word(iri)}')
        for item in items:
            out += check_words(item) if isinstance(item, dict) and '@value' not in item else []
    return out


def text_of(node, key):
    found = linked.values(node, SCHEMA + key)
    return found[0] if found and not isinstance(found[0], dict) else None


def read_review(node):
    """((words of the claim, in other words, verdict), names of the sources)"""
    claim = (linked.values(node, SCHEMA + 'itemReviewed') or [{}])[0]
    rating = (linked.values(node, SCHEMA + 'reviewRating') or [{}])[0]
    # In words for people: "Conflicting evidence".
    said = text_of(rating, 'alternateName') or ''
    authors = {' '.join((text_of(a, 'name') or '').split()) for a in linked.values(claim, SCHEMA + 'author')}
    return (text_of(claim, 'text'), text_of(node, 'claimReviewed'), next((v for v in VERDICTS if said.lower().replace(' ', '_').startswith(v)), said)), authors


def same_as(one, start):
    """All that is the same as something in @start."""
    found = set(start)
    while True:
        more = {end for r in one['relations'] if r['type'] == 'same_as' for a, end in ((r['from'], r['to']), (r['to'], r['from'])) if a in found} - found
        if not more:
            return found
        found |= more


def expected_of(one, verdicts_only):
    """((words, in other words, verdict), the names that its sources may go by: their own words or those of what is the same)"""
    by_id = {a['id']: a for a in one['annotations']}
    for a in one['annotations']:
        if a['type'] == 'claim' and ('verdict' in a['attributes'] or not verdicts_only):
            sources = [r['to'] for r in one['relations'] if r['type'] == 'attributed_to' and r['from'] == a['id']]
            names = {' '.join(by_id[i]['text'].split()) for i in same_as(one, sources)}
            yield (a['text'], a['attributes'].get('normalised', a['text']), a['attributes'].get('verdict', '')), names


def check(path, truth, losses, **options):
    path = pathlib.Path(path)
    reviews = linked.expand(json.loads(path.read_text(encoding='utf-8')))
    reviews = [r for r in reviews if SCHEMA + 'ClaimReview' in r.get('@type', [])]
    out = sorted({c for r in reviews for c in check_words(r)})
    found = [read_review(r) for r in reviews]
    every = [e for one in truth for e in expected_of(one, False)]
    expected = every if len(found) == len(every) else [e for one in truth for e in expected_of(one, True)]
    out += common.differences(path.name, [e for e, _ in expected], [f for f, _ in found])
    names = {}
    for claim, allowed in expected:
        names.setdefault(claim, set()).update(allowed)
    out += [f'{path.name}: {claim[0]!r} is said by {sorted(said - names[claim])}' for claim, said in found if claim in names and said - names[claim]]
    for r in reviews:
        rating = (linked.values(r, SCHEMA + 'reviewRating') or [None])[0]
        if rating and text_of(rating, 'ratingValue') is not None and None in (text_of(rating, 'bestRating'), text_of(rating, 'worstRating')):
            out.append(f'{path.name}: a rating without best and worst')
            break
    return out
