# brat standoff: entities and relations by pybrat, attributes and notes by bratly, the configuration as brat documents it.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import contextlib
import io
import pathlib
import re
import tempfile

import bratly.io
import pybrat.parser

import common


def whole(text, fragments):
    """Fragments as brat can have them: around line ends and tabs."""
    return tuple(p for s, e in fragments for p in common.split_at(text, s, e))


def words_of(text, fragments):
    return ' '.join(text[s:e] for s, e in fragments)


def check_entities(one, example):
    text, out = one['text'], []
    expected = [(common.label_of(a), whole(text, a['fragments'])) for a in one['annotations']]
    found = [(e.type, whole(text, [(s.start, s.end) for s in e.spans])) for e in example.entities]
    out += common.differences(f'{one["name"]}: entities', expected, found)
    for e in example.entities:
        covered = words_of(text, [(s.start, s.end) for s in e.spans])
        if re.search(r'[\r\n]', covered):
            out.append(f'{one["name"]}: {e.id} has a line end in it')
        # The reader strips the line.
        elif e.mention != covered.rstrip():
            out.append(f'{one["name"]}: {e.id}: {e.mention!r} is not what stands there: {covered!r}')
    by_id = {a['id']: (common.label_of(a), whole(text, a['fragments'])) for a in one['annotations']}
    ends = [(r['type'], by_id[r['from']], by_id[r['to']]) for r in one['relations']]
    relations = [(r.type, *((e.type, whole(text, [(s.start, s.end) for s in e.spans])) for e in (r.arg1, r.arg2))) for r in example.relations]
    return out + common.differences(f'{one["name"]}: relations', ends, relations)


def for_bratly(lines):
    """This reader takes U+2028 and the like for the end of a line, has no tabs in the words that are covered, and none but \\w in
    references (which pybrat reads)."""
    lines = re.sub('[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]', '\u00a4', lines)
    lines = re.sub(r'(?m)^N.*\n', '', lines)
    return re.sub(r'(?m)^([^\t\n]*\t[^\t\n]*\t)(.*)$', lambda m: m[1] + m[2].replace('\t', ' '), lines)


def check_details(one, example, path, losses):
    """Attributes and notes."""
    name, text = one['name'], one['text']
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), tempfile.NamedTemporaryFile('w', encoding='utf-8', newline='', suffix='.ann') as copy:
            copy.write(for_bratly(path.read_text(encoding='utf-8')))
            copy.flush()
            read = bratly.io.read_and_load_ann_file(copy.name, no_duplicates=False, sorting=False, renumerotize=False)
    except Exception as error:
        return [f'{name}: bratly: {str(error)[:200]}']
    if 'Issue' in said.getvalue():
        return [f'{name}: bratly: {said.getvalue()[:200]}']
    attributes, notes = collections.defaultdict(list), collections.defaultdict(list)
    for a in (read.annotations if read else []):
        kind = type(a).__name__
        if kind == 'AttributeAnnotation':
            attributes[a.component.id].append((a.label, ' '.join(a.values) if a.values else 'true'))
        elif kind == 'NoteAnnotation' and a.label == 'AnnotatorNotes':
            notes[a.component.id].append(a.value)
        elif kind == 'NoteAnnotation' and a.label in common.KINDS:
            attributes[a.component.id].append((a.label, a.value))
    for e in example.entities:
        attributes[e.id] += [('kb_id', r.eid if r.rid == 'Wikidata' and re.fullmatch(r'Q\d+', r.eid) else f'{r.rid}:{r.eid}') for r in e.references]
    # Ours by theirs: same place, same label; there may be two of a kind when fragments meet.
    queue, out, found = collections.defaultdict(list), [], {}
    for a in (read.annotations if read else []):
        if type(a).__name__ == 'EntityAnnotation':
            queue[a.label, whole(text, [(f.start, f.end) for f in a.fragments])].append(a.id)
    written_notes, all_notes = 0, 0
    for a in one['annotations']:
        theirs = queue[common.label_of(a), whole(text, a['fragments'])]
        if not theirs:
            continue
        their = theirs.pop(0)
        found[a['id']] = attributes[their]
        all_notes += bool(a['note'])
        written_notes += bool(notes[their])
        if notes[their] and ' '.join(' '.join(notes[their]).split()) != ' '.join(a['note'].split()):
            out.append(f'{name}: note of {a["id"]}: {notes[their]!r} instead of {a["note"]!r}')
    out += common.compare_attributes(name, one, found, losses, lambda attribute: common.KINDS[attribute] in ('choice', 'flag'))
    return out + common.accounted(f'{name}: notes', all_notes, written_notes, common.lost(losses, name, 'note'))


def read_configuration(path):
    sections, current = collections.defaultdict(list), None
    for line in path.read_text(encoding='utf-8').splitlines():
        line = line.strip()
        if not line or line.startswith('#'):
            continue
        if re.fullmatch(r'\[\w+\]', line):
            current = line[1:-1]
            sections[current] = sections[current]
        else:
            # The name, then what is said of it.
            sections[current].append(re.split(r'[\t ]+', line.lstrip('-'), maxsplit=1))
    return sections


def check_configuration(path, truth):
    sections = read_configuration(path)
    out = [f'annotation.conf: no section [{s}]' for s in ('entities', 'relations', 'events', 'attributes') if s not in sections]
    entities = {line[0].lstrip('!') for line in sections['entities']}
    used = {common.label_of(a) for one in truth for a in one['annotations']}
    out += [f'annotation.conf: no entity {label}' for label in sorted(used - entities)]
    allowed = set()
    for line in sections['relations']:
        ends = dict(re.findall(r'(Arg[12]):([^,\s]+)', line[1] if len(line) > 1 else ''))
        if len(ends) == 2:
            allowed |= {(line[0], a, b) for a in ends['Arg1'].split('|') for b in ends['Arg2'].split('|')}
    if '<OVERLAP>' not in {line[0] for line in sections['relations']}:
        out.append('annotation.conf: no <OVERLAP>')
    for one in truth:
        labels = {a['id']: common.label_of(a) for a in one['annotations']}
        for r in one['relations']:
            ends = (labels[r['from']], labels[r['to']])
            if not any((r['type'], a, b) in allowed for a in (ends[0], '<ENTITY>', '<ANY>') for b in (ends[1], '<ENTITY>', '<ANY>')):
                out.append(f'annotation.conf: does not allow {r["type"]} from {ends[0]} to {ends[1]}')
    values = {line[0]: dict(re.findall(r'(Arg|Value):([^,\s]+)', line[1] if len(line) > 1 else '')) for line in sections['attributes']}
    for one in truth:
        for a in one['annotations']:
            for name, value in a['attributes'].items():
                if common.KINDS[name] == 'flag' and name not in values:
                    out.append(f'annotation.conf: no attribute {name}')
                if common.KINDS[name] == 'choice' and value not in values.get(name, {}).get('Value', '').split('|'):
                    out.append(f'annotation.conf: attribute {name} has no value {value}')
    return sorted(set(out))


def check(path, truth, losses, **options):
    path = pathlib.Path(path)
    out = []
    for one in truth:
        file = path / (one['name'] + '.txt')
        if not file.is_file():
            out.append(f'{one["name"]}: no .txt')
        elif file.read_bytes() != one['text'].encode():
            out += common.equal(f'{one["name"]}: .txt', one['text'], file.read_bytes().decode(errors='replace')) or [f'{one["name"]}: .txt differs']
    # What it takes for an error is two entities on the same words; a line that it cannot read is then missing.
    examples = {e.id: e for e in pybrat.parser.BratParser(error='ignore').parse(path)}
    out += common.names_are('pybrat', truth, examples)
    for one in truth:
        if one['name'] in examples:
            out += check_entities(one, examples[one['name']]) + check_details(one, examples[one['name']], path / (one['name'] + '.ann'), losses)
    return out + check_configuration(path / 'annotation.conf', truth)
