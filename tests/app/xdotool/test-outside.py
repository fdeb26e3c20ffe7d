#!/usr/bin/env python3
# test-outside.py
#
# Another program writes the article that is open: it is read again, or laid beside what is here; nothing is lost on either side.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Changes from outside, judged by the files that are written."""

import os
import sys
import time

import driver
from driver import check

TEXT = "Jeff Bezos answers.\n\nVanity Fair wrote that Amazon pays no taxes.\n"


def start(window):
    window.write("a.txt", TEXT)
    window.start(window.path("a.txt"))
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "the article is not shown")
    time.sleep(1)


def what_is_not_changed_here_is_read_again(window):
    start(window)
    window.key("e", "1")
    window.wait_for(lambda: window.sidecar("a.txt")["annotations"], "no entity was saved")
    window.write("a.txt", "News. " + TEXT)
    window.wait_for(lambda: window.title().startswith("News. "), "the article was not read again")

    def moved():
        span = window.sidecar("a.txt")["annotations"][0]["spans"][0]
        return span["start"] == 6 and span["exact"] == "Jeff Bezos"

    window.wait_for(moved, "the annotation did not move with its words")
    window.key("ctrl+z")
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "one undo does not take it back")
    window.crash()


def both_changes_are_joined(window):
    start(window)
    window.key("F2")
    window.type("Yes. ")
    window.write("a.txt", TEXT + "A third paragraph.\n")
    time.sleep(2)
    window.key("ctrl+s")
    time.sleep(2)
    window.key("alt+u")  # Use Result
    window.wait_for(lambda: window.read("a.txt").decode() == "Yes. " + TEXT + "A third paragraph.\n", "the changes were not joined")
    window.close()


def a_conflict_waits_for_a_choice(window):
    start(window)
    window.key("F2")
    window.type("Mine ")
    window.write("a.txt", "Theirs " + TEXT)
    time.sleep(2)
    window.key("ctrl+s")
    time.sleep(2)
    check(window.read("a.txt").decode() == "Theirs " + TEXT, "what the other program wrote was written over")
    window.key("2", "alt+u")
    window.wait_for(lambda: window.title().startswith("Theirs "), "the choice was not taken")
    window.close()
    check(window.read("a.txt").decode() == "Theirs " + TEXT, "the result is not what was chosen")


def a_deleted_article_is_written_again(window):
    start(window)
    os.remove(window.path("a.txt"))
    time.sleep(2)
    window.key("F2")
    window.type("Yes. ")
    window.key("ctrl+s")
    window.wait_for(lambda: window.read("a.txt").decode() == "Yes. " + TEXT, "the article was not written again")
    window.close()


if __name__ == "__main__":
    sys.exit(driver.run([what_is_not_changed_here_is_read_again, both_changes_are_joined, a_conflict_waits_for_a_choice,
                         a_deleted_article_is_written_again]))
