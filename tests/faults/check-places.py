#!/usr/bin/env python3
# Operations on disks that are full, read-only, somebody else's or gone: what was there stays, what failed is said by file and reason, what
# is not saved is still to be saved. The disks are small file systems in memory, in a mount namespace of their own.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import ctypes
import errno
import os
import shutil
import signal
import subprocess
import sys

import faults
import scenarios

WRITING = ('replace-plain', 'replace-hard-link', 'stream', 'save', 'autosave', 'new-articles', 'export-folder', 'export-file', 'import')
LOADED = 'save', 'autosave'
PAGE, PAGES, SIZE = 4096, range(24 if faults.LONG else 8), 1 << 20
NOBODY = 65534
GONE = 'not there any more'


LIBC = ctypes.CDLL(None, use_errno=True)
MS_RDONLY, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE, MNT_DETACH = 1, 32, 4096, 16384, 1 << 18, 2


def mount(source, target, kind=None, flags=0, data=None):
    """As the program of that name, which is not in every system that may mount."""
    words = [None if word is None else os.fsencode(str(word)) for word in (source, target, kind, data)]
    return LIBC.mount(words[0], words[1], words[2], ctypes.c_ulong(flags), words[3]) == 0


def mount_memory(target):
    return mount('none', target, 'tmpfs', data=f'size={SIZE}')


def umount(target):
    LIBC.umount2(os.fsencode(str(target)), MNT_DETACH)


def enter_namespace():
    """What is mounted from now on is seen here only. False where that cannot be."""
    try:
        os.unshare(os.CLONE_NEWNS)
    except (AttributeError, OSError):
        return False
    # In a changed root there is nothing to make private, and what it sees is nobody else's.
    if not mount(None, '/', flags=MS_REC | MS_PRIVATE) and any(' shared:' in line for line in open('/proc/self/mountinfo')):
        return False
    place = faults.Place()
    done = mount_memory(place.work)
    if done:
        umount(place.work)
    place.remove()
    return done


class SmallDisk:
    """The work folder of a scenario, as it was before, on a disk of its own; to be seen under another path too."""

    def __init__(self, scenario):
        self.scenario, self.place = scenario, scenario.place
        self.path = self.place.top / 'disk'

    def __enter__(self):
        scenario = self.scenario
        scenario.reset()
        self.path.mkdir(exist_ok=True)
        if not mount_memory(self.path):
            raise RuntimeError('no disk can be mounted')
        work = {name[5:]: content for name, content in scenario.old.items() if name.startswith('work/')}
        inner = self.path / 'work'
        faults.write_tree(inner, work, [(a[5:], b[5:]) for a, b in scenario.links])
        inner.chmod(0o755)
        faults.write_tree(self.place.work, {})
        mount(inner, self.place.work, flags=MS_BIND)
        return self

    def __exit__(self, *error):
        umount(self.place.work)
        umount(self.path)

    def fill(self, pages):
        """Until so many pages are free."""
        with open(self.path / 'fill', 'wb', buffering=0) as file:
            try:
                while True:
                    file.write(b'x' * PAGE)
            except OSError:
                pass
            file.truncate(max(0, os.fstat(file.fileno()).st_size - pages * PAGE))


def check_full(scenario):
    complaints = []
    for pages in PAGES:
        with SmallDisk(scenario) as disk:
            disk.fill(pages)
            done = faults.run(scenario.place, scenario.argv)
            complaints += [f'{pages} pages free: {one}' for one in scenario.judge(done, os.strerror(errno.ENOSPC))]
    return complaints


def must_fail(done):
    return [f'it was not refused: {done}'] if done.code == 0 else []


def check_read_only(scenario):
    with SmallDisk(scenario):
        mount(None, scenario.place.work, flags=MS_REMOUNT | MS_BIND | MS_RDONLY)
        done = faults.run(scenario.place, scenario.argv)
        return must_fail(done) + scenario.judge(done, os.strerror(errno.EROFS))


def check_forbidden(scenario):
    """As a user who may read the folder but not write to it."""
    place = scenario.place
    with SmallDisk(scenario):
        for path in (place.top, place.base):
            path.chmod(0o755)
        for path in (place.state, *place.state.rglob('*')):
            os.chown(path, NOBODY, NOBODY)
        done = faults.run(place, scenario.argv, ['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups'])
        complaints = must_fail(done) + scenario.judge(done, os.strerror(errno.EACCES))
        for path in (place.state, *place.state.rglob('*')):
            os.chown(path, 0, 0)
        return complaints


def check_gone(scenario):
    """The disk goes while the article is open, just before it is saved."""
    place = scenario.place
    with SmallDisk(scenario) as disk:
        child = subprocess.Popen(scenario.argv, env={**place.environment(), 'CHIOSA_FAULT_STOP': '1'}, cwd='/', stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, text=True)
        os.waitpid(child.pid, os.WUNTRACED)
        umount(place.work)
        child.send_signal(signal.SIGCONT)
        out, err = child.communicate(timeout=faults.TIMEOUT)
        done = faults.Done(child.returncode, out, err)
        nothing = [f'something was written where the disk was: {name}' for name in faults.read_tree(place.work)]
        mount(disk.path / 'work', place.work, flags=MS_BIND)
        return must_fail(done) + nothing + scenario.judge(done, GONE)


def main():
    if os.geteuid() != 0:
        faults.skip_all('only root can mount disks')
    if not enter_namespace():
        faults.skip_all('no disk can be mounted here')
    report = faults.Report()
    for scenario in scenarios.each(WRITING, report):
        report.add(f'/places/{scenario.name}/full ({len(PAGES)})', check_full(scenario))
        report.add(f'/places/{scenario.name}/read-only', check_read_only(scenario))
        may_drop = shutil.which('setpriv') is not None
        report.add(f'/places/{scenario.name}/forbidden', check_forbidden(scenario) if may_drop else [], None if may_drop else 'setpriv is not installed')
        if scenario.name in LOADED:
            report.add(f'/places/{scenario.name}/gone', check_gone(scenario))
    report.finish()


sys.exit(main())
