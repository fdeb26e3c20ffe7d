# Label Studio JSON: validated by label-studio-sdk against the labelling configuration that comes with it. The SDK counts no characters:
# offsets are compared here, in the UTF-16 units of the editor.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import json
import pathlib

from label_studio_sdk.label_interface import LabelInterface

import common


VALUES = {'choices': 'choices', 'textarea': 'text', 'datetime': 'datetime'}


def configuration(path):
    own = path.with_suffix('.xml')
    found = [own] if own.is_file() else sorted(path.parent.glob('*.xml'))
    return found[0].read_text(encoding='utf-8') if found else None


def annotation_id(region_id, ids):
    """a1 and its further fragments a1-2, a1-3"""
    return region_id if region_id in ids else region_id.rpartition('-')[0]


def check_regions(one, text, result, to_offset):
    out, spans, words = [], {}, []
    for region in result:
        # What is said of the whole article has no place.
        if region['type'] == 'relation' or 'start' not in region['value']:
            continue
        value = region['value']
        start, end = to_offset(value['start']), to_offset(value['end'])
        if start is None or end is None or text[start:end] != value['text'] and region['type'] == 'labels':
            out.append(f'{one["name"]}: {region["id"]}: {value["text"]!r} is not at {value["start"]} to {value["end"]}')
        elif region['type'] == 'labels':
            spans[region['id']] = (start, end, value['labels'][0])
            words.append(spans[region['id']])
        elif (start, end) != spans.get(region['id'], (None, None))[:2]:
            out.append(f'{one["name"]}: {region["id"]}: {region["from_name"]} is not where its region is')
    return out[:common.SHOWN] + common.differences(f'{one["name"]}: spans', common.fragments_of(one), words), spans


def check_details(one, result, losses):
    ids = {a['id'] for a in one['annotations']}
    attributes, notes = collections.defaultdict(list), {}
    for region in result:
        if region['type'] in VALUES and 'start' in region['value']:
            name = region['from_name']
            name = name if name in common.KINDS else name.partition('-')[2]
            values = region['value'][VALUES[region['type']]]
            item = (name, values if isinstance(values, str) else ' '.join(values))
            if item not in attributes[annotation_id(region['id'], ids)]:
                attributes[annotation_id(region['id'], ids)].append(item)
        if region['type'] == 'labels' and region.get('meta', {}).get('text'):
            notes[annotation_id(region['id'], ids)] = '\n'.join(region['meta']['text'])
    out = common.compare_attributes(one['name'], one, attributes, losses)
    expected = {a['id']: a['note'] for a in one['annotations'] if a['note']}
    out += [f'{one["name"]}: note of {i}: {n!r}' for i, n in notes.items() if expected.get(i) != n]
    return out + common.accounted(f'{one["name"]}: notes', len(expected), len(notes), common.lost(losses, one['name'], 'note'))


def check_task(one, task, interface, losses, unit):
    name, text = one['name'], task['data']['text']
    out = common.equal(f'{name}: text', one['text'], text)
    if out:
        return out
    if not interface.validate_task({'data': task['data']}):
        out.append(f'{name}: the SDK refuses the task')
    result = task['annotations'][0]['result']
    out += [f'{name}: the SDK: {e}' for e in interface.validate_prediction(task['annotations'][0], return_errors=True) or [] if e][:common.SHOWN]
    units = common.Units(text)
    more, spans = check_regions(one, text, result, units.from_utf16 if unit == 'utf-16' else lambda n: n if n <= len(text) else None)
    out += more
    found = [(r['labels'][0], spans.get(r['from_id']), spans.get(r['to_id'])) for r in result if r['type'] == 'relation']
    out += common.differences(f'{name}: relations', common.ends_of(one), found)
    return out + check_details(one, result, losses)


def check(path, truth, losses, offsets='utf-16', **options):
    path = pathlib.Path(path)
    tasks = json.loads(path.read_text(encoding='utf-8'))
    xml = configuration(path)
    if xml is None:
        return [f'{path.name}: no labelling configuration beside it']
    interface = LabelInterface(xml)
    interface.validate()
    out = common.names_are(path.name, truth, [t['data']['name'] for t in tasks])
    if len({t['id'] for t in tasks}) != len(tasks):
        out.append(f'{path.name}: ids of tasks are not unique')
    by_name = {t['data']['name']: t for t in tasks}
    for one in truth:
        if one['name'] in by_name:
            out += check_task(one, by_name[one['name']], interface, losses, offsets)
    return out
