#!/usr/bin/env python3
# Random annotated articles that are true by construction: texts with everything in them that moves an offset, annotations that the
# built-in tag set allows. Knows nothing of our C code; what it writes is the input of the exports, what it returns is what the
# independent readers must find in them.
#
#   truth.py OUT [--seed N] [--articles N]     writes OUT/NAME.txt, OUT/NAME.txt.chiosa.json and OUT/truth.json
#
# All offsets are code points of the text as it stands in the file, line ends included.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import argparse
import hashlib
import json
import pathlib
import random
import unicodedata

TAGSET = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'tagsets' / 'claims-and-sources.json'

LATIN = '''Ana Ruiz said that taxes fell by 3% in Malmö . The “road tunnel” under Ellery Harbour will cost £2.3 billion , more than twice the
sum of 2019 ; Brackwell-Group S.p.A. declined to comment … L’auditorio dell’Ünïversità ( founded 1904 ) reports : prices rise'''.split()
EMOJI = '''😀 👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇮🇹 🇸🇪🇫🇮 𝔘𝔫𝔦 𠮷野家 said é naïve Zoë Å x̣̂y tax🙂cut fell ❤️ by 3️⃣ percent 👨🏿‍🚀'''.split()
ARABIC = '''قالت الوزيرة إنَّ الضَّرائِبَ انخفضت بنسبة ٣٪ في مدينة ألدرا ، وقال «الرئيس» לפני השנה אָמְרָה הַשָּׂרָה כי המסים ירדו ב-3% בְּיִשְׂרָאֵל Aldera'''.split()
CJK = '''安娜表示，税收下降了百分之三。 记者从北京报道 東京都知事は「増税はしない」と述べた。 서울시장은 세금이 3% 줄었다고 말했다. 𠮟責した ｶﾞｷﾞ'''.split()
SPECIAL = r'''&amp; <b> "quoted" 'single' back\slash \n ]]> <!-- --> </script> a|b under_score *star* -> [1] #Text=x ;semi =1+1 @home {"a":1} %20 R&D AT&T
x<y -DOCSTART- _ * O said Ana,Ruiz "" '' \\ \t ${x} <?pi?> &#13;'''.split()

KINDS = {
    #              name            vocabulary      line ends            language
    'plain':      ('plain',        LATIN,          ['\n'],              'en'),
    'emoji':      ('emoji',        EMOJI + LATIN,  ['\n'],              'it'),
    'crlf':       ('crlf',         LATIN + EMOJI,  ['\r\n'],            'en'),
    'mixed':      ('mixed ends è', LATIN + EMOJI,  ['\n', '\r\n', '\r'], 'de'),
    'one-line':   ('one-line',     LATIN + EMOJI,  [],                  'en'),
    'rtl':        ('rtl',          ARABIC,         ['\n'],              'ar'),
    'cjk':        ('cjk',          CJK,            ['\n'],              'ja'),
    'special':    ('special',      SPECIAL,        ['\n'],              'en'),
    'spaces':     ('spaces',       LATIN,          ['\n', '\n\n\n'],    'en-GB'),
    'dense':      ('more/dense',   LATIN + EMOJI,  ['\n'],              'sv'),
    'odd':        ('odd',          LATIN + ARABIC, ['\n'],              'en'),
    'bare':       ('bare',         LATIN,          ['\n'],              ''),
}
BLANKS = {'spaces': [' ', '  ', '\t', '\u00a0', ' \u2003', ' '], 'special': [' ', '\t', ' '], 'cjk': ['', '', '', ' ', '\u3000'],
          'odd': [' ', ' ', '\u2028', '\u200b', '\ufeff', '\u0085', '\f', '\u00ad', '\u202f']}
EXTENDING = {0x200d, *range(0xfe00, 0xfe10), *range(0x1f3fb, 0x1f400), 0x20e3, 0xff9e, 0xff9f}
REGIONAL = range(0x1f1e6, 0x1f200)


def cuts(text):
    """The offsets between graphemes, both ends included: a person cannot select anything else. Errs on the side of fewer."""
    found = [0]
    for i in range(1, len(text)):
        before, after = ord(text[i - 1]), ord(text[i])
        if (after in EXTENDING or unicodedata.category(text[i])[0] == 'M' or before == 0x200d or
                (before in REGIONAL and after in REGIONAL) or text[i - 1:i + 1] == '\r\n' or
                unicodedata.category(text[i]) == 'Cf' or (0x1100 <= after < 0x1200)):
            continue
        found.append(i)
    return found + [len(text)] if text else found


def load_tagset(path=TAGSET):
    return json.loads(pathlib.Path(path).read_text(encoding='utf-8'))


def join_label(tagset, kind, label):
    """A type and a label as one name, for formats that have only one."""
    if not label:
        return kind
    owners = [t['id'] for t in tagset['types'] for one in t.get('labels', []) if one['id'] == label]
    return label if owners == [kind] else f'{kind}-{label}'


class Maker:
    """One article being made."""

    def __init__(self, kind, number, dice, tagset):
        self.kind, self.number, self.dice, self.tagset = kind, number, dice, tagset
        self.types = {t['id']: t for t in tagset['types']}
        self.annotations, self.relations, self.ids = [], [], set()
        self.text, self.words = self.make_text()
        self.cuts = cuts(self.text)

    # --- the text ---------------------------------------------------------------------------------------------------
    def make_text(self):
        _, vocabulary, ends, _ = KINDS[self.kind]
        blanks = BLANKS.get(self.kind, [' '])
        text, words = '', []
        if self.kind == 'spaces':
            text = '\n\n \t'
        for line in range(self.dice.randint(3, 6) if ends else 1):
            for i in range(self.dice.randint(8, 16)):
                word = self.dice.choice(vocabulary)
                words.append((len(text), len(text) + len(word)))
                text += word + self.dice.choice(blanks)
            if ends and text[-1:].isspace() and self.kind not in ('spaces', 'odd'):
                text = text[:-1]
            text += self.dice.choice(ends) if ends else ''
            if ends and self.dice.random() < .3:
                text += self.dice.choice(ends)
        # Half of the texts end without a line end, with a word.
        if self.number % 2 or not ends:
            text = text.rstrip() + ' '
            words.append((len(text), len(text) + 5))
            text += 'end😀.'[:5]
        return text, [w for w in words if w[1] <= len(text) and w[0] < w[1]]

    # --- annotations ------------------------------------------------------------------------------------------------
    def new_id(self, letter):
        while True:
            made = letter + ''.join(self.dice.choice('0123456789abcdefghijklmnopqrstuvwxyz') for _ in range(8))
            if made not in self.ids:
                self.ids.add(made)
                return made

    def allowed(self, kind, fragments):
        """Of one type: apart, or one whole within one fragment of the other; never the same place twice."""
        start, end = fragments[0][0], fragments[-1][1]
        for other in self.annotations:
            if other['type'] != kind:
                continue
            o_start, o_end = other['fragments'][0][0], other['fragments'][-1][1]
            apart = end <= o_start or o_end <= start
            inside = any(s <= start and end <= e for s, e in other['fragments'])
            around = any(s <= o_start and o_end <= e for s, e in fragments)
            if other['fragments'] == fragments or not (apart or inside or around):
                return False
        return True

    def add(self, kind, *fragments):
        fragments = [list(f) for f in fragments]
        limit = self.types[kind]['max_fragments']
        if limit and len(fragments) > limit:
            return None
        if any(s >= e or s not in self.cuts or e not in self.cuts for s, e in fragments) or not self.allowed(kind, fragments):
            return None
        label = self.dice.choice(self.types[kind]['labels'])['id'] if self.dice.random() > .08 else ''
        made = {'id': self.new_id('a'), 'type': kind, 'label': label, 'fragments': fragments,
                'text': ' … '.join(self.text[s:e] for s, e in fragments),
                'attributes': self.attributes(self.types[kind]['attributes'] + self.tagset['attributes'], label), 'note': ''}
        if self.dice.random() < .2:
            made['note'] = self.dice.choice(['see “the office” & ask 😀', "it's <odd>", 'two\nlines', 'tab\there', '"quoted", with comma', 'שלום'])
        self.annotations.append(made)
        return made

    def attributes(self, definitions, label):
        found = {}
        for one in definitions:
            if 'labels' in one and label not in one['labels'] or self.dice.random() > .3:
                continue
            if one['kind'] == 'choice':
                found[one['id']] = self.dice.choice([v['id'] for v in one['values'] if v['id'] != one.get('default')])
            elif one['kind'] == 'flag':
                found[one['id']] = True
            elif one['kind'] == 'date':
                found[one['id']] = self.dice.choice(['2026-03-01', '2025-12', '2019'])
            elif one['kind'] == 'link':
                found[one['id']] = f'https://example.org/evidence?id={self.dice.randint(1, 99)}&lang=it'
            elif one['id'] == 'kb_id':
                found[one['id']] = self.dice.choice(['Q64', 'Q1490', 'viaf:12345', 'Zoë', 'see: the “list” of 10:30'])
            elif one['kind'] == 'text':
                found[one['id']] = self.dice.choice(['Q64', 'EUR', 'said "so" & <more> | less', 'naïve 😀', 'a; b_c, d*', '%', 'C:\\x'])
        return found

    def stretch(self, most):
        first = self.dice.randrange(len(self.words))
        last = min(len(self.words) - 1, first + self.dice.randint(0, most - 1))
        return self.words[first][0], self.words[last][1]

    def pieces(self):
        """Two or three runs of words with words between them."""
        first = self.dice.randrange(max(1, len(self.words) - 8))
        found = []
        for _ in range(self.dice.randint(2, 3)):
            last = first + self.dice.randint(0, 1)
            if last >= len(self.words):
                break
            found.append((self.words[first][0], self.words[last][1]))
            first = last + 2
            if first >= len(self.words):
                break
        return found

    def annotate(self):
        if self.kind == 'bare':
            return
        text, length = self.text, len(self.text)
        # The corners, on purpose and first: later ones give way to them.
        for corner in ((max(c for c in self.cuts if c < length), length), (0, self.cuts[1])):
            if not text[slice(*corner)].isspace():
                self.add('entity', corner)
        self.add('claim', (max((w for w in self.words), key=lambda w: w[0])[0], length))
        for i, ch in enumerate(text):
            if ch in '\r\n' and 3 < i < length - 3:
                before = [w for w in self.words if w[1] <= i][-1:]
                after = [w for w in self.words if w[0] > i][:1]
                if before and after:
                    self.add('claim', (before[0][0], after[0][1]))
                    self.add('source', (before[0][1] - 1, after[0][0] + 1))
                break
        start, end = self.stretch(2)
        for kind in ('entity', 'claim', 'source', 'cue'):
            self.add(kind, (start, end))
        for i in self.dice.sample(range(len(self.cuts) - 1), min(6, len(self.cuts) - 1)):
            if not text[self.cuts[i]:self.cuts[i + 1]].isspace():
                self.add(self.dice.choice(['entity', 'cue', 'source']), (self.cuts[i], self.cuts[i + 1]))
        if self.kind == 'spaces':
            blank = next(w[1] for w in self.words if text[w[1]:w[1] + 1].isspace())
            self.add('source', (blank - 1, blank + 1))
        for _ in range(self.dice.randint(2, 4)):
            self.add('claim', *self.pieces())
            self.add(self.dice.choice(['entity', 'source']), *self.pieces())
        for _ in range(60 if self.kind == 'dense' else 14):
            kind = self.dice.choice(['entity', 'entity', 'source', 'cue', 'claim', 'claim'])
            self.add(kind, self.stretch({'entity': 3, 'source': 4, 'cue': 2, 'claim': 9}[kind]))
        self.annotations.sort(key=lambda a: (a['fragments'][0][0], a['fragments'][-1][1], a['id']))

    # --- relations --------------------------------------------------------------------------------------------------
    def joins(self, definition, a, b):
        if a is b or a['type'] not in definition['from'] or b['type'] not in definition['to']:
            return False
        families = definition.get('same_family')
        return not families or any(a['type'] in f and b['type'] in f for f in families)

    def relate(self):
        for definition in self.tagset['relations']:
            pairs = [(a, b) for a in self.annotations for b in self.annotations if self.joins(definition, a, b)]
            done, out = set(), {}
            for a, b in self.dice.sample(pairs, min(5, len(pairs))):
                key = (a['id'], b['id'])
                if key in done or definition['symmetric'] and key[::-1] in done:
                    continue
                if definition['max_per_from'] and out.get(a['id'], 0) >= definition['max_per_from']:
                    continue
                done.add(key)
                out[a['id']] = out.get(a['id'], 0) + 1
                self.relations.append({'id': self.new_id('r'), 'type': definition['id'], 'from': a['id'], 'to': b['id']})
        self.relations.sort(key=lambda r: r['id'])

    # --- the whole --------------------------------------------------------------------------------------------------
    def make(self):
        name, _, _, language = KINDS[self.kind]
        self.annotate()
        self.relate()
        article = {'title': f'Taxes & “tunnels” <{self.kind}> 😀', 'author': self.dice.choice(['Ana Ruiz', 'Zoë O’Neil', '']),
                   'publisher': self.dice.choice(['The Ellery Courier', 'Il Corriere, S.p.A.', '']),
                   'url': f'https://example.org/articles/{self.number}?a=1&b=2', 'date': self.dice.choice(['2026-01-15', '2026-02', '']),
                   'language': language, 'licence': self.dice.choice(['CC-BY-4.0', 'CC0-1.0', '']),
                   'status': self.dice.choice(['new', 'in-progress', 'done']),
                   'attributes': {'genre': 'news'} if self.number % 3 == 0 else {}}
        if self.kind == 'bare':
            article = {**article, 'title': '', 'author': '', 'publisher': '', 'url': '', 'date': '', 'licence': '', 'attributes': {}}
        turn = self.number // len(KINDS)
        return {'name': name + (f'-{turn}' if turn else ''), 'text': self.text, 'sha256': hashlib.sha256(self.text.encode()).hexdigest(),
                'article': article, 'annotations': self.annotations, 'relations': self.relations}


def newline_of(text):
    rest = text.replace('\r\n', '')
    kinds = {'crlf': '\r\n' in text, 'cr': '\r' in rest, 'lf': '\n' in rest}
    found = [k for k, there in kinds.items() if there]
    return 'none' if not found else found[0] if len(found) == 1 else 'mixed'


def sidecar(one, tagset):
    """The bytes of the sidecar of an article, as Chiosa writes it."""
    text, borders = one['text'], cuts(one['text'])

    def line(value):
        return json.dumps(value, ensure_ascii=False, separators=(',', ':'))

    def span(start, end):
        return {'start': start, 'end': end, 'exact': text[start:end],
                'prefix': text[min([c for c in borders if c >= start - 32], default=start):start],
                'suffix': text[end:max([c for c in borders if c <= end + 32], default=end)]}

    def annotation(a):
        made = {'id': a['id'], 'type': a['type'], 'label': a['label'], 'spans': [span(*f) for f in a['fragments']],
                'attributes': dict(sorted(a['attributes'].items())), 'note': a['note']}
        return {k: v for k, v in made.items() if v not in ('', {})}

    article = {k: v for k, v in one['article'].items() if v not in ('', {})}
    head = [('format', 'chiosa-sidecar'), ('version', '1.0'),
            ('text', {'sha256': one['sha256'], 'length': len(text), 'charset': 'UTF-8', 'bom': False, 'newline': newline_of(text)}),
            ('tagset', {'id': tagset['id'], 'version': tagset['version']}), ('article', article)]
    out = '{\n' + ''.join(f'"{k}":{line(v)},\n' for k, v in head)
    for key, values, last in (('annotations', map(annotation, one['annotations']), ','), ('relations', one['relations'], '')):
        rows = ',\n'.join(line(v) for v in values)
        out += f'"{key}":[\n{rows}\n]{last}\n' if rows else f'"{key}":[]{last}\n'
    return (out + '}\n').encode()


def make(seed=1, articles=len(KINDS)):
    """A list of {name, text, sha256, article, annotations, relations}, by name."""
    tagset, kinds = load_tagset(), list(KINDS)
    made = [Maker(kinds[i % len(kinds)], i, random.Random(f'{seed}/{i}'), tagset).make() for i in range(articles)]
    return sorted(made, key=lambda one: one['name'].encode())


def write(folder, truth):
    tagset = load_tagset()
    for one in truth:
        path = pathlib.Path(folder) / (one['name'] + '.txt')
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one['text'].encode())
        path.with_name(path.name + '.chiosa.json').write_bytes(sidecar(one, tagset))


def main():
    options = argparse.ArgumentParser(description='Random annotated articles.')
    options.add_argument('out')
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--articles', type=int, default=len(KINDS))
    chosen = options.parse_args()
    truth = make(chosen.seed, chosen.articles)
    write(chosen.out, truth)
    (pathlib.Path(chosen.out) / 'truth.json').write_text(json.dumps(truth, ensure_ascii=False, indent=1), encoding='utf-8')


if __name__ == '__main__':
    main()
