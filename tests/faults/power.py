"""A disk that forgets. The system calls of a run, as strace wrote them down, become operations on files and folders; for every moment at
which the power may go there are the trees that may be found afterwards: what was synced is there, the rest is there, or is not, or in part.

What is not synced, of a file: nothing, all, half of each write, zeroes, only its length. Of a folder: none of its new names, all, those up
to one of them, all but one, only one; all subsets where there are few. A sync of a file is none of its name.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import itertools
import os
import re
import subprocess

import faults

CALLS = ('openat,open,creat,write,pwrite64,ftruncate,fallocate,fsync,fdatasync,syncfs,sync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,'
         'mkdir,mkdirat,rmdir,close,dup,dup2,dup3,fcntl,writev,sendfile,copy_file_range')
FEW = 4
DATA = 'nothing', 'all', 'half', 'zeroes', 'length'


# --- The trace --------------------------------------------------------------------------------------------------------

ARGUMENT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"|([^,"]+)')


def unescape(text):
    return bytes.fromhex(text.decode().replace('\\x', ''))


def split_arguments(text):
    """Strings as bytes, everything else as text."""
    return [unescape(match[1]) if match[2] is None else match[2].decode().strip() for match in ARGUMENT.finditer(text) if match[0].strip()]


def record(place, command):
    """(name, arguments, result) of the calls that came back without an error, in the order in which they did."""
    log = place.top / 'trace'
    subprocess.run(['strace', '-f', '-xx', '-s', str(1 << 24), '-e', f'trace={CALLS}', '-o', str(log), *command],
                   env=place.environment(), cwd='/', capture_output=True, timeout=faults.TIMEOUT)
    begun, calls = {}, []
    for line in log.read_bytes().splitlines():
        pid, _, rest = line.partition(b' ')
        rest = rest.strip()
        if rest.endswith(b'<unfinished ...>'):
            begun[pid] = rest[:-len(b'<unfinished ...>')]
            continue
        resumed = re.match(rb'<\.\.\. \w+ resumed>', rest)
        if resumed:
            rest = begun.pop(pid, b'') + rest[resumed.end():]
        match = re.match(rb'(\w+)\((.*)\)\s+= (-?\d+)', rest, re.S)
        if match and int(match[3]) >= 0:
            calls.append((match[1].decode(), split_arguments(match[2]), int(match[3])))
    return calls


# --- The disk ---------------------------------------------------------------------------------------------------------

class Disk:
    """Files and folders by number, as the running program sees them; @operations: how they came to be so.

    Operations: ('data', file, kind, …), ('names', {(folder, name): number or None}), ('sync', file or folder), ('sync-all',)."""

    def __init__(self, base, tree, links=()):
        self.base = str(base)
        self.files, self.folders = {}, {0: {}}      # number -> content at the start; number -> name -> number
        self.folder_of = {self.base: 0}
        self.last = 0
        self.fds = {}                               # descriptor -> [number, position, appending]
        self.operations = []
        for name, content in sorted(tree.items()):
            folder, leaf = self.find_folder(os.path.join(self.base, name))
            number = self.new()
            self.folders[folder][leaf] = number
            if content is None:
                self.folders[number] = {}
            else:
                self.files[number] = content
        for name, other in links:
            folder, leaf = self.find_folder(os.path.join(self.base, other))
            self.folders[folder][leaf] = self.find(os.path.join(self.base, name))
        self.at_start = {number: dict(names) for number, names in self.folders.items()}
        self.contents = {number: content for number, content in self.files.items()}

    def new(self):
        self.last += 1
        return self.last

    def find_folder(self, path):
        """(number of its folder, name); None when it is not on this disk. Links within the disk are followed."""
        if not path.startswith(self.base + '/'):
            return (None, None)
        number, parts = 0, path[len(self.base) + 1:].split('/')
        for part in parts[:-1]:
            number = self.folders[number].get(part)
            if number is None or number not in self.folders:
                return (None, None)
        return number, parts[-1]

    def find(self, path):
        if path == self.base:
            return 0
        folder, name = self.find_folder(path)
        return self.folders[folder].get(name) if folder is not None else None

    def name(self, changes):
        for (folder, name), number in changes.items():
            if number is None:
                self.folders[folder].pop(name, None)
            else:
                self.folders[folder][name] = number
        self.operations.append(('names', changes))

    def data(self, number, kind, *details):
        self.operations.append(('data', number, kind, *details))

    # Calls

    def play(self, calls):
        for name, arguments, result in calls:
            function = getattr(self, 'call_' + name, None)
            if function is None:
                raise ValueError(f'{name} is not known to the disk')
            function([one.decode() if isinstance(one, bytes) and name not in ('write', 'pwrite64') else one for one in arguments], result)

    def call_openat(self, arguments, fd):
        path, flags = os.path.normpath(arguments[1]), arguments[2].split('|')
        self.fds.pop(fd, None)
        folder, leaf = self.find_folder(path)
        number = self.find(path)
        if folder is None and number is None:
            return
        if number is None:
            number = self.new()
            self.contents[number] = b''
            self.name({(folder, leaf): number})
        elif isinstance(self.contents.get(number), tuple):
            return self.call_openat([arguments[0], os.path.join(os.path.dirname(path), self.contents[number][1]), arguments[2]], fd)
        if 'O_TRUNC' in flags:
            self.data(number, 'truncate', 0)
        self.fds[fd] = [number, 0]

    def call_open(self, arguments, fd):
        self.call_openat(['', *arguments], fd)

    def call_creat(self, arguments, fd):
        self.call_openat(['', arguments[0], 'O_CREAT|O_TRUNC'], fd)

    def call_close(self, arguments, result):
        self.fds.pop(int(arguments[0]), None)

    def call_dup(self, arguments, fd):
        if int(arguments[0]) in self.fds:
            self.fds[fd] = self.fds[int(arguments[0])]

    call_dup2 = call_dup3 = call_dup

    def call_fcntl(self, arguments, fd):
        if arguments[1].startswith('F_DUPFD'):
            self.call_dup(arguments, fd)

    def call_write(self, arguments, written):
        opened = self.fds.get(int(arguments[0]))
        if opened is not None:
            self.data(opened[0], 'write', opened[1], arguments[1][:written])
            opened[1] += written

    def call_pwrite64(self, arguments, written):
        opened = self.fds.get(int(arguments[0]))
        if opened is not None:
            self.data(opened[0], 'write', int(arguments[3]), arguments[1][:written])

    def call_ftruncate(self, arguments, result):
        opened = self.fds.get(int(arguments[0]))
        if opened is not None:
            self.data(opened[0], 'truncate', int(arguments[1]))

    def call_fallocate(self, arguments, result):
        opened = self.fds.get(int(arguments[0]))
        if opened is not None:
            self.data(opened[0], 'extend', int(arguments[2]) + int(arguments[3]))

    def call_fsync(self, arguments, result):
        opened = self.fds.get(int(arguments[0]))
        if opened is not None:
            self.operations.append(('sync', opened[0]))

    call_fdatasync = call_fsync

    def call_syncfs(self, arguments, result):
        self.operations.append(('sync-all',))

    call_sync = call_syncfs

    def move(self, source, target, exchange=False):
        (from_folder, from_name), (to_folder, to_name) = self.find_folder(source), self.find_folder(target)
        if from_folder is None or to_folder is None:
            return
        number = self.folders[from_folder].get(from_name)
        there = self.folders[to_folder].get(to_name) if exchange else None
        self.name({(from_folder, from_name): there, (to_folder, to_name): number})

    def call_rename(self, arguments, result):
        self.move(arguments[0], arguments[1])

    def call_renameat2(self, arguments, result):
        self.move(arguments[1], arguments[3], 'RENAME_EXCHANGE' in arguments[4])

    def call_renameat(self, arguments, result):
        self.move(arguments[1], arguments[3])

    def call_link(self, arguments, result):
        folder, name = self.find_folder(arguments[1])
        if folder is not None:
            self.name({(folder, name): self.find(arguments[0])})

    def call_linkat(self, arguments, result):
        self.call_link([arguments[1], arguments[3]], result)

    def call_unlink(self, arguments, result):
        folder, name = self.find_folder(arguments[0])
        if folder is not None:
            self.name({(folder, name): None})

    call_rmdir = call_unlink

    def call_unlinkat(self, arguments, result):
        self.call_unlink([arguments[1]], result)

    def call_mkdir(self, arguments, result):
        folder, name = self.find_folder(arguments[0])
        if folder is not None:
            number = self.new()
            self.folders[number] = {}
            self.name({(folder, name): number})

    def call_mkdirat(self, arguments, result):
        self.call_mkdir([arguments[1]], result)

    # What may be found

    def is_durable(self, index, end):
        """Whether an operation was synced before @end."""
        operation = self.operations[index]
        needed = {operation[1]} if operation[0] == 'data' else {folder for folder, _ in operation[1]}
        for later in self.operations[index + 1:end]:
            if later[0] == 'sync-all':
                return True
            if later[0] == 'sync':
                needed.discard(later[1])
            if not needed:
                return True
        return False

    def trees(self, end):
        """All trees that a power cut after the first @end operations may leave; each with a word for it."""
        steps = [index for index in range(end) if self.operations[index][0] in ('data', 'names')]
        durable = {index for index in steps if self.is_durable(index, end)}
        names = [index for index in steps if self.operations[index][0] == 'names' and index not in durable]
        data = [index for index in steps if self.operations[index][0] == 'data' and index not in durable]
        for kept in choose_names(names):
            for how in DATA if data else DATA[:1]:
                yield f'{end} of {len(self.operations)}, names {sorted(kept)} of {names}, data: {how}', self.build(steps, durable, kept, how)

    def build(self, steps, durable, kept, how):
        folders = {number: dict(self.at_start.get(number, {})) for number in self.folders}
        contents = {number: self.files.get(number, b'') for number in self.contents}
        for index in steps:
            operation = self.operations[index]
            if operation[0] == 'data':
                number = operation[1]
                contents[number] = apply(contents[number], operation[2:], 'all' if index in durable else how)
            elif index in durable or index in kept:
                for (folder, name), number in operation[1].items():
                    folders[folder].pop(name, None) if number is None else folders[folder].__setitem__(name, number)
        tree = {}
        collect(folders, contents, 0, '', tree)
        return tree


def choose_names(names):
    """Which of the pending changes of names have reached the disk."""
    if len(names) <= FEW:
        return [set(some) for n in range(len(names) + 1) for some in itertools.combinations(names, n)]
    ways = [set(names[:n]) for n in range(len(names) + 1)]
    ways += [set(names) - {one} for one in names] + [{one} for one in names]
    return [set(way) for way in {frozenset(way) for way in ways}]


def apply(content, change, how):
    kind = change[0]
    if how == 'nothing':
        return content
    if kind == 'truncate':
        return content[:change[1]].ljust(change[1], b'\0')
    if kind == 'extend':
        return content.ljust(change[1], b'\0')
    start, data = change[1:]
    end = start + len(data)
    if how == 'length':
        return content.ljust(end, b'\0') if end > len(content) and content else content
    if how == 'half':
        data = data[:len(data) // 2]
    elif how == 'zeroes':
        data = b'\0' * len(data)
    return content.ljust(start, b'\0')[:start] + data + content[start + len(data):]


def collect(folders, contents, number, prefix, tree):
    for name, child in folders[number].items():
        path = prefix + name
        if child in folders:
            tree[path] = None
            collect(folders, contents, child, path + '/', tree)
        else:
            tree[path] = contents[child]
