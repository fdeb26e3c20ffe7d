#!/usr/bin/env python3
# test-whole-path.py
#
# One article from opening to closing, by keyboard only: select, tag, set an attribute, join, edit the text, undo, save.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole path, judged by the sidecar that is written."""

import sys

import driver
from driver import check

TEXT = "Jeff Bezos answers.\n\nVanity Fair wrote that Amazon pays no taxes. He said: Zoë is wrong.\n"


def find_one(sidecar, kind, words):
    found = [item for item in sidecar["annotations"]
             if item["type"] == kind and [span["exact"] for span in item["spans"]] == [words]]
    return found[0]


def check_offsets(text, sidecar):
    for item in sidecar["annotations"]:
        for span in item["spans"]:
            check(text[span["start"]:span["end"]] == span["exact"], f"offsets of {item['id']} do not fit")


def everything_by_keyboard(window):
    window.write("article.txt", TEXT)
    window.start(window.path("article.txt"))
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "the article is not shown")

    # An entity: the capitalised run at the cursor.
    window.key("e", "1")
    window.wait_for(lambda: find_one(window.sidecar("article.txt"), "entity", "Jeff Bezos"), "no entity was saved")

    # A claim and its source.
    window.find("Amazon pays no taxes")
    window.key("c")
    window.wait_for(lambda: find_one(window.sidecar("article.txt"), "claim", "Amazon pays no taxes"), "no claim was saved")
    window.find("Vanity Fair")
    window.key("s", "3")
    source = window.wait_for(lambda: find_one(window.sidecar("article.txt"), "source", "Vanity Fair"),
                             "no source was saved")

    # An attribute of the claim: its first choice gets its next value.
    window.find("Amazon pays no taxes")
    window.key("Return")
    before = find_one(window.sidecar("article.txt"), "claim", "Amazon pays no taxes").get("attributes")
    window.key("a", "space", "Down", "Return")
    claim = window.wait_for(
        lambda: next(item for item in [find_one(window.sidecar("article.txt"), "claim", "Amazon pays no taxes")]
                     if item.get("attributes") != before), "no attribute was changed")
    window.key("Escape")

    # The relation, by the letter of its other end: the entity in the first line is “a”, the source “b”.
    window.find("Amazon pays no taxes")
    window.key("Return", "r", "b")
    window.wait_for(lambda: [(relation["type"], relation["from"], relation["to"])
                             for relation in window.sidecar("article.txt")["relations"]]
                    == [("attributed_to", claim["id"], source["id"])], "claim and source were not joined")

    # The text: typed before the claim, inside a name, and undone there.
    window.key("F2", "ctrl+Home")
    window.type("Mr ")
    window.key("ctrl+z", "ctrl+shift+z", "ctrl+s")
    window.wait_for(lambda: window.read("article.txt").decode() == "Mr " + TEXT, "the text was not saved")
    window.wait_for(lambda: window.sidecar("article.txt")["text"]["length"] == len("Mr " + TEXT),
                    "the sidecar does not fit the text")
    check_offsets("Mr " + TEXT, window.sidecar("article.txt"))
    check(len(window.sidecar("article.txt")["annotations"]) == 3, "annotations were lost in editing")

    # Undone to the beginning, nothing is left; done again, everything is.
    window.key(*["ctrl+z"] * 10)
    window.key("ctrl+s")
    window.wait_for(lambda: not window.sidecar("article.txt")["annotations"], "undo left annotations")
    check(window.read("article.txt").decode() == TEXT, "undo did not bring the text back")
    window.key(*["ctrl+shift+z"] * 10)
    window.key("ctrl+s")
    window.wait_for(lambda: len(window.sidecar("article.txt")["annotations"]) == 3, "redo did not bring them back")
    check(len(window.sidecar("article.txt")["relations"]) == 1, "redo did not bring the relation back")
    check_offsets(window.read("article.txt").decode(), window.sidecar("article.txt"))
    window.close()


def session_comes_back(window):
    window.write("a.txt", "First article\n")
    window.write("b.txt", "Second article\n")
    window.start(window.folder)
    window.key("ctrl+Next", "ctrl+Next")
    window.wait_for(lambda: window.title() == "Second article", "the second article is not shown")
    window.close()

    window.start()
    window.wait_for(lambda: window.title() == "Second article", "the article did not come back")
    window.close()


def unsaved_text_is_asked_about(window):
    window.write("a.txt", "Some text\n")
    window.start(window.path("a.txt"))
    window.key("F2", "ctrl+Home")
    window.type("More of ")
    window.key("ctrl+w")
    check(window.program.poll() is None, "the window closed over unsaved text")
    window.key("Escape")
    check(window.read("a.txt") == b"Some text\n", "the text was written unasked")
    window.key("ctrl+s")
    window.wait_for(lambda: window.read("a.txt") == b"More of Some text\n", "the text was not saved")
    window.close()


if __name__ == "__main__":
    sys.exit(driver.run([everything_by_keyboard, session_comes_back, unsaved_text_is_asked_about]))
