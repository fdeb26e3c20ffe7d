# JSON Lines of our own: read by Apache Arrow and by DuckDB, which infer the types from the lines.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import json
import pathlib

import duckdb
import pyarrow as pa
import pyarrow.json

import common

ARTICLE = ['title', 'author', 'publisher', 'url', 'date', 'language', 'licence', 'status']
KEYS = {'id', 'text', 'text_sha256', *ARTICLE, 'annotator', 'article_attributes', 'spans', 'relations'}


def pairs(values):
    return sorted((v['name'], v['value']) for v in values or [])


def compare_row(one, row):
    """One line, as any reader gives it: a dict."""
    name, out = one['name'], []
    out += common.equal(f'{name}: text', one['text'], row['text'])
    out += common.equal(f'{name}: text_sha256', one['sha256'], row['text_sha256'])
    for key in ARTICLE:
        out += common.equal(f'{name}: {key}', one['article'][key], row[key])
    out += common.equal(f'{name}: article_attributes', sorted(one['article']['attributes'].items()), pairs(row['article_attributes']))
    out += common.differences(f'{name}: spans', map(expected_span, one['annotations']), map(found_span, row['spans'] or []))
    out += common.differences(f'{name}: relations', [(r['id'], r['type'], r['from'], r['to']) for r in one['relations']],
                              [(r['id'], r['type'], r['from'], r['to']) for r in row['relations'] or []])
    return out


def expected_span(a):
    return (a['id'], a['type'], a['label'], a['fragments'][0][0], a['fragments'][-1][1], tuple(map(tuple, a['fragments'])), a['text'],
            a['note'], tuple(common.attributes_of(a)))


def found_span(s):
    return (s['id'], s['type'], s['label'], s['start'], s['end'], tuple((f['start'], f['end']) for f in s['fragments']), s['text'],
            s['note'], tuple(pairs(s['attributes'])))


def compare_rows(where, truth, rows):
    out = common.names_are(where, truth, [row['id'] for row in rows])
    by_name = {row['id']: row for row in rows}
    for one in truth:
        if one['name'] in by_name:
            out += compare_row(one, by_name[one['name']])
    return out


def check(path, truth, losses, **options):
    path = pathlib.Path(path)
    # Arrow takes a string that looks like a date for one.
    strings = pa.schema([(key, pa.string()) for key in ['id', 'text', 'text_sha256', *ARTICLE]])
    table = pa.json.read_json(str(path), parse_options=pa.json.ParseOptions(explicit_schema=strings),
                              read_options=pa.json.ReadOptions(block_size=1 << 26))
    out = [f'{path.name}: no key {key!r}' for key in sorted(KEYS - set(table.column_names))]
    if out:
        return out
    for line in path.read_bytes().split(b'\n')[:-1]:
        if set(json.loads(line)) != set(table.column_names):
            out.append(f'{path.name}: not every line has the same keys: {line[:60]!r}')
            break
    return out + compare_rows(path.name, truth, table.to_pylist())


def check_shards(folder, truth):
    """The query that the help shows: DuckDB over all the files of a folder."""
    rows = duckdb.connect().execute(
        "SELECT s.label, count(*) FROM (SELECT unnest(spans) AS s FROM read_json_auto(?)) GROUP BY ALL", [f'{folder}/*.jsonl']).fetchall()
    expected = collections.Counter(a['label'] for one in truth for a in one['annotations'])
    return common.differences('spans for each label', expected.items(), rows)
