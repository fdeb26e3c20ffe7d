# doccano JSON Lines: the importer of the doccano server itself, run without the server, into a database in memory.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import importlib.util
import pathlib
import sys
import types

import common

# What of doccano's own surroundings its importer names but does not use for text.
APPS = ['contenttypes', 'auth', 'roles', 'projects', 'examples', 'label_types', 'labels', 'data_import']


def stand_in(name, **members):
    module = types.ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module
    return module


def start():
    """Django with doccano's own models; once in a process."""
    import django
    from django.conf import settings
    if settings.configured:
        return
    from django.core.files.storage import Storage

    class Stored(Storage):
        def deconstruct(self):
            return ('stored', [], {})

    place = importlib.util.find_spec('backend').submodule_search_locations[0]
    sys.path.insert(0, place)
    stand_in('django_drf_filepond')
    stand_in('django_drf_filepond.models', DrfFilePondStoredStorage=Stored)
    stand_in('pyexcel').exceptions = stand_in('pyexcel.exceptions', FileTypeNotSupported=type('FileTypeNotSupported', (Exception,), {}))
    settings.configure(INSTALLED_APPS=['django.contrib.contenttypes', 'django.contrib.auth', 'polymorphic', *APPS[2:]],
                       DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}},
                       MIGRATION_MODULES={app: None for app in APPS}, DEFAULT_AUTO_FIELD='django.db.models.AutoField',
                       USE_TZ=True, ROLE_PROJECT_ADMIN='project_admin')
    django.setup()
    from django.core.management import call_command
    call_command('migrate', run_syncdb=True, verbosity=0)


def load(path):
    """({name: text}, {name: spans}, {name: relations}, errors)"""
    start()
    from django.contrib.auth.models import User
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import JSONL, RELATION_EXTRACTION
    from data_import.pipeline.readers import FileName
    from examples.models import Example
    from labels.models import Relation, Span
    from projects.models import ProjectType, SequenceLabelingProject
    user, _ = User.objects.get_or_create(username='reader')
    project = SequenceLabelingProject.objects.create(name='p', project_type=ProjectType.SEQUENCE_LABELING, allow_overlapping=True,
                                                     use_relation=True, created_by=user)
    data = load_dataset(RELATION_EXTRACTION, JSONL, [FileName(str(path), path.name, path.name)], project, encoding='utf_8')
    data.save(user)
    texts, spans, relations = {}, {}, {}
    for example in Example.objects.filter(project=project):
        name = example.meta.get('name')
        texts[name] = example.text
        spans[name] = [(s.start_offset, s.end_offset, s.label.text) for s in Span.objects.filter(example=example)]
        relations[name] = [(r.type.text, *((s.start_offset, s.end_offset, s.label.text) for s in (r.from_id, r.to_id)))
                           for r in Relation.objects.filter(example=example)]
    return texts, spans, relations, data.errors


def check(path, truth, losses, **options):
    texts, spans, relations, errors = load(pathlib.Path(path))
    out = [f'doccano: line {e.line_num}: {e.message}' for e in errors]
    out += common.names_are('name', truth, texts)
    for one in truth:
        name = one['name']
        if name not in texts:
            continue
        out += common.equal(f'{name}: text', one['text'], texts[name])
        out += common.differences(f'{name}: spans', common.fragments_of(one), spans[name])
        out += common.differences(f'{name}: relations', common.ends_of(one), relations[name])
    return out
