#!/usr/bin/env python3
"""Files that are broken, hostile or something else, given to every importer: never a crash, never a hang, always a reason.

    test-bad-input.py PATH-OF-CHIOSA-CLI

The table is that of the formats the program has; samples of each are what it exports itself, or a few lines of text.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import time
import unittest

import case
from case import TEXT, annotation

SECONDS = 20
MEGABYTES = 600
with open(case.CLI, 'rb') as program:
    SANITIZED = b'__asan_init' in program.read()
NUMBER = re.compile(r'(?<![\w.])\d+(?![\w.])')
PNG = b'\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89' + bytes(range(256)) * 8
PLAIN = {
    'text': TEXT, 'markdown': f'# Title\n\n{TEXT}\n*a*\n',
    'csv': 'id,text,title\na,"Amazon, says\nBezos",T\nb,Non è vero,"U ""quoted"""\n',
}


class Case(case.Case):
    @classmethod
    def setUpClass(cls):
        cls.formats = [f for f in json.loads(subprocess.run([case.CLI, 'formats', '--json'], capture_output=True, check=True).stdout) if f['reads']]

    def setUp(self):
        super().setUp()
        self.n = 0
        self.slowest = (0, '')
        self.most = (0, '')

    def sample(self, format):
        """A folder with files of the format, and the one of them that an import is given."""
        folder = self.folder / ('sample-' + format['id'])
        if folder.exists():
            return folder, next(folder.rglob('*' + format['extension']))
        if not format['writes']:
            folder.mkdir()
            (folder / ('a' + format['extension'])).write_text(PLAIN.get(format['id'], TEXT), 'utf-8')
            return folder, folder / ('a' + format['extension'])
        self.article.write_text(TEXT, 'utf-8')
        self.annotate(annotation(TEXT, 'c1', 'claim', 'FACT', 'Amazon', 'IBM', attributes={'check_worthiness': 'checkable'}, note='why'),
                      annotation(TEXT, 's1', 'source', 'SRC_PERSON', 'Bezos'), annotation(TEXT, 'e1', 'entity', 'ORG', 'Vanity Fair'),
                      relations=[{'id': 'r1', 'type': 'attributed_to', 'from': 'c1', 'to': 's1'}],
                      article={'title': 'T', 'status': 'done'})
        out = folder / ('a' + format['extension']) if format['stream'] else folder
        self.run_cli('export', self.article, '--format', format['id'], '--output', out)
        return folder, next(p for p in folder.rglob('*' + format['extension']))

    def run_import(self, path, format, *args, what=''):
        """Exit code, standard error. Measured: a minute of it must not be in any of them."""
        self.n += 1
        out = self.folder / f'in-{self.n}'
        command = [case.CLI, 'import', path, '--output', out, *args]
        if format is not None:
            command += ['--format', format['id']]
        started = time.monotonic()
        with open(self.folder / 'stderr', 'w+b') as err:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=err)
            code, usage = self.wait(process, what)
            err.seek(0)
            said = err.read().decode('utf-8', 'surrogateescape')
        taken, used = time.monotonic() - started, usage.ru_maxrss / 1024
        label = f'{format["id"] if format else "auto"} {what}'
        self.slowest, self.most = max(self.slowest, (taken, label)), max(self.most, (used, label))
        self.assertIn(code, (0, 1), f'{label}: {said[-3000:]}')
        if not SANITIZED:
            self.assertLess(used, MEGABYTES, label)
        shutil.rmtree(out, ignore_errors=True)
        return code, said

    def wait(self, process, what):
        limit = SECONDS * (6 if SANITIZED else 1)
        ended = time.monotonic() + limit
        while time.monotonic() < ended:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode, usage
            time.sleep(0.002)
        process.kill()
        process.wait()
        self.fail(f'{what}: still running after {limit} seconds')

    def complain(self, path, format, *args, what=''):
        """It cannot be read: that is told with the file."""
        code, said = self.run_import(path, format, *args, what=what)
        self.assertEqual(code, 1, f'{what}: {said}')
        self.assertIn(os.path.basename(os.fsdecode(path)), said, what)
        return said

    def each(self, check):
        """Calls @check with every format, the folder of its sample and the file in it."""
        for format in self.formats:
            with self.subTest(format=format['id']):
                check(format, *self.sample(format))

    def variant(self, folder, path, content, name='bad'):
        """A copy of the sample in which the file has another content."""
        work = self.folder / 'variant'
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder, work)
        changed = work / path.relative_to(folder)
        changed.write_bytes(content)
        return changed


class BrokenTest(Case):
    def test_truncated_anywhere(self):
        def check(format, folder, path):
            for file in [p for p in folder.rglob('*') if p.is_file() and p.name != 'export-report.json']:
                content = file.read_bytes()
                step = max(1, len(content) // 40)
                for end in {*range(0, len(content), step), *range(max(0, len(content) - 12), len(content))}:
                    self.variant(folder, file, content[:end])
                    self.run_import(self.folder / 'variant' / path.relative_to(folder), format, what=f'{file.name} cut at {end}')

        self.each(check)

    def test_bytes_changed_anywhere(self):
        rand = random.Random(5)
        def check(format, folder, path):
            content = path.read_bytes()
            for i in range(60):
                changed = bytearray(content)
                for _ in range(rand.randrange(1, 4)):
                    at = rand.randrange(len(changed))
                    kind = rand.randrange(4)
                    if kind == 0:
                        changed[at] = rand.randrange(256)
                    elif kind == 1:
                        del changed[at:at + rand.randrange(1, 30)]
                    elif kind == 2:
                        changed[at:at] = changed[at:at + rand.randrange(1, 30)]
                    else:
                        changed[at:at] = rand.choice([b'999999999999999999999', b'-1', b'"', b'{', b']', b'\t', b'\n', b'\xe2\x80\xa8', b'null', b'<', b'&'])
                    if not changed:
                        break
                self.run_import(self.variant(folder, path, bytes(changed)), format, what=f'change {i}')

        self.each(check)

    def test_numbers_out_of_range(self):
        def check(format, folder, path):
            text = path.read_text('utf-8')
            for number in '999999', '-1', '18446744073709551616', '4294967295', '1e308', '0.5':
                for found in list(NUMBER.finditer(text))[:40]:
                    changed = text[:found.start()] + number + text[found.end():]
                    self.run_import(self.variant(folder, path, changed.encode()), format, what=f'{number} at {found.start()}')

        self.each(check)

    def test_text_that_is_another(self):
        def check(format, folder, path):
            if format['id'] == 'spacy':
                return   # Its spans have no words, and its tokens may be pieces of words in another writing.
            files = [p for p in folder.rglob('*') if p.is_file() and p.name != 'export-report.json']
            # Only where the words of an annotation stand beside its place can it be seen that they are not there.
            if sum(p.read_bytes().count(b'Bezos') for p in files) < 2 or format['offsets'] in ('none', 'tokens'):
                return
            for file in files:
                content = file.read_bytes()
                changed = content.replace(b'ha detto', b'ha ancora detto')
                if changed != content:
                    self.variant(folder, file, changed)
                    said = self.complain(self.folder / 'variant' / path.relative_to(folder), format, what='longer text')
                    self.assertTrue('Bezos' in said or 'text' in said, said)

        self.each(check)

    def test_encodings(self):
        def check(format, folder, path):
            text = path.read_text('utf-8')
            for name, content in {
                    'invalid UTF-8': text.encode()[:20] + b'\xff\xfe\x80' + text.encode()[20:],
                    'Latin-1': text.replace('😀', '').encode('latin-1', 'replace').replace(b'?', b'\xe9'),
                    'surrogates': text.encode()[:20] + b'\xed\xa0\x80' + text.encode()[20:],
                    'overlong': text.encode()[:20] + b'\xc0\xaf' + text.encode()[20:],
                    'NUL': text.encode()[:20] + b'\x00' + text.encode()[20:],
                    'NUL at the end': text.encode() + b'\x00' * 8192,
                    'UTF-16': b'\xff\xfe' + text.encode('utf-16-le'), 'half UTF-16': b'\xff\xfe' + text.encode('utf-16-le')[:-1],
                    'UTF-16 without mark': text.encode('utf-16-be'), 'UTF-32': text.encode('utf-32'),
                    'byte-order marks': b'\xef\xbb\xbf' * 3 + text.encode(), 'mark alone': b'\xef\xbb\xbf', 'CR': text.replace('\n', '\r').encode()}.items():
                changed = self.variant(folder, path, content)
                code, said = self.run_import(changed, format, what=name)
                if code != 0:
                    self.assertIn(path.name, said, name)

        self.each(check)

    def test_something_else(self):
        others = {format['id']: self.sample(format)[1].read_bytes() for format in self.formats}
        others.update(png=PNG, zip=b'PK\x03\x04' + os.urandom(2000), empty=b'', newlines=b'\n' * 1000, spaces=b' ' * 1000, zero=b'0', null=b'null',
                      array=b'[]', object=b'{}', objects=b'[{}, {}]', string=b'"x"', tabs=b'\t' * 1000 + b'\n', true=b'true', nothing=b'[[[]]]')
        def check(format, folder, path):
            for name, content in others.items():
                code, said = self.run_import(self.variant(folder, path, content), format, what=f'is {name}')
                self.assertTrue(code == 0 or path.name in said, (name, said))
                if code == 0 and name in ('png', 'zip'):
                    self.fail(f'{name} was read: {said}')
            for name, content in others.items():
                strange = self.folder / 'what.is.this'
                strange.write_bytes(content)
                self.run_import(strange, None, what=f'is {name}')

        self.each(check)

    def test_no_file(self):
        pipe, folder_as_file, secret, loop = (self.folder / name for name in ('pipe', 'folder', 'secret', 'loop'))
        os.mkfifo(pipe)
        folder_as_file.mkdir()
        secret.write_text('x')
        secret.chmod(0)
        os.symlink('loop', loop)
        def check(format, folder, path):
            ext = format['extension']
            for name, there in ('pipe', pipe), ('folder', folder_as_file), ('secret', secret), ('loop', loop), ('device', '/dev/zero'):
                if name == 'secret' and os.geteuid() == 0:
                    continue
                link = self.folder / (name + ext)
                if not os.path.lexists(link):
                    os.symlink(there, link)
                if name == 'folder':
                    code, said = self.run_import(link, format, what=name)
                    self.assertEqual(code, 1)
                else:
                    self.complain(link, format, what=name)
            # A file beside it, such as the text, that is none.
            for file in [p for p in folder.rglob('*') if p.is_file() and p != path and p.name != 'export-report.json']:
                for there in pipe, folder_as_file, loop, '/dev/zero':
                    changed = self.variant(folder, path, path.read_bytes())
                    beside = self.folder / 'variant' / file.relative_to(folder)
                    beside.unlink()
                    os.symlink(there, beside)
                    self.run_import(changed, format, what=f'{file.name} is {there}')
            for name in 'a2', 'txt', 'conf':
                changed = self.variant(folder, path, path.read_bytes())
                beside = changed.with_suffix('.' + name)
                if not beside.exists():
                    os.mkfifo(beside)
                    self.run_import(changed, format, what=f'{beside.name} is a pipe')

        self.each(check)


class LargeTest(Case):
    """Where something grows, time must grow with it and not with its square."""

    def test_a_line_of_a_hundred_megabytes(self):
        size = 100 << 20
        def check(format, folder, path):
            content = path.read_bytes()
            for name in 'holes', 'letters', 'behind':
                changed = self.variant(folder, path, content)
                with open(changed, 'r+b') as file:
                    if name == 'holes':
                        file.truncate(size)
                    else:
                        if name == 'behind':
                            file.seek(0, os.SEEK_END)
                        block = b'x' * (1 << 20)
                        for _ in range(size >> 20):
                            file.write(block)
                        file.write(b'\n' + content)
                code, said = self.run_import(changed, format, what=f'100 MB {name}')
                self.assertEqual(code, 1, said[:500])
                self.assertIn(path.name, said)
                changed.unlink()

        self.each(check)

    def test_deep_nesting(self):
        deep = 100000
        def check(format, folder, path):
            content = path.read_bytes()
            for name, nested in {'arrays': b'[' * deep, 'closed': b'[' * deep + b']' * deep, 'objects': b'{"a":' * deep, 'elements': b'<div>' * deep,
                                 'quotes': b'"' * deep, 'brackets': b'(' * deep, 'quotations': b'> ' * deep, 'stars': b'*' * deep, 'links': b'[](' * deep,
                                 'entities': b'&lt;' * deep, 'tags': b'<b><i>' * deep, 'tables': b'<table><tr><td>' * (deep // 10),
                                 'comments': b'<!--' * deep, 'commas': b',' * deep, 'bars': b'a|b\n-|-\n' * (deep // 10)}.items():
                for place in 'alone', 'inside':
                    at = content.find(b'Bezos') if place == 'inside' else 0
                    whole = nested if place == 'alone' else content[:at] + nested + content[at:]
                    self.run_import(self.variant(folder, path, whole), format, what=f'{name} {place}')

        self.each(check)

    def grow(self, n):
        """Makes an article of n annotations and relations."""
        text = ''.join(f'w{i % 97} ' for i in range(n)) + '\n'
        spans, at = [], 0
        for i in range(n):
            length = len(f'w{i % 97}')
            spans.append((at, at + length))
            at += length + 1
        annotations = [{'id': f'a{i}', 'type': 'entity', 'label': 'ORG', 'spans': [{'start': s, 'end': e, 'exact': text[s:e], 'prefix': text[max(0, s - 32):s],
                        'suffix': text[e:e + 32]}]} for i, (s, e) in enumerate(spans)]
        relations = [{'id': f'r{i}', 'type': 'same_as', 'from': f'a{i}', 'to': f'a{i + 1}'} for i in range(n - 1)]
        self.article.write_text(text, 'utf-8')
        self.annotate(*annotations, relations=relations, text=text)

    def test_a_hundred_thousand_annotations(self):
        self.grow(100000)
        for format in self.formats:
            if not format['writes']:
                continue
            with self.subTest(format=format['id']):
                out = self.folder / ('large-' + format['id']) / ('a' + format['extension'] if format['stream'] else '')
                started = time.monotonic()
                self.run_cli('export', self.article, '--format', format['id'], '--output', out, '--quiet')
                taken = time.monotonic() - started
                if not SANITIZED:
                    self.assertLess(taken, SECONDS)
                path = out if out.is_file() else next(out.rglob('*' + format['extension']))
                self.run_import(path, format, what='10^5 annotations')
        print(f'# slowest {self.slowest}, most {self.most}')

    def test_a_hundred_thousand_articles_or_lines(self):
        def check(format, folder, path):
            content = path.read_bytes()
            lines = content.splitlines(keepends=True)
            for name, whole in {'file over and over': content * max(1, min(3000, (8 << 20) // len(content))),
                                'last line over and over': content + lines[-1] * min(100000, (8 << 20) // max(1, len(lines[-1]))),
                                'middle line over and over': content + lines[len(lines) // 2] * min(100000, (8 << 20) // max(1, len(lines[len(lines) // 2])))}.items():
                self.run_import(self.variant(folder, path, whole), format, '--dry-run', what=name)

        self.each(check)
        print(f'# slowest {self.slowest}, most {self.most}')


if __name__ == '__main__':
    case.main()
