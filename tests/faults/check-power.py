#!/usr/bin/env python3
# The power goes at every step of an operation, as power.py plays it: what is found can be read and is old or new. Programs that are known
# to be careless are caught, so that the test is known to see.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import sys

import faults
import power
import scenarios

NAMES = ('replace-plain', 'stream', 'save', 'autosave', 'new-articles', 'export-folder', 'export-new-folder', 'export-file', 'import', 'journal',
         'recover')
QUICK = ('replace-plain', 'stream', 'save', 'autosave', 'new-articles', 'export-folder', 'import', 'journal')
CARELESS = 'truncate', 'no-sync', 'no-folder-sync'


def key_of(tree):
    return hash(tuple(sorted((name, content) for name, content in tree.items() if content is not None))), tuple(sorted(tree))


def normal(tree):
    return {name: faults.TIMES.sub(rb'\1"now"', content) if isinstance(content, bytes) else content for name, content in tree.items()}


def judge_tree(scenario, tree):
    """In memory, and where the scenario reads the files with the program, on the disk too."""
    if scenario.looks_at_disk:
        faults.write_tree(scenario.place.base, tree)
    return scenario.judge(None, tree=normal(tree))


def play(scenario):
    """(how many trees there were, complaints)"""
    scenario.reset()
    disk = power.Disk(scenario.place.base, scenario.old, scenario.links)
    disk.play(power.record(scenario.place, scenario.argv))
    seen, complaints = set(), []
    for end in range(len(disk.operations) + 1):
        for what, tree in disk.trees(end):
            key = key_of(tree)
            if key in seen:
                continue
            seen.add(key)
            complaints += [f'{what}: {one}' for one in judge_tree(scenario, tree)]
    # Whoever was told that it is done has it.
    for what, tree in disk.trees(len(disk.operations)):
        done = faults.Done(0, '', '')
        if scenario.looks_at_disk:
            faults.write_tree(scenario.place.base, tree)
        complaints += [f'at the end, {what}: {one}' for one in scenario.judge_tree(normal(tree), done) if not one.startswith('left behind')]
    return len(seen), complaints


def check_careless(report):
    for how in CARELESS:
        place = faults.Place()
        try:
            scenario = scenarios.Careless(how)
            scenario.prepare(place)
            n, complaints = play(scenario)
            report.add(f'/power/careless/{how}-is-caught ({n})', [] if complaints else ['nothing was seen'])
        finally:
            place.remove()


def main():
    faults.need_strace()
    report = faults.Report()
    if not faults.ONLY or 'careless' in faults.ONLY:
        check_careless(report)
    for scenario in scenarios.each(NAMES if faults.LONG else QUICK, report):
        n, complaints = play(scenario)
        report.add(f'/power/{scenario.name} ({n})', complaints)
    report.finish()


sys.exit(main())
