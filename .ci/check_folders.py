"""What the checks of folders of results share: their command line, and how they end."""

import sys
from pathlib import Path


class Difference(Exception):
    """Two figures that should be the same, or a column that is not what it should be."""


def run(name, usage, check_folder):
    """Checks the folders of the command line.

    Prints a line for each, of what check_folder says, and ends the program: with status 2 without a
    folder, with status 1 at the first Difference.
    """
    folders = sys.argv[1:]
    if not folders:
        print(usage.strip(), file=sys.stderr)
        sys.exit(2)
    for folder in folders:
        try:
            print(f"{folder}: {check_folder(Path(folder))} agree")
        except Difference as difference:
            print(f"{name}: {difference}", file=sys.stderr)
            sys.exit(1)
