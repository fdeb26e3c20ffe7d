#!/usr/bin/env python3
"""Export of many articles to JSON Lines, beside reading the same files with json-glib alone and beside a script with Python's json module.

    bench-export.py CHIOSA-CLI BENCH-JSON-READ [--articles N] [--runs N]

Prints the median of paired runs (one of each after the other), and the memory of the export for a tenth of the articles and for all.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import argparse
import hashlib
import json
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

WORDS = ('taxes', 'fell', 'said', 'the', 'minister', 'of', 'Aldera', 'harbour', 'a', 'tunnel', 'costs', 'more', 'than', 'councillors', 'approved', 'né', '€3m')
LABELS = {'entity': ('PERSON', 'ORG', 'GPE'), 'claim': ('FACT', 'NUMERIC'), 'source': ('SRC_PERSON', 'SRC_DOC'), 'cue': ('CUE_SAY',)}

# What a user would write.
SCRIPT = r'''
import json, pathlib, sys
with open(sys.argv[2], 'w', encoding='utf-8') as out:
    for path in sorted(pathlib.Path(sys.argv[1]).glob('*.txt')):
        with open(path, encoding='utf-8', newline='') as file:
            text = file.read()
        with open(str(path) + '.chiosa.json', encoding='utf-8') as file:
            sidecar = json.load(file)
        spans = [{'id': a['id'], 'type': a['type'], 'label': a['label'], 'start': a['spans'][0]['start'], 'end': a['spans'][-1]['end'],
                  'fragments': [{'start': s['start'], 'end': s['end'], 'text': s['exact']} for s in a['spans']],
                  'text': ' … '.join(s['exact'] for s in a['spans']),
                  'attributes': [{'name': k, 'value': v} for k, v in a.get('attributes', {}).items()], 'note': a.get('note', '')}
                 for a in sidecar['annotations']]
        relations = [{'id': r['id'], 'type': r['type'], 'from': r['from'], 'to': r['to']} for r in sidecar['relations']]
        out.write(json.dumps({'id': path.stem, 'text': text, 'text_sha256': sidecar['text']['sha256'], 'title': sidecar['article'].get('title', ''),
                              'spans': spans, 'relations': relations}, ensure_ascii=False) + '\n')
'''


def make_annotation(rand, text, number, bounds):
    kind = rand.choice(list(LABELS))
    first = rand.randrange(len(bounds) - 8)
    start, end = bounds[first][0], bounds[first + rand.randrange(1, 8)][1]
    line = {'id': f'a{number}', 'type': kind, 'label': rand.choice(LABELS[kind]),
            'spans': [{'start': start, 'end': end, 'exact': text[start:end], 'prefix': text[max(0, start - 32):start], 'suffix': text[end:end + 32]}]}
    if kind == 'claim':
        line['attributes'] = {'check_worthiness': 'checkable'}
    return line


def make(folder, articles):
    rand = random.Random(1)
    for number in range(articles):
        words = [rand.choice(WORDS) for _ in range(830)]
        bounds, at = [], 0
        for word in words:
            bounds.append((at, at + len(word)))
            at += len(word) + 1
        text = ' '.join(words) + '\n'
        annotations = sorted((make_annotation(rand, text, i, bounds) for i in range(30)), key=lambda a: (a['spans'][0]['start'], -a['spans'][0]['end'], a['id']))
        claims = [a['id'] for a in annotations if a['type'] == 'claim']
        sources = [a['id'] for a in annotations if a['type'] == 'source']
        relations = [{'id': f'r{i}', 'type': 'attributed_to', 'from': c, 'to': rand.choice(sources)} for i, c in enumerate(claims) if sources]
        path = folder / f'article-{number:05d}.txt'
        path.write_text(text, encoding='utf-8', newline='')
        head = {'format': 'chiosa-sidecar', 'version': '1.0',
                'text': {'sha256': hashlib.sha256(text.encode()).hexdigest(), 'length': len(text), 'charset': 'UTF-8', 'bom': False, 'newline': 'lf'},
                'tagset': {'id': 'claims-and-sources', 'version': '1.0'}, 'article': {'title': f'Article {number}', 'status': 'done'}}
        lines = [json.dumps(key) + ':' + json.dumps(value, ensure_ascii=False, separators=(',', ':')) for key, value in head.items()]
        for key, items in (('annotations', annotations), ('relations', relations)):
            lines.append(json.dumps(key) + ':[\n' + ',\n'.join(json.dumps(i, ensure_ascii=False, separators=(',', ':')) for i in items) + '\n]')
        pathlib.Path(str(path) + '.chiosa.json').write_text('{\n' + ',\n'.join(lines) + '\n}\n', encoding='utf-8')


def measure_time(command):
    start = time.perf_counter()
    if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
        sys.exit(f'{command[0]} failed')
    return time.perf_counter() - start


def measure_memory(command):
    """The peak in MB, asked for while it runs: what wait4() tells is never less than what this program had when it started the other."""
    child, peak = subprocess.Popen(command, stdout=subprocess.DEVNULL), 0
    while child.poll() is None:
        try:
            status = pathlib.Path(f'/proc/{child.pid}/status').read_text()
        except OSError:
            continue
        peak = max([peak, *(int(line.split()[1]) for line in status.splitlines() if line.startswith('VmHWM'))])
        time.sleep(0.002)
    if child.returncode != 0:
        sys.exit(f'{command[0]} failed')
    return peak / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('cli')
    parser.add_argument('json_read')
    parser.add_argument('--articles', type=int, default=10000)
    parser.add_argument('--runs', type=int, default=5)
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix='chiosa-bench-') as name:
        top = pathlib.Path(name)
        script = top / 'script.py'
        script.write_text(SCRIPT, encoding='utf-8')
        few, many = top / 'few', top / 'many'
        for folder, articles in ((few, arguments.articles // 10), (many, arguments.articles)):
            folder.mkdir()
            make(folder, articles)

        def commands(folder):
            export = [arguments.cli, 'export', folder, '--format', 'jsonl', '--quiet', '--output']
            return {'Chiosa': [*export, top / 'out.jsonl'], 'Chiosa, one thread': [*export, top / 'one.jsonl', '--jobs', '1'],
                    'json-glib, reading only': [arguments.json_read, folder],
                    'Python script': [sys.executable, script, folder, top / 'python.jsonl']}

        for command in commands(many).values():
            measure_time(list(map(str, command)))
        times = {}
        for _ in range(arguments.runs):
            for what, command in commands(many).items():
                times.setdefault(what, []).append(measure_time(list(map(str, command))))
        memory = [measure_memory(list(map(str, commands(folder)['Chiosa']))) for folder in (few, many)]

        print(f'{arguments.articles} articles of 5 kB with 30 annotations each, median of {arguments.runs} paired runs')
        for what, seconds in times.items():
            print(f'{what:26} {statistics.median(seconds):6.2f} s   {arguments.articles / statistics.median(seconds):8.0f} articles a second')
        print(f'memory of the export: {memory[0]:.1f} MB for {arguments.articles // 10} articles, {memory[1]:.1f} MB for {arguments.articles}')


if __name__ == '__main__':
    main()
