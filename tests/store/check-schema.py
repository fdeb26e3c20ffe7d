#!/usr/bin/env python3
# The JSON Schemas are schemas, the examples and every sidecar and tag set that a test program writes are valid by them,
# and what is wrong is not. Usage: check-schema.py SCHEMA-FOLDER TAGSET-FOLDER TEST-SIDECAR-PROGRAM TEST-TAGSET-PROGRAM
#
# SPDX-License-Identifier: GPL-3.0-or-later
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print('1..0 # SKIP python3-jsonschema is not installed')
    sys.exit(0)

schemas, tagsets, program, tagset_program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:]
count = failed = 0


def report(good, name, detail=''):
    global count, failed
    count += 1
    failed += not good
    print(f'{"ok" if good else "not ok"} {count} {name}')
    if not good and detail:
        print('#', str(detail).replace('\n', '\n# '))


def load(path):
    return json.loads(pathlib.Path(path).read_text(encoding='utf-8'))


def validator(name):
    schema = load(schemas / f'{name}.schema.json')
    try:
        Draft202012Validator.check_schema(schema)
        report(schema['$id'].startswith('urn:chiosa:schema:'), f'/schema/{name}/is-a-schema')
    except Exception as error:
        report(False, f'/schema/{name}/is-a-schema', error)
    return Draft202012Validator(schema)


def accepts(schema, value, name):
    errors = [f'{list(e.absolute_path)}: {e.message}' for e in schema.iter_errors(value)]
    report(not errors, name, '\n'.join(errors[:5]))


def changed(value, *path, to):
    value = copy.deepcopy(value)
    at = value
    for key in path[:-1]:
        at = at[key]
    if to is None:
        del at[path[-1]]
    else:
        at[path[-1]] = to
    return value


sidecar, project, tagset = validator('sidecar'), validator('project'), validator('tagset')

example = load(schemas / 'example.chiosa.json')
accepts(sidecar, example, '/schema/sidecar/the-example-is-valid')
for path in sorted(tagsets.glob('*.json')):
    accepts(tagset, load(path), f'/schema/tagset/{path.name}-is-valid')

with tempfile.TemporaryDirectory() as folder:
    written = pathlib.Path(folder) / 'written.json'
    for name, schema, writer in ('sidecar', sidecar, program), ('tagset', tagset, tagset_program):
        done = subprocess.run([writer, '--output', str(written)])
        report(done.returncode == 0, f'/schema/{name}/a-file-is-written')
        if done.returncode == 0:
            accepts(schema, load(written), f'/schema/{name}/what-is-written-is-valid')

for name, value in {
    'another-format': changed(example, 'format', to='x'),
    'a-newer-major-version': changed(example, 'version', to='2.0'),
    'no-hash': changed(example, 'text', 'sha256', to=None),
    'no-annotations': changed(example, 'annotations', to=None),
    'an-unknown-status': changed(example, 'article', 'status', to='lost'),
    'a-bad-id': changed(example, 'annotations', 0, 'id', to='../x'),
    'no-type': changed(example, 'annotations', 0, 'type', to=None),
    'no-spans': changed(example, 'annotations', 0, 'spans', to=[]),
    'a-negative-offset': changed(example, 'annotations', 0, 'spans', 0, 'start', to=-1),
    'a-fractional-offset': changed(example, 'annotations', 0, 'spans', 0, 'start', to=1.5),
    'a-point-for-a-live-one': changed(example, 'annotations', 0, 'point', to=3),
    'too-much-confidence': changed(example, 'annotations', 0, 'confidence', to=2),
    'a-relation-to-nothing': changed(example, 'relations', 0, 'to', to=None),
    'a-conflict-of-nothing': changed(example, 'conflicts', 0, 'id', to=None),
    'a-conflict-with-one-value': changed(changed(example, 'conflicts', 0, 'first', to=None), 'conflicts', 0, 'second', to=None),
    'an-unknown-kind-of-conflict': changed(example, 'conflicts', 0, 'kind', to='war'),
    'an-empty-list-of-conflicts': changed(example, 'conflicts', to=[]),
}.items():
    report(not sidecar.is_valid(value), f'/schema/sidecar/refuses-{name}')
accepts(sidecar, changed(example, 'annotations', 0, 'later', to=[1]), '/schema/sidecar/unknown-members-are-fine')

good = {'format': 'chiosa-project', 'version': '1.0', 'name': 'P', 'tagset': 'sets/mine.json',
        'annotators': ['anna'], 'assigned': {'anna': ['a.txt', 'sub/..b.txt']}}
accepts(project, good, '/schema/project/a-project-is-valid')
for path in ('../x', '/x', 'a/../x', 'a/..', 'file://x', 'a\\b', ''):
    report(not project.is_valid(changed(good, 'tagset', to=path)), f'/schema/project/refuses-the-path-{path}')

print(f'1..{count}')
sys.exit(failed > 0)
