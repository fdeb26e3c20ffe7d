#!/usr/bin/env python3
# test-export-keys.py
#
# A CoNLL file of a folder, by keyboard only, by somebody who has read no help.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""The export, judged by the file that is written."""

import os
import sys

import driver
from driver import check

TEXT = "Jeff Bezos answers.\n\nVanity Fair wrote that Amazon pays no taxes.\n"


def a_conll_file_of_a_folder(window):
    window.write("a.txt", TEXT)
    window.write("b.txt", "Nothing happens in Rome.\n")
    output = os.path.join(window.home, os.path.basename(window.folder) + ".conll")
    window.start(window.folder)
    window.wait_for(lambda: window.title() == "Jeff Bezos answers.", "the article is not shown")
    window.key("e", "1")
    window.wait_for(lambda: window.sidecar("a.txt")["annotations"], "no entity was saved")

    window.key("ctrl+e")
    window.type("conll")
    window.key("Return", "Return")
    check(not os.path.exists(output), "something was written before the losses were shown")
    window.wait_for(lambda: window.key("Return") or os.path.exists(output), "no CoNLL file was written")
    with open(output, encoding="utf-8") as file:
        lines = file.read().splitlines()
    check(any(line.split()[0] == "Bezos" and line.split()[-1] == "I-PERSON" for line in lines if line),
          "the entity is not in the file")
    check(any(line.startswith("Rome") for line in lines), "the second article is not in the file")
    window.key("Escape")
    window.close()


if __name__ == "__main__":
    sys.exit(driver.run([a_conll_file_of_a_folder]))
