#!/usr/bin/env python3
# test-bad-input.py
#
# Files that cannot be read as they should be: the program says so, writes over none of them, and goes on.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong on the disk stays as it was."""

import os
import sys
import time

import driver
from driver import check


def bytes_of_another_encoding(window):
    content = b"Caf\xe9 de Flore\n"
    window.write("a.txt", content)
    window.start(window.path("a.txt"))
    window.key("1", "F2")
    window.type("x")
    window.key("ctrl+s")
    time.sleep(2)
    check(window.read("a.txt") == content, "the article was overwritten")
    check(not os.path.exists(window.path("a.txt.chiosa.json")), "annotations were saved for a text nobody could read")
    window.close()


def malformed_sidecar(window):
    content = b'{"format":"chiosa-sidecar","annotations":['
    window.write("a.txt", "Jeff Bezos\n")
    window.write("a.txt.chiosa.json", content)
    window.start(window.path("a.txt"))
    window.key("1")
    time.sleep(2)
    check(window.read("a.txt.chiosa.json") == content, "the sidecar was overwritten")
    window.close()


def vanished_article(window):
    window.write("a.txt", "First\n")
    window.write("b.txt", "Second\n")
    window.start(window.folder)
    window.wait_for(lambda: window.title() == "First", "the first article is not shown")
    os.remove(window.path("b.txt"))
    window.key("ctrl+Next")
    time.sleep(1)
    window.key("ctrl+Prior")
    window.wait_for(lambda: window.title() == "First", "the first article did not come back")
    window.close()
    check(not os.path.exists(window.path("b.txt")), "the vanished article was made again")


def a_folder_that_is_none(window):
    window.start(window.path("nothing-here.txt"))
    time.sleep(1)
    window.close()
    check(not os.path.exists(window.path("nothing-here.txt")), "a file was made")


if __name__ == "__main__":
    sys.exit(driver.run([bytes_of_another_encoding, malformed_sidecar, vanished_article, a_folder_that_is_none]))
