#!/usr/bin/env python3
"""Time from start to a window on the screen, and resident memory with a large article, against plain programs; A B A B.

    tests/with-display python3 tests/bench/bench-start.py CHIOSA BENCH-PLAIN [ROUNDS]

SPDX-License-Identifier: GPL-3.0-or-later
"""
import hashlib
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

WORDS = 'the of and minister parliament Müller café Orléans budget inflation Київ announced Reuters “quoted” company'.split()
LABELS = {'entity': 'ORG', 'claim': 'FACT', 'source': 'SRC_ORG'}


def make_article(folder, n_bytes, n_annotations):
    rng = random.Random(1)
    words, size = [], 0
    while size < n_bytes:
        word = rng.choice(WORDS) + (' ' if rng.random() < 0.99 else '.\n\n')
        words.append(word)
        size += len(word.encode())
    text = ''.join(words)
    path = folder / 'article.txt'
    path.write_bytes(text.encode())
    items = []
    step = len(text) // n_annotations
    for i in range(n_annotations):
        start = i * step
        end = start + rng.randint(3, max(4, step - 2))
        kind = rng.choice(list(LABELS))
        items.append(json.dumps({'id': f'a{i}', 'type': kind, 'label': LABELS[kind],
                                 'spans': [{'start': start, 'end': end, 'exact': text[start:end]}]}, ensure_ascii=False))
    head = {'sha256': hashlib.sha256(text.encode()).hexdigest(), 'length': len(text)}
    (folder / 'article.txt.chiosa.json').write_text(
        '{\n"format":"chiosa-sidecar",\n"version":"1.0",\n"text":%s,\n"article":{"status":"new"},\n"annotations":[\n%s\n],\n"relations":[\n]\n}\n'
        % (json.dumps(head), ',\n'.join(items)), encoding='utf-8')
    return path


def measure(command, settle):
    """(seconds to a visible window, MB resident after @settle seconds)"""
    begin = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        search = ['xdotool', 'search', '--onlyvisible', '--all', '--pid', str(process.pid), '--name', '.']
        while subprocess.run(search, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
            if time.monotonic() - begin > 60:
                raise TimeoutError(f'{command[0]} shows no window')
            time.sleep(0.005)
        shown = time.monotonic() - begin
        time.sleep(settle)
        status = pathlib.Path(f'/proc/{process.pid}/status').read_text()
        resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith('VmRSS'))
        return shown, resident / 1024
    finally:
        process.kill()
        process.wait()


def main():
    chiosa, plain = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    os.environ.update(GSK_RENDERER='cairo', GSETTINGS_BACKEND='memory', GDK_DEBUG='no-portals', GTK_A11Y='none')
    with tempfile.TemporaryDirectory() as folder:
        article = make_article(pathlib.Path(folder), 10_000_000, 100_000)
        for name, arguments, settle in (('no article', [], 0.5), ('10 MB, 100,000 annotations', [str(article)], 6)):
            results = {chiosa: [], plain: []}
            for _ in range(rounds + 1):
                for program in (chiosa, plain):
                    own = ['--new-window'] if program == chiosa else []
                    results[program].append(measure([program, *own, *arguments], settle))
            for program, values in results.items():
                shown = statistics.median(v[0] for v in values[1:])
                resident = statistics.median(v[1] for v in values[1:])
                print(f'{name}: {pathlib.Path(program).name}: window after {shown * 1000:.0f} ms, {resident:.0f} MB resident')


if __name__ == '__main__':
    main()
