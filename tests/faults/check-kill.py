#!/usr/bin/env python3
# Operations are killed (SIGKILL): before each system call that touches a file, and at random times. Afterwards everything can be read, is
# old or new, and the next operation goes on as if nothing had been. The default run takes some of the points; the long one takes all,
# and random ones until there are a thousand and more.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import random
import signal
import subprocess
import sys
import time

import faults
import scenarios

NAMES = ('replace-plain', 'replace-hard-link', 'stream', 'save', 'autosave', 'new-articles', 'export-folder', 'export-new-folder', 'export-file',
         'import', 'journal', 'recover')
QUICK = 7           # points of each scenario in the default run
AT_ANY_TIME = 100   # random times of each in the long one


def judge(scenario, what):
    complaints = scenario.judge(None)
    if hasattr(scenario, 'judge_again'):
        complaints += scenario.judge_again()
    return [f'{what}: {one}' for one in complaints]


def kill_before_calls(scenario, points):
    complaints = []
    for name, when in points:
        scenario.reset()
        done = faults.inject(scenario.place, scenario.argv, name, 'signal=KILL', when)
        # strace ends as its program did.
        if done.code not in (-signal.SIGKILL, 128 + signal.SIGKILL):
            complaints.append(f'{name} {when}: it was not killed: {done}')
        complaints += judge(scenario, f'{name} {when}')
    return complaints


def kill_at_any_time(scenario, generator, n):
    """From the start to a little after the end. Where it ended before, there is the new."""
    complaints, longest, n_killed = [], 0.0, 0
    for _ in range(3):
        scenario.reset()
        start = time.monotonic()
        faults.run(scenario.place, scenario.argv)
        longest = max(longest, time.monotonic() - start)
    for _ in range(n):
        scenario.reset()
        wait = generator.uniform(0, longest)
        child = subprocess.Popen(scenario.argv, env=scenario.place.environment(), cwd='/', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        child.kill()
        n_killed += child.wait(faults.TIMEOUT) == -signal.SIGKILL
        complaints += judge(scenario, f'after {wait * 1000:.1f} ms')
    return n_killed, complaints


def main():
    faults.need_strace()
    report = faults.Report()
    seed = random.randrange(1 << 32)
    print(f'# seed {seed}')
    generator = random.Random(seed)
    total = 0
    for scenario in scenarios.each(NAMES, report):
        scenario.reset()
        calls = faults.list_calls(scenario.place, scenario.argv)
        points = calls if faults.LONG else generator.sample(calls, min(QUICK, len(calls)))
        report.add(f'/kill/{scenario.name}/before-calls ({len(points)} of {len(calls)})', kill_before_calls(scenario, points))
        total += len(points)
        if faults.LONG:
            n_killed, complaints = kill_at_any_time(scenario, generator, AT_ANY_TIME)
            report.add(f'/kill/{scenario.name}/at-any-time ({n_killed} of {AT_ANY_TIME})', complaints)
            total += n_killed
    print(f'# {total} kills')
    report.finish()


sys.exit(main())
