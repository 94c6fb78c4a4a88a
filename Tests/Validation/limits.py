#!/usr/bin/env python3
"""Runs scenarios whose values lie at the limits of their keys, and looks for a crash or a hang.

    Tests/Validation/limits.py [--count 10000] [--first 1] [--program PATH] [--keep FOLDER]

A scenario is one of the examples with some keys set to what the schema allows at the most, at the
least, or just within. Each ends with an exit status that is promised: 0, 1 or 2. One that runs for
long is sent SIGTERM at a random moment, and must then end within a second. Which scenarios are
tried follows from their numbers alone. What fails is kept, and the exit status is 1.
"""

import argparse
import concurrent.futures
import copy
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEFINITIONS = json.loads((ROOT / "Scenarios/scenario.schema.json").read_text())["$defs"]
UNITS = {"ns": 1, "us": 10**3, "ms": 10**6, "s": 10**9, "min": 60 * 10**9, "h": 3600 * 10**9,
         "d": 86400 * 10**9}
LONGEST = 26_000 * UNITS["d"]
LARGEST_SIZE = 2**43  # MB are written whole, so that any number of them is exact.


def nanoseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()
    return int(float(number) * UNITS[unit])


def near(draw, least, most, step=1):
    """A number at a limit, just within, or anywhere between, small ones as likely as large ones."""
    between = draw.randint(0, max(1, int(most - least)).bit_length())
    anywhere = least + draw.randint(0, 2**between) % (most - least + 1)
    return draw.choice([least, least + step, most, most - step, anywhere, anywhere])


def duration(draw, about):
    least, most = 0, LONGEST
    if found := re.search(r"from ([\d.]+[a-z]+) to ([\d.]+[a-z]+)", about):
        least, most = map(nanoseconds, found.groups())
    if "above 0s" in about:
        least = 1
    if found := re.search(r"at most ([\d.]+(?:ns|us|ms|s|min|h|d))", about):
        most = nanoseconds(found.group(1))
    return f"{near(draw, least, most)}ns"


def quantity(draw, name, about):
    if name == "duration":
        return duration(draw, about)
    if name == "size":
        return f"{near(draw, 1, draw.choice([128, 3008, 10240, LARGEST_SIZE // 2**20]))}MB"
    if name == "rate":
        return f"{near(draw, 1, 10**draw.randint(0, 9))}/{draw.choice(['s', 'min', 'h', 'd'])}"
    if name == "money":
        return draw.choice(["0USD", "0.000000000000001USD", "0.0000166667USD", "1USD", "1000000USD"])
    return "a" * draw.choice([1, 100])


def sample(draw, schema, depth=0, about=""):
    """A value that the schema allows, at its limits where it has some."""
    about = schema.get("description", about)
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        if name in ("duration", "size", "rate", "money", "name"):
            return quantity(draw, name, about)
        return sample(draw, DEFINITIONS[name], depth + 1, about)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw.choice(schema["enum"])
    if "properties" in schema:
        return sample_object(draw, schema, depth)
    if "anyOf" in schema:
        return sample(draw, draw.choice(schema["anyOf"]), depth + 1, about)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = draw.choice(kind)
    if kind == "integer":
        return near(draw, schema.get("minimum", 0), schema.get("maximum", 2**53))
    if kind == "number":
        least, most = schema.get("minimum", 0), schema.get("maximum", 1e12)
        if draw.random() < 0.5:
            return draw.choice([least, most])
        return least + (most - least) * 10 ** -draw.uniform(0, 12)
    if kind == "boolean":
        return draw.random() < 0.5
    if kind == "null":
        return None
    if kind == "array":
        count = draw.choice([schema.get("minItems", 0), 1, 2, 3])
        return [sample(draw, schema.get("items", {}), depth + 1, about) for _ in range(count)]
    if kind == "string":
        return "a" * draw.choice([1, 20])
    return draw.choice([0, 1, "1s", None])


def sample_object(draw, schema, depth):
    properties = schema["properties"]
    names = set(schema.get("required", []))
    if "oneOf" in schema:
        names |= set(draw.choice(schema["oneOf"]).get("required", []))
        rest = []
    else:
        rest = [name for name in properties if name not in names]
    for name in rest:
        if draw.random() < (0.4 if depth < 4 else 0.1):
            names.add(name)
    return {name: sample(draw, properties[name], depth + 1) for name in sorted(names)}


def resolved(schema, value):
    """The schema of the objects that a value may be, with references followed."""
    while "$ref" in schema:
        schema = DEFINITIONS[schema["$ref"].rsplit("/", 1)[1]]
    for choice in schema.get("anyOf", []):
        found = resolved(choice, value)
        policy = found.get("properties", {}).get("policy", {})
        if isinstance(value, dict) and "properties" in found:
            if not ("const" in policy and value.get("policy", policy["const"]) != policy["const"]):
                if set(value) <= set(found["properties"]):
                    return found
    return schema


def objects(value, schema):
    """Every object within a value, with its schema."""
    schema = resolved(schema, value)
    if isinstance(value, dict) and "properties" in schema:
        yield value, schema
        for name, part in value.items():
            if name in schema["properties"]:
                yield from objects(part, schema["properties"][name])
    elif isinstance(value, list) and "items" in schema:
        for part in value:
            yield from objects(part, schema["items"])


def scenario(number, examples):
    """The scenario of a number."""
    draw = random.Random(number)
    value = copy.deepcopy(draw.choice(examples))
    value["deployments"] = draw.sample(value["deployments"], min(2, len(value["deployments"])))
    for deployment in [one for whole in value["deployments"] for one in whole.get("services", [whole])]:
        for part in ("capacity", "latency", "billing", "client"):
            if draw.random() < 0.3:
                deployment.setdefault(part, {})
    for _ in range(draw.randint(1, 5)):
        places = list(objects(value, DEFINITIONS["scenario"]))
        place, schema = draw.choice(places)
        names = [name for name in schema["properties"] if name not in ("$schema", "arrivals", "platform",
                 "model", "runtime", "deployments", "workload", "trace", "name", "oneOf")]
        if names:
            name = draw.choice(names)
            place[name] = sample(draw, schema["properties"][name])
    return value


def attempt(number, arguments, examples):
    """Runs the scenario of a number; None, or how it failed."""
    draw = random.Random(-number)
    text = json.dumps(scenario(number, examples), indent=1)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "scenario.json"
        path.write_text(text)
        command = [arguments.program, "run", str(path), "-q", "--out", f"{folder}/out"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                   cwd=ROOT / "Scenarios")
        patience = draw.uniform(0.05, arguments.patience)
        stopped = False
        try:
            process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            stopped = True
            process.send_signal(signal.SIGTERM)
            sent = time.monotonic()
            try:
                process.communicate(timeout=arguments.notice)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                return number, f"deaf to SIGTERM for {time.monotonic() - sent:.1f} s", text
            left = [name for name in os.listdir(folder) if name.startswith(".simctl")]
            if left:
                return number, f"left {left} behind", text
    promised = {0, 1, 2} | ({-signal.SIGTERM, 128 + signal.SIGTERM} if stopped else set())
    if process.returncode not in promised:
        return number, f"exit status {process.returncode}", text
    return number, None, "stopped" if stopped else process.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--program", default=str(ROOT / ".build/release/simctl"))
    parser.add_argument("--patience", type=float, default=1.0, help="seconds before SIGTERM, at the most")
    parser.add_argument("--notice", type=float, default=1.0, help="seconds to end after SIGTERM")
    parser.add_argument("--keep", type=pathlib.Path, default=ROOT / ".build/limits")
    arguments = parser.parse_args()
    examples = []
    for path in sorted((ROOT / "Scenarios").glob("*.json")):
        if path.name != "scenario.schema.json":
            examples.append(json.loads(path.read_text()))
    endings, failures = {}, 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        numbers = range(arguments.first, arguments.first + arguments.count)
        for number, failure, ending in pool.map(lambda n: attempt(n, arguments, examples), numbers):
            if failure is None:
                endings[ending] = endings.get(ending, 0) + 1
                continue
            failures += 1
            arguments.keep.mkdir(parents=True, exist_ok=True)
            (arguments.keep / f"{number}.json").write_text(ending)
            print(f"{number}: {failure}", flush=True)
    shown = ", ".join(f"{count} ended with {status}" for status, count in sorted(endings.items(), key=str))
    print(f"{arguments.count} scenarios: {shown}; {failures} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
