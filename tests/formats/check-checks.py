#!/usr/bin/env python3
# The checks of the independent readers pass what is right and refuse what is wrong: offsets off by one, offsets in the unit of another
# format, something left out. On what samples.py writes, so it needs none of our C code.
#
#   check-checks.py [FORMAT…]
#
# SPDX-License-Identifier: GPL-3.0-or-later
import copy
import pathlib
import sys
import tempfile
import traceback

import environment
import readers_loader
import samples
import truth as truths

count = failed = 0


def report(good, name, details=()):
    global count, failed
    count += 1
    failed += not good
    print(f'{"ok" if good else "not ok"} {count} - {name}', flush=True)
    for line in [] if good else list(details)[:12]:
        print('# ' + str(line).replace('\n', '\n# '))


def complaints(name, truth, written, at, losses=None, **options):
    """What the check of @truth says of a file with @written in it, that loses what @losses says."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            path = samples.FORMATS[name](written, pathlib.Path(folder) / 'out', at, **options)
            return readers_loader.load(name).check(path, truth, losses, **options)
        except Exception:
            return [traceback.format_exc()]


def lacking(truth):
    """Without the last annotation of an article, and what hangs on it."""
    written = copy.deepcopy(truth)
    one = max(written, key=lambda one: len(one['annotations']))
    gone = one['annotations'].pop()['id']
    one['relations'] = [r for r in one['relations'] if gone not in (r['from'], r['to'])]
    return written


def turned(truth):
    """With the ends of the relations that have a direction the other way round."""
    written = copy.deepcopy(truth)
    for one in written:
        for r in one['relations']:
            r['from'], r['to'] = r['to'], r['from']
    return written


def check_format(name, truth):
    for scheme in ({'scheme': s} for s in ('iob2', 'iob1', 'bioes')) if name == 'conll' else ({},):
        said = complaints(name, truth, truth, samples.exact(name), **scheme)
        report(not said, f'/{name}/passes-what-is-right' + ''.join(f'-{s}' for s in scheme.values()), said)
    if name == 'claimreview':
        report(complaints(name, truth, truth, samples.off_by_one(name)), f'/{name}/refuses-other-words')
        return
    report(complaints(name, truth, truth, samples.off_by_one(name)), f'/{name}/refuses-off-by-one')
    report(complaints(name, truth, truth, samples.other(name)), f'/{name}/refuses-the-other-unit')
    said = complaints(name, truth, truth, samples.exact(name), losses={})
    if name in ('conll', 'conllu'):
        report(said, f'/{name}/refuses-losses-that-are-not-reported')
    else:
        report(not said, f'/{name}/needs-no-losses', said)
    if name not in ('citron', 'conll', 'conllu'):
        report(complaints(name, truth, lacking(truth), samples.exact(name)), f'/{name}/refuses-what-lacks-one')
    if name not in ('citron', 'conll', 'conllu', 'table', 'brat'):
        report(complaints(name, truth, turned(truth), samples.exact(name)), f'/{name}/refuses-relations-turned-round')


environment.enter()
truth = truths.make(seed=7)
for name in sys.argv[1:] or samples.FORMATS:
    check_format(name, truth)
print(f'1..{count}')
sys.exit(failed > 0)
