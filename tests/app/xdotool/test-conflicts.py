#!/usr/bin/env python3
# test-conflicts.py
#
# What a merge of annotations left undecided is decided by single keys; a file that Git merged by lines is put together first.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conflicts of a merge, judged by the files that are written."""

import hashlib
import json
import os
import sys
import time

import driver
from driver import check

TEXT = "Jeff Bezos answers.\n\nVanity Fair wrote that Amazon pays no taxes.\n"
NAMES = {"base": "", "first": "Theirs is this.", "second": "Mine is that."}


def make_annotation(number, start, end, note):
    item = {"id": f"a{number}", "type": "entity", "label": "PER",
            "spans": [{"start": start, "end": end, "exact": TEXT[start:end]}]}
    if note:
        item["note"] = note
    return item


def make_sidecar(note):
    """Two annotations, and what one side says of both."""
    return {"format": "chiosa-sidecar", "version": "1.0",
            "text": {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "length": len(TEXT)},
            "tagset": {"id": "claims-and-sources", "version": "1.0"},
            "annotations": [make_annotation(1, 0, 4, note), make_annotation(2, 5, 10, note)]}


def start(window, sidecar):
    window.write("a.txt", TEXT)
    window.write("a.txt.chiosa.json", sidecar)
    window.start(window.path("a.txt"))
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "the article is not shown")


def open_list(window):
    time.sleep(1)
    window.key("alt+l")
    time.sleep(1.5)


def get_notes(window):
    return {item["id"]: item.get("note", "") for item in window.sidecar("a.txt")["annotations"]}


def get_undecided(window):
    return [item["id"] for item in window.sidecar("a.txt").get("conflicts", [])]


def wait_for(window, notes, undecided, message):
    window.wait_for(lambda: get_notes(window) == notes and get_undecided(window) == undecided, message)


def keys_choose_and_undo_brings_back(window):
    sidecar = make_sidecar(NAMES["first"])
    sidecar["conflicts"] = [{"kind": "annotation", "id": item["id"], "field": "note", "first": NAMES["first"],
                             "second": NAMES["second"]} for item in sidecar["annotations"]]
    start(window, json.dumps(sidecar))
    open_list(window)
    window.key("2")  # of the first one, though nothing was chosen in the list
    wait_for(window, {"a1": NAMES["second"], "a2": NAMES["first"]}, ["a2"], "the other side was not taken")
    window.key("ctrl+z")
    wait_for(window, {"a1": NAMES["first"], "a2": NAMES["first"]}, ["a1", "a2"], "undo does not bring the conflict back")
    window.key("Down", "3")
    wait_for(window, {"a1": NAMES["first"], "a2": ""}, ["a1"], "the second one is not as it was before")
    window.key("1")
    wait_for(window, {"a1": NAMES["first"], "a2": ""}, [], "the last conflict is not decided")
    window.key("Escape")
    window.close()


def what_git_merged_by_lines_is_put_together(window):
    def write(note):
        return json.dumps(make_sidecar(note), indent=2).splitlines(keepends=True)

    mine, theirs = write(NAMES["second"]), write(NAMES["first"])
    check(len(mine) == len(theirs), "the two sides do not have the same lines")
    lines = []
    for ours, other in zip(mine, theirs):
        lines += [ours] if ours == other else ["<<<<<<< HEAD\n", ours, "=======\n", other, ">>>>>>> other\n"]
    start(window, "".join(lines))
    window.key("alt+l")
    window.wait_for(lambda: len(get_undecided(window)) == 2, "the two sides were not put together")
    check(any(name.endswith(".chiosa.json~") for name in os.listdir(window.folder)), "the file as Git left it was not kept")
    open_list(window)
    window.key("1", "1")
    window.wait_for(lambda: not get_undecided(window), "the conflicts cannot be decided")
    # Whose side is whose nobody knows after a merge by lines: they stand in the order of the alphabet.
    check(set(get_notes(window).values()) == {NAMES["second"]}, "it is not the first side that was taken")
    window.key("Escape")
    window.close()


if __name__ == "__main__":
    sys.exit(driver.run([keys_choose_and_undo_brings_back, what_git_merged_by_lines_is_put_together]))
