# TEI P5 standOff: valid by the schema of all of TEI; every pointer is resolved here, since the schema does not look into them.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import functools
import importlib.util
import pathlib
import re

from lxml import etree

import common

TEI = '{http://www.tei-c.org/ns/1.0}'
ID = '{http://www.w3.org/XML/1998/namespace}id'
# Characters that XML 1.0 does not have.
ILLEGAL = re.compile('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]')


@functools.cache
def schema():
    folder = pathlib.Path(importlib.util.find_spec('schemas').submodule_search_locations[0])
    return etree.RelaxNG(etree.parse(str(folder / 'tei_all.rng')))


def same(ours, theirs):
    """Equal, but for characters that XML does not have: those are one other character each."""
    return len(ours) == len(theirs) and all(a == b or ILLEGAL.match(a) for a, b in zip(ours, theirs))


def bare(words):
    """Without what stands between words, and between fragments."""
    return re.sub(r'\s|…', '', words)


def place_blocks(where, text, root):
    """{id: (start, text)} of the elements that hold the text."""
    places, at = {}, 0
    for block in root.iter(TEI + 'p', TEI + 'ab'):
        if not any(parent.tag == TEI + 'body' for parent in block.iterancestors()):
            continue
        content = ''.join(block.itertext())
        start = next((i for i in range(at, len(text) - len(content) + 1) if same(text[i:i + len(content)], content) and not text[at:i].strip()), None)
        if start is None:
            return places, [f'{where}: the text of {block.get(ID)} {content[:30]!r} does not follow at {at}: {text[at:at + 30]!r}']
        places[block.get(ID)] = (start, content)
        at = start + len(content)
    return places, [f'{where}: text at the end is not there: {text[at:at + 30]!r}'] if text[at:].strip() else []


def resolve(target, places):
    """Fragments, by the pointers: the next one goes on where the last ended within the same piece."""
    found = []
    for pointer in target.split():
        match = re.fullmatch(r'#string-range\(([^,)]+)((?:,\d+,\d+)+)\)', pointer)
        if not match or match[1] not in places:
            return None
        start, content = places[match[1]]
        for offset, length in re.findall(r',(\d+),(\d+)', match[2]):
            offset, length = int(offset), int(length)
            if offset + length > len(content) or length == 0:
                return None
            found.append((start + offset, start + offset + length))
    return found


def pieces_of(text, fragments):
    """Around line ends: where one pointer ends and the next begins is the export's affair."""
    return tuple(p for s, e in fragments for p in common.split_at(text, s, e, r'[\r\n]+'))


def id_of(value, ids):
    """The annotation's id, or with something before it."""
    return value if value in ids else next((i for i in ids if value.endswith(i)), value)


def read_features(root):
    """{xml:id: [(name, value)]} of the feature structures."""
    found = {}
    for fs in root.iter(TEI + 'fs'):
        items = []
        for f in fs.iter(TEI + 'f'):
            inner = f[0] if len(f) else f
            items.append((f.get('name'), inner.get('value') or inner.text or ''))
        found[fs.get(ID)] = sorted(items)
    return found


def check_article(one, path, losses):
    name, text, out = one['name'], one['text'], []
    root = etree.parse(str(path)).getroot()
    if not schema().validate(root.getroottree()):
        out += [f'{name}: line {e.line}: {e.message}' for e in list(schema().error_log)[:common.SHOWN]]
    all_ids = [e.get(ID) for e in root.iter() if isinstance(e.tag, str) and e.get(ID)]
    out += [f'{name}: xml:id {i} is there twice' for i, n in collections.Counter(all_ids).items() if n > 1]
    places, wrong = place_blocks(name, text, root)
    out += wrong
    ids = {a['id'] for a in one['annotations']}
    features, categories = read_features(root), {c.get(ID) for c in root.iter(TEI + 'category')}
    found, attributes = [], {}
    for span in root.iter(TEI + 'span'):
        fragments = resolve(span.get('target') or '', places)
        i = id_of(span.get(ID) or '', ids)
        if fragments is None:
            out.append(f'{name}: {i}: {span.get("target")} points nowhere')
            continue
        pointers = [p.lstrip('#') for p in (span.get('ana') or '').split()]
        labels = [p.split('.')[-1] for p in pointers if p in categories]
        attributes[i] = [item for p in pointers if p in features for item in features[p]]
        found.append((i, labels[0] if len(labels) == 1 else labels, pieces_of(text, fragments)))
        words = ''.join(text[s:e] for s, e in fragments)
        if not any(same(bare(ILLEGAL.sub(instead, words)), bare(''.join(span.itertext()))) for instead in ('\0', '')):
            out.append(f'{name}: {i}: {"".join(span.itertext())!r} instead of {words!r}')
    out += common.differences(f'{name}: spans', [(a['id'], common.label_of(a), pieces_of(text, a['fragments'])) for a in one['annotations']], found)
    out += common.compare_attributes(name, one, attributes, losses, lambda attribute: False)
    return out + check_relations(one, root, ids)


def check_relations(one, root, ids):
    found = []
    for r in root.iter(TEI + 'relation'):
        ends = [id_of(p.lstrip('#'), ids) for p in (r.get('mutual') or f'{r.get("active")} {r.get("passive")}').split()]
        found.append(common.unordered(r.get('name'), *ends) if len(ends) == 2 else (r.get('name'), ends))
    expected = [common.unordered(r['type'], r['from'], r['to']) for r in one['relations']]
    return common.differences(f'{one["name"]}: relations', expected, found)


def check(path, truth, losses, **options):
    path, out = pathlib.Path(path), []
    names = [str(p.relative_to(path))[:-4] for p in path.rglob('*.xml')]
    out += common.names_are('.xml', truth, names)
    for one in truth:
        if one['name'] in names:
            out += check_article(one, path / (one['name'] + '.xml'), losses)
    return out
