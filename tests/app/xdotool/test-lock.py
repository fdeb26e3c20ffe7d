#!/usr/bin/env python3
# test-lock.py
#
# Somebody else has the annotations open: they cannot be changed here until they are let go or taken over. The other one is played by
# this test, which writes the file that tells.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who has the annotations, judged by the files that are written."""

import os
import sys
import time

import driver
from driver import check

TEXT = "Jeff Bezos answers.\n\nVanity Fair wrote that Amazon pays no taxes.\n"
LOCK = ".~lock.a.txt.chiosa.json#"
OTHER = "Ada,ada,elsewhere,2026-05-19T08:00:00Z,libreoffice;"


def start(window, lock=None):
    window.write("a.txt", TEXT)
    if lock is not None:
        window.write(LOCK, lock)
    window.start(window.path("a.txt"))
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "the article is not shown")


def is_ours(window):
    return b"chiosa:%d:" % window.program.pid in window.read(LOCK)


def check_read_only(window):
    window.key("e", "1")
    time.sleep(1.5)
    check(not os.path.exists(window.path("a.txt.chiosa.json")), "annotations were written that somebody else has")


def tag(window):
    window.key("e", "1")
    window.wait_for(lambda: window.sidecar("a.txt")["annotations"], "no entity was saved")


def taking_over_lets_write(window):
    start(window, OTHER)
    check_read_only(window)
    check(window.read(LOCK).decode() == OTHER, "the lock of somebody else was touched")
    window.key("alt+t")
    window.wait_for(lambda: is_ours(window), "the annotations were not taken over")
    time.sleep(1)
    tag(window)
    window.close()
    check(not os.path.exists(window.path(LOCK)), "a clean end left a lock")


def what_is_let_go_can_be_changed(window):
    start(window, OTHER)
    check_read_only(window)
    os.remove(window.path(LOCK))
    window.wait_for(lambda: is_ours(window), "it was not noticed that the other one let go")
    time.sleep(1)
    tag(window)
    window.close()


def being_taken_over_is_noticed(window):
    start(window)
    window.wait_for(lambda: is_ours(window), "others are not told")
    window.write("lock", OTHER)
    os.rename(window.path("lock"), window.path(LOCK))
    time.sleep(1.5)
    check_read_only(window)
    window.close()
    check(window.read(LOCK).decode() == OTHER, "the lock of somebody else was taken away")


def the_lock_of_a_killed_program_does_not_count(window):
    start(window)
    window.wait_for(lambda: is_ours(window), "others are not told")
    window.crash()
    check(os.path.exists(window.path(LOCK)), "a killed program took its lock away")
    start(window)
    window.wait_for(lambda: is_ours(window), "the lock of a killed program was not replaced")
    tag(window)
    window.close()


if __name__ == "__main__":
    sys.exit(driver.run([taking_over_lets_write, what_is_let_go_can_be_changed, being_taken_over_is_noticed,
                         the_lock_of_a_killed_program_does_not_count]))
