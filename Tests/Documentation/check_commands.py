#!/usr/bin/env python3
"""Runs the commands that pages show, and holds what they print to what the pages show.

    Tests/Documentation/check_commands.py PROGRAM [--write]

A command is a fenced block that begins with `simctl`; what it prints is the next fenced block, if no
more than a line of text is between. Commands run in a copy of docs/guide, one after another, so that
files that one writes are there for the next. With --write the pages get what is printed.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```(?P<language>[^\n]*)\n(?P<text>.*?)^```\n", re.S | re.M)


def check(program, page, folder, write):
    text = page.read_text()
    blocks = [block for block in BLOCK.finditer(text) if not block["language"]]
    wrong, changes, commands = [], [], 0
    for block, following in zip(blocks, blocks[1:] + [None]):
        if not block["text"].startswith("simctl "):
            continue
        commands += 1
        # The shell finds this program under its name.
        result = subprocess.run(
            ["bash", "-c", f'simctl() {{ "{program}" "$@"; }}; {block["text"]}'], cwd=folder,
            capture_output=True, text=True, env={"PATH": "/usr/bin:/bin", "COLUMNS": "80"})
        shown = following is not None and not following["text"].startswith("simctl ") \
            and text[block.end():following.start()].count("\n\n") <= 2
        if result.returncode not in (0, 3):
            wrong.append((block["text"], result.stderr))
        elif shown and result.stdout != following["text"]:
            wrong.append((block["text"], result.stdout))
            if write:
                changes.append((following.start("text"), following.end("text"), result.stdout))
    for start, end, printed in reversed(changes):
        text = text[:start] + printed + text[end:]
    if changes:
        page.write_text(text)
    return commands, wrong


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["--write"]):
        sys.exit(__doc__)
    program, write = pathlib.Path(sys.argv[1]).resolve(), len(sys.argv) == 3
    total, failed = 0, 0
    for page in [ROOT / "README.md", *sorted((ROOT / "docs/guide").glob("*.md"))]:
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch) / "guide"
            shutil.copytree(ROOT / "docs/guide", folder)
            commands, wrong = check(program, page, folder, write)
        total += commands
        failed += len(wrong)
        for command, printed in wrong:
            print(f"{page.relative_to(ROOT)}: this command now prints otherwise:\n{command}\n{printed}")
    if total == 0:
        sys.exit("check_commands: no page shows a command")
    if failed and not write:
        sys.exit(1)
    print(f"{total} commands of the README and the guide print what they show" if not failed else f"{failed} written")


main()
