#!/usr/bin/env python3
"""What chiosa-cli reanchor does, seen from outside.

    test-reanchor.py PATH-OF-CHIOSA-CLI

SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import json
import os

import case
from case import TEXT, annotation

NEW = 'Ieri, a sorpresa: Amazon ha superato IBM, ha detto Jeff Bezos a «Vanity Fair».\nNon è vero.\n'


class ReanchorTest(case.Case):
    before = ['reanchor']

    def setUp(self):
        super().setUp()
        self.new = self.folder / 'new.txt'
        self.new_sidecar = self.folder / 'new.txt.chiosa.json'
        self.article.write_text(TEXT, 'utf-8')
        self.new.write_text(NEW, 'utf-8')
        self.annotate(annotation(TEXT, 'a1', 'claim', 'FACT', 'Amazon ha superato IBM', zzz=[1]),
                      annotation(TEXT, 'a2', 'entity', 'PERSON', 'Trump'),
                      annotation(TEXT, 'a3', 'source', 'SRC_MEDIA', 'detto Bezos', 'Vanity Fair'),
                      relations=[{'id': 'r1', 'type': 'attributed_to', 'from': 'a1', 'to': 'a2'}], theirs={'x': 1})

    def read(self):
        return json.loads(self.new_sidecar.read_text('utf-8'))

    def test_the_new_text_gets_a_sidecar_of_its_own(self):
        before = self.sidecar.read_bytes()
        self.run_cli(self.article, self.new)
        written = self.read()
        self.assertEqual(written['text'], {**written['text'], 'sha256': hashlib.sha256(NEW.encode()).hexdigest(), 'length': len(NEW)})
        places = {a['id']: [NEW[s['start']:s['end']] for s in a['spans']] for a in written['annotations'] if a.get('state') != 'detached'}
        self.assertEqual(places['a1'], ['Amazon ha superato IBM'])
        self.assertEqual(places['a3'], ['detto Jeff Bezos', 'Vanity Fair'])
        self.assertEqual(self.sidecar.read_bytes(), before)
        self.assertEqual(self.new.read_text('utf-8'), NEW)

    def test_none_is_lost_and_what_is_unknown_stays(self):
        self.run_cli(self.article, self.new)
        written = self.read()
        self.assertEqual(sorted(a['id'] for a in written['annotations']), ['a1', 'a2', 'a3'])
        gone = next(a for a in written['annotations'] if a['id'] == 'a2')
        self.assertEqual((gone['state'], gone['spans'][0]['exact']), ('detached', 'Trump'))
        self.assertEqual([r['to'] for r in written['relations']], ['a2'])
        self.assertEqual(written['theirs'], {'x': 1})
        self.assertEqual(next(a for a in written['annotations'] if a['id'] == 'a1')['zzz'], [1])

    def test_each_that_is_not_unchanged_is_told(self):
        lines = self.run_cli(self.article, self.new, env={'LC_ALL': 'C.UTF-8'}).splitlines()
        self.assertEqual([line.split(': ')[:2] for line in lines], [['a3', 'edited'], ['a2', 'without its words']])
        self.assertIn('1 unchanged, 0 moved, 1 edited, 0 to review, 1 without its words', self.err)

    def test_json(self):
        told = json.loads(self.run_cli(self.article, self.new, '--json'))
        self.assertEqual(told['counts'], {'exact': 1, 'moved': 0, 'edited': 1, 'review': 0, 'orphan': 1})
        self.assertFalse(told['otherArticle'])
        self.assertGreater(told['similarity'], 0.5)
        by_id = {a['id']: a for a in told['annotations']}
        start = TEXT.index('Amazon')
        self.assertEqual(by_id['a1']['from'], [[start, start + 22]])
        self.assertEqual(by_id['a1']['to'], [[NEW.index('Amazon'), NEW.index('Amazon') + 22]])
        self.assertEqual(by_id['a2']['to'], [])

    def test_a_dry_run_writes_nothing(self):
        self.run_cli(self.article, self.new, '--dry-run')
        self.assertFalse(self.new_sidecar.exists())

    def test_a_sidecar_that_is_there_is_only_replaced_by_force(self):
        self.new_sidecar.write_text('mine')
        self.run_cli(self.article, self.new, code=1)
        self.assertIn('new.txt.chiosa.json', self.err)
        self.assertEqual(self.new_sidecar.read_text(), 'mine')
        self.run_cli(self.article, self.new, '--force')
        self.assertEqual(len(self.read()['annotations']), 3)
        self.assertEqual((self.folder / 'new.txt.chiosa.json~').read_text(), 'mine')

    def test_sidecar_output_and_annotator(self):
        os.rename(self.sidecar, self.folder / 'elsewhere.json')
        self.run_cli(self.article, self.new, code=1)
        self.run_cli(self.article, self.new, '--sidecar', 'elsewhere.json', '--output', 'out.json')
        self.assertEqual(len(json.loads((self.folder / 'out.json').read_text('utf-8'))['annotations']), 3)
        os.rename(self.folder / 'elsewhere.json', self.folder / 'article.txt.ada.chiosa.json')
        self.run_cli(self.article, self.new, '--annotator', 'ada')
        self.assertTrue((self.folder / 'new.txt.ada.chiosa.json').exists())

    def test_annotations_of_another_text_are_refused(self):
        self.article.write_text(TEXT + 'More.', 'utf-8')
        self.run_cli(self.article, self.new, code=1)
        self.assertFalse(self.new_sidecar.exists())

    def test_another_article_is_refused_and_by_force_all_is_to_review(self):
        self.new.write_text('Something else that nobody ever wrote about anything, in a language of its own.\n' * 4)
        self.run_cli(self.article, self.new, code=1)
        self.assertFalse(self.new_sidecar.exists())
        told = json.loads(self.run_cli(self.article, self.new, '--force', '--json'))
        self.assertTrue(told['otherArticle'])
        self.assertTrue(all(a['anchor'] in ('review', 'orphan') for a in told['annotations']))

    def test_what_cannot_be_read_is_exit_code_one(self):
        self.run_cli('none.txt', self.new, code=1)
        self.assertIn('none.txt', self.err)
        self.new.write_bytes(b'\xff\xfe\x00')
        self.run_cli(self.article, self.new, code=1)
        self.assertIn('new.txt', self.err)

    def test_what_makes_no_sense_is_exit_code_two(self):
        for args in [], [self.article], [self.article, self.new, self.new], [self.article, self.new, '--annotator', 'a/b']:
            self.run_cli(*args, code=2)


if __name__ == '__main__':
    case.main()
