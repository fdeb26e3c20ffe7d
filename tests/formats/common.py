# What the checks of the independent readers share: comparing, units of offsets, fragments, losses. Reads no format.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import re

import truth as truths

TAGSET = truths.load_tagset()
TYPES = {t['id']: t for t in TAGSET['types']}
RELATIONS = {r['id']: r for r in TAGSET['relations']}
KINDS = {a['id']: a['kind'] for t in TAGSET['types'] for a in t['attributes']} | {a['id']: a['kind'] for a in TAGSET['attributes']}
SHOWN = 4


class Units:
    """Offsets of one text in code points, UTF-16 units and back."""

    def __init__(self, text):
        self.utf16 = [0]
        for ch in text:
            self.utf16.append(self.utf16[-1] + (2 if ord(ch) > 0xffff else 1))
        self.back = {unit: i for i, unit in enumerate(self.utf16)}

    def to_utf16(self, offset):
        return self.utf16[offset]

    def from_utf16(self, offset):
        """None: inside of a character, or outside of the text."""
        return self.back.get(offset)


def label_of(annotation):
    return truths.join_label(TAGSET, annotation['type'], annotation['label'])


def value_of(value):
    """As formats write it that have strings only."""
    return {True: 'true', False: 'false'}[value] if isinstance(value, bool) else value


def attributes_of(annotation):
    return sorted((name, value_of(value)) for name, value in annotation['attributes'].items())


def split_at(text, start, end, pattern=r'[\t\r\n]+'):
    """The parts of [start, end) between what matches."""
    found, at = [], start
    for match in re.finditer(pattern, text[start:end]):
        if start + match.start() > at:
            found.append((at, start + match.start()))
        at = start + match.end()
    return found + [(at, end)] if at < end else found


def fragments_of(one):
    """[(start, end, LABEL)]: every fragment by itself."""
    return [(s, e, label_of(a)) for a in one['annotations'] for s, e in a['fragments']]


def ends_of(one):
    """[(TYPE, from, to)], the ends as the first fragment and label of the annotation."""
    by_id = {a['id']: (*a['fragments'][0], label_of(a)) for a in one['annotations']}
    return [(r['type'], by_id[r['from']], by_id[r['to']]) for r in one['relations']]


def unordered(type_name, a, b):
    """The ends of a symmetric relation have no order."""
    return (type_name, *sorted((a, b), key=repr)) if RELATIONS.get(type_name, {}).get('symmetric') else (type_name, a, b)


def lost(losses, name, kind):
    """How many of @kind the export says that it lost of the article; None when it says nothing at all."""
    if losses is None:
        return None
    counts = {k.replace('_', '-'): v for k, v in losses.get(name, {}).items()}
    value = counts.get(kind, 0)
    return value.get('count', 0) if isinstance(value, dict) else value


def differences(where, expected, found):
    """Complaints about what is missing and what is too much, each element counted."""
    expected, found = collections.Counter(list(expected)), collections.Counter(list(found))
    out = []
    for what, rest in (('not there', expected - found), ('not in the truth', found - expected)):
        items = sorted(rest.elements(), key=repr)
        if items:
            more = f' and {len(items) - SHOWN} more' if len(items) > SHOWN else ''
            out.append(f'{where}: {what}: {", ".join(map(repr, items[:SHOWN]))}{more}')
    return out


def trim(text, start, end):
    """Without white space at the ends; as it was where there is nothing else."""
    inner = text[start:end]
    if not inner.strip():
        return start, end
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())


def match(where, one, found, shown=lambda s, e: [(s, e)]):
    """Annotations against spans of a format that knows no fragments: each is there as one span for each fragment, or as one over all
    of them. @found: [(start, end, LABEL)]; @shown: the places where a fragment may be. (complaints, {id: the span that relations join})"""
    there, place_of, missing = collections.Counter(found), {}, []
    for a in one['annotations']:
        label, fragments = label_of(a), a['fragments']
        for pieces in (fragments, [(fragments[0][0], fragments[-1][1])]):
            ways = [[(*way[min(i, len(way) - 1)], label) for way in (shown(s, e) for s, e in pieces)] for i in range(2)]
            taken = next((w for w in ways if not collections.Counter(w) - there), None)
            if taken:
                there.subtract(taken)
                place_of[a['id']] = taken[0]
                break
        else:
            missing.append((a['id'], label, fragments))
    out = [f'{where}: not there: {m}' for m in missing][:SHOWN]
    return out + [f'{where}: not in the truth: {f}' for f in (+there).elements()][:SHOWN], place_of


def equal(where, expected, found):
    if expected == found:
        return []
    if isinstance(expected, str) and isinstance(found, str):
        at = next((i for i, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
        return [f'{where}: differs at {at}: {found[at:at + 20]!r} instead of {expected[at:at + 20]!r} ({len(found)} for {len(expected)} characters)']
    return [f'{where}: {found!r} instead of {expected!r}']


def names_are(where, truth, names):
    return differences(f'{where}: articles', [one['name'] for one in truth], names)


def accounted(where, n_all, n_kept, n_lost):
    """Kept and lost are all there was."""
    if n_lost is None or n_kept + n_lost == n_all:
        return []
    return [f'{where}: {n_kept} kept and {n_lost} reported as lost, of {n_all}']


def compare_attributes(where, one, found, losses, carried=lambda name: True):
    """@found: {annotation id: [(name, value)]}. What is there must be true; what is not there must be reported."""
    out, kept, everything = [], 0, 0
    for a in one['annotations']:
        expected = attributes_of(a)
        there = found.get(a['id'], [])
        kept += len(there)
        everything += len(expected)
        for item in there:
            if tuple(item) not in expected:
                out.append(f'{where}: attribute of {a["id"]}: {item!r} is not in the truth {expected!r}')
        must = [item for item in expected if carried(item[0])]
        out += [f'{where}: attribute of {a["id"]} is not there: {item!r}' for item in must if item not in [tuple(i) for i in there]]
    return out + accounted(f'{where}: attributes', everything, kept, lost(losses, one['name'], 'attribute'))


# --- Words in a row, one tag on each ----------------------------------------------------------------------------------

def find_tokens(where, text, words, at=0):
    """Places of @words in @text, one behind the other with white space between; (places, complaints, end)."""
    places = []
    for word in words:
        begin = at
        while begin < len(text) and text[begin].isspace():
            begin += 1
        if not text.startswith(word, begin):
            return places, [f'{where}: the word {word!r} does not follow at {begin}: {text[begin:begin + 20]!r}'], at
        at = begin + len(word)
        places.append((begin, at))
    return places, [], at


def decode(tags, scheme='iob2'):
    """[(first, end, LABEL)] of one sentence's tags; a mark that the scheme does not allow is an error."""
    found, complaints, open_at = [], [], None
    padded = list(tags) + ['O']
    for i, tag in enumerate(padded):
        mark, _, label = tag.partition('-')
        previous = padded[i - 1].partition('-') if i else ('O', '', '')
        goes_on = open_at is not None and label == open_at[1] and (
            mark == 'I' or scheme == 'bioes' and mark == 'E')
        if open_at is not None and not goes_on:
            if scheme == 'bioes' and previous[0] not in ('E', 'S'):
                complaints.append(f'{open_at[1]} is not ended before word {i}')
            found.append((open_at[0], i, open_at[1]))
            open_at = None
        if mark != 'O' and not goes_on:
            starts = {'iob2': 'B', 'iob1': 'IB', 'bioes': 'BS'}[scheme]
            if mark not in starts:
                complaints.append(f'{tag} starts something at word {i}')
            if scheme == 'iob1' and mark == 'B' and previous[2] != label:
                complaints.append(f'{tag} at word {i} needs no B in IOB1')
            open_at = (i, label)
        if scheme == 'bioes' and mark in ('E', 'S') and open_at is not None:
            found.append((open_at[0], i + 1, open_at[1]))
            open_at = None
    return found, complaints


def cover(tokens, start, end):
    """The words that [start, end) touches: (first, end), or None."""
    touched = [i for i, (s, e) in enumerate(tokens) if s < end and start < e]
    return (touched[0], touched[-1] + 1) if touched else None


def compare_flat(where, one, tokens, sentences, found, losses, types=None):
    """Stretches of words with one label each against the truth. @tokens: places; @sentences: for each token the number of its
    sentence; @found: [(first, end, LABEL)]. An annotation is kept when all its pieces are there, in each sentence by themselves, widened to
    words; whatever is not kept must overlap something that is kept."""
    wanted = [a for a in one['annotations'] if types is None or a['type'] in types]
    there, out, kept, left = collections.Counter(found), [], [], []
    pieces_of = {}
    for a in wanted:
        covers = [c for s, e in a['fragments'] if (c := cover(tokens, s, e))]
        ways = [[(*p, label_of(a)) for c in apart(covers, gap) for p in by_sentence(c, sentences)] for gap in (0, 1)]
        pieces_of[a['id']] = next((w for w in ways if set(w) <= set(found)), ways[0])
    # The longest first: two annotations may claim the same stretch under the same label.
    for a in sorted(wanted, key=lambda a: -sum(p[1] - p[0] for p in pieces_of[a['id']])):
        pieces = pieces_of[a['id']]
        if pieces and all(there[p] > 0 for p in pieces):
            there.subtract(pieces)
            kept.append(a)
        elif pieces:
            left.append(a)
    out += [f'{where}: not in the truth: {p} {one["text"][tokens[p[0]][0]:tokens[p[1] - 1][1]]!r}' for p in +there][:SHOWN]
    taken = {i for p in found for i in range(p[0], p[1])}
    out += [f'{where}: {a["id"]} {label_of(a)} {a["fragments"]} is not there and overlaps nothing'
            for a in left if not taken & {i for p in pieces_of[a['id']] for i in range(p[0], p[1])}][:SHOWN]
    n_lost = lost(losses, one['name'], 'overlap')
    if n_lost is not None:
        n_lost += lost(losses, one['name'], 'annotation')
    return out + accounted(f'{where}: annotations', len(wanted), len(kept), n_lost)


def by_sentence(stretch, sentences):
    first, end = stretch
    found, start = [], first
    for i in range(first + 1, end + 1):
        if i == end or sentences[i] != sentences[start]:
            found.append((start, i))
            start = i
    return found


def apart(stretches, gap=0):
    """Those that share a word are one: two fragments may meet within a word. With @gap 1 also those that follow each other."""
    found = []
    for first, end in stretches:
        if found and first < found[-1][1] + gap:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((first, end))
    return found
