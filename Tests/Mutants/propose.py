#!/usr/bin/env python3
"""Proposes mutants: small edits of the sources that a test ought to notice.

    Tests/Mutants/propose.py COUNT > candidates

Finds every place where an operator can be swapped, a condition turned round, a whole number made
greater by one or a statement left out, and draws COUNT of them evenly over the files, by a hash of
their text, so that nobody chooses. `run --check` says which of them do not compile.
"""

import hashlib
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = [
    "Sources/SimCore", "Sources/Documents/Units", "Sources/Platforms/Billing",
    "Sources/Platforms/Capacity", "Sources/Platforms/Latency", "Sources/Platforms/Service",
    "Sources/Platforms/System", "Sources/Platforms/Simulation", "Sources/Platforms/Scenario",
    "Sources/Platforms/Analysis", "Sources/Studies/Statistics", "Sources/Studies/Store",
]
OPERAND = r"(?:[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*(?:\([^()]*\)|\[[^\[\]]*\])?|\d[\d_]*)"
SWAPS = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "+": "-", "-": "+",
    "*": "+", "&&": "||", "||": "&&",
}
BINARY = re.compile(rf"(?<![\w.)\]&] )(?<![\w.])({OPERAND}) (<=|>=|==|!=|<|>|\+|-|\*|&&|\|\|) ({OPERAND})(?![\w.(\[])")
STATEMENT = re.compile(r"^\s+((?:[a-z]\w*(?:\.\w+)*(?:\[[^\[\]]*\])?) (?:=|\+=|-=) [^{}]+|[a-z]\w*(?:\.\w+)*\([^{}]*\))$")
# What follows or goes before an operand and binds closer than the operator would.
CLOSER = {"+": "*/%", "-": "*/%", "*": "", "&&": "", "||": ""}


def code_lines(text):
    """The numbers and texts of the lines that are code, without comments."""
    in_text = False
    for number, line in enumerate(text.split("\n"), 1):
        if '"""' in line:
            in_text = line.count('"""') == 1 and not in_text
            continue
        if in_text or line.lstrip().startswith(("//", "@", "import ", "precondition", "assert")):
            continue
        yield number, line


def statement_of(lines, number):
    """The statement that is all of a line and can be left out; None for other lines."""
    match = STATEMENT.match(lines[number - 1])
    if not match:
        return None
    statement = match.group(1)
    # What an initialiser must set, and room that is only made beforehand, cannot be left out.
    if re.match(r"self\.\w+ = \w+$", statement) or "reserveCapacity" in statement:
        return None
    previous = lines[number - 2].rstrip()[-1:] if number > 1 else ""
    following = lines[number].strip()[:1] if number < len(lines) else ""
    goes_on = following != "" and following in ".?:+-*&|"
    is_part = not (previous in "{})" or previous.isalnum())
    return None if goes_on or is_part else statement


def places(path):
    """Every edit of a file as line, original, mutant."""
    lines = path.read_text().split("\n")
    for number, line in code_lines("\n".join(lines)):
        if '"' in line or "->" in line or "func " in line or "#" in line or "case " in line:
            continue
        for match in BINARY.finditer(line):
            left, operator, right = match.groups()
            before = line[:match.start()].rstrip()[-1:]
            after = line[match.end():].lstrip()[:1]
            if before in "*/%+-<>&|=" and not before == "=" or after in ("*", "/", "%", "+", "-", "<", ">", "?"):
                continue
            if after in ("&", "|") and operator in ("&&", "||"):
                continue
            yield number, match.group(0), f"{left} {SWAPS[operator]} {right}"
            break
        else:
            statement = statement_of(lines, number)
            if statement:
                yield number, statement, ""


def main():
    count = int(sys.argv[1])
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.swift")):
            name = str(path.relative_to(ROOT))
            text = path.read_text().split("\n")
            for number, original, mutant in places(path):
                # Which of the same texts in the file it is.
                earlier = sum(line.count(original) for line in text[: number - 1]) + 1
                key = hashlib.sha256(f"{name}\t{earlier}\t{original}\t{mutant}".encode()).hexdigest()
                found.append((key, name, earlier, original, mutant))
    found.sort()
    chosen = sorted(found[:count], key=lambda place: place[1:3])
    for _, name, occurrence, original, mutant in chosen:
        print(f"{name}\t{occurrence}\t{original}\t{mutant}")
    print(f"{len(found)} places, {len(chosen)} drawn", file=sys.stderr)


if __name__ == "__main__":
    main()
