#!/usr/bin/env python3
"""Two people, two branches, real Git: what chiosa-cli merge and setup-git make of it.

    test-git.py PATH-OF-CHIOSA-CLI [PART-OF-A-NAME]

Random work on both branches; the seed is printed and taken from CHIOSA_TEST_SEED. CHIOSA_TEST_LONG=1: 500 rounds.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

import case

SEED = int(os.environ.get('CHIOSA_TEST_SEED', random.randrange(1 << 30)))
ROUNDS = 500 if os.environ.get('CHIOSA_TEST_LONG') else 20
WORDS = 'Anna Verdi mayor of Lodi said on Monday that the bridge will open in June while workers from Milan fear for their jobs'.split()
ENVIRONMENT = {'GIT_CONFIG_NOSYSTEM': '1', 'GIT_AUTHOR_NAME': 'a', 'GIT_AUTHOR_EMAIL': 'a@example.org', 'GIT_COMMITTER_NAME': 'a',
               'GIT_COMMITTER_EMAIL': 'a@example.org', 'GIT_EDITOR': 'true', 'LC_ALL': 'C.UTF-8'}


def make_text(rand):
    return ''.join(' '.join(rand.choice(WORDS) for _ in range(rand.randint(5, 12))) + f' {n}.\n' for n in range(8))


@unittest.skipUnless(shutil.which('git'), 'git is not there')
class GitCase(case.Case):
    name = 'article.txt'

    def setUp(self):
        super().setUp()
        self.env = {**os.environ, **ENVIRONMENT, 'HOME': str(self.folder), 'XDG_STATE_HOME': str(self.folder / 'state')}
        self.repo = self.folder / 'repo'
        self.repo.mkdir()
        self.git('init', '-q', '-b', 'main')
        self.git('config', 'merge.conflictStyle', 'merge')
        self.set_name(self.name)

    def set_name(self, name):
        self.article = self.repo / name
        self.sidecar = self.repo / (name + '.chiosa.json')

    def git(self, *args, code=0, cwd=None):
        done = subprocess.run(['git', *args], cwd=cwd or self.repo, env=self.env, capture_output=True, text=True, timeout=120)
        if code is not None:
            self.assertEqual(done.returncode, code, f'git {args}: {done.stdout[-2000:]}{done.stderr[-2000:]}')
        self.status = done.returncode
        return done.stdout + done.stderr

    def cli(self, *args, code=0):
        return self.run_cli(*args, env=self.env, code=code)

    def set_up(self):
        self.cli('setup-git', self.repo)

    def write(self, text, *annotations, **members):
        self.article.parent.mkdir(parents=True, exist_ok=True)
        self.article.write_bytes(text.encode())
        self.annotate(*annotations, text=text, path=self.sidecar, **members)

    def commit(self, message='x'):
        self.git('add', '-A')
        self.git('commit', '-qm', message, '--allow-empty')

    def read(self, path=None):
        return json.loads((path or self.sidecar).read_text('utf-8'))

    def change(self, function):
        """The annotations as dict by id, changed by another program."""
        document = self.read()
        items = {a['id']: a for a in document['annotations']}
        function(items)
        document['annotations'] = list(items.values())
        self.sidecar.write_text(json.dumps(document, ensure_ascii=False), 'utf-8')

    def edit(self, *steps):
        script = self.folder / 'script'
        script.write_text('\n'.join(steps) + '\n', 'utf-8')
        self.cli('edit', self.article, '--script', script)

    def check_places(self, document=None):
        """The file is for the text in the work tree, and its places have the words that it says."""
        document = document or self.read()
        text = self.article.read_bytes().decode()
        import hashlib
        self.assertEqual(document['text']['sha256'], hashlib.sha256(text.encode()).hexdigest())
        for annotation in document['annotations']:
            if annotation.get('state') != 'detached':
                for span in annotation['spans']:
                    self.assertEqual(text[span['start']:span['end']], span['exact'])

    def base(self):
        text = 'Anna Verdi is mayor of Lodi.\nNothing here.\nShe said that the bridge opens in June.\nNothing there.\nMilan is far.\n'
        self.write(text, case.annotation(text, 'a1', 'entity', 'PERSON', 'Anna Verdi'), case.annotation(text, 'a2', 'entity', 'GPE', 'Lodi'),
                   case.annotation(text, 'a3', 'claim', 'PREDICTION', 'the bridge opens in June'), case.annotation(text, 'a4', 'entity', 'GPE', 'Milan'))
        return text


class SetupTest(GitCase):
    def test_it_adds_what_is_missing_and_nothing_twice(self):
        attributes = self.repo / '.gitattributes'
        attributes.write_text('*.png binary')
        self.cli('setup-git', self.repo, '--check', code=1)
        self.set_up()
        first = attributes.read_text()
        self.assertTrue(first.startswith('*.png binary\n'))
        self.set_up()
        self.assertIn('already', self.text)
        self.assertEqual(attributes.read_text(), first)
        self.cli('setup-git', self.repo, '--check')
        self.assertNotIn('chiosa', self.git('check-attr', 'merge', 'project.chiosa.json').split(':')[-1])

    def test_a_clone_needs_it_once_more(self):
        self.set_up()
        self.base()
        self.commit()
        self.git('clone', '-q', '.', str(self.folder / 'clone'))
        self.cli('setup-git', self.folder / 'clone', '--check', code=1)
        self.cli('setup-git', self.folder / 'clone')
        self.assertEqual(self.git('status', '--porcelain', cwd=self.folder / 'clone'), '')

    def test_outside_of_git_it_says_so(self):
        outside = self.folder / 'outside'
        outside.mkdir()
        self.env['GIT_CEILING_DIRECTORIES'] = str(self.folder)
        self.cli('setup-git', outside, code=1)
        self.assertIn('git init', self.err)

    def test_a_program_with_odd_characters_in_its_path(self):
        odd = self.folder / "a 'b\" %A $HOME"
        odd.mkdir()
        shutil.copy(case.CLI, odd / 'chiosa-cli')
        done = subprocess.run([str(odd / 'chiosa-cli'), 'setup-git', str(self.repo)], env=self.env, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.diverge()
        self.git('merge', '-q', 'theirs', '-m', 'm')
        self.check_places()

    def diverge(self):
        self.base()
        self.commit('base')
        self.git('checkout', '-qb', 'theirs')
        self.change(lambda items: items['a1'].update(note='theirs'))
        self.edit('replace 84 89 "Rome"')
        self.commit('theirs')
        self.git('checkout', '-q', 'main')
        self.edit('insert 0 "Dr "')
        self.change(lambda items: items['a2'].update(label='ORG'))
        self.commit('mine')


class MergeTest(SetupTest):
    test_it_adds_what_is_missing_and_nothing_twice = test_a_clone_needs_it_once_more = None
    test_outside_of_git_it_says_so = test_a_program_with_odd_characters_in_its_path = None

    def check_diverged(self):
        document = self.read()
        items = {a['id']: a for a in document['annotations']}
        self.check_places(document)
        self.assertNotIn('conflicts', document)
        self.assertEqual(items['a1']['note'], 'theirs')
        self.assertEqual(items['a2']['label'], 'ORG')
        self.assertEqual(items['a3']['spans'][0]['exact'], 'the bridge opens in June')

    def test_text_and_annotations_on_both_sides(self):
        self.set_up()
        self.diverge()
        self.git('merge', '-q', 'theirs', '-m', 'm')
        self.check_diverged()

    def test_names_of_all_kinds(self):
        for n, name in enumerate(['with space.txt', "o'neill \"x\".txt", '-dash.txt', 'è 文.txt', 'deep/er folder/a.txt', 'a.txt.b.txt', '%A.txt']):
            with self.subTest(name=name):
                self.repo = self.folder / f'repo-{n}'
                self.repo.mkdir()
                self.git('init', '-q', '-b', 'main')
                self.set_name(name)
                self.set_up()
                self.diverge()
                self.git('merge', '-q', 'theirs', '-m', 'm')
                self.check_diverged()

    def test_a_named_annotator(self):
        self.sidecar = self.repo / 'article.txt.anna.b.chiosa.json'
        self.set_up()
        self.base()
        self.commit('base')
        self.git('checkout', '-qb', 'theirs')
        self.change(lambda items: items['a1'].update(note='theirs'))
        self.commit()
        self.git('checkout', '-q', 'main')
        self.change(lambda items: items['a2'].update(label='ORG'))
        self.commit()
        self.git('merge', '-q', 'theirs', '-m', 'm')
        self.check_places()

    def test_rebase(self):
        self.set_up()
        self.diverge()
        self.git('rebase', '-q', 'theirs')
        self.check_diverged()

    def test_cherry_pick(self):
        self.set_up()
        self.diverge()
        self.git('cherry-pick', 'theirs')
        self.check_diverged()

    def test_a_true_clash_stays_as_data(self):
        self.set_up()
        self.base()
        self.commit('base')
        self.git('checkout', '-qb', 'theirs')
        self.change(lambda items: items['a1'].update(label='ORG'))
        self.commit()
        self.git('checkout', '-q', 'main')
        self.change(lambda items: items['a1'].update(label='GPE'))
        self.commit()
        self.git('merge', 'theirs', code=1)
        document = self.read()
        self.assertEqual(document['conflicts'], [{'kind': 'annotation', 'id': 'a1', 'field': 'label', 'base': 'PERSON', 'first': 'GPE', 'second': 'ORG'}])
        self.check_places(document)

    def test_what_cannot_be_merged_stays_as_it_is(self):
        files = [self.folder / name for name in ('base', 'ours', 'theirs')]
        for content in b'{"format":"chiosa-sidecar","version":"2.0"}', b'not json', b'\xff':
            for path in files:
                path.write_bytes(content)
            self.cli('merge', *files, 'x.txt.chiosa.json', code=2)
            self.assertEqual(files[1].read_bytes(), content)

    def test_without_the_articles(self):
        text = self.base()
        whole = self.sidecar.read_bytes()
        files = [self.folder / name for name in ('base', 'ours', 'theirs')]
        for path in files:
            path.write_bytes(whole)
        files[1].write_bytes(whole.replace(b'"GPE"', b'"ORG"', 1))
        files[2].write_bytes(whole.replace(b'"PERSON"', b'"GPE"', 1))
        self.article.unlink()
        self.cli('merge', *files, 'x.txt.chiosa.json')
        merged = self.read(files[1])
        self.assertEqual([a['label'] for a in merged['annotations']], ['GPE', 'ORG', 'PREDICTION', 'GPE'])
        self.article.write_text(text)
        self.check_places(merged)

    def test_an_article_that_is_not_in_git(self):
        """Where all words are alike, only the text itself tells where an annotation has gone."""
        (self.repo / '.gitignore').write_text('article.txt\n')
        self.set_up()
        text = 'No.\n' * 40
        self.write(text, case.annotation(text, 'a1', 'entity', 'PERSON', 'No'))
        self.commit('base')
        self.git('checkout', '-qb', 'theirs')
        self.change(lambda items: items.update(a2={'id': 'a2', 'type': 'entity', 'label': 'ORG', 'spans': [
            {'start': 80, 'end': 82, 'exact': 'No', 'prefix': text[48:80], 'suffix': text[82:114]}]}))
        self.commit('theirs')
        self.git('checkout', '-q', 'main')
        self.edit('insert 40 "Perhaps. "', 'delete 60 64')
        self.commit('mine')
        self.assertEqual(self.git('ls-files', 'article.txt'), '')
        self.git('merge', '-q', 'theirs', '-m', 'm')
        self.check_places()
        self.assertEqual([a['spans'][0]['start'] for a in self.read()['annotations'] if a['label'] == 'ORG'], [85])

    def test_without_the_driver_markers_are_merged_afterwards(self):
        for style in 'merge', 'diff3', 'zdiff3':
            with self.subTest(style=style):
                self.repo = self.folder / style
                self.repo.mkdir()
                self.git('init', '-q', '-b', 'main')
                self.git('config', 'merge.conflictStyle', style)
                self.set_name('article.txt')
                self.diverge()
                self.git('merge', 'theirs', code=1)
                self.assertIn('<<<<<<<', self.sidecar.read_text())
                self.cli('show', self.article, code=1)
                self.assertIn('--markers', self.err)
                self.cli('merge', '--markers', self.sidecar)
                self.check_diverged()


class RandomTest(GitCase):
    def work(self, rand, who):
        ids = []
        for step in range(rand.randint(0, 5)):
            kind = rand.choice(['label', 'note', 'remove', 'add', 'text', 'text'])
            if kind == 'text':
                text = self.article.read_bytes().decode()
                at = rand.randrange(len(text))
                self.edit(f'replace {at} {min(len(text), at + rand.randint(0, 6))} {json.dumps(rand.choice(["", "new ", who, "x\\n"]))}')
                continue

            def change(items):
                text = self.article.read_bytes().decode()
                live = [i for i in items if items[i].get('state') != 'detached']
                if kind == 'add' or not live:
                    start = rand.randrange(len(text) - 8)
                    id = f'{who}{rand.randrange(1 << 30):x}'
                    words = text[start:start + rand.randint(1, 8)]
                    items[id] = {'id': id, 'type': 'entity', 'label': 'ORG', 'spans': [{
                        'start': start, 'end': start + len(words), 'exact': words, 'prefix': text[max(0, start - 32):start],
                        'suffix': text[start + len(words):start + len(words) + 32]}]}
                elif kind == 'remove':
                    del items[rand.choice(live)]
                else:
                    items[rand.choice(live)][kind] = rand.choice(['PERSON', 'ORG', 'GPE'])
            self.change(change)
        return ids

    def branch(self, rand, name):
        self.git('checkout', '-q', '-b', name, 'base')
        self.work(rand, name)
        self.commit(name)
        return {a['id']: a for a in self.read()['annotations']}

    def merge(self, ours, theirs):
        self.git('checkout', '-q', '--detach', ours)
        self.git('merge', '-q', theirs, '-m', 'm', code=None)
        text_clashes = self.article.name in self.git('diff', '--name-only', '--diff-filter=U', '--', self.article.name)
        document = self.read()
        if self.status == 0 and not text_clashes:
            self.check_places(document)
        result = self.sidecar.read_bytes(), text_clashes, document
        self.git('reset', '-q', '--hard')
        return result

    def round(self, rand):
        text = make_text(rand)
        annotations = []
        for n in range(6):
            start = rand.randrange(len(text) - 10)
            words = text[start:start + rand.randint(2, 10)]
            annotations.append({'id': f'b{n}', 'type': 'entity', 'label': 'PERSON', 'spans': [{
                'start': start, 'end': start + len(words), 'exact': words, 'prefix': text[max(0, start - 32):start],
                'suffix': text[start + len(words):start + len(words) + 32]}]})
        self.write(text, *annotations)
        self.set_up()
        self.commit('base')
        self.git('branch', 'base')
        base = {a['id']: a for a in self.read()['annotations']}
        mine, theirs = self.branch(rand, 'm'), self.branch(rand, 't')
        one, clash, document = self.merge('m', 't')
        other, _, _ = self.merge('t', 'm')
        if not clash:
            self.assertEqual(one, other)

        after = {a['id']: a for a in document['annotations']}
        for id in {**mine, **theirs}:
            if id not in after:
                self.assertIn(id, base)
                self.assertFalse(id in mine and id in theirs)
        for conflict in document.get('conflicts', []):
            id, field = conflict['id'], conflict.get('field')
            if field is None:
                self.assertNotEqual(id in mine, id in theirs)
            elif field != 'spans':
                self.assertEqual(len({str(v.get(id, {}).get(field)) for v in (base, mine, theirs)}), 3, conflict)

    def test_both_directions_give_the_same_and_no_id_is_lost(self):
        print(f'# seed {SEED}')
        for n in range(ROUNDS):
            rand = random.Random(SEED + n)
            with self.subTest(seed=SEED + n):
                self.repo = self.folder / f'random-{n}'
                self.repo.mkdir()
                self.git('init', '-q', '-b', 'main')
                self.set_name('article.txt')
                self.round(rand)
                shutil.rmtree(self.repo)


if __name__ == '__main__':
    case.main()
