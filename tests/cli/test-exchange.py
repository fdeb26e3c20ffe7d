#!/usr/bin/env python3
"""Data sets in and out, seen from outside: export, import, list, formats.

    test-exchange.py PATH-OF-CHIOSA-CLI

Which formats there are is what the program says: a new one is tested without a line here.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import collections
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import case
from case import TEXT, annotation

DATA = pathlib.Path(os.environ.get('CHIOSA_DATADIR', pathlib.Path(__file__).resolve().parents[2] / 'data'))
SAMPLES = DATA / 'samples'
COMMANDS = [['show'], ['check'], ['edit'], ['list'], ['export'], ['import'], ['formats'], ['tagset'],
            ['tagset', 'show'], ['tagset', 'check'], ['tagset', 'convert']]


def list_formats():
    done = subprocess.run([case.CLI, 'formats', '--json'], capture_output=True, check=True)
    return json.loads(done.stdout)


class Case(case.Case):
    formats = None

    @classmethod
    def setUpClass(cls):
        cls.formats = list_formats()

    def setUp(self):
        super().setUp()
        self.out_file = self.folder / 'out'
        self.articles = self.folder / 'articles'

    def make(self, n=1, *, text=TEXT, **members):
        """Articles a00.txt, a01.txt… with a claim, a source, a relation; each its own text."""
        self.articles.mkdir(exist_ok=True)
        for i in range(n):
            self.make_one(f'a{i:02}.txt', f'{i}. {text}', **members)

    def make_one(self, name, text=TEXT, annotator=None, status='done', **article):
        path = self.articles / name if isinstance(name, str) else os.path.join(os.fsencode(self.articles), name)
        with open(path, 'w', encoding='utf-8', newline='') as file:
            file.write(text)
        sidecar = os.fsencode(path) + (b'.' + annotator.encode() if annotator else b'') + b'.chiosa.json'
        self.annotate(annotation(text, 'c1', 'claim', 'FACT', 'Amazon ha superato IBM', note='of Bezos'),
                      annotation(text, 's1', 'source', 'SRC_PERSON', 'Bezos'),
                      relations=[{'id': 'r1', 'type': 'attributed_to', 'from': 'c1', 'to': 's1'}],
                      text=text, path=pathlib.Path(os.fsdecode(sidecar)), article={'status': status, **article})

    def export(self, *args, format='jsonl', paths=None, output=None, code=0):
        output = self.out_file if output is None else output
        return self.run_cli('export', *(paths or [self.articles]), '--format', format, '--output', output, *args, code=code)

    def lines(self, path=None):
        return [json.loads(line) for line in (path or self.out_file).read_text('utf-8').splitlines()]

    def everything(self, folder=None):
        folder = os.fsencode(folder or self.folder)
        found = {}
        for root, _, names in os.walk(folder):
            for name in names:
                path = os.path.join(root, name)
                with open(path, 'rb') as file:
                    found[os.path.relpath(path, folder)] = file.read()
        return found

    def leftovers(self):
        return [name for name in self.everything() if b'.chiosa-' in name]


class MainTest(Case):
    def test_every_command_has_help_with_examples(self):
        self.run_cli('--help')
        for command in COMMANDS:
            self.assertIn(command[0], self.run_cli('--help'))
            self.run_cli(*command, '--help')
            self.assertIn('Examples:', self.text, command)
            self.assertEqual(self.err, '')

    def test_examples_name_formats_and_options_that_there_are(self):
        known = {f['id'] for f in self.formats}
        for command in COMMANDS:
            words = self.run_cli(*command, '--help').replace('\\\n', ' ')
            known_options = words + ''.join(self.run_cli(*c, '--help') for c in COMMANDS if c[:-1] == command)
            examples = words[words.index('Examples:'):].split()
            for i, word in enumerate(examples):
                if word == '--format':
                    self.assertIn(examples[i + 1], known)
                if word.startswith('--'):
                    self.assertRegex(known_options, rf'(?m)^  (-\w, )?{word}\b', command)

    def test_what_makes_no_sense_is_exit_code_two(self):
        self.make()
        folder, out = str(self.articles), str(self.out_file)
        full = ['export', folder, '--format', 'jsonl', '--output', out]
        for args in (['export'], ['export', folder], ['export', folder, '--format', 'jsonl'], ['export', '--format', 'jsonl', '--output', out],
                     ['export', folder, '--format', 'nothing', '--output', out], ['export', folder, '--output', out],
                     [*full, '--text', 'half'], [*full, '--shard', '3'], [*full, '--shard', '0/2'], [*full, '--shard', '3/2'],
                     [*full, '--shard', '-1/2'], [*full, '--shard', '1/2x'], [*full, '--status', 'finished'], [*full, '--jobs', '-1'],
                     [*full, '--jobs', 'many'], [*full, '--by', 'date'], [*full, '--stratify'], [*full, '--split', 'train'],
                     [*full, '--split', 'a=1,a=1'], [*full, '--split', '../x=1,y=1'], [*full, '--seed', 'x'], [*full, '--option', 'scheme=iob2'],
                     [*full, '--annotator', 'a/b'], [*full, '--purple'],
                     ['import'], ['import', 'x'], ['import', 'x', '--output', out, '--format', 'nothing'],
                     ['import', 'x', '--output', out, '--format', 'tei'], ['import', 'x', '--output', out, '--option', 'a=b'],
                     ['import', 'x', '--output', out, '--annotator', 'a b'], ['list'], ['list', '--purple', folder],
                     ['formats', 'nothing'], ['formats', 'brat', 'conll']):
            with self.subTest(args=args):
                self.run_cli(*args, code=2)
                self.assertIn('--help', self.err)
                self.assertEqual(self.text, '')
                self.assertFalse(self.out_file.exists())

    def test_what_is_not_there_is_exit_code_one_with_its_name(self):
        for args in (['export', 'none', '--format', 'jsonl', '--output', 'out'], ['import', 'none.jsonl', '--output', 'out'],
                     ['import', 'none.x', '--format', 'brat', '--output', 'out'], ['list', 'none']):
            with self.subTest(args=args):
                self.run_cli(*args, code=1)
                self.assertIn(args[1], self.err)

    def test_a_folder_without_articles(self):
        self.articles.mkdir()
        self.export(code=1)
        self.assertIn('no article', self.err)
        self.run_cli('list', self.articles, code=1)
        self.run_cli('import', self.articles, '--output', self.out_file, code=1)
        self.assertFalse(self.out_file.exists())


class FormatsTest(Case):
    def test_the_table_has_every_format(self):
        table = self.run_cli('formats')
        for format in self.formats:
            self.assertIn(format['id'], table)
            self.run_cli('formats', format['id'])
            self.assertIn(format['name'], self.text)
            for option, values in format['options'].items():
                self.assertIn(f'{option}=' + '|'.join(values), self.text)

    def test_every_one_has_something_to_say(self):
        for format in self.formats:
            self.assertTrue(format['description'])
            self.assertTrue(format['reads'] or format['writes'])

    def test_every_one_that_writes_exports_the_samples_and_reads_them_back(self):
        for format in self.formats:
            if not format['writes']:
                continue
            choices = [[]] + [['--option', f'{name}={value}'] for name, values in format['options'].items() for value in values[1:]]
            for choice in choices:
                with self.subTest(format=format['id'], option=choice):
                    self.check_round(format, choice)

    def check_round(self, format, choice):
        work = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        out = work / ('out' + format['extension'] if format['stream'] else 'out')
        self.export(*choice, format=format['id'], paths=[SAMPLES], output=out)
        self.assertIn('4 articles written', self.err)
        self.assertEqual(self.text, '')
        self.assertFalse(self.leftovers())
        if not format['reads']:
            return
        self.run_cli('import', out, '--format', format['id'], '--output', work / 'back', *choice)
        self.assertIn('4 articles', self.err)
        back = sorted(p.read_text('utf-8') for p in (work / 'back').rglob('*') if p.suffix in ('.txt', '.md'))
        # What does not keep spaces says so.
        if 'white-space' not in format['drops'] + format['changes']:
            self.assertEqual(back, sorted(p.read_text('utf-8') for p in SAMPLES.glob('*.txt')))

    def test_an_option_changes_what_is_written(self):
        self.make()
        self.export('--option', 'scheme=bioes', format='conll')
        self.assertIn('S-', self.out_file.read_text('utf-8'))
        self.export('--option', 'scheme=nothing', format='conll', code=2)
        self.assertIn('bioes', self.err)


class ListTest(Case):
    def test_articles_with_status_annotators_and_counts(self):
        self.make(2)
        self.make_one('b.txt', annotator='Anna', status='in-progress')
        (self.articles / 'c.md').write_text('Nothing yet.\n')
        rows = [line.split() for line in self.run_cli('list', self.articles).splitlines()]
        self.assertEqual(rows[1:], [['a00', 'done', '2'], ['a01', 'done', '2'], ['b', 'in-progress', 'Anna', '2'], ['c', 'new', '0']])
        shown = json.loads(self.run_cli('list', '--json', self.articles))
        self.assertEqual([(r['article'], r['status'], r.get('annotator'), r['annotations']) for r in shown],
                         [('a00', 'done', None, 2), ('a01', 'done', None, 2), ('b', 'in-progress', 'Anna', 2), ('c', 'new', None, 0)])

    def test_a_broken_sidecar_is_told_and_the_rest_listed(self):
        self.make(2)
        (self.articles / 'a00.txt.chiosa.json').write_text('{')
        self.run_cli('list', self.articles, code=1)
        self.assertIn('a00.txt.chiosa.json', self.err)
        self.assertIn('a01', self.text)
        shown = json.loads(self.run_cli('list', '--json', self.articles, code=1))
        self.assertIn('error', shown[0])
        self.assertEqual(shown[1]['annotations'], 2)


class StreamTest(Case):
    def streams(self):
        return [f for f in self.formats if f['writes'] and f['stream'] and not f['data_set']]

    def test_standard_output_has_the_bytes_of_the_file_and_nothing_else(self):
        for format in self.streams():
            with self.subTest(format=format['id']):
                self.export(format=format['id'], paths=[SAMPLES], output='-')
                shown = self.out
                self.assertIn('4 articles written', self.err)
                self.export(format=format['id'], paths=[SAMPLES])
                self.assertEqual(shown, self.out_file.read_bytes())

    def test_quiet_says_nothing(self):
        self.make(2)
        self.export('--quiet', format='conll', output='-')
        self.assertEqual(self.err, '')

    def test_several_files_do_not_go_to_standard_output(self):
        self.make(2)
        for format in self.formats:
            if format['writes'] and (not format['stream'] or format['data_set']):
                self.export(format=format['id'], output='-', code=1)
                self.assertIn('standard output', self.err)
        self.export('--split', 'a=1,b=1', output='-', code=1)
        self.assertEqual(self.text, '')
        self.assertFalse((self.folder / '-').exists())

    def test_a_reader_that_goes_away(self):
        self.make(60, text=TEXT * 200)
        done = subprocess.run(['sh', '-c', '"$0" export articles --format jsonl --output - 2>err | head -1; test -s err', case.CLI],
                              capture_output=True, cwd=self.folder, timeout=60)
        self.assertEqual(json.loads(done.stdout)['id'], 'a00')
        err = (self.folder / 'err').read_text('utf-8')
        self.assertEqual(len(err.splitlines()), 1, err)
        self.assertIn('standard output', err)
        self.assertFalse(self.leftovers())

    def test_a_device_that_is_full(self):
        self.make(2)
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([case.CLI, 'export', self.articles, '--format', 'jsonl', '--output', '-'], stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn(b'standard output', done.stderr)


class LossTest(Case):
    def told(self):
        """What standard error says in all: sentence -> number."""
        return [line.strip() for line in self.err.partition('In all:\n')[2].splitlines() if line.startswith('  ')]

    def test_what_is_told_is_what_the_reports_say(self):
        for format in self.formats:
            if not format['writes']:
                continue
            with self.subTest(format=format['id']):
                shutil.rmtree(self.out_file, ignore_errors=True)
                self.out_file.unlink(missing_ok=True)
                report = self.folder / 'report.json'
                self.export('--report', report, format=format['id'], paths=[SAMPLES])
                losses = json.loads(report.read_bytes())
                self.check_report(format, losses)
                if self.out_file.is_dir():
                    self.out_file.rename(self.folder / ('again-' + format['id']))
                self.export(format=format['id'], paths=[SAMPLES])
                if self.out_file.is_dir():
                    inside = json.loads((self.out_file / 'export-report.json').read_bytes())
                    self.assertEqual({**inside, 'files': []}, {**losses, 'files': []})
                    files = {str(p.relative_to(self.out_file)) for p in self.out_file.rglob('*') if p.is_file()}
                    self.assertEqual(set(inside['files']), files)

    def check_report(self, format, report):
        sums = collections.Counter()
        for article in report['articles'].values():
            sums.update({kind: loss['count'] for kind, loss in article.items()})
        self.assertEqual(report['totals']['losses'], dict(sums))
        self.assertEqual(report['totals']['articles'], 4)
        self.assertEqual(report['totals']['with_losses'], len(report['articles']))
        self.assertLessEqual(set(sums), set(format['drops'] + format['changes']), 'lost without saying so in `formats`')
        self.assertEqual(len(self.told()), len(sums))
        for sentence, n in zip(self.told(), report['totals']['losses'].values()):
            self.assertIn(str(n), sentence)

    def test_strict_writes_nothing(self):
        self.make(2)
        self.export('--strict', format='conll', code=1)
        self.assertIn('2 articles would lose', self.err)
        self.assertFalse(self.out_file.exists())
        self.assertFalse(self.leftovers())
        self.export('--strict', format='jsonl')
        self.assertEqual(len(self.lines()), 2)

    def test_strict_keeps_what_was_there(self):
        self.make(2)
        self.out_file.write_text('mine')
        self.export('--strict', format='conll', code=1)
        self.assertEqual(self.out_file.read_text(), 'mine')

    def test_strict_to_standard_output_gives_nothing(self):
        self.make(2)
        self.export('--strict', format='conll', output='-', code=1)
        self.assertEqual(self.out, b'')

    def test_a_dry_run_tells_and_writes_nothing(self):
        self.make(2)
        before = self.everything()
        for format in self.formats:
            if format['writes']:
                self.export('--dry-run', format=format['id'])
                told = self.err.replace('would be written', 'written')
                self.assertEqual(self.everything(), before)
                self.assertEqual(self.text, '')
                self.export(format=format['id'], output=self.folder / f'out-{format["id"]}')
                self.assertEqual(told, self.err)
                before = self.everything()
        self.run_cli('export', self.articles, '--format', 'conll', '-n')
        self.run_cli('import', SAMPLES / 'battery-plant.it.txt', '--output', self.folder / 'new', '--dry-run')
        self.assertIn('1 article', self.err)
        self.assertFalse((self.folder / 'new').exists())


class ChoiceTest(Case):
    def test_status(self):
        self.make(2)
        self.make_one('b.txt', status='in-progress')
        (self.articles / 'c.txt').write_text('New.\n')
        for status, names in ('done', ['a00', 'a01']), ('in-progress', ['b']), ('new', ['c']):
            self.export('--status', status)
            self.assertEqual([line['id'] for line in self.lines()], names)

    def test_annotator(self):
        self.make(2)
        self.make_one('a00.txt', annotator='Anna')
        self.export()
        self.assertIn('Anna', self.err)
        self.export('--annotator', 'Anna')
        self.assertEqual([len(line['spans']) for line in self.lines()], [2, 0])

    def test_annotations_that_are_all_somebodys_are_not_left_out(self):
        self.articles.mkdir()
        self.make_one('a.txt', annotator='Anna')
        self.make_one('b.txt', annotator='Bruno')
        self.export(code=1)
        self.assertIn('Anna, Bruno', self.err)
        self.assertFalse(self.out_file.exists())
        self.export('--annotator', 'Anna')
        self.assertEqual([len(line['spans']) for line in self.lines()], [2, 0])

    def parts(self):
        return {p.stem: [line['id'] for line in self.lines(p)] for p in self.out_file.glob('*.jsonl')}

    def split(self, *args, **kwargs):
        shutil.rmtree(self.out_file, ignore_errors=True)
        self.export('--split', 'train=60,validation=20,test=20', *args, **kwargs)
        return self.parts()

    def test_a_split_is_the_same_whatever_the_order_and_a_new_article_moves_none(self):
        self.make(40)
        first = self.split('--seed', '7')
        self.assertEqual(sorted(sum(first.values(), [])), [f'a{i:02}' for i in range(40)])
        self.assertEqual(set(first), {'train', 'validation', 'test'})
        self.assertTrue(all(first.values()))
        files = sorted(self.articles.glob('*.txt'), reverse=True)
        self.assertEqual(self.split('--seed', '7', '--jobs', '1', paths=files), first)
        self.assertNotEqual(self.split('--seed', '8'), first)
        self.make_one('new.txt', 'New. ' + TEXT)
        again = self.split('--seed', '7')
        self.assertEqual({k: [n for n in v if n != 'new'] for k, v in again.items()}, first)

    def test_what_has_one_key_stays_together(self):
        self.articles.mkdir()
        for i in range(40):
            self.make_one(f'a{i:02}.txt', f'{i}. {TEXT}', publisher=f'P{i % 8}')
        parts = self.split('--by', 'publisher')
        where = collections.defaultdict(set)
        for part, names in parts.items():
            for name in names:
                where[int(name[1:]) % 8].add(part)
        self.assertTrue(all(len(found) == 1 for found in where.values()), where)

    def test_by_date_the_last_are_the_test(self):
        self.articles.mkdir()
        for i in range(20):
            self.make_one(f'a{i:02}.txt', f'{i}. {TEXT}', date=f'2024-01-{20 - i:02}')
        parts = self.split('--by', 'date')
        self.assertEqual(parts['test'], ['a00', 'a01', 'a02', 'a03'])

    def test_stratified(self):
        self.make(40)
        self.assertEqual(sorted(sum(self.split('--stratify').values(), [])), [f'a{i:02}' for i in range(40)])

    def test_shards_put_together_are_the_whole(self):
        self.make(11)
        for format in 'jsonl', 'conll':
            for n in 1, 2, 3, 8, 20:
                with self.subTest(format=format, n=n):
                    self.export(format=format)
                    whole = self.out_file.read_bytes()
                    parts = b''
                    for i in range(n):
                        self.export('--shard', f'{i + 1}/{n}', format=format)
                        parts += self.out_file.read_bytes()
                    self.assertEqual(parts, whole)

    def test_shards_with_a_status_and_a_split(self):
        self.make(20)
        for i in range(0, 20, 3):
            self.make_one(f'a{i:02}.txt', f'{i}. {TEXT}', status='in-progress')
        for args in ['--status', 'done'], ['--split', 'a=50,b=50'], ['--split', 'a=50,b=50', '--stratify'], ['--pseudonymise']:
            with self.subTest(args=args):
                self.assertEqual(self.of_shards(args, 3), self.of_shards(args, 1))

    def of_shards(self, args, n):
        together = collections.Counter()
        for i in range(n):
            shutil.rmtree(self.out_file, ignore_errors=True)
            self.out_file.unlink(missing_ok=True)
            self.export('--shard', f'{i + 1}/{n}', *args)
            for path in [self.out_file] if self.out_file.is_file() else self.out_file.glob('*.jsonl'):
                together.update((path.name, line) for line in path.read_text('utf-8').splitlines())
        return together

    def test_threads_change_nothing(self):
        self.make(50)
        for format in [f['id'] for f in self.formats if f['writes']]:
            with self.subTest(format=format):
                outs = []
                for jobs in 1, 7:
                    out = self.folder / f'{format}-{jobs}'
                    self.export('--jobs', jobs, format=format, output=out)
                    outs.append(self.everything(out) if out.is_dir() else out.read_bytes())
                self.assertEqual(*outs)


class TextTest(Case):
    def test_without_text_and_back_onto_the_articles(self):
        self.make(3)
        optional = [f for f in self.formats if f['text_optional'] and f['reads'] and f['writes']]
        self.assertTrue(optional)
        for format in optional:
            for mode in 'none', 'context':
                with self.subTest(format=format['id'], mode=mode):
                    self.check_reattach(format, mode)

    def check_reattach(self, format, mode):
        work = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        out, there = work / ('out' + format['extension']), work / 'there'
        self.export('--text', mode, format=format['id'], output=out)
        given = b''.join(self.everything(out).values()) if out.is_dir() else out.read_bytes()
        self.assertNotIn('Non è vero 😀, dice Trump.\\n'.encode(), given)
        there.mkdir()
        for path in self.articles.glob('*.txt'):
            shutil.copy(path, there)
        self.run_cli('import', out, '--format', format['id'], '--reattach', '--output', there)
        self.run_cli('export', there, '--format', 'jsonl', '--output', work / 'a.jsonl')
        self.export(output=work / 'b.jsonl')
        spans = [[[(s['type'], s['label'], s['text']) for s in line['spans']] for line in self.lines(work / name)] for name in ('a.jsonl', 'b.jsonl')]
        self.assertEqual(*spans)

    def test_reattaching_to_another_text_is_told(self):
        self.make(1)
        self.export('--text', 'none')
        self.articles.joinpath('a00.txt').write_text('Something quite different.\n')
        self.articles.joinpath('a00.txt.chiosa.json').unlink()
        self.run_cli('import', self.out_file, '--format', 'jsonl', '--reattach', '--output', self.articles, code=1)
        self.assertIn('a00', self.err)
        self.assertIn('0 annotations', self.err)
        self.assertEqual(self.articles.joinpath('a00.txt').read_text(), 'Something quite different.\n')

    def test_without_text_nothing_can_be_made_of_it(self):
        self.make(1)
        self.export('--text', 'none')
        self.run_cli('import', self.out_file, '--format', 'jsonl', '--output', self.folder / 'new', code=1)
        self.assertIn('--reattach', self.err)

    def test_a_format_that_needs_the_text_refuses(self):
        self.make(1)
        for format in self.formats:
            if format['writes'] and not format['text_optional']:
                self.export('--text', 'none', format=format['id'], code=1)
                self.assertIn(format['id'], self.err)
                self.assertFalse(self.out_file.exists())

    def test_persons_and_annotators_become_placeholders(self):
        self.articles.mkdir()
        self.make_one('a.txt', annotator='Anna', author='Carla Neri')
        self.export('--annotator', 'Anna', '--pseudonymise')
        given = self.out_file.read_text('utf-8')
        for word in 'Anna', 'Bezos', 'Carla Neri', 'of Bezos':
            self.assertNotIn(word, given)
        self.assertIn('Amazon', given)
        self.assertEqual(self.everything(self.articles).keys(), {b'a.txt', b'a.txt.Anna.chiosa.json'})


class ImportTest(Case):
    def test_nothing_is_overwritten(self):
        self.make(2)
        self.export()
        before = self.everything(self.articles)
        self.run_cli('import', self.out_file, '--format', 'jsonl', '--output', self.articles, code=1)
        self.assertIn('a00', self.err)
        self.assertIn('a01', self.err)
        self.assertEqual(self.everything(self.articles), before)

    def test_no_name_leads_out_of_the_folder(self):
        names = ['../out', '/etc/out', 'a/../../out', '~/x', '', '.', '..', 'x' * 400, 'a\u0000b', 'a\nb', '.chiosa-x', 'CON', 'a\u202eb', 'é' * 200]
        self.out_file.write_text(''.join(json.dumps({'id': name, 'text': f'{i}.'}) + '\n' for i, name in enumerate(names)))
        self.run_cli('import', self.out_file, '--format', 'jsonl', '--output', self.folder / 'in' / 'side', code=None)
        made = [name for name in self.everything() if name != b'out']
        self.assertTrue(made)
        self.assertTrue(all(name.startswith(b'in/side/') for name in made), made)
        self.assertFalse(any(c in name for name in made for c in (b'\n', b'\x00', '\u202e'.encode())))

    def test_one_bad_file_is_told_and_the_others_read(self):
        good = self.folder / 'good.jsonl'
        good.write_text('{"text": "one"}\n')
        os.symlink('loop.jsonl', self.folder / 'loop.jsonl')
        (self.folder / 'bad.jsonl').write_bytes(b'\x00\xff')
        os.mkfifo(self.folder / 'pipe.jsonl')
        (self.folder / 'dir.jsonl').mkdir()
        (self.folder / 'secret.jsonl').write_text('{}')
        os.chmod(self.folder / 'secret.jsonl', 0)
        for name in 'loop', 'bad', 'pipe', 'secret', 'none':
            with self.subTest(name=name):
                if name == 'secret' and os.geteuid() == 0:
                    continue
                work = self.folder / ('in-' + name)
                self.run_cli('import', self.folder / (name + '.jsonl'), good, '--format', 'jsonl', '--output', work, code=1)
                self.assertIn(name + '.jsonl', self.err)
                self.assertEqual([p.read_text() for p in work.glob('*.txt')], ['one'], self.err)

    def test_a_tag_set_of_its_own_for_foreign_names(self):
        self.out_file.write_text('{"text": "Rome fell", "spans": [{"start": 0, "end": 4, "label": "TOWN"}]}\n')
        self.run_cli('import', self.out_file, '--format', 'jsonl', '--output', self.articles)
        self.assertIn('tagset.json', self.err)
        self.run_cli('tagset', 'check', self.articles)
        self.run_cli('check', self.articles)


class SafetyTest(Case):
    def test_one_bad_article_is_told_and_the_rest_goes_on(self):
        self.make(3)
        (self.articles / 'a01.txt.chiosa.json').write_text('{')
        (self.articles / 'bad.txt').write_bytes(b'\x00\xff\xfe\x00caf\xe9')
        for format in [f['id'] for f in self.formats if f['writes']]:
            with self.subTest(format=format):
                out = self.folder / f'out-{format}'
                self.export(format=format, output=out, code=1)
                self.assertIn('a01', self.err)
                self.assertIn('bad', self.err)
                self.assertIn('2 articles written', self.err)
                self.assertIn('2 articles could not be read', self.err)
                self.assertTrue(out.exists())

    def test_a_foreign_folder_is_not_touched(self):
        self.make(2)
        self.out_file.mkdir()
        (self.out_file / 'mine.txt').write_text('mine')
        before = self.everything()
        for args, format in ([], 'brat'), (['--split', 'a=1,b=1'], 'jsonl'), ([], 'huggingface'):
            self.export(*args, format=format, code=1)
            self.assertIn('mine.txt', self.err)
            self.assertEqual(self.everything(), before)
        self.export(format='jsonl', code=1)
        self.assertEqual(self.everything(), before)

    def test_what_was_put_into_an_earlier_export_is_not_lost(self):
        self.make(2)
        self.export(format='brat')
        self.export(format='brat')
        (self.out_file / 'notes.txt').write_text('mine')
        self.export(format='brat', code=1)
        self.assertEqual((self.out_file / 'notes.txt').read_text(), 'mine')

    def test_a_file_of_another_is_not_replaced_by_a_configuration(self):
        self.make(2)
        (self.folder / 'data.xml').write_text('mine')
        for format in [f for f in self.formats if f['writes'] and f['stream']]:
            self.export(format=format['id'], output=self.folder / 'data.x', code=None)
            self.assertEqual((self.folder / 'data.xml').read_text(), 'mine', format['id'])

    def test_an_output_within_the_articles(self):
        self.make(2)
        self.export(format='brat', output=self.articles, code=1)
        self.export(format='jsonl', output=self.articles / 'all.jsonl')
        self.assertEqual(len(self.lines(self.articles / 'all.jsonl')), 2)

    def interrupt(self, sig, format):
        """Interrupts an export as soon as there is something of it under another name: whether it ran, exit code, errors."""
        command = [case.CLI, 'export', self.articles, '--format', format, '--output', self.out_file, '--jobs', '1']
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder)
        for _ in range(2000):
            if any(b'.chiosa-' in name for name in os.listdir(os.fsencode(self.folder))) or process.poll() is not None:
                break
            time.sleep(0.002)
        running = process.poll() is None
        process.send_signal(sig)
        _, err = process.communicate(timeout=30)
        return running, process.returncode, err.decode()

    def test_an_interrupted_export_leaves_nothing(self):
        self.articles.mkdir()
        text = TEXT * 20
        for i in range(3000):
            (self.articles / f'a{i:04}.txt').write_text(text, 'utf-8')
        interrupted = 0
        for format in 'jsonl', 'brat', 'huggingface':
            for sig in signal.SIGINT, signal.SIGTERM:
                with self.subTest(format=format, signal=sig):
                    running, code, err = self.interrupt(sig, format)
                    self.assertTrue(running, 'it was through before it could be interrupted')
                    self.assertNotIn(code, (0, 2), err)
                    self.assertFalse(self.out_file.exists())
                    self.assertFalse(self.leftovers())
                    interrupted += 1
        self.assertEqual(interrupted, 6)

    def test_an_interrupted_import_leaves_whole_articles(self):
        with open(self.out_file, 'w', encoding='utf-8') as file:
            for i in range(3000):
                file.write(json.dumps({'id': f'a{i}', 'text': TEXT, 'spans': [{'start': 0, 'end': 6, 'label': 'ORG', 'type': 'entity'}]}) + '\n')
        process = subprocess.Popen([case.CLI, 'import', self.out_file, '--format', 'jsonl', '--output', self.articles], stderr=subprocess.PIPE)
        while not self.articles.exists() and process.poll() is None:
            time.sleep(0.005)
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        self.assertEqual(process.returncode, 1)
        self.assertFalse(self.leftovers())
        for path in self.articles.glob('*.txt'):
            self.assertEqual(path.read_text('utf-8'), TEXT)
            json.loads(path.with_name(path.name + '.chiosa.json').read_bytes())

    def test_strange_names(self):
        self.articles.mkdir()
        names = ['with space.txt', 'new\nline.txt', 'quote"\'\\.txt', '-dash.txt', 'é.txt', 'ab\x1b[31m.txt', 'a=b#c%20.txt']
        for i, name in enumerate(names):
            self.make_one(name, f'{i}. {TEXT}')
        try:
            self.make_one(b'caf\xe9.txt', TEXT)
            names.append('caf\udce9.txt')
        except OSError:
            pass
        for format in self.formats:
            if not format['writes']:
                continue
            with self.subTest(format=format['id']):
                work = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
                out = work / ('out' + format['extension'] if format['stream'] else 'out')
                self.export(format=format['id'], output=out)
                self.assertIn(f'{len(names)} articles written', self.err)
                self.assertNotIn('\x1b', self.err)
                if not format['reads']:
                    continue
                self.run_cli('import', out, '--format', format['id'], '--output', work / 'back')
                self.assertNotIn('\x1b', self.err)
                self.assertEqual(len([n for n in self.everything(work / 'back') if n.endswith(b'.txt')]), len(names))
        self.run_cli('list', self.articles)
        self.assertEqual(len(self.text.splitlines()), len(names) + 1)
        self.assertNotIn('\x1b', self.text)
        self.assertEqual(len(json.loads(self.run_cli('list', '--json', self.articles))), len(names))

    def test_an_output_with_a_strange_name(self):
        self.make(1)
        for name in 'with space', 'new\nline', '-dash', 'é😀':
            self.export(output=self.folder / name)
            self.export(format='brat', output=self.folder / (name + '.d'))
        self.export(output=os.path.join(os.fsencode(self.folder), b'caf\xe9'))
        self.export(output=self.folder / 'none' / 'below' / 'out')
        self.assertTrue((self.folder / 'none' / 'below' / 'out').exists())

    def test_an_article_that_is_a_pipe(self):
        self.make(1)
        os.mkfifo(self.articles / 'b.txt')
        os.mkfifo(self.articles / 'a00.txt.Anna.chiosa.json')
        self.run_cli('export', self.articles / 'b.txt', '--format', 'jsonl', '--output', self.out_file, code=1)
        self.assertIn('b.txt', self.err + 'b.txt' * ('no article' in self.err))
        self.export('--annotator', 'Anna', code=1)


class LanguageTest(Case):
    def setUp(self):
        super().setUp()
        # The locale of C has no messages, whatever LANGUAGE says.
        made = subprocess.run(['localedef', '-i', 'it_IT', '-f', 'UTF-8', self.folder / 'it_IT.UTF-8'], capture_output=True)
        if made.returncode != 0:
            self.skipTest('no Italian locale can be made here')
        self.env = {'LOCPATH': str(self.folder), 'LANGUAGE': 'it', 'LC_ALL': 'it_IT.UTF-8', 'LANG': 'it_IT.UTF-8'}
        if 'Usage:' in self.run_cli('--help', env=self.env):
            self.skipTest('the Italian catalog is not built')

    def test_messages_are_translated_and_data_is_not(self):
        for command in ['formats', '--json'], ['list', '--json', SAMPLES], ['tagset', 'show', '--json']:
            self.assertEqual(self.run_cli(*command, env=self.env), self.run_cli(*command))
        for format in [f for f in self.formats if f['writes'] and not f['translated']]:
            outs = []
            for env in None, self.env:
                out = pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / 'out'
                self.run_cli('export', SAMPLES, '--format', format['id'], '--output', out, env=env)
                outs.append(self.everything(out) if out.is_dir() else out.read_bytes())
            with self.subTest(format=format['id']):
                self.assertEqual(*outs)


if __name__ == '__main__':
    case.main()
