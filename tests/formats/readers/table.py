# The table: read by Apache Arrow's CSV reader.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import csv
import pathlib
import re

import pyarrow as pa
import pyarrow.csv

import common

NEEDED = ['article', 'id', 'type', 'label', 'start', 'end', 'text']


def fragments_in(rows):
    """Of the rows of one annotation."""
    first = rows[0]
    pieces = re.findall(r'(\d+)(?:-|\.\.)(\d+)', first.get('fragments') or first.get('pieces') or '')
    if pieces:
        return tuple((int(s), int(e)) for s, e in pieces)
    return tuple((int(r['start']), int(r['end'])) for r in rows)


def attributes_in(row):
    found = [(name.removeprefix('attribute.'), value) for name, value in row.items()
             if value and name.removeprefix('attribute.') in common.KINDS]
    return sorted(found)


def check(path, truth, losses, separator=',', **options):
    path = pathlib.Path(path)
    with path.open(encoding='utf-8', newline='') as file:
        header = next(csv.reader(file, delimiter=separator))
    out = [f'{path.name}: no column {name}' for name in NEEDED if name not in header]
    if out:
        return out
    table = pa.csv.read_csv(str(path), parse_options=pa.csv.ParseOptions(delimiter=separator, newlines_in_values=True),
                            convert_options=pa.csv.ConvertOptions(column_types={name: pa.string() for name in header}),
                            read_options=pa.csv.ReadOptions(block_size=1 << 26))
    by_article = collections.defaultdict(lambda: collections.defaultdict(list))
    for row in table.to_pylist():
        by_article[row['article']][row['id']].append(row)
    for one in truth:
        rows = by_article[one['name']]
        found = [(i, r[0]['type'], r[0]['label'], fragments_in(r), r[0].get('note', '')) for i, r in rows.items()]
        expected = [(a['id'], a['type'], a['label'], tuple(map(tuple, a['fragments'])), a['note'] if 'note' in header else '') for a in one['annotations']]
        out += common.differences(f'{one["name"]}: rows', expected, found)
        guarded = 0
        for a in one['annotations']:
            words = ' … '.join(r['text'] for r in rows.get(a['id'], []))
            # A word that a spreadsheet would take for a formula; it must be told.
            if words == "'" + a['text']:
                guarded += 1
            elif rows.get(a['id']) and words != a['text']:
                out += common.equal(f'{one["name"]}: words of {a["id"]}', a['text'], words)
        if guarded and common.lost(losses, one['name'], 'text') not in (None, guarded):
            out.append(f'{one["name"]}: {guarded} texts with a mark before them, of which the export says nothing')
        if any(name.removeprefix('attribute.') in common.KINDS for name in header):
            out += common.compare_attributes(one['name'], one, {i: attributes_in(r[0]) for i, r in rows.items()}, losses)
    return out + common.differences(f'{path.name}: articles', [], set(by_article) - {one['name'] for one in truth})
