#!/usr/bin/env python3
"""What chiosa-cli does with tag sets, seen from outside.

    test-tagset.py PATH-OF-CHIOSA-CLI

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import xml.etree.ElementTree

import case

CONF = '[entities]\nPerson\nCity\n[relations]\nLives\tArg1:Person, Arg2:City\n[events]\nMove\tWho:Person, To?:City\n' \
       '[attributes]\nNegated\tArg:<EVENT>\nKind\tArg:City, Value:big|small\n'
MINE = {'format': 'chiosa-tagset', 'version': '2.0', 'id': 'mine', 'name': 'Mine', 'types': [
    {'id': 'thing', 'name': 'Thing', 'color': '#112233', 'key': 't', 'guideline': 'Mark things.',
     'labels': [{'id': 'BIG', 'name': 'Big', 'key': '1'}, {'id': 'SMALL', 'name': 'Small'}],
     'attributes': [{'id': 'why', 'name': 'Why', 'kind': 'text'}]}]}


class Case(case.Case):
    before = ['tagset']

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), 'utf-8')
        return path

    def rows(self, out=None):
        return [line.split() for line in (out or self.text).splitlines()]


class MainTest(Case):
    def test_help_has_examples(self):
        for args in [], ['show'], ['check'], ['convert']:
            self.assertIn('Examples:', self.run_cli(*args, '--help'))

    def test_what_makes_no_sense_is_exit_code_two(self):
        for args in [], ['dance'], ['show', 'a', 'b'], ['check'], ['convert'], ['convert', '--to', 'x'], ['convert', 'a', 'b', '--to', 'brat'], \
                ['show', '--purple']:
            with self.subTest(args=args):
                self.run_cli(*args, code=2)
                self.assertIn('--help', self.err)

    def test_a_missing_file_is_told_by_name(self):
        for args in ['show', 'none.json'], ['check', 'none.json'], ['convert', 'none.json', '--to', 'brat']:
            self.run_cli(*args, code=1)
            self.assertIn('none.json', self.err)


class ShowTest(Case):
    def test_the_one_that_is_built_in(self):
        self.run_cli('show')
        self.assertIn(['e', '1', 'PERSON', 'Person'], self.rows())
        self.assertIn(['attributed_to', 'attributed', 'to', 'claim', 'source'], self.rows())
        self.assertIn(['cue', 'negated', 'flag'], self.rows())

    def test_json_is_the_file(self):
        tagset = json.loads(self.run_cli('show', '--json', env={'LANGUAGE': 'it'}))
        self.assertEqual(tagset['types'][0]['name'], 'Entity')
        path = self.write('again.json', self.text)
        self.assertEqual(self.run_cli('show', '--json', path), path.read_text('utf-8'))

    def test_a_folder_has_that_of_its_project(self):
        self.write('mine.json', MINE)
        self.write('project.chiosa.json', {'format': 'chiosa-project', 'version': '1.0', 'tagset': 'mine.json'})
        (self.folder / 'sub').mkdir()
        for path in '.', 'sub', 'project.chiosa.json', 'mine.json':
            self.assertIn('Mine (mine 2.0)', self.run_cli('show', path))

    def test_a_folder_without_project_has_that_of_brat(self):
        self.write('corpus/annotation.conf', CONF)
        self.assertIn('corpus (corpus 1.0)', self.run_cli('show', 'corpus'))
        self.assertIn(['s', '1', 'Person', 'Person'], self.rows())
        self.assertIn(['e', '1', 'Move', 'Move'], self.rows())

    def test_names_cannot_steer_the_terminal(self):
        self.write('mine.json', {**MINE, 'name': 'a\u001b[31mb\nc', 'description': '\u009b1mx'})
        self.run_cli('show', 'mine.json')
        self.assertNotIn('\x1b', self.text)
        self.assertNotIn('\x9b', self.text)


class CheckTest(Case):
    def test_good_ones(self):
        self.write('mine.json', MINE)
        self.write('annotation.conf', CONF)
        self.run_cli('check', 'mine.json', 'annotation.conf')
        self.assertIn('mine.json: 1 type, 2 labels, 0 relations', self.text)
        self.assertIn('annotation.conf: 2 types, 3 labels, 3 relations', self.text)

    def test_bad_ones_are_told_with_line_and_reason(self):
        for name, content, words in [
                ('a.json', '{"format": "chiosa-tagset",\n"id": 3}', ['a.json', '2']),
                ('b.json', '{"format": "chiosa-tagset",\n', ['b.json', '2']),
                ('c.json', {**MINE, 'types': []}, ['c.json', 'at least one type']),
                ('d.conf', '[entities]\nA\n[relations]\nR\tArg1:A, Arg2:B\n', ['d.conf:4:', '“B”']),
                ('e.xml', '<View>\n<Labels name="x"\n</View>', ['e.xml', '3']),
                ('f.json', 'nothing', ['f.json'])]:
            with self.subTest(name=name):
                # A configuration that is not called so is still told of by the name that brat has for it.
                path = self.write('d/annotation.conf' if name == 'd.conf' else name, content)
                self.run_cli('check', path.relative_to(self.folder), code=1)
                for word in words:
                    self.assertIn(word.replace('d.conf', 'd/annotation.conf'), self.err)

    def test_the_others_are_checked_all_the_same(self):
        self.write('mine.json', MINE)
        self.run_cli('check', 'none.json', 'mine.json', code=1)
        self.assertIn('mine.json: 1 type', self.text)

    def test_what_is_no_text_is_told(self):
        (self.folder / 'x.conf').write_bytes(b'[entities]\n\xff\n')
        self.run_cli('check', 'x.conf', code=1)
        self.assertIn('x.conf', self.err)


class ConvertTest(Case):
    def test_from_brat_and_back(self):
        self.write('corpus/annotation.conf', CONF)
        self.run_cli('convert', 'corpus/annotation.conf', '--to', 'chiosa', '--output', 'tagset.json')
        tagset = json.loads((self.folder / 'tagset.json').read_text('utf-8'))
        self.assertEqual([t['id'] for t in tagset['types']], ['span', 'event'])
        self.assertEqual([r['id'] for r in tagset['relations']], ['Lives', 'Who', 'To'])
        self.run_cli('convert', 'tagset.json', '--to', 'brat')
        self.assertIn('Kind\tArg:City, Value:big|small\n', self.text)
        self.assertIn('\tMove\tWho*:<ENTITY>, To*:<ENTITY>\n', self.text)

    def test_to_brat_tells_what_has_no_place(self):
        self.write('mine.json', MINE)
        self.run_cli('convert', 'mine.json', '--to', 'brat')
        self.assertIn('guidelines', self.err)
        self.assertIn('1 attribute', self.err)

    def test_through_label_studio(self):
        self.write('mine.json', MINE)
        self.run_cli('convert', 'mine.json', '--to', 'label-studio', '--output', 'config.xml')
        root = xml.etree.ElementTree.parse(self.folder / 'config.xml').getroot()
        self.assertEqual(root.tag, 'View')
        back = json.loads(self.run_cli('convert', 'config.xml', '--to', 'chiosa'))
        self.assertEqual([t['id'] for t in back['types']], ['thing'])
        self.assertEqual([label['id'] for label in back['types'][0]['labels']], ['BIG', 'SMALL'])

    def test_data_is_not_translated(self):
        self.assertEqual(self.run_cli('convert', '--to', 'chiosa', env={'LANGUAGE': 'it', 'LANG': 'it_IT.UTF-8'}),
                         self.run_cli('convert', '--to', 'chiosa'))

    def test_nothing_is_overwritten(self):
        self.write('mine.json', MINE)
        there = self.write('there.conf', 'mine')
        self.run_cli('convert', 'mine.json', '--to', 'brat', '--output', 'there.conf', code=1)
        self.assertIn('there.conf', self.err)
        self.assertIn('--force', self.err)
        self.assertEqual(there.read_text('utf-8'), 'mine')
        self.run_cli('convert', 'mine.json', '--to', 'brat', '--output', 'there.conf', '--force')
        self.assertTrue(there.read_text('utf-8').startswith('[entities]\n'))

    def test_lines_that_are_left_out_make_the_exit_code(self):
        self.write('corpus/annotation.conf', CONF + 'Bad\tArg\n')
        self.run_cli('convert', 'corpus', '--to', 'chiosa', '--output', 'out.json', code=1)
        self.assertIn('corpus/annotation.conf:11: ', self.err)
        self.assertTrue((self.folder / 'out.json').exists())

    def test_a_folder_that_is_not_there(self):
        self.write('mine.json', MINE)
        self.run_cli('convert', 'mine.json', '--to', 'chiosa', '--output', 'none/x.json', code=1)
        self.assertIn('none', self.err)


if __name__ == '__main__':
    case.main()
