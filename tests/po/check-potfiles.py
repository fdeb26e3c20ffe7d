#!/usr/bin/env python3
"""Whether po/POTFILES.in names every file with words for people, and nothing else; whether xgettext and msgfmt are content.

    check-potfiles.py TOP            checks, as TAP
    check-potfiles.py --update TOP   writes po/POTFILES.in anew

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import subprocess
import sys

CUT = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|ngettext)\s*\(.*" (?:G_G|G_M)[A-Z0-9_]*_(?:FORMAT|MODIFIER)')
ALWAYS = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml')
CALL = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|Q_|ngettext|(?:g_)?d?n?p?gettext2?)\s*\(\s*(?:GETTEXT_PACKAGE|NULL|domain)?\s*,?\s*"')


def has_words(path):
    name = path.name
    if name.endswith(ALWAYS):
        return True
    if name.endswith(('.c', '.h')):
        return CALL.search(path.read_text(encoding='utf-8')) is not None
    if name.endswith('.ui'):
        return 'translatable="' in path.read_text(encoding='utf-8')
    return False


def list_files(top):
    return sorted(str(path.relative_to(top)) for room in ('data', 'src') for path in (top / room).rglob('*')
                  if path.is_file() and has_words(path))


def list_named(top):
    lines = (top / 'po' / 'POTFILES.in').read_text(encoding='utf-8').splitlines()
    return [line for line in lines if line and not line.startswith('#')]


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in result.stderr.splitlines() if 'warning' in line or 'error' in line]
    return complaints or ([] if result.returncode == 0 else [f'{command[0]} failed: {result.stderr}'])


def check(top):
    expected, named = list_files(top), list_named(top)
    yield 'every file with words for people is named', [f'missing: {name}' for name in expected if name not in named]
    yield 'nothing else is named', [f'to be taken out: {name}' for name in named if name not in expected]
    yield 'sorted, nothing twice', [] if named == sorted(set(named)) else ['sort po/POTFILES.in']
    yield 'no message is cut by a macro that xgettext does not know', [
        f'{name}: {line.strip()}' for name in expected if name.endswith('.c')
        for line in (top / name).read_text(encoding='utf-8').splitlines() if CUT.search(line)]
    # Warnings about markup that a message may have are no business of the list.
    yield 'xgettext reads them all', run('xgettext', '--from-code=UTF-8', '--directory', str(top), '--files-from',
                                         str(top / 'po' / 'POTFILES.in'), '--keyword=_', '--keyword=N_',
                                         '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--output=/dev/null')
    for language in (top / 'po' / 'LINGUAS').read_text(encoding='utf-8').split():
        catalog = top / 'po' / f'{language}.po'
        yield f'catalog {language}', run('msgfmt', '--check', '--output-file=/dev/null', str(catalog))


def main(arguments):
    top = pathlib.Path(arguments[-1]).resolve()
    if '--update' in arguments:
        (top / 'po' / 'POTFILES.in').write_text('\n'.join(list_files(top)) + '\n', encoding='utf-8')
        return 0
    failed = 0
    results = list(check(top))
    print(f'1..{len(results)}')
    for number, (what, complaints) in enumerate(results, 1):
        for complaint in complaints:
            print(f'# {complaint}')
        print(f"{'not ok' if complaints else 'ok'} {number} - {what}")
        failed += bool(complaints)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
