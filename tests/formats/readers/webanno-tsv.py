# WebAnno TSV 3.3: spans by the web-anno-tsv package, sentence by sentence. It knows one layer and no relations: features and relations are
# read here, by the description of the format.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import collections
import pathlib
import re
import tempfile

import web_anno_tsv

import common

CONTROL = {'t': '\t', 'n': '\n', 'r': '\r', 'f': '\f', 'b': '\b', '\\': '\\'}


def plain_text(value):
    return re.sub(r'\\([tnrfb\\])', lambda m: CONTROL[m[1]], value)


def plain_value(value):
    return re.sub(r'\\(->|.)', lambda m: {'t': '\t', 'n': '\n'}.get(m[1], m[1]), value)


def parts(column):
    """[(value, id or '')] of one column: `a[1]|b`."""
    if column == '_':
        return []
    found = []
    for part in split_bars(column):
        match = re.fullmatch(r'(.*?)(?:(?<!\\)\[([0-9_]+)\])?', part, re.S)
        value = '' if match[1] == '*' else plain_value(match[1])
        found.append((value, match[2] or ''))
    return found


def split_bars(column):
    found, at = [''], 0
    while at < len(column):
        step = 2 if column[at] == '\\' else 1
        if column[at] == '|':
            found.append('')
        else:
            found[-1] += column[at:at + step]
        at += step
    return found


class File:
    """One file, read by the description: annotations by id or by row, relations, sentences."""

    def __init__(self, path, text):
        self.units = common.Units(text)
        lines = path.read_bytes().decode().split('\n')
        self.complaints = []
        if lines[0] != '#FORMAT=WebAnno TSV 3.3':
            self.complaints.append(f'first line: {lines[0]!r}')
        header = [line for line in lines[:lines.index('')] if line.startswith('#T_')]
        self.columns = []
        for line in header:
            kind, _, what = line[1:].partition('=')
            layer, *features = what.split('|')
            self.columns += [(kind, layer, f) for f in features]
        self.sentences = [[]]
        for line in lines[lines.index('') + 2:]:
            if line == '':
                self.sentences.append([])
            else:
                self.sentences[-1].append(line)
        self.sentences = [s for s in self.sentences if s]
        self.read_rows(text)

    def read_rows(self, text):
        self.rows, self.features, self.ends, self.places = [], collections.defaultdict(dict), [], collections.defaultdict(list)
        first_feature = [i for i, c in enumerate(self.columns) if c[0] == 'T_SP']
        relation = [i for i, c in enumerate(self.columns) if c[0] == 'T_RL']
        for sentence in self.sentences:
            for line in sentence:
                if line.startswith('#'):
                    continue
                cells = line.split('\t')
                if len(cells) != 3 + len(self.columns) + 1 or cells[-1]:
                    self.complaints.append(f'row {cells[0]}: {len(cells)} cells for {len(self.columns)} columns')
                    continue
                place = tuple(self.units.from_utf16(int(n)) for n in cells[1].split('-'))
                self.rows.append((cells[0], place))
                if None in place or text[place[0]:place[1]] != plain_text(cells[2]):
                    self.complaints.append(f'row {cells[0]}: {cells[2]!r} does not stand at {cells[1]}')
                    continue
                for i in first_feature:
                    for number, (value, disambiguation) in enumerate(parts(cells[3 + i])):
                        key = disambiguation or f'{cells[0]}/{number}'
                        self.features[key][self.columns[i][2]] = value
                        if i == first_feature[0]:
                            self.places[key].append(place)
                if relation:
                    self.read_relations(cells, relation)

    def read_relations(self, cells, relation):
        for (kind, _), (end, ids) in zip(parts(cells[3 + relation[0]]), parts(cells[3 + relation[-1]])):
            governor, _, dependent = ids.partition('_')
            # An end without a number is alone on its row; so is one with the number 0.
            self.ends.append((kind, governor if governor not in ('', '0') else f'{end}/0', dependent if dependent not in ('', '0') else f'{cells[0]}/0'))

    def label_cell(self, cells):
        """Label and id of each annotation on the row; the type where there is no label."""
        found = []
        for key in self.keys_of(cells):
            number = f'[{key}]' if '/' not in key else ''
            found.append(re.sub(r'([\\|\[\]])', '¤', self.label(key)) + number)
        return '|'.join(found) or '_'

    def keys_of(self, cells):
        spans = [i for i, c in enumerate(self.columns) if c[0] == 'T_SP']
        return [number or f'{cells[0]}/{n}' for n, (_, number) in enumerate(parts(cells[3 + spans[0]]))] if spans else []

    def label(self, key):
        return self.features[key].get('label') or self.features[key].get('type', '')

    def span(self, key):
        places = self.places[key]
        return (places[0][0], places[-1][1]) if places else None


def for_the_package(file, path):
    """The columns that the package reads: text, and the label as the second feature of the first layer."""
    out = ['#FORMAT=WebAnno TSV 3.2', '#T_SP=L|identifier|value', '', '']
    for sentence in file.sentences:
        out += ['#Text=' + plain_text(line[6:]).rstrip('\r\n') for line in sentence if line.startswith('#Text=')]
        for line in sentence:
            if not line.startswith('#'):
                cells = line.split('\t')
                out.append('\t'.join([*cells[:2], plain_text(cells[2]), '_', file.label_cell(cells), '']))
        out.append('')
    path.write_text('\n'.join(out[:-1]) + '\n', encoding='utf-8', newline='')


def by_the_package(one, file):
    """[(start, end, LABEL)]: what stands in each sentence."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'x.tsv'
        for_the_package(file, path)
        sentences = []
        with web_anno_tsv.open_web_anno_tsv(str(path)) as reader:
            for sentence in reader:
                if sentence.text:
                    sentences.append(sentence)
    found, starts = [], []
    rows = [[r for r in s if not r.startswith('#') and '.' not in r.split('\t')[0]] for s in file.sentences]
    for sentence, lines in zip(sentences, rows):
        start = file.units.from_utf16(int(lines[0].split('\t')[1].split('-')[0]))
        found += [(start + a.start, start + a.stop, plain_value(a.label)) for a in sentence.annotations]
        starts.append((start, file.units.from_utf16(int(lines[-1].split('\t')[1].split('-')[1]))))
    return found, starts, len(sentences) == len(rows)


def check_article(one, path, losses):
    name, text = one['name'], one['text']
    file = File(path, text)
    out = [f'{name}: {c}' for c in file.complaints[:common.SHOWN]]
    if out:
        return out
    moved = common.lost(losses, name, 'place') or 0
    tokens = [place for number, place in file.rows if '.' not in number]

    def shown(start, end):
        touched = common.cover(tokens, start, end)
        exact = common.trim(text, start, end)
        return [exact, (tokens[touched[0]][0], tokens[touched[1] - 1][1])] if moved and touched else [exact]

    spans = [(*file.span(k), file.label(k)) for k in file.features if file.span(k)]
    more, places = common.match(f'{name}: spans', one, spans, shown)
    out += more
    try:
        found, extents, whole = by_the_package(one, file)
        if not whole:
            out.append(f'{name}: the package reads another number of sentences')
        cut = [(*p, label) for s, e, label in spans for a, b in extents if (p := common.trim(text, max(s, a), min(e, b)))[0] < p[1]]
        out += common.differences(f'{name}: spans by the package', set(cut), set(found))
    except web_anno_tsv.web_anno_tsv.ReadException as error:
        out.append(f'{name}: the package: {" ".join(str(error).split())[-200:]}')
    ends = [common.unordered(r['type'], places.get(r['from']), places.get(r['to'])) for r in one['relations']]
    theirs = [common.unordered(t, *((*(file.span(k) or (-1, -1)), file.label(k)) for k in keys)) for t, *keys in file.ends]
    out += common.differences(f'{name}: relations', ends, theirs)
    return out + check_attributes(one, file, places, losses)


def check_attributes(one, file, places, losses):
    carried = {c[2] for c in file.columns if c[0] == 'T_SP'} & set(common.KINDS)
    everything = sum(len(a['attributes']) for a in one['annotations'])
    kept = sum(name in carried for a in one['annotations'] for name in a['attributes'])
    expected = [(places.get(a['id']), tuple(i for i in common.attributes_of(a) if i[0] in carried)) for a in one['annotations']]
    found = [((*file.span(k), file.label(k)), tuple(sorted((n, v) for n, v in f.items() if n in carried and v))) for k, f in file.features.items() if file.span(k)]
    missing = collections.Counter(expected) - collections.Counter(found)
    out = [f'{one["name"]}: attributes of {span}: not {attributes}' for span, attributes in missing][:common.SHOWN]
    return out + common.accounted(f'{one["name"]}: attributes', everything, kept, common.lost(losses, one['name'], 'attribute'))


def check(path, truth, losses, **options):
    path, out = pathlib.Path(path), []
    names = [str(p.relative_to(path))[:-4] for p in path.rglob('*.tsv')]
    out += common.names_are('.tsv', truth, names)
    for one in truth:
        if one['name'] in names:
            out += check_article(one, path / (one['name'] + '.tsv'), losses)
    return out
