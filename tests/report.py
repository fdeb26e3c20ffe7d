#!/usr/bin/env python3
"""Counts what the steps of tests/run found, test case by test case. Runs no test itself.

report.py add NAME LOGBASE RESULTS    keep the results of one "meson test"; fails where a test failed
report.py quick NAME RESULTS SECONDS  tests of that step, the quickest first, that together took some 1/20 of SECONDS
report.py total RESULTS               print the failures and the last line; fails where a test failed

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as ET

PASSED = ('OK', 'EXPECTEDFAIL')
SLOWDOWN = 20  # of a program under valgrind


def read_cases(logbase):
    """The test cases of each program that speaks TAP: {program: [(case, outcome)]}."""
    programs = {}
    for suite in ET.parse(logbase + '.junit.xml').getroot().iter('testsuite'):
        for case in suite.iter('testcase'):
            outcome = 'passed'
            if case.find('failure') is not None or case.find('error') is not None:
                outcome = 'failed'
            elif case.find('skipped') is not None:
                outcome = 'skipped'
            programs.setdefault(suite.get('name'), []).append((case.get('name'), outcome))
    return programs


def read_programs(logbase):
    with open(logbase + '.json', encoding='utf-8') as log:
        return [json.loads(line) for line in log if line.strip()]


def list_outcomes(logbase):
    """(name, outcome, seconds) of every test case; a program that died counts as a failure of its own."""
    cases = read_cases(logbase)
    outcomes = []
    for program in read_programs(logbase):
        # A program "chiosa:checks / json" has its cases under "chiosa.chiosa:checks / json", if it has any.
        short = program['name'].split(' / ')[-1]
        own = [case for name, found in cases.items() if name.endswith('.' + program['name']) for case in found]
        outcomes += [(f'{short} {case}', outcome) for case, outcome in own]
        if program['result'] == 'SKIP':
            if not own:
                outcomes.append((short, 'skipped'))
        elif program['result'] in PASSED:
            if not own:
                outcomes.append((short, 'passed'))
        elif not any(outcome == 'failed' for _, outcome in own):
            outcomes.append((f"{short} ({program['result'].lower()})", 'failed'))
    return outcomes


def add(name, logbase, results):
    try:
        outcomes = list_outcomes(logbase)
        times = [(program['duration'], program['name'].split(' / ')[-1]) for program in read_programs(logbase)]
    except (OSError, ET.ParseError, ValueError) as error:
        outcomes, times = [(f'no results: {error}', 'failed')], []
    path = pathlib.Path(results, name + '.json')
    path.write_text(json.dumps({'outcomes': outcomes, 'times': sorted(times)}), encoding='utf-8')
    return not any(outcome == 'failed' for _, outcome in outcomes)


def quick(name, results, seconds):
    path = pathlib.Path(results, name + '.json')
    if not path.exists():
        return
    budget = float(seconds) / SLOWDOWN
    for duration, program in json.loads(path.read_text(encoding='utf-8'))['times']:
        # Starting under valgrind costs a second by itself.
        budget -= duration + 1 / SLOWDOWN
        if budget < 0:
            break
        print(program)


def total(results):
    counts = {'passed': 0, 'failed': 0, 'skipped': 0}
    failures = []
    for path in sorted(pathlib.Path(results).glob('*.json')):
        for case, outcome in json.loads(path.read_text(encoding='utf-8'))['outcomes']:
            counts[outcome] += 1
            if outcome == 'failed':
                failures.append(f'{path.stem}: {case}')
    for outcome in ('passed', 'failed'):
        steps = pathlib.Path(results, f'steps-{outcome}')
        names = steps.read_text(encoding='utf-8').split() if steps.exists() else []
        counts[outcome] += len(names)
        if outcome == 'failed':
            failures += names
    for failure in failures:
        print('FAILED', failure)
    skipped = f", {counts['skipped']} skipped" if counts['skipped'] else ''
    print(f"{counts['passed']} passed, {counts['failed']} failed{skipped}")
    return counts['failed'] == 0 and counts['passed'] > 0


if __name__ == '__main__':
    command, arguments = sys.argv[1], sys.argv[2:]
    if command == 'quick':
        quick(*arguments)
        sys.exit(0)
    sys.exit(0 if {'add': add, 'total': total}[command](*arguments) else 1)
