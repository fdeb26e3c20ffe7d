# The check of a format, by the id of the format: readers/ID.py. The files are named after formats and would hide the packages of the same
# name (spacy, conllu) if their folder were one that Python looks into.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import functools
import importlib.util
import pathlib


@functools.cache
def load(name):
    path = pathlib.Path(__file__).resolve().parent / 'readers' / f'{name}.py'
    spec = importlib.util.spec_from_file_location('chiosa_reader_' + name.replace('-', '_'), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
