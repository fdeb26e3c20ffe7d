# UIMA CAS JSON: read by dkpro-cassis, which gives code points.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import pathlib
import re

import cassis

import common

OURS = 'webanno.custom.'


def value(structure, name):
    # A flag may be a Boolean; cassis has "type" for its own.
    return common.value_of(getattr(structure, name + '_' if name == 'type' else name, None) or '')


def snake(name):
    """AttributedTo: attributed_to"""
    return re.sub(r'(?<=[a-z])(?=[A-Z])', '_', name).lower()


def read_layers(cas):
    """([span], [relation]): layers of ours with a label, those with two ends. One layer for all, or one for each type."""
    spans, relations = [], []
    for kind in cas.typesystem.get_types():
        features = {f.name for f in kind.all_features}
        if not kind.name.startswith(OURS):
            continue
        if {'Governor', 'Dependent'} <= features:
            relations += [(value(s, 'label') or snake(kind.name.removeprefix(OURS)), s) for s in cas.select(kind.name)]
        elif 'label' in features:
            spans += [(value(s, 'type') or kind.name.removeprefix(OURS).lower(), s) for s in cas.select(kind.name)]
    return spans, relations


def span_of(kind, structure):
    """The label, or the type where there is none."""
    return (structure.begin, structure.end, value(structure, 'label') or kind)


def check_article(one, path, losses):
    name = one['name']
    with path.open('rb') as file:
        cas = cassis.load_cas_from_json(file)
    out = common.equal(f'{name}: text', one['text'], cas.sofa_string)
    spans, relations = read_layers(cas)
    kinds = {s.xmiID: span_of(kind, s) for kind, s in spans}
    more, places = common.match(f'{name}: spans', one, list(kinds.values()))
    out += more
    # INCEpTION draws them from the Governor to the Dependent.
    found = [common.unordered(kind, kinds.get(r.Governor.xmiID), kinds.get(r.Dependent.xmiID)) for kind, r in relations]
    expected = [common.unordered(r['type'], places.get(r['from']), places.get(r['to'])) for r in one['relations']]
    out += common.differences(f'{name}: relations', expected, found)
    out += [f'{name}: a relation is not where its Dependent is' for _, r in relations if (r.begin, r.end) != (r.Dependent.begin, r.Dependent.end)][:1]
    # What is said of an annotation stands on its first fragment at least.
    names = sorted(common.KINDS)
    details = [(places.get(a['id']), tuple(common.attributes_of(a)), a['note']) for a in one['annotations']]
    there = [(span_of(kind, s), tuple((n, v) for n in names if (v := value(s, n))), value(s, 'note')) for kind, s in spans]
    missing = collections.Counter(details) - collections.Counter(there)
    return out + [f'{name}: {span}: not with {attributes} and the note {note!r}' for span, attributes, note in missing][:common.SHOWN]


def check(path, truth, losses, **options):
    path, out = pathlib.Path(path), []
    names = [str(p.relative_to(path))[:-5] for p in path.rglob('*.json') if p.name != 'export-report.json']
    out += common.names_are('.json', truth, names)
    for one in truth:
        if one['name'] in names:
            out += check_article(one, path / (one['name'] + '.json'), losses)
    return out
