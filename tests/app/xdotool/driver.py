# driver.py
#
# Starts the real program in a real window and presses its keys. What is right is decided by looking at the files it writes.
#
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives chiosa through xdotool. Needs DISPLAY and a session bus; starts a window manager if there is none."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

TIMEOUT = 15  # seconds for anything to happen; a machine may be busy


class Failure(Exception):
    """What was promised did not happen."""


def check(condition, message):
    if not condition:
        raise Failure(message)


class Driver:
    """A folder of articles and the program that has it open."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="chiosa-window-")
        self.home = tempfile.mkdtemp(prefix="chiosa-home-")
        self.manager = subprocess.Popen(["openbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.program = None
        self.window = None
        self.log = open(os.path.join(self.home, "log"), "w+")

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return self.path(name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def start(self, *arguments):
        environment = dict(os.environ, HOME=self.home, XDG_RUNTIME_DIR=self.home, GSETTINGS_BACKEND="keyfile",
                           XDG_CONFIG_HOME=os.path.join(self.home, "config"),
                           XDG_DATA_HOME=os.path.join(self.home, "data"),
                           XDG_STATE_HOME=os.path.join(self.home, "state"),
                           NO_AT_BRIDGE="1", GDK_DEBUG="no-portals", GDK_BACKEND="x11", LC_ALL="C.UTF-8")
        environment.pop("G_DEBUG", None)
        self.program = subprocess.Popen([os.environ["CHIOSA"], *arguments], env=environment,
                                        stdout=self.log, stderr=subprocess.STDOUT)
        found = self.search()
        self.window = found.split()[-1]
        self.xdotool("windowactivate", "--sync", self.window)
        time.sleep(1.0)

    def search(self):
        """The windows of the program; while others come and go a search may fail."""
        for attempt in range(3):
            try:
                return self.xdotool("search", "--sync", "--onlyvisible", "--pid", str(self.program.pid))
            except Failure:
                if attempt == 2:
                    raise
        return ""

    def xdotool(self, *arguments):
        result = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, timeout=TIMEOUT)
        check(result.returncode == 0, f"xdotool {' '.join(arguments)}: {result.stderr}")
        return result.stdout

    def key(self, *keys):
        for key in keys:
            self.xdotool("key", "--clearmodifiers", key)
            time.sleep(0.25)

    def type(self, text):
        self.xdotool("type", "--delay", "40", text)
        time.sleep(0.4)

    def find(self, words):
        """Selects words in the article by Ctrl+F, and goes back to it."""
        self.key("ctrl+f", "ctrl+a")
        self.type(words)
        time.sleep(0.4)
        self.key("Return", "Escape")

    def title(self):
        return self.xdotool("getwindowname", self.window).strip()

    def wait_for(self, condition, message):
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            check(self.program.poll() is None, "the program has ended")
            try:
                value = condition()
            except (OSError, ValueError, KeyError, IndexError, StopIteration):
                value = None
            if value:
                return value
            time.sleep(0.1)
        raise Failure(message)

    def sidecar(self, name):
        return json.loads(self.read(name + ".chiosa.json"))

    def close(self):
        """Closes the window as a user does, and waits for the end of the program."""
        self.xdotool("key", "ctrl+w")
        try:
            status = self.program.wait(TIMEOUT)
        except subprocess.TimeoutExpired as error:
            raise Failure("the program did not end") from error
        check(status == 0, f"the program ended with {status}")
        self.program = None

    def crash(self):
        """Ends the program as a power cut does."""
        self.program.kill()
        self.program.wait()
        self.program = None

    def journals(self):
        """What the program keeps against a crash."""
        found = []
        for folder, _, names in os.walk(os.path.join(self.home, "state")):
            found += [name for name in names if "journal" in folder and not name.endswith(".old")]
        return found

    def picture(self, path):
        subprocess.run(["import", "-window", "root", path], check=False)

    def clean_up(self, failed):
        if self.program is not None:
            self.program.kill()
            self.program.wait()
        self.manager.terminate()
        self.manager.wait()
        self.log.seek(0)
        log = self.log.read()
        self.log.close()
        if failed:
            print(log, file=sys.stderr)
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)
        return log


def run(tests):
    """Runs the functions one after the other, each with a driver of its own; prints TAP."""
    print(f"1..{len(tests)}", flush=True)
    failures = 0
    for number, test in enumerate(tests, 1):
        driver = Driver()
        failure = None
        try:
            test(driver)
        except (Failure, OSError, LookupError, ValueError, StopIteration, subprocess.TimeoutExpired) as error:
            failure = f"{type(error).__name__}: {error}"
            if "CHIOSA_PICTURE" in os.environ:
                driver.picture(os.environ["CHIOSA_PICTURE"])
        log = driver.clean_up(failure is not None)
        if failure is None and ("CRITICAL" in log or "WARNING" in log):
            failure = "the program complained:\n" + log
        name = test.__name__.replace("_", "-")
        if failure is None:
            print(f"ok {number} {name}", flush=True)
        else:
            failures += 1
            print(f"not ok {number} {name}", flush=True)
            for line in failure.splitlines():
                print(f"# {line}", flush=True)
    return 1 if failures else 0
