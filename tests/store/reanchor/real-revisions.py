#!/usr/bin/env python3
# Annotations found again in real revisions of prose: takes pairs of revisions of the same file out of a Git history, places
# spans in the older one by rule, says from a comparison of its own where they are in the newer one, and compares what
# "chiosa-cli reanchor" makes of them. Run by hand; asserts nothing. Not for made-up changes: those are test-mutations.c.
#
#   real-revisions.py CLI GIT-FOLDER [--pattern REGEX] [--pairs N] [--seed N] [--spans N] [--cases FILE]
#
# The truth is narrow on purpose. A span survives where its line stands once in both texts, unchanged, or where it and five
# tokens on both sides are in one equal block of a line and token diff (Python's difflib). It is deleted where its sentence
# has none like it in the newer text and nothing came in its place. Where another sentence did, as in a translation, nobody
# but a reader knows whether that one says the same: "rewritten", counted by itself. Everything else is in no rate.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import argparse
import bisect
import collections
import difflib
import hashlib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

SIDES = 5               # equal tokens needed on both sides
NEAR = 30               # tokens: a span so close to a change is counted in the second table too
MOST_APART = 30         # revisions of the file
LIKE = 0.3              # sentences less alike than this are none of each other
SHORTEST_SENTENCE = 5   # tokens
MIN_CHARS, MAX_CHARS = 500, 200_000
MAX_TOKENS = 3000       # in one changed hunk; a longer one is undecided
TOKEN = re.compile(r'[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])[^\W_])+|[^\w\s]|_')
SENTENCE_END = re.compile(r'[.!?](?=\s)|[。！？]|\n\s*\n|\n(?=[=*.|+\-\[])')
KINDS = ('name', 'word', 'four words', 'sentence', 'two fragments')
OUTCOMES = ('right', 'wrong', 'review', 'lost')


def git(folder, *arguments):
    return subprocess.run(['git', '-C', folder, *arguments], check=True, capture_output=True).stdout


class Text:
    """A revision in tokens, lines and sentences; all places are code points."""

    def __init__(self, string):
        self.string = string
        spans = [match.span() for match in TOKEN.finditer(string)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.tokens = [string[start:end] for start, end in spans]
        self.lines = [match.span() for match in re.finditer(r'[^\n]+', string)]
        self.line_texts = [string[start:end].strip() for start, end in self.lines]
        self.line_tokens = [self.range_of(start, end) for start, end in self.lines]
        self.sentences = list(self.list_sentences())

    def range_of(self, start, end):
        """The tokens that begin in [start, end)."""
        return bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)

    def list_sentences(self):
        start = 0
        for end in [match.end() for match in SENTENCE_END.finditer(self.string)] + [len(self.string)]:
            first, last = self.range_of(start, end)
            if last > first:
                yield first, last
            start = end

    def place(self, first, last):
        return [self.starts[first], self.ends[last - 1]]


def pick_pairs(folder, pattern, n, dice):
    """Revisions of the same file, 1 to MOST_APART revisions of it apart."""
    names = git(folder, 'ls-tree', '-r', '-z', '--name-only', 'HEAD').decode('utf-8', 'replace').split('\0')
    names = sorted(name for name in names if re.search(pattern, name))
    histories, seen = {}, set()
    for _ in range(20 * n):
        if not names or len(seen) >= n:
            return
        name = dice.choice(names)
        if name not in histories:
            histories[name] = git(folder, 'log', '--format=%H', '--', name).decode().split()
        newest_first = histories[name]
        if len(newest_first) < 2:
            names.remove(name)
            continue
        older = dice.randrange(1, len(newest_first))
        newer = max(0, older - dice.randint(1, MOST_APART))
        key = name, newest_first[older], newest_first[newer]
        texts = [read_revision(folder, commit, name) for commit in key[1:]]
        if key in seen or None in texts or texts[0] == texts[1]:
            continue
        seen.add(key)
        yield key, Text(texts[0]), Text(texts[1])


def read_revision(folder, commit, name):
    try:
        string = git(folder, 'show', f'{commit}:{name}').decode('utf-8-sig').replace('\r\n', '\n')
    except (subprocess.CalledProcessError, UnicodeDecodeError):
        return None
    return string if MIN_CHARS <= len(string) <= MAX_CHARS and '\r' not in string and '\0' not in string else None


class Truth:
    """Where the tokens of the older text are in the newer one, as far as that is beyond doubt."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.partner = [None] * len(old.tokens)
        self.same_line = [False] * len(old.tokens)      # of an unchanged line, in order
        self.pair_lines()
        self.unique = self.pair_unique_lines()
        self.changed = [i for i, partner in enumerate(self.partner) if partner is None or
                        (i > 0 and self.partner[i - 1] is not None and partner != self.partner[i - 1] + 1)]
        self.bags = [self.bag(new, *sentence) for sentence in new.sentences]
        self.new_grams = set(self.grams(new, 0, len(new.tokens)))
        self.gone = {}
        self.firm = self.list_firm()
        taken = set(self.partner)
        self.put_in = [0]
        for i in range(len(new.tokens)):
            self.put_in.append(self.put_in[-1] + (i not in taken))

    def list_firm(self):
        """The old tokens in a run of pairs that is long enough to be no coincidence."""
        firm, run = [], []
        for i, partner in enumerate([*self.partner, None]):
            if run and (partner is None or partner != self.partner[run[-1]] + 1):
                firm += run if len(run) >= SIDES else []
                run = []
            if partner is not None:
                run.append(i)
        return firm

    def count_put_in(self, first, last):
        """The new tokens without a pair between what is kept before and behind old tokens [first, last)."""
        before, behind = bisect.bisect_left(self.firm, first) - 1, bisect.bisect_left(self.firm, last)
        low = self.partner[self.firm[before]] if before >= 0 else 0
        high = self.partner[self.firm[behind]] if behind < len(self.firm) else len(self.put_in) - 1
        return self.put_in[max(low, high)] - self.put_in[min(low, high)]

    def pair_lines(self):
        old, new = self.old, self.new
        matcher = difflib.SequenceMatcher(None, old.line_texts, new.line_texts, autojunk=False)
        for kind, a, a_end, b, b_end in matcher.get_opcodes():
            if kind == 'equal':
                for i in range(a_end - a):
                    first, last = old.line_tokens[a + i]
                    other = new.line_tokens[b + i][0]
                    for token in range(first, last):
                        self.partner[token] = other + token - first
                        self.same_line[token] = True
            elif kind == 'replace':
                self.pair_tokens((old.line_tokens[a][0], old.line_tokens[a_end - 1][1]),
                                 (new.line_tokens[b][0], new.line_tokens[b_end - 1][1]))

    def pair_tokens(self, a, b):
        if max(a[1] - a[0], b[1] - b[0]) > MAX_TOKENS:
            return
        matcher = difflib.SequenceMatcher(None, self.old.tokens[slice(*a)], self.new.tokens[slice(*b)], autojunk=False)
        for first, other, n in matcher.get_matching_blocks():
            for i in range(n):
                self.partner[a[0] + first + i] = b[0] + other + i

    def pair_unique_lines(self):
        """By old line: the same line of the newer text, where both stand once and are long enough to say something."""
        old, new = self.old, self.new
        n_old, n_new = collections.Counter(old.line_texts), collections.Counter(new.line_texts)
        where = {text: i for i, text in enumerate(new.line_texts)}
        return {i: where[text] for i, text in enumerate(old.line_texts)
                if n_old[text] == 1 and n_new[text] == 1 and
                old.line_tokens[i][1] - old.line_tokens[i][0] >= 2 * SIDES}

    def find(self, first, last):
        """The place of tokens [first, last) in the newer text, or None."""
        line = bisect.bisect_right(self.old.lines, (self.old.starts[first], float('inf'))) - 1
        start, end = self.old.line_tokens[line]
        if line in self.unique and last <= end:
            other = self.new.line_tokens[self.unique[line]][0]
            return self.new.place(other + first - start, other + last - start)
        low, high = max(0, first - SIDES), min(len(self.partner), last + SIDES)
        base = self.partner[low]
        if base is None or any(self.partner[i] != base + i - low for i in range(low, high)):
            return None
        if not all(self.same_line[low:high]) and not self.stands_once(low, high):
            return None
        return self.new.place(base + first - low, base + last - low)

    def stands_once(self, low, high):
        window = self.old.tokens[low:high]
        return all(sum(tokens[i:i + len(window)] == window for i in range(len(tokens) - len(window) + 1)
                       if tokens[i] == window[0]) == 1 for tokens in (self.old.tokens, self.new.tokens))

    @staticmethod
    def grams(text, first, last):
        """Words, and where characters are words, pairs of them: without punctuation and case."""
        words = [token.casefold() for token in text.tokens[first:last] if token[0].isalnum()]
        return [word if ord(word[0]) < 0x3040 else word + after for word, after in zip(words, words[1:] + [''])]

    def bag(self, text, first, last):
        return collections.Counter(self.grams(text, first, last))

    def fate_of(self, sentence):
        if sentence not in self.gone:
            first, last = sentence
            none = self.has_none_like_it(self.bag(self.old, *sentence))
            few = LIKE * (last - first)
            deleted = none and self.count_put_in(first, last) < few and sum(
                partner is not None for partner in self.partner[first:last]) < few
            self.gone[sentence] = 'deleted' if deleted else 'rewritten' if none else 'undecided'
        return self.gone[sentence]

    def has_none_like_it(self, bag):
        n = bag.total()
        if n < SHORTEST_SENTENCE:
            return False
        return all(2 * (bag & other).total() < LIKE * (n + other.total()) and
                   (bag & other).total() < 2 * LIKE * n for other in self.bags if other)


def place_spans(truth, n, dice):
    """(kind, sentence, [(first, last) tokens]): half of them in sentences that have changed, no two the same."""
    old, found = truth.old, {}
    changed = set(truth.changed)
    touched = [s for s in old.sentences if any(i in changed for i in range(max(0, s[0] - 1), s[1] + 1))]
    for i in range(6 * n):
        if len(found) >= n:
            break
        sentence = dice.choice(touched if touched and i % 2 else old.sentences)
        kind = KINDS[i // 2 % len(KINDS)]
        fragments = place_span(old, kind, sentence, dice)
        if fragments:
            found.setdefault(tuple(fragments), (kind, sentence, fragments))
    return list(found.values())


def place_span(old, kind, sentence, dice):
    first, last = sentence
    words = [i for i in range(first, last) if old.tokens[i][0].isalnum()]
    if not words:
        return None
    if kind == 'sentence':
        return [(words[0], last)] if len(words) >= SHORTEST_SENTENCE else None
    if kind == 'four words':
        starts = [i for i in words if i + 4 <= last and all(old.tokens[i + j][0].isalnum() for j in range(4))]
        return [(i, i + 4) for i in dice.sample(starts, 1)] if starts else None
    if kind == 'two fragments':
        if len(words) < 8:
            return None
        a, b = sorted(dice.sample(range(len(words) - 1), 2))
        return [(words[a], words[a] + 1), (words[b], words[b + 1] + 1)] if words[b] - words[a] > 2 else None
    if kind == 'name':
        words = [i for i in words[1:] if old.tokens[i][0].isupper()] or [
            i for i in words if ord(old.tokens[i][0]) >= 0x3040 and i + 1 in words]
    if not words:
        return None
    i = dice.choice(words)
    spaceless = ord(old.tokens[i][0]) >= 0x3040 and i + 2 <= last and old.tokens[i + 1][0].isalnum()
    return [(i, i + 2 if spaceless else i + 1)]


def write_sidecar(path, old, spans):
    annotations = [{'id': f'a{i:08d}', 'type': 'entity',
                    'spans': [{'start': start, 'end': end, 'exact': old.string[start:end]} for start, end in
                              (old.place(*fragment) for fragment in fragments)]}
                   for i, (_, _, fragments) in enumerate(spans)]
    data = old.string.encode()
    path.write_text(json.dumps({
        'format': 'chiosa-sidecar', 'version': '1.1',
        'text': {'sha256': hashlib.sha256(data).hexdigest(), 'length': len(old.string), 'charset': 'UTF-8', 'bom': False,
                 'newline': 'lf'},
        'annotations': annotations}, ensure_ascii=False))


def reanchor(cli, folder, old, new, spans):
    before, after, sidecar = folder / 'old.txt', folder / 'new.txt', folder / 'spans.json'
    before.write_bytes(old.string.encode())
    after.write_bytes(new.string.encode())
    write_sidecar(sidecar, old, spans)
    done = subprocess.run([cli, 'reanchor', '--json', '--dry-run', '--sidecar', sidecar, before, after], capture_output=True)
    if done.returncode != 0:
        sys.exit(f'{cli}: {done.stderr.decode()}')
    return json.loads(done.stdout)


class Tally:
    def __init__(self):
        self.alive = collections.Counter()      # (kind, near, outcome)
        self.gone = collections.Counter()       # (fate, outcome)
        self.undecided = self.pairs = self.others = self.other_spans = 0

    def print(self):
        print(f'{self.pairs} pairs, {self.alive.total()} spans survive, {self.gone.total()} are gone, '
              f'{self.undecided} undecided; {self.others} pairs taken for another article ({self.other_spans} spans, not counted)')
        print(f'{"surviving":24}{"spans":>8}' + ''.join(f'{outcome:>18}' for outcome in OUTCOMES))
        for near, name in ((None, 'all'), (True, f'≤ {NEAR} from a change')):
            self.print_row(name, lambda key: near is None or key[1] == near)
        for kind in KINDS:
            self.print_row('  ' + kind, lambda key: key[0] == kind)
        print(f'{"gone":24}{"spans":>8}{"attached":>18}{"review":>18}{"lost":>18}')
        for fate in ('deleted', 'rewritten'):
            counts = [self.gone[fate, outcome] for outcome in ('attached', 'review', 'orphan')]
            n = max(1, sum(counts))
            print(f'{fate:24}{sum(counts):8}' + ''.join(self.rate(count, n) for count in counts))

    @staticmethod
    def rate(count, n):
        return f'{count:9} {100 * count / n:6.2f} %'

    def print_row(self, name, wanted):
        counts = collections.Counter()
        for key, n in self.alive.items():
            counts[key[2]] += n if wanted(key) else 0
        n = max(1, counts.total())
        print(f'{name:24}{counts.total():8}' + ''.join(self.rate(counts[outcome], n) for outcome in OUTCOMES))


def judge(truth, span, answer):
    """What the span's fate is, and what became of it: (fate, outcome, place)."""
    _, sentence, fragments = span
    places = [truth.find(*fragment) for fragment in fragments]
    state, to = answer['anchor'], answer['to']
    if None not in places and all(a[1] <= b[0] for a, b in zip(places, places[1:])):
        if state == 'orphan':
            return 'alive', 'lost', places
        return 'alive', 'review' if state == 'review' else 'right' if to == places else 'wrong', places
    fate = truth.fate_of(sentence) if places.count(None) == len(places) else 'undecided'
    return fate, state if state in ('review', 'orphan') else 'attached', None


def describe(text, place, around=60):
    start, end = place[0][0], place[-1][1]
    return (text.string[max(0, start - around):start] + '⟦' + text.string[start:end] + '⟧' +
            text.string[end:end + around]).replace('\n', '⏎')


def tell_case(cases, key, truth, span, answer, fate, outcome, places):
    old, new = truth.old, truth.new
    at = [[answer.get('point', 0)] * 2] if not answer['to'] else answer['to']
    cases.write(f'{fate}/{outcome} ({span[0]}, {answer["anchor"]}) {key[0]} {key[1][:10]} {key[2][:10]} {answer["from"]} '
                f'to {answer["to"]}\n  old:   {describe(old, answer["from"])}\n  new:   {describe(new, at)}\n')
    if places is not None:
        cases.write(f'  truth: {describe(new, places)}\n')


def measure(cli, key, old, new, n, dice, tally, cases):
    truth = Truth(old, new)
    spans = place_spans(truth, n, dice)
    with tempfile.TemporaryDirectory(prefix='real-revisions-') as folder:
        result = reanchor(cli, pathlib.Path(folder), old, new, spans)
    tally.pairs += 1
    if result['otherArticle']:
        tally.others += 1
        tally.other_spans += len(spans)
        return
    for answer in result['annotations']:
        span = spans[int(answer['id'][1:])]
        fate, outcome, places = judge(truth, span, answer)
        at = bisect.bisect_left(truth.changed, span[2][0][0] - NEAR)
        near = at < len(truth.changed) and truth.changed[at] < span[2][-1][1] + NEAR
        if fate == 'undecided':
            tally.undecided += 1
            continue
        if fate == 'alive':
            tally.alive[span[0], near, outcome] += 1
        else:
            tally.gone[fate, outcome] += 1
        if cases is not None and outcome in ('wrong', 'review', 'lost', 'attached'):
            tell_case(cases, key, truth, span, answer, fate, outcome, places)


def main():
    parser = argparse.ArgumentParser(description='Finds annotations again in real revisions, and counts what is right.')
    parser.add_argument('cli', help='chiosa-cli')
    parser.add_argument('folder', help='a Git folder')
    parser.add_argument('--pattern', default=r'\.(txt|md|asc|adoc|rst)$', help='of the names of files')
    parser.add_argument('--pairs', type=int, default=100)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--spans', type=int, default=60, help='in one text')
    parser.add_argument('--cases', type=argparse.FileType('w', encoding='utf-8'), help='what was not right, to read')
    options = parser.parse_args()

    dice, tally = random.Random(options.seed), Tally()
    for key, old, new in pick_pairs(options.folder, options.pattern, options.pairs, dice):
        measure(options.cli, key, old, new, options.spans, dice, tally, options.cases)
    print(f'seed {options.seed}')
    tally.print()


if __name__ == '__main__':
    main()
