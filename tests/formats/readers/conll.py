# CoNLL-2002: sentences by NLTK's corpus reader, the scheme by seqeval, borders of articles by the -DOCSTART- lines.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib

import nltk
import nltk.corpus.reader.conll
import seqeval.scheme

import common

SCHEMES = {'iob1': seqeval.scheme.IOB1, 'iob2': seqeval.scheme.IOB2, 'bioes': seqeval.scheme.IOBES}


def read_articles(path):
    """[[sentence: [(word, tag)]]] by the lines alone."""
    articles, sentence = [], []
    for line in path.read_text(encoding='utf-8').split('\n'):
        if line.startswith('-DOCSTART- '):
            articles.append([])
        elif line:
            cells = line.split(' ')
            sentence.append((cells[0], cells[-1]))
        elif sentence:
            articles[-1].append(sentence)
            sentence = []
    return articles


def columns_of(path):
    """The word and the tag; whatever stands between (part of speech, chunk) is not looked at."""
    n = next(len(line.split(' ')) for line in path.read_text(encoding='utf-8').split('\n') if line and not line.startswith('-DOCSTART- '))
    return ('words', *['ignore'] * (n - 2), 'pos')


def check_scheme(path, sentences, scheme, decoded):
    """seqeval finds in every sentence what we do."""
    out = []
    for tags, ours in zip(sentences, decoded):
        theirs = seqeval.scheme.Tokens(tags, SCHEMES[scheme]).entities
        if sorted((e.start, e.end, e.tag) for e in theirs) != sorted(ours):
            out.append(f'{path.name}: seqeval reads {theirs} in {tags}')
    return out[:common.SHOWN]


def check(path, truth, losses, scheme='iob2', **options):
    path = pathlib.Path(path)
    articles = read_articles(path)
    if len(articles) != len(truth):
        return [f'{path.name}: {len(articles)} articles instead of {len(truth)}']
    flat = [sentence for article in articles for sentence in article]
    nltk.data.path.append(str(path.parent))   # it opens nothing elsewhere
    reader = nltk.corpus.reader.conll.ConllCorpusReader(str(path.parent), [path.name], columns_of(path), encoding='utf-8')
    theirs = [[tuple(pair) for pair in sentence] for sentence in reader.tagged_sents() if sentence]
    if theirs != flat:
        odd = next((i for i, (a, b) in enumerate(zip(theirs, flat)) if a != b), min(len(theirs), len(flat)))
        return [f'{path.name}: NLTK reads another sentence {odd}: {theirs[odd:odd + 1]} instead of {flat[odd:odd + 1]}']
    out, all_tags, all_decoded = [], [], []
    for one, article in zip(truth, articles):
        tokens, complaints, _ = common.find_tokens(one['name'], one['text'], [word for sentence in article for word, _ in sentence])
        if complaints:
            out += complaints
            continue
        if one['text'][tokens[-1][1] if tokens else 0:].strip():
            out.append(f'{one["name"]}: words at the end are not there')
        found, base = [], 0
        for sentence in article:
            tags = [tag for _, tag in sentence]
            decoded, wrong = common.decode(tags, scheme)
            out += [f'{one["name"]}: {what}: {tags}' for what in wrong]
            all_tags.append(tags)
            all_decoded.append(decoded)
            found += [(base + first, base + end, label) for first, end, label in decoded]
            base += len(sentence)
        numbers = [i for i, sentence in enumerate(article) for _ in sentence]
        out += common.compare_flat(one['name'], one, tokens, numbers, found, losses)
    return out + check_scheme(path, all_tags, scheme, all_decoded)
