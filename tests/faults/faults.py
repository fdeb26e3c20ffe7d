"""What the fault tests share: a folder that is put back as it was, programs run under strace or the shim, results as TAP.

    check-SUBJECT.py OPERATION CHIOSA-CLI CARELESS SHIM [PART-OF-A-NAME]

SPDX-License-Identifier: GPL-3.0-or-later
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

OPERATION, CLI, CARELESS, SHIM = (os.path.abspath(path) for path in sys.argv[1:5])
ONLY = sys.argv[5] if len(sys.argv) > 5 else ''
LONG = 'CHIOSA_TEST_LONG' in os.environ
MARKER = '/chiosa-test-marker'
TIMEOUT = 20

# Calls that may come back with EINTR: after that the program must go on as if nothing had been.
INTERRUPTIBLE = {'openat', 'read', 'pread64', 'write', 'pwrite64', 'writev', 'fsync', 'fdatasync', 'syncfs', 'ftruncate', 'fallocate',
                 'copy_file_range', 'sendfile', 'close'}


# --- Results as TAP ---------------------------------------------------------------------------------------------------

class Report:
    def __init__(self):
        self.n = self.failed = 0

    def add(self, name, complaints, skip=None):
        self.n += 1
        self.failed += bool(complaints)
        print(f'{"not ok" if complaints else "ok"} {self.n} {name}' + (f' # SKIP {skip}' if skip else ''))
        for complaint in complaints[:8]:
            print('# ' + complaint.replace('\n', ' ')[:1000])
        if len(complaints) > 8:
            print(f'# … {len(complaints)} in all')
        sys.stdout.flush()

    def finish(self):
        print(f'1..{self.n}')
        sys.exit(self.failed > 0)


def skip_all(reason):
    print(f'1..0 # SKIP {reason}')
    sys.exit(0)


def need_strace():
    """Ends the program where strace is not there, or may not trace."""
    if shutil.which('strace') is None:
        skip_all('strace is not installed')
    if subprocess.run(['strace', '-qq', '-o', '/dev/null', 'true'], stderr=subprocess.DEVNULL).returncode != 0:
        skip_all('strace cannot trace here')


# --- A folder that is put back ------------------------------------------------------------------------------------------

TIMES = re.compile(rb'("created": ?)"[^"]*"')


def read_tree(folder):
    """Path within @folder -> bytes of a file, None of a folder, or ('link', target). The time of day is left out of it."""
    tree = {}
    for path in sorted(pathlib.Path(folder).rglob('*')):
        name = str(path.relative_to(folder))
        tree[name] = ('link', os.readlink(path)) if path.is_symlink() else None if path.is_dir() else TIMES.sub(rb'\1"now"', path.read_bytes())
    return tree


def write_tree(folder, tree, links=()):
    """@links: pairs of names that are one file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in sorted(tree.items()):
        path = folder / name
        if content is None:
            path.mkdir(exist_ok=True)
        elif isinstance(content, tuple):
            path.symlink_to(content[1])
        else:
            path.write_bytes(content)
    for name, other in links:
        (folder / other).unlink()
        os.link(folder / name, folder / other)


class Place:
    """Where a scenario plays, always under the same path: work/ with the user's files, state/ with what the program keeps."""

    def __init__(self):
        # In memory where that can be: there a sync takes no time.
        memory = '/dev/shm' if os.access('/dev/shm', os.W_OK) else None
        self.top = pathlib.Path(tempfile.mkdtemp(prefix='chiosa-faults-', dir=os.environ.get('TMPDIR', memory)))
        self.base = self.top / 'base'
        self.work = self.base / 'work'
        self.state = self.base / 'state'
        self.work.mkdir(parents=True)
        self.state.mkdir()

    def remove(self):
        shutil.rmtree(self.top, ignore_errors=True)

    def environment(self):
        return {**os.environ, 'LC_ALL': 'C.UTF-8', 'XDG_STATE_HOME': str(self.state), 'XDG_CACHE_HOME': str(self.state / 'cache'),
                'HOME': str(self.state), 'MALLOC_PERTURB_': '0', 'G_DEBUG': 'fatal-criticals'}


class Done:
    """How a run ended. @code: of its exit; negative: the signal that ended it."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f'exit code {self.code}, said “{(self.out + self.err).strip()}”'


def run(place, command, before=(), **environment):
    done = subprocess.run([*before, *map(str, command)], env={**place.environment(), **environment}, cwd='/', capture_output=True,
                          timeout=TIMEOUT)
    return Done(done.returncode, done.stdout.decode('utf-8', 'replace'), done.stderr.decode('utf-8', 'replace'))


# --- strace -----------------------------------------------------------------------------------------------------------

LINE = re.compile(r'^(\d+) +(?:(\w+)\(|<\.\.\. (\w+) resumed>)')


def list_calls(place, command):
    """(name, n) of each system call on a file below the place that the operation makes; n counts the thread's calls of that name
    from the start of the program, as strace does. Not the calls of a thread that have the number of one with which the program starts."""
    log = place.top / 'trace'
    subprocess.run(['strace', '-f', '-y', '-s', '4096', '-o', str(log), *map(str, command)], env=place.environment(), cwd='/',
                   capture_output=True, timeout=TIMEOUT)
    counts, calls, at_start, lines = {}, [], set(), log.read_text(errors='replace').splitlines()
    marker = MARKER if any(MARKER in line for line in lines) else str(place.base)
    marked = False
    for line in lines:
        match = LINE.match(line)
        if not match or not match[2] or match[2] == 'execve':
            continue
        marked = marked or marker in line
        key = match[1], match[2]
        counts[key] = counts.get(key, 0) + 1
        call = match[2], counts[key]
        if not marked:
            at_start.add(call)
        elif match[2] != 'access' and str(place.base) in line and call not in at_start and call not in calls:
            calls.append(call)
    return calls


def inject(place, command, name, what, when):
    """The run with @what done to the @when-th call called @name."""
    # The quick way does not deliver signals (strace 6.13).
    quick = ['--seccomp-bpf'] if what.startswith('error=') else []
    return run(place, command, ['strace', '-f', '-qq', *quick, '-o', '/dev/null', '-e', f'trace={name}',
                                '-e', f'inject={name}:{what}:when={when}'])
