#!/usr/bin/env python3
# Every system call of an operation fails, in turn: once, and for good. What was there, or what should be, is there all the same, whole;
# it is said what failed and why; nothing half made is left. The faults are strace's and, where it cannot, the shim's.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import errno
import os
import subprocess
import sys

import faults
import scenarios

# The default run; the others wait for the long one.
QUICK = {
    'replace-plain': ('EIO',), 'replace-hard-link': ('ENOSPC', 'EINTR'), 'stream': ('EIO',), 'save': ('ENOSPC', 'EIO', 'EINTR'),
    'autosave': ('EACCES',), 'save-twice': ('EIO',), 'new-articles': ('EIO', 'EINTR'), 'export-folder': ('EIO',),
    'export-over-strangers': ('EIO',), 'import': ('ENOSPC',), 'journal': ('ENOSPC', 'EINTR'), 'recover': ('EIO',),
}
ALL = 'ENOSPC', 'EIO', 'EACCES', 'EINTR'
# Calls that undo or let go: where they cannot, something is left behind.
UNDOING = {'unlink', 'unlinkat', 'rmdir', 'rename', 'any'}
# Those that take a folder away; and what says that the old one stays until the disk is sure.
UNDOING_FOLDERS = UNDOING | {'openat', 'fstat', 'getdents64', 'newfstatat'}
UNSURE = 'did not confirm'
# What else may be said: whatever is wrong with calls that look at what was written, the disk is not to be trusted; and GLib takes a
# folder that it cannot look at for a file (g_mkdir_with_parents).
OTHER_REASONS = {'read': errno.EIO, 'lseek': errno.EIO, 'newfstatat': errno.ENOTDIR}


def judge(scenario, done, error, name='', for_good=False):
    """Not for what could not be said, or not be undone, because the very call for that fails."""
    reason = os.strerror(getattr(errno, error)) if error != 'EINTR' else None
    is_folder = isinstance(scenario, scenarios.Export) and not isinstance(scenario, scenarios.ExportFile)
    undoing = name in (UNDOING_FOLDERS if is_folder else UNDOING) or (is_folder and UNSURE in done.err)
    if done.code == 1 and for_good and name == 'write':
        done.out, done.err = 'modified: text annotations', f'{scenario.place.base}: {reason}'
    if name in OTHER_REASONS and os.strerror(OTHER_REASONS[name]) in done.err:
        reason = os.strerror(OTHER_REASONS[name])
    return [one for one in scenario.judge(done, reason) if not (undoing and one.startswith('left behind'))]


def sweep(scenario, error, for_good):
    """By strace: each call that touches a file, by name and number."""
    complaints, n = [], 0
    for name, when in scenario.calls:
        if error == 'EINTR' and name not in faults.INTERRUPTIBLE:
            continue
        n += 1
        scenario.reset()
        try:
            done = faults.inject(scenario.place, scenario.argv, name, f'error={error}', f'{when}+' if for_good else when)
        except subprocess.TimeoutExpired:
            complaints.append(f'{name} {when}: hangs')
            continue
        complaints += [f'{name} {when}: {one}' for one in judge(scenario, done, error, name, for_good)]
    return n, complaints


def count_with_shim(scenario, kind):
    count = scenario.place.top / 'count'
    scenario.reset()
    faults.run(scenario.place, scenario.argv, LD_PRELOAD=faults.SHIM, CHIOSA_FAULT_FOLDER=str(scenario.place.base), CHIOSA_FAULT_KIND=kind,
               CHIOSA_FAULT_COUNT=str(count))
    return int(count.read_text())


def sweep_with_shim(scenario, kind, error, for_good):
    """By the shim: from the Nth change on, whatever it is; or only that one."""
    complaints, n = [], count_with_shim(scenario, kind)
    for nth in range(1, n + 1):
        scenario.reset()
        last = {} if for_good else {'CHIOSA_FAULT_LAST': str(nth)}
        done = faults.run(scenario.place, scenario.argv, LD_PRELOAD=faults.SHIM, CHIOSA_FAULT_FOLDER=str(scenario.place.base),
                          CHIOSA_FAULT_KIND=kind, CHIOSA_FAULT_NTH=str(nth), CHIOSA_FAULT_ERROR=str(getattr(errno, error)), **last)
        found = judge(scenario, done, error, 'any' if kind == 'dead' else '')
        complaints += [f'change {nth}: {one}' for one in found]
    return n, complaints


def check(scenario, report):
    scenario.calls = faults.list_calls(scenario.place, scenario.argv)
    for error in ALL if faults.LONG else QUICK[scenario.name]:
        for for_good in (False,) if error == 'EINTR' or scenario.name == 'save-twice' else (False, True):
            n, complaints = sweep(scenario, error, for_good)
            report.add(f'/calls/{scenario.name}/{error}/{"for-good" if for_good else "once"} ({n})', complaints)
    if scenario.name == 'save-twice':
        return
    for kind, error, for_good in (('dead', 'EIO', True), ('full', 'ENOSPC', True), ('short', 'EINTR', True), ('short', 'EINTR', False)):
        n, complaints = sweep_with_shim(scenario, kind, error, for_good)
        report.add(f'/calls/{scenario.name}/{kind}/{"for-good" if for_good else "once"} ({n})', complaints)


def main():
    faults.need_strace()
    report = faults.Report()
    for scenario in scenarios.each(() if faults.LONG else QUICK, report):
        scenario.reset()
        check(scenario, report)
    report.finish()


sys.exit(main())
