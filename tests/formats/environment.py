# Into the virtual environment of readers-env, for the tests that Meson runs with the Python of the system.
#
# SPDX-License-Identifier: GPL-3.0-or-later
import os
import pathlib
import subprocess
import sys
import warnings

HERE = pathlib.Path(__file__).resolve().parent


def enter():
    """Runs the program again with the Python of the readers; returns where it is that already. Without one the test is skipped."""
    if os.environ.get('CHIOSA_READERS') == sys.prefix:
        warnings.simplefilter('ignore')
        return
    made = subprocess.run([HERE / 'readers-env'], capture_output=True, text=True)
    if made.returncode == 77:
        print(f'1..0 # SKIP {made.stderr.strip() or "no readers"}')
        sys.exit(0)
    if made.returncode:
        print('Bail out! The readers cannot be installed.')
        print(made.stderr, file=sys.stderr)
        sys.exit(1)
    folder = made.stdout.strip()
    # What Python compiles is kept there as well, and not among the sources.
    os.environ.update(CHIOSA_READERS=folder, PYTHONPYCACHEPREFIX=f'{folder}/pycache')
    os.execv(f'{folder}/bin/python', [f'{folder}/bin/python', *sys.argv])
