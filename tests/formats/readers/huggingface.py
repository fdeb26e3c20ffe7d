# A data set folder: read by the datasets library by its card, the card by huggingface_hub, croissant.json by mlcroissant.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import hashlib
import importlib.util
import json
import os
import pathlib
import tempfile

os.environ.update(HF_HUB_OFFLINE='1', HF_DATASETS_OFFLINE='1', HF_HUB_DISABLE_TELEMETRY='1', HF_DATASETS_DISABLE_PROGRESS_BARS='1')

import datasets
import huggingface_hub
import mlcroissant

import common

here = pathlib.Path(__file__).parent
spec = importlib.util.spec_from_file_location('chiosa_jsonl', here / 'jsonl.py')
jsonl = importlib.util.module_from_spec(spec)
spec.loader.exec_module(jsonl)


def check_rows(path, truth):
    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset(str(path), cache_dir=cache)
        rows = [row for split in loaded.values() for row in split]
        out = []
        for split, data in loaded.items():
            for key in ('text', 'date', 'licence'):
                if key not in data.features or data.features[key].dtype not in ('string', 'large_string'):
                    out.append(f'split {split}: {key} is {data.features.get(key)}, not a string')
    return out or jsonl.compare_rows('data', truth, rows)


def check_card(path):
    card = huggingface_hub.DatasetCard.load(path / 'README.md')
    out = [f'README.md: no {key} in the front matter' for key in ('license', 'language', 'pretty_name', 'configs', 'annotations_creators',
                                                                  'task_categories', 'size_categories') if not card.data.get(key)]
    for config in card.data.get('configs') or []:
        for files in config['data_files']:
            if not list(path.glob(files['path'])):
                out.append(f'README.md: no file {files["path"]}')
    return out + ([] if len(card.text.strip()) > 200 else ['README.md: nothing is said below the front matter'])


def plain(value):
    return value.decode() if isinstance(value, bytes) else value


def check_croissant(path, truth):
    described = json.loads((path / 'croissant.json').read_text(encoding='utf-8'))
    loaded = mlcroissant.Dataset(jsonld=str(path / 'croissant.json'))
    out = [f'croissant.json: {issue}' for issue in loaded.metadata.ctx.issues.errors]
    for one in loaded.metadata.distribution:
        file = path / one.content_url if getattr(one, 'content_url', None) else None
        if file is None:
            continue
        if not file.is_file():
            out.append(f'croissant.json: no file {one.content_url}')
        elif one.sha256 != hashlib.sha256(file.read_bytes()).hexdigest():
            out.append(f'croissant.json: sha256 of {one.content_url} is not that of the file')
    if not described.get('recordSet'):
        return out + ['croissant.json: no record set']
    texts = {one['name']: one['text'] for one in truth}
    names = []
    for record_set in loaded.metadata.record_sets:
        for record in loaded.records(record_set.uuid):
            record = {key.split('/')[-1]: plain(value) for key, value in record.items()}
            if 'text' in record and record.get('id') in texts:
                names.append(record['id'])
                out += common.equal(f'croissant.json: {record["id"]}: text', texts[record['id']], record['text'])
    return out + common.differences('croissant.json: articles in the records', texts, names)


def check(path, truth, losses, **options):
    path = pathlib.Path(path)
    datasets.disable_progress_bars()
    return check_rows(path, truth) + check_card(path) + check_croissant(path, truth)
