#!/usr/bin/env python3
# test-recovery.py
#
# The program is killed while something is not saved; the next start offers it, and what the user wants of it is in the files.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery after a crash, judged by the files that are written."""

import os
import sys
import time

import driver
from driver import check

TEXT = "Jeff Bezos answers.\n\nVanity Fair wrote that Amazon pays no taxes.\n"


def type_and_crash(window, words="Yes. "):
    """Leaves words in the journal that are not in the file."""
    window.write("a.txt", TEXT)
    window.start(window.path("a.txt"))
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "the article is not shown")
    window.key("F2")
    window.type(words)
    window.wait_for(lambda: any(window.journals()), "nothing is kept against a crash")
    time.sleep(2.5)
    window.crash()
    check(window.read("a.txt").decode() == TEXT, "the text was saved without being asked")


def recover_all(window):
    """Presses the button of the dialog, once it is there."""
    window.wait_for(lambda: window.title().startswith("Yes. ") or window.key("alt+a") or time.sleep(1),
                    "the words did not come back")


def typed_words_come_back(window):
    type_and_crash(window)
    window.start(window.path("a.txt"))
    recover_all(window)
    check(window.read("a.txt").decode() == TEXT, "what was recovered was saved without being asked")
    window.key("ctrl+s")
    window.wait_for(lambda: window.read("a.txt").decode() == "Yes. " + TEXT, "what was recovered cannot be saved")
    window.close()
    check(not window.journals(), "a clean end left a journal")


def one_undo_takes_them_out(window):
    type_and_crash(window)
    window.start(window.path("a.txt"))
    recover_all(window)
    window.key("ctrl+z")
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "one undo does not take them out")
    window.close()


def later_offers_them_again(window):
    type_and_crash(window)
    window.start(window.path("a.txt"))
    time.sleep(4)
    window.key("Escape")
    time.sleep(1)
    window.close()
    check(window.journals(), "closing the dialog dropped the changes")
    window.start(window.path("a.txt"))
    recover_all(window)
    window.key("ctrl+s")
    window.wait_for(lambda: window.read("a.txt").decode() == "Yes. " + TEXT, "what was recovered cannot be saved")
    window.close()


def a_change_on_the_disk_is_kept_beside(window):
    type_and_crash(window)
    window.write("a.txt", TEXT + "A third paragraph.\n")
    window.start(window.path("a.txt"))
    recover_all(window)
    window.key("ctrl+s")
    window.wait_for(lambda: window.read("a.txt").decode() == "Yes. " + TEXT + "A third paragraph.\n", "one of both changes is lost")
    window.close()


def nothing_is_shown_when_there_is_nothing(window):
    window.write("a.txt", TEXT)
    window.start(window.path("a.txt"))
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "the article is not shown")
    window.key("e", "1")  # goes to the article, not to a dialog
    window.wait_for(lambda: window.sidecar("a.txt")["annotations"], "no entity was saved")
    window.close()
    check(not window.journals(), "a clean end left a journal")
    check(not os.path.exists(window.path(".~lock.a.txt.chiosa.json#")), "a clean end left a lock")


if __name__ == "__main__":
    sys.exit(driver.run([typed_words_come_back, one_undo_takes_them_out, later_offers_them_again,
                         a_change_on_the_disk_is_kept_beside, nothing_is_shown_when_there_is_nothing]))
