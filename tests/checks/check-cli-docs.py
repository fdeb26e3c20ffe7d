#!/usr/bin/env python3
"""Man page and completion of chiosa-cli against what the program says of itself.

    check-cli-docs.py CHIOSA-CLI MAN-PAGE COMPLETION

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'cli'))
import case

CLI, PAGE, COMPLETION = (os.path.abspath(path) for path in sys.argv[1:4])
TAGSET = ['show', 'check', 'convert']
COMPLETE = r'''
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_chiosa_cli "$CLI" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
'''


def ask(*args):
    return subprocess.run([CLI, *args], capture_output=True, text=True, check=True, env={**os.environ, 'LC_ALL': 'C.UTF-8'}).stdout


def commands():
    return re.findall(r'(?m)^  ([a-z-]+)  ', ask('--help'))


def options(*command):
    """(short, long) of each; short may be empty."""
    return re.findall(r'(?m)^  (?:(-\w), )?(--[a-z-]+)', ask(*command, '--help'))


def every_command():
    return [[c] for c in commands()] + [['tagset', t] for t in TAGSET]


class PageTest(unittest.TestCase):
    def setUp(self):
        with open(PAGE, encoding='utf-8') as file:
            # Only the words: "Fl -json" is "--json".
            self.source = file.read()
        self.sections = dict(re.findall(r'(?ms)^\.Ss ([\w-]+):[^\n]*\n(.*?)(?=^\.S[sh] )', self.source))

    def test_it_names_every_command(self):
        self.assertEqual(list(self.sections), commands())
        for name in TAGSET:
            self.assertIn(f'.It Cm tagset {name}', self.source)

    def test_it_names_every_option_of_each_and_no_other(self):
        for command in commands():
            there = set()
            for one in every_command():
                if one[0] == command:
                    there |= {word for pair in options(*one) for word in pair if word}
            there -= {'-h', '--help'}
            named = {'-' + word for line in re.findall(r'(?m)^\.It (.*)', self.sections[command]) for word in re.findall(r'Fl (-?[\w-]+)', line)}
            with self.subTest(command=command):
                self.assertEqual(named, there)

    def test_the_query_of_the_help_is_in_it(self):
        words = ' '.join(self.source.replace('\\e', ' ').split())
        query = re.search(r'duckdb -c (".*")', ask('export', '--help')).group(1)
        self.assertIn(query, words)

    def test_no_warnings(self):
        mandoc, groff = shutil.which('mandoc'), shutil.which('groff')
        if mandoc:
            done = subprocess.run([mandoc, '-Tlint', '-Wwarning', PAGE], capture_output=True, text=True)
        elif groff:
            done = subprocess.run([groff, '-mdoc', '-Tutf8', '-ww', '-z', PAGE], capture_output=True, text=True)
        else:
            self.skipTest('neither mandoc nor groff is there')
        self.assertEqual(done.stdout + done.stderr, '')
        self.assertEqual(done.returncode, 0)


class CompletionTest(unittest.TestCase):
    def complete(self, *words):
        done = subprocess.run(['bash', '-c', COMPLETE, 'bash', COMPLETION, 'chiosa-cli', *words], capture_output=True, text=True,
                              env={**os.environ, 'CLI': CLI}, cwd=tempfile.gettempdir())
        self.assertEqual(done.stderr, '')
        return done.stdout.split()

    def test_commands(self):
        self.assertEqual(sorted(self.complete('')), sorted([*commands(), '--help', '--version']))
        self.assertEqual(self.complete('ex'), ['export'])
        self.assertEqual(self.complete('tagset', 'c'), ['check', 'convert'])

    def test_options_of_every_command(self):
        for command in every_command():
            self.assertEqual(self.complete(*command, '--'), sorted(long for _, long in options(*command)), command)
        self.assertEqual(self.complete('export', 'a', '--pseu'), ['--pseudonymise'])

    def test_formats(self):
        formats = json.loads(ask('formats', '--json'))
        for command, key in ('export', 'writes'), ('import', 'reads'):
            known = sorted(f['id'] for f in formats if f[key])
            for words in ['--format', ''], ['-f', ''], ['--format', '='], ['--format', '=', '']:
                self.assertEqual(self.complete(command, *words), known)
        self.assertEqual(self.complete('formats', ''), sorted(f['id'] for f in formats))
        self.assertEqual(self.complete('export', '--format', '=', 'conllu'), ['conllu'])

    def test_values(self):
        self.assertEqual(self.complete('export', '--status', ''), ['done', 'in-progress', 'new'])
        self.assertEqual(self.complete('export', '--text', 'n'), ['none'])
        self.assertEqual(self.complete('tagset', 'convert', '--to', 'b'), ['brat'])
        self.assertIn('scheme=bioes', self.complete('export', '--format', 'conll', '--option', 'scheme'))
        self.assertEqual(self.complete('export', '--format', 'conll', '--option', 'scheme', '=', 'b'), ['bioes'])
        self.assertEqual(self.complete('export', '--format', '=', 'conll', '--option', '=', 'columns'), ['columns=2002', 'columns=2003'])

    def test_files_are_left_to_readline(self):
        self.assertEqual(self.complete('export', ''), [])
        self.assertEqual(self.complete('import', '--output', ''), [])


if __name__ == '__main__':
    result = case.TapResult()
    unittest.defaultTestLoader.loadTestsFromModule(sys.modules['__main__']).run(result)
    print(f'1..{result.n}')
    sys.exit(not result.wasSuccessful())
