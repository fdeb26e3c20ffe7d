#!/usr/bin/env python3
# Every system call of a save fails once, in turn: what was in the file, or what should be, is there all the same.
# The faults are strace's. Usage: check-faults.py TEST-SAFE-FILE-PROGRAM
#
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

OLD, NEW = 'o' * 10000, 'n' * 20000
CALLS = ['openat', 'write', 'fsync', 'rename', 'renameat2', 'close', 'fchmod', 'fchown', 'ftruncate', 'fallocate', 'link',
         'unlink', 'read', 'lseek', 'lstat', 'fstat', 'newfstatat', 'fsetxattr', 'flistxattr']
program = sys.argv[1]
count = failed = 0


def report(good, name, detail=''):
    global count, failed
    count += 1
    failed += not good
    print(f'{"ok" if good else "not ok"} {count} {name}')
    if not good:
        print('#', detail)


def set_up(folder, kind):
    target = folder / 'a'
    if kind == 'symlink':
        (folder / 'deep').mkdir()
        (folder / 'deep' / 'real').write_text(OLD)
        target.symlink_to('deep/real')
    else:
        target.write_text(OLD)
        if kind == 'hard-link':
            os.link(target, folder / 'b')
    return target


def run(target, *options):
    return subprocess.run(['strace', '-qq', '-o', '/dev/null', *options, program, '--replace', str(target)],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=60)


def count_calls(kind):
    """For each call, how many come before the marker, and how many after."""
    with tempfile.TemporaryDirectory() as name:
        target = set_up(pathlib.Path(name), kind)
        log = pathlib.Path(name) / 'log'
        subprocess.run(['strace', '-qq', '-o', str(log), program, '--replace', str(target)], check=True, timeout=60)
        before, _, after = log.read_text(errors='replace').partition('/chiosa-test-marker')
    counts = {}
    for call in CALLS:
        pattern = re.compile(rf'^{call}\(', re.M)
        counts[call] = len(pattern.findall(before)), len(pattern.findall(after))
    return counts


def check(kind, call, nth, error):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        target = set_up(folder, kind)
        done = run(target, '-e', f'trace={call}', '-e', f'inject={call}:error={error}:when={nth}')
        content = target.read_text()
        saved = [p for p in folder.rglob('*.chiosa-backup') if p.read_text() == OLD]
        left = [p.name for p in folder.rglob('.chiosa-*.tmp')]
        what = f'{kind} {call} {nth} {error}: exit code {done.returncode}, {len(content)} bytes of {content[:1]!r}, {done.stderr!r}'
        if done.returncode == 0:
            return content == NEW, what
        if done.returncode != 1 or 'a' not in done.stderr:
            return False, what
        if left and call != 'unlink':
            return False, f'{what}, left: {left}'
        return content in (OLD, NEW) or bool(saved), what


def main():
    if shutil.which('strace') is None:
        print('1..0 # SKIP strace is not installed')
        return 0
    with tempfile.TemporaryDirectory() as name:
        if run(set_up(pathlib.Path(name), 'plain'), '-e', 'trace=openat').returncode != 0:
            print('1..0 # SKIP strace cannot trace here')
            return 0

    for kind in ('plain', 'symlink', 'hard-link'):
        for call, (before, after) in count_calls(kind).items():
            for error in ('ENOSPC', 'EIO'):
                results = [check(kind, call, before + i, error) for i in range(1, after + 1)]
                if results:
                    report(all(good for good, _ in results), f'/faults/{kind}/{call}/{error} ({after})',
                           '; '.join(what for good, what in results if not good))

    print(f'1..{count}')
    return failed > 0


sys.exit(main())
