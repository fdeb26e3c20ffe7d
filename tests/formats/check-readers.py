#!/usr/bin/env python3
# What chiosa-cli exports is read by programs that we did not write, and is the truth to the character.
#
#   check-readers.py CLI [--seed N] [--keep FOLDER] [FORMAT…]
#
# Makes annotated articles (truth.py), exports them in each format, and checks each export with its reader (readers/FORMAT.py) in the
# virtual environment of readers-env. Without that environment (no network) the whole is skipped; a format that CLI cannot write fails.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import traceback

import environment
import readers_loader
import truth as truths

# Format, where it goes (a folder where it has no dot), options, the reader.
EXPORTS = [
    ('jsonl', 'x.jsonl', {}, 'pyarrow'),
    ('brat', 'out', {}, 'pybrat and bratly'),
    ('webanno-tsv', 'out', {'layers': 'one'}, 'web-anno-tsv'),
    ('cas-json', 'out', {}, 'dkpro-cassis'),
    ('cas-json', 'out', {'layers': 'one'}, 'dkpro-cassis'),
    ('conll', 'x.conll', {'scheme': 'iob2'}, 'NLTK and seqeval'),
    ('conll', 'x.conll', {'scheme': 'iob1'}, 'NLTK and seqeval'),
    ('conll', 'x.conll', {'scheme': 'bioes'}, 'NLTK and seqeval'),
    ('conllu', 'x.conllup', {}, 'conllu'),
    ('spacy', 'x.jsonl', {}, 'spaCy'),
    ('doccano', 'x.jsonl', {}, 'the importer of doccano'),
    ('label-studio', 'x.json', {}, 'label-studio-sdk'),
    ('huggingface', 'out', {}, 'datasets, huggingface_hub and mlcroissant'),
    ('web-annotation', 'out', {}, 'PyLD'),
    ('tei', 'out', {}, 'lxml and tei_all.rng'),
    ('claimreview', 'x.jsonld', {}, 'PyLD and the vocabulary of schema.org'),
    ('citron', 'out', {}, 'its description'),
    ('table', 'x.csv', {}, 'pyarrow'),
]
SHARDS = 3


def arguments():
    options = argparse.ArgumentParser(description='What chiosa-cli exports, read by others.')
    options.add_argument('cli', type=pathlib.Path)
    options.add_argument('formats', nargs='*')
    options.add_argument('--seed', type=int, default=1)
    options.add_argument('--keep', type=pathlib.Path, help='leave the articles and the exports there')
    return options.parse_args()


class Report:
    def __init__(self):
        self.count = self.failed = 0

    def __call__(self, good, name, details=()):
        self.count += 1
        self.failed += not good
        print(f'{"ok" if good else "not ok"} {self.count} - {name}', flush=True)
        if not good:
            for line in '\n'.join(map(str, details[:12])).splitlines()[:30]:
                print(f'# {line[:400]}')
            if len(details) > 12:
                print(f'# … and {len(details) - 12} more', flush=True)
        return good


def export(cli, articles, name, out, *more):
    """Complaints; nothing where it went well."""
    command = [str(cli), 'export', str(articles), '--format', name, '--output', str(out), *more]
    if out.suffix:
        command += ['--report', str(out) + '.report.json']
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    except subprocess.TimeoutExpired:
        return ['two minutes were not enough: ' + ' '.join(command)]
    if done.returncode:
        return [f'exit status {done.returncode}: {" ".join(command)}', *(done.stdout + done.stderr).splitlines()]
    return [] if out.exists() else [f'{out} is not there']


def read_losses(out):
    """{name: {kind: count}}, or None where the export says nothing."""
    for path in (out / 'export-report.json', out.with_name(out.name + '.report.json'), out.parent / 'export-report.json'):
        if path.is_file():
            articles = json.loads(path.read_text(encoding='utf-8')).get('articles', {})
            if isinstance(articles, list):
                articles = {one['name']: one.get('losses', {}) for one in articles}
            return {name: one.get('losses', one) for name, one in articles.items()}
    return None


def read(name, out, truth, options):
    try:
        return readers_loader.load(name).check(out, truth, read_losses(out), **options)
    except Exception as error:
        return refusal(error)


def refusal(error):
    """What a reader said when it gave up, down to the first cause."""
    causes = []
    while error is not None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        causes.append(f'{type(error).__name__}: {error} ({last.filename.split("site-packages/")[-1]}:{last.lineno})')
        error = error.__cause__ or error.__context__
    return causes[::-1]


def check_shards(cli, articles, truth, folder, report):
    folder.mkdir(parents=True)
    said = [c for i in range(1, SHARDS + 1)
            for c in export(cli, articles, 'jsonl', folder / f'part-{i}.jsonl', '--shard', f'{i}/{SHARDS}')]
    if not report(not said, '/readers/shards/export', said):
        report(False, '/readers/shards/DuckDB counts the spans of each label', ['nothing to read'])
        return
    try:
        said = readers_loader.load('jsonl').check_shards(folder, truth)
    except Exception as error:
        said = refusal(error)
    report(not said, '/readers/shards/DuckDB counts the spans of each label', said)


def main(chosen, folder):
    truth, report = truths.make(chosen.seed), Report()
    articles = folder / 'articles'
    truths.write(articles, truth)
    print(f'# seed {chosen.seed}, {len(truth)} articles')
    for name, out, options, reader in EXPORTS:
        if chosen.formats and name not in chosen.formats:
            continue
        called = '-'.join([name, *options.values()])
        path = folder / called / out
        path.parent.mkdir(parents=True)
        said = export(chosen.cli, articles, name, path, *(word for key, value in options.items() for word in ('--option', f'{key}={value}')))
        written = report(not said, f'/readers/{called}/export', said)
        said = read(name, path, truth, options) if written else ['nothing to read']
        report(not said, f'/readers/{called}/read by {reader}', said)
    if not chosen.formats or 'jsonl' in chosen.formats:
        check_shards(chosen.cli, articles, truth, folder / 'shards', report)
    print(f'1..{report.count}')
    return report.failed > 0


if __name__ == '__main__':
    chosen = arguments()
    environment.enter()
    if chosen.keep:
        chosen.keep.mkdir(parents=True)
        sys.exit(main(chosen, chosen.keep))
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(main(chosen, pathlib.Path(folder)))
