#!/usr/bin/env python3
"""What chiosa-cli does with articles, sidecars and scripts, seen from outside.

    test-cli.py PATH-OF-CHIOSA-CLI

SPDX-License-Identifier: GPL-3.0-or-later
"""

import codecs
import hashlib
import json
import os

import case
from case import TEXT, annotation


class Case(case.Case):
    def write(self, text=TEXT, encoding='utf-8', bom=b''):
        self.article.write_bytes(bom + text.encode(encoding))

    def show(self, *args):
        return json.loads(self.run_cli('show', self.article, '--json', *args))

    def edit(self, script, *args, code=0):
        return self.run_cli('edit', self.article, '--script', '-', *args, stdin=script.encode(), code=code)

    def texts(self, shown=None):
        return [a['text'] for a in (shown or self.show())['annotations']]

    def findings(self, *paths, code=0):
        return json.loads(self.run_cli('check', '--json', *(paths or [self.folder]), code=code))

    def rules(self, *paths, code=0):
        return sorted((f.get('id', ''), f['rule']) for f in self.findings(*paths, code=code))


class MainTest(Case):
    def test_help_lists_the_commands(self):
        help_text = self.run_cli('--help')
        for command in 'show', 'check', 'edit':
            self.assertIn(command, help_text)
            self.assertIn('Examples:', self.run_cli(command, '--help'))

    def test_version(self):
        self.assertRegex(self.run_cli('--version'), r'^chiosa-cli \d+\.\d+')

    def test_what_makes_no_sense_is_exit_code_two(self):
        for args in [], ['dance'], ['show'], ['show', 'a', 'b'], ['show', '--purple', 'a'], ['check'], ['edit', 'a'], \
                ['edit', '--script', 'x'], ['show', 'a', '--annotator', 'a/b'], ['show', 'a', '--annotator', '']:
            with self.subTest(args=args):
                self.run_cli(*args, code=2)
                if args:
                    self.assertIn('help', self.err)

    def test_a_missing_article_is_told_by_name(self):
        for args in ['show', 'none.txt'], ['edit', 'none.txt', '--script', '-']:
            self.run_cli(*args, code=1)
            self.assertIn('none.txt', self.err)
        self.run_cli('check', 'none.txt', code=1)
        self.assertIn('none.txt', self.text)


class ShowTest(Case):
    def test_an_article_without_annotations(self):
        self.write()
        self.assertEqual(self.show()['annotations'], [])
        self.assertIn('0 annotations', self.run_cli('show', self.article))

    def test_the_table_is_aligned(self):
        self.write()
        self.annotate(annotation(TEXT, 'a1', 'claim', 'FACT', 'Amazon ha superato IBM'),
                      annotation(TEXT, 'a_longer_one', 'source', 'SRC_MEDIA', 'Vanity Fair'))
        lines = [line for line in self.run_cli('show', self.article).splitlines() if line.startswith(('a', 'ID'))]
        lines = [line for line in lines if not line.startswith('article')]
        self.assertEqual(len({line.index(word) for line, word in zip(lines, ['TYPE', 'claim', 'source'])}), 1)
        self.assertEqual(len({line.index(word) for line, word in zip(lines, ['WORDS', 'Amazon', 'Vanity'])}), 1)

    def test_places_count_code_points(self):
        self.write()
        self.annotate(annotation(TEXT, 'a1', 'source', 'SRC_PERSON', 'Trump'))
        start = TEXT.index('Trump')
        self.assertEqual(self.show()['annotations'][0]['spans'], [[start, start + 5]])
        self.assertIn(f'{start}-{start + 5}', self.run_cli('show', self.article))

    def test_relations_and_pieces(self):
        self.write()
        self.annotate(annotation(TEXT, 'c', 'claim', 'FACT', 'Amazon', 'IBM'),
                      annotation(TEXT, 's', 'source', 'SRC_PERSON', 'Bezos'),
                      relations=[{'id': 'r1', 'type': 'attributed_to', 'from': 'c', 'to': 's'}])
        shown = self.show()
        self.assertEqual(shown['relations'], [{'id': 'r1', 'type': 'attributed_to', 'from': 'c', 'to': 's'}])
        self.assertEqual(self.texts(shown)[0], 'Amazon … IBM')
        self.assertIn('attributed_to', self.run_cli('show', self.article))

    def test_detached_ones_are_shown_apart(self):
        self.write()
        self.annotate(annotation(TEXT, 'a1', 'source', 'SRC_PERSON', 'Trump'))
        start = TEXT.index('Trump')
        self.edit(f'delete {start - 1} {start + 5}')
        shown = self.show()
        self.assertEqual(shown['annotations'], [])
        self.assertEqual([(a['id'], a['text']) for a in shown['detached']], [('a1', 'Trump')])
        self.assertIn('Detached', self.run_cli('show', self.article))

    def test_an_annotator_has_his_own(self):
        self.write()
        self.annotate(annotation(TEXT, 'a1', 'source', 'SRC_PERSON', 'Trump'))
        self.annotate(annotation(TEXT, 'a2', 'source', 'SRC_PERSON', 'Bezos'),
                      path=self.folder / 'article.txt.Anna.chiosa.json')
        self.assertEqual(self.texts(), ['Trump'])
        self.assertEqual(self.texts(self.show('--annotator', 'Anna')), ['Bezos'])

    def test_an_unreadable_sidecar_is_an_error(self):
        self.write()
        self.sidecar.write_text('{ "format": ')
        self.run_cli('show', self.article, code=1)
        self.assertIn('article.txt.chiosa.json', self.err)

    def test_json_is_the_same_in_every_locale(self):
        self.write()
        self.annotate(annotation(TEXT, 'c', 'claim', 'FACT', 'Amazon'))
        plain = self.run_cli('check', '--json', self.folder)
        self.assertEqual(plain, self.run_cli('check', '--json', self.folder, env={'LANGUAGE': 'it', 'LC_ALL': 'C.UTF-8'}))

    def test_the_article_cannot_steer_the_terminal(self):
        text = 'x \x1b]0;owned\x07 y'
        self.write(text)
        self.annotate(annotation(text, 'a1', 'source', 'SRC_PERSON', text), text=text)
        self.assertNotIn(b'\x1b', self.run_cli('show', self.article).encode())


class CheckTest(Case):
    def test_a_complete_article_has_no_findings(self):
        self.write()
        self.annotate(annotation(TEXT, 'e', 'entity', 'ORG', 'Amazon'))
        self.assertEqual(self.findings(), [])

    def test_what_is_incomplete_does_not_fail(self):
        self.write()
        self.annotate(annotation(TEXT, 'c', 'claim', 'FACT', 'Amazon ha superato IBM'))
        findings = self.findings()
        self.assertTrue(findings)
        self.assertEqual({f['level'] for f in findings}, {'incomplete'})
        self.run_cli('check', self.folder)
        self.assertIn('article.txt.chiosa.json: c: incomplete: ', self.text)
        self.assertEqual(len(self.text.splitlines()), len(findings))

    def test_what_the_tag_set_lacks_is_a_warning(self):
        self.write()
        self.annotate(annotation(TEXT, 'x', 'gesture', 'WAVE', 'Amazon'))
        self.assertEqual(self.rules(), [('x', 'unknown-type')])

    def test_a_relation_with_wrong_ends_is_an_error(self):
        self.write()
        self.annotate(annotation(TEXT, 'e', 'entity', 'ORG', 'Amazon'), annotation(TEXT, 'f', 'entity', 'ORG', 'IBM'),
                      relations=[{'id': 'r1', 'type': 'attributed_to', 'from': 'e', 'to': 'f'}])
        self.assertIn(('r1', 'relation-ends'), self.rules(code=1))

    def test_a_sidecar_without_its_article_is_an_error(self):
        self.annotate(annotation(TEXT, 'e', 'entity', 'ORG', 'Amazon'))
        self.assertEqual(self.rules(code=1), [('', 'no-article')])

    def test_another_text_is_an_error(self):
        self.write('Something quite different.\n')
        self.annotate(annotation(TEXT, 'e', 'entity', 'ORG', 'Amazon'))
        self.assertIn(('', 'text-differs'), self.rules(code=1))

    def test_broken_json_is_an_error_with_its_line(self):
        self.write()
        self.sidecar.write_text('{\n"format": "chiosa-sidecar",\n"version" "1.0"\n}\n')
        self.run_cli('check', self.folder, code=1)
        self.assertIn('3', self.text)

    def test_an_unreadable_article_is_an_error(self):
        self.article.write_bytes(b'caf\xe9\xff\n')
        self.annotate()
        self.run_cli('check', self.article, code=1)
        self.assertIn('article.txt', self.text)

    def test_folders_are_searched_and_everybody_is_checked(self):
        below = self.folder / 'a' / 'b'
        below.mkdir(parents=True)
        (below / 'one.txt').write_text(TEXT, 'utf-8')
        self.annotate(annotation(TEXT, 'x', 'gesture', 'WAVE', 'Amazon'), path=below / 'one.txt.chiosa.json')
        self.annotate(annotation(TEXT, 'y', 'gesture', 'WAVE', 'Amazon'), path=below / 'one.txt.An.na.chiosa.json')
        os.symlink(self.folder, below / 'round')
        self.assertEqual([id for id, _ in self.rules()], ['x', 'y'])
        self.assertEqual([id for id, _ in self.rules(below / 'one.txt')], ['x', 'y'])
        self.assertEqual([id for id, _ in self.rules(below / 'one.txt.chiosa.json')], ['x'])

    def test_quiet_prints_errors_only(self):
        self.write()
        self.annotate(annotation(TEXT, 'c', 'claim', 'FACT', 'Amazon ha superato IBM'))
        self.assertEqual(self.run_cli('check', '--quiet', self.folder), '')

    def test_checking_writes_nothing(self):
        self.write('Something quite different.\n')
        self.annotate(annotation(TEXT, 'e', 'entity', 'ORG', 'Amazon'))
        before = {p: p.read_bytes() for p in self.folder.iterdir()}
        self.rules(code=1)
        self.assertEqual({p: p.read_bytes() for p in self.folder.iterdir()}, before)

    def test_a_broken_project_is_told_once(self):
        self.write()
        self.annotate()
        (self.folder / 'project.chiosa.json').write_text('[')
        self.assertEqual(self.rules(code=1), [('', 'project')])


class EditTest(Case):
    def start(self, text=TEXT, **kwargs):
        self.write(text, **kwargs)
        self.annotate(annotation(text, 'a1', 'entity', 'ORG', 'Amazon'),
                      annotation(text, 'a2', 'source', 'SRC_PERSON', 'Trump'), text=text)
        self.edit('insert 0 "x"\n')
        self.edit('delete 0 1\n')

    def test_text_and_annotations_change_together(self):
        self.start()
        self.edit('insert 0 "Rome. "\nreplace 6 12 "Apple"\n')
        self.assertTrue(self.article.read_text('utf-8').startswith('Rome. Apple ha superato'))
        self.assertEqual(self.texts(), ['Apple', 'Trump'])
        self.assertNotIn(('', 'text-differs'), self.rules())

    def test_an_edit_and_its_undo_leave_every_byte(self):
        self.start()
        before = {p: p.read_bytes() for p in self.folder.iterdir()}
        self.edit('insert 0 "Rome. "\ndelete 3 9\nundo 2\n')
        self.edit('begin\ndelete 0 6\ninsert 3 "y"\nend\nundo\nredo\nundo\n')
        self.assertEqual({p: p.read_bytes() for p in self.folder.iterdir()}, before)

    def test_an_edit_and_its_opposite_leave_the_sidecar(self):
        self.start()
        before = self.sidecar.read_bytes()
        self.edit('insert 0 "Rome. "\n')
        self.assertNotEqual(self.sidecar.read_bytes(), before)
        self.edit('delete 0 6\n')
        self.assertEqual(self.sidecar.read_bytes(), before)

    def test_a_dry_run_writes_nothing(self):
        self.start()
        before = {p: p.read_bytes() for p in self.folder.iterdir()}
        self.edit('delete 0 7\n', '--dry-run', '--output-text', '-')
        self.assertTrue(self.text.startswith('ha superato'))
        self.assertEqual({p: p.read_bytes() for p in self.folder.iterdir()}, before)
        self.edit('delete 0 7\n', '--dry-run', '--output-text', self.folder / 'out.txt')
        self.assertTrue((self.folder / 'out.txt').read_text('utf-8').startswith('ha superato'))

    def test_crlf_and_utf16_stay(self):
        text = TEXT.replace('\n', '\r\n')
        for encoding, bom in [('utf-8', b''), ('utf-8', codecs.BOM_UTF8), ('utf-16-le', codecs.BOM_UTF16_LE),
                              ('utf-16-be', codecs.BOM_UTF16_BE)]:
            with self.subTest(encoding=encoding, bom=bom):
                self.start(text, encoding=encoding, bom=bom)
                self.assertEqual(self.article.read_bytes(), bom + text.encode(encoding))
                start = text.index('Trump')
                self.edit(f'insert {start} "Donald "\n')
                self.assertEqual(self.article.read_bytes(),
                                 bom + (text[:start] + 'Donald ' + text[start:]).encode(encoding))
                self.assertEqual(self.show()['annotations'][-1]['spans'][-1][1], start + 12)

    def test_a_wrong_script_names_its_line_and_changes_nothing(self):
        self.start()
        before = {p: p.read_bytes() for p in self.folder.iterdir()}
        for script in 'insert 0 "x"\nhop 3\n', '\n\ninsert 0 x\n', 'insert 0 "x"\ndelete 5 100000\n', \
                '# only\nundo\n', 'insert 0 "x"\nundo\nredo\nredo\n', 'begin\ninsert 0 "x"\n', 'end\n':
            with self.subTest(script=script):
                self.edit(script, code=1)
                self.assertRegex(self.err, r'line \d+')
                self.assertEqual({p: p.read_bytes() for p in self.folder.iterdir()}, before)

    def test_the_script_may_be_a_file(self):
        self.start()
        script = self.folder / 'fix.edits'
        script.write_text('# a remark\ninsert 0 "\\u00ab\\ud83d\\ude00"\n')
        self.run_cli('edit', self.article, '--script', script)
        self.assertTrue(self.article.read_text('utf-8').startswith('«😀Amazon'))
        self.run_cli('edit', self.article, '--script', self.folder / 'none.edits', code=1)
        self.assertIn('none.edits', self.err)

    def test_what_loses_its_words_is_told_and_kept(self):
        self.start()
        start = TEXT.index('Trump')
        self.edit(f'delete {start} {start + 5}\n')
        self.assertIn('1 annotation', self.err)
        self.assertEqual([a['id'] for a in self.show()['detached']], ['a2'])

    def test_hostile_sidecars_are_never_overwritten(self):
        self.write()
        hostile = {
            'nothing': b'', 'garbage': b'\x00\xff\xfe garbage', 'half': b'{"format":"chiosa-sidecar","ver',
            'array': b'[]', 'deep': b'[' * 100000, 'number': b'1e999999', 'other': b'{"hello": "world"}',
            'twice': b'{"format":"chiosa-sidecar","format":"x","version":"1.0"}',
            'newer': json.dumps({'format': 'chiosa-sidecar', 'version': '99.0',
                                 'text': {'sha256': hashlib.sha256(TEXT.encode()).hexdigest(), 'length': len(TEXT)},
                                 'annotations': [], 'relations': []}).encode(),
        }
        for name, content in hostile.items():
            with self.subTest(name=name):
                self.sidecar.write_bytes(content)
                self.edit('insert 0 "x"\n', code=1)
                self.assertTrue(self.err)
                self.assertEqual(self.sidecar.read_bytes(), content)
                self.assertEqual(self.article.read_text('utf-8'), TEXT)

    def test_a_sidecar_that_is_no_file_is_left_alone(self):
        self.write()
        os.mkfifo(self.sidecar)
        self.edit('insert 0 "x"\n', code=1)
        self.assertEqual(self.article.read_text('utf-8'), TEXT)

    def test_others_are_told_that_the_text_has_changed(self):
        self.start()
        self.annotate(annotation(TEXT, 'b', 'entity', 'ORG', 'Amazon'), path=self.folder / 'article.txt.Anna.chiosa.json')
        self.edit('insert 0 "Rome. "\n')
        self.assertIn('1 other sidecar', self.err)


if __name__ == '__main__':
    case.main()
