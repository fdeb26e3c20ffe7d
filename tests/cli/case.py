"""What the tests of chiosa-cli share: a folder of their own, running the program, articles with sidecars, results as TAP.

    test-SUBJECT.py PATH-OF-CHIOSA-CLI

SPDX-License-Identifier: GPL-3.0-or-later
"""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CLI = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else os.environ.get('CHIOSA_CLI', 'chiosa-cli')
TEXT = 'Amazon ha superato IBM, ha detto Bezos a «Vanity Fair».\nNon è vero 😀, dice Trump.\n'


def annotation(text, id, type, label, *words, **members):
    """A line of a sidecar: type and label on the first place of each of the words."""
    spans = []
    for word in words:
        start = text.index(word)
        end = start + len(word)
        spans.append({'start': start, 'end': end, 'exact': word,
                      'prefix': text[max(0, start - 32):start], 'suffix': text[end:end + 32]})
    return {'id': id, 'type': type, 'label': label, 'spans': spans, **members}


class Case(unittest.TestCase):
    """@before: arguments in front of those of every run, such as the command."""
    before = ()
    timeout = 60

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='chiosa-cli-'))
        self.addCleanup(shutil.rmtree, self.folder)
        self.article = self.folder / 'article.txt'
        self.sidecar = self.folder / 'article.txt.chiosa.json'

    def run_cli(self, *args, stdin=b'', env=None, code=0):
        """Standard output; the exit code must be @code (None: 0 or 1). What was printed stays in self.out (bytes), self.text and self.err."""
        environment = {**os.environ, **(env or {})}
        command = [a if isinstance(a, bytes) else str(a) for a in (CLI, *self.before, *args)]
        done = subprocess.run(command, input=stdin, capture_output=True, env=environment, cwd=self.folder, timeout=self.timeout)
        self.out = done.stdout
        self.text = done.stdout.decode('utf-8', 'surrogateescape')
        self.err = done.stderr.decode('utf-8', 'surrogateescape')
        if code is None:
            self.assertIn(done.returncode, (0, 1), self.err[-4000:])
        else:
            self.assertEqual(done.returncode, code, self.text[-2000:] + self.err[-4000:])
        return self.text

    def annotate(self, *annotations, text=TEXT, relations=(), path=None, **members):
        """Writes a sidecar as another program might, then lets Chiosa rewrite it in its own way."""
        path = path or self.sidecar
        document = {
            'format': 'chiosa-sidecar', 'version': '1.0',
            'text': {'sha256': hashlib.sha256(text.encode()).hexdigest(), 'length': len(text)},
            'annotations': list(annotations), 'relations': list(relations), **members,
        }
        path.write_text(json.dumps(document, ensure_ascii=False), 'utf-8')


class TapResult(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.n = 0

    def say(self, ok, test, details='', directive=''):
        self.n += 1
        print(f"{'ok' if ok else 'not ok'} {self.n} {test.id().split('.', 1)[1]}{directive}")
        for line in details.splitlines():
            print('# ' + line)
        sys.stdout.flush()

    def addSuccess(self, test):
        self.say(True, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.say(True, test, directive=' # SKIP ' + reason)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say(False, test, self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.say(False, test, self.errors[-1][1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.say(False, subtest, str(err[1]))


def main():
    """Runs the tests of the program, or those of whose names the second argument is a part."""
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules['__main__'])
    if len(sys.argv) > 2:
        suite = unittest.TestSuite(t for case in suite for t in case if sys.argv[2] in t.id())
    result = TapResult()
    suite.run(result)
    print(f'1..{result.n}')
    sys.exit(not result.wasSuccessful())
