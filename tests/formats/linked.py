# JSON-LD without a network: PyLD with contexts that lie here. They hold the terms that our exports use, under the names and types of
# the published contexts; a term that is missing there is a complaint, not silently dropped.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib

from pyld import jsonld

HERE = pathlib.Path(__file__).parent / 'contexts'
CONTEXTS = {'http://www.w3.org/ns/anno.jsonld': 'anno.jsonld', 'https://schema.org': 'schemaorg.jsonld',
            'https://schema.org/': 'schemaorg.jsonld', 'http://schema.org': 'schemaorg.jsonld', 'http://schema.org/': 'schemaorg.jsonld'}


def loader(url, options=None):
    if url not in CONTEXTS:
        raise jsonld.JsonLdError(f'No context {url} without a network.', 'jsonld.LoadDocumentError')
    return {'contextUrl': None, 'documentUrl': url, 'contentType': 'application/ld+json',
            'document': json.loads((HERE / CONTEXTS[url]).read_text(encoding='utf-8'))}


def terms(context):
    """All the names that a context (or a list of them) gives."""
    if isinstance(context, list):
        return set().union(*map(terms, context))
    if isinstance(context, str):
        return terms(loader(context)['document']['@context'])
    return set(context or ())


def unknown(value, known):
    """Members of @value that no context names."""
    if isinstance(value, list):
        return set().union(*(unknown(v, known) for v in value))
    if not isinstance(value, dict):
        return set()
    found = {k for k in value if not k.startswith('@') and k not in known and k.partition(':')[0] not in known}
    return found.union(*(unknown(v, known) for k, v in value.items() if k != '@context'))


def expand(document):
    return jsonld.expand(document, {'documentLoader': loader, 'base': 'https://base.invalid/'})


def statements(document):
    """As RDF, in canonical form."""
    return jsonld.to_rdf(document, {'documentLoader': loader, 'base': 'https://base.invalid/', 'format': 'application/n-quads'}).splitlines()


def values(node, *keys):
    """What stands under the first of @keys that is there: literals as values, nodes as they are, lists opened."""
    for key in keys:
        if key in node:
            items = node[key]
            items = items[0]['@list'] if items and '@list' in items[0] else items
            return [i.get('@value', i) for i in items]
    return []
