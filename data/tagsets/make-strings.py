#!/usr/bin/env python3
"""Writes the strings of a tag set that people see as C, for the message catalogs: xgettext does not read JSON.

    make-strings.py [--check] TAGSET.json

makes TAGSET.strings.h beside it; with --check it only tells whether that file is up to date.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import pathlib
import sys

TEXTS = ('name', 'description', 'guideline', 'message')


def walk(item, path):
    """(text, what it belongs to) in the order of the file."""
    if isinstance(item, list):
        for child in item:
            yield from walk(child, path)
    elif isinstance(item, dict):
        here = path + [item['id']] if 'id' in item else path
        for key, child in item.items():
            if key in TEXTS:
                yield child, f"{key} of {' / '.join(here)}"
            elif isinstance(child, (dict, list)):
                yield from walk(child, here)


def quote(text):
    escaped = text.replace('\\', '\\\\').replace('"', '\\"')
    return '\n     '.join(f'"{line}"' for line in escaped.replace('\n', '\\n\n').split('\n'))


def make(source):
    texts = {}
    for text, place in walk(json.loads(source.read_text(encoding='utf-8')), []):
        texts.setdefault(text, []).append(place)
    lines = [f'/* The strings of {source.name} for translators, made by make-strings.py. Not compiled. */']
    for text, places in texts.items():
        lines.append(f"\n/* Translators: {', '.join(places[:3])}{', …' if len(places) > 3 else ''} */\nN_ ({quote(text)})")
    return '\n'.join(lines) + '\n'


def main(arguments):
    check = '--check' in arguments
    source = pathlib.Path(arguments[-1])
    target = source.with_suffix('.strings.h')
    text = make(source)
    if not check:
        target.write_text(text, encoding='utf-8')
    elif not target.exists() or target.read_text(encoding='utf-8') != text:
        print(f'{target} is not up to date: run {sys.argv[0]} {source}')
        return 1
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
