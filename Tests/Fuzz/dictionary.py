#!/usr/bin/env python3
"""Prints the dictionary of the fuzzers of scenarios: the keys and words of the schema, and the
entries of Dictionaries/scenario.dict."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def words(schema):
    """The keys and the words that values may be, anywhere in a schema."""
    if isinstance(schema, list):
        return set().union(*map(words, schema))
    if not isinstance(schema, dict):
        return set()
    found = {f'"{key}":' for key in schema.get("properties", {})}
    found |= {f'"{word}"' for word in schema.get("enum", [])}
    if "const" in schema:
        found.add(f'"{schema["const"]}"')
    return found.union(*map(words, schema.values()))


if __name__ == "__main__":
    text = (ROOT / "Scenarios/scenario.schema.json").read_text()
    for word in sorted(words(json.loads(text)["$defs"])):
        print('"' + word.replace('"', '\\"') + '"')
    print((ROOT / "Tests/Fuzz/Dictionaries/scenario.dict").read_text(), end="")
