#!/usr/bin/env python3
"""Runs pairs of programs at once into one folder: what is there afterwards is of one of them, whole.

    Tests/Validation/simultaneous.py [--pairs 1000] [--first 1] [--program PATH]

Both of a pair run one scenario with seeds of their own, each as a single run, with rows of requests
and events, or with replications, the second a random moment after the first. Whoever is
refused must end with 1 and name the other's process; whoever ends with 0 and last must be whom all
files are of: as many as `run.json` names, every row with its seed. The exit status is 1 otherwise.
"""

import argparse
import collections
import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
KINDS = {
    "single": [],
    "rows": ["--requests", "--events"],
    "replications": ["--replications", "3"],
    "rows of replications": ["--replications", "3", "--requests"],
}
SCENARIO = {
    "seed": 1,
    "workload": {"duration": "60s", "arrivals": {"poisson": {"rate": "50/s"}}},
    "deployments": [
        {"name": name, "platform": platform, "model": "mobilenet", "runtime": "ort-1.6"}
        for name, platform in [("one", "aws-lambda"), ("two", "gcp-cloud-functions")]
    ],
}


class Fault(Exception):
    """What is wrong, in words."""


def look(folder, seeds):
    """Whether the files in a folder are whole and of one run; returns its seed."""
    record = json.loads((folder / "run.json").read_text())
    seed = record["seed"]
    if seed not in seeds:
        raise Fault(f"run.json is of seed {seed}, not one of {seeds}")
    there = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    named = set(record["files"]) | {"run.json"}
    if there != named:
        raise Fault(f"run.json names {sorted(named)}, there are {sorted(there)}")
    hidden = {path.name for path in folder.iterdir()} - there - {".simctl-lock"}
    if hidden:
        raise Fault(f"left behind: {sorted(hidden)}")
    with (folder / "summary.csv").open() as file:
        found = {int(row["seed"]) for row in csv.DictReader(file)}
    if found != {seed}:
        raise Fault(f"summary.csv is of seeds {sorted(found)}, run.json of {seed}")
    return seed


def pair(number, program, directory):
    """Runs a pair; returns how the two ended."""
    draw = random.Random(number)
    folder = directory / str(number)
    processes = []
    for seed in (2 * number, 2 * number + 1):
        if processes:
            time.sleep(draw.choice([0, 0.002, 0.02, 0.1]) * draw.random())
        options = KINDS[draw.choice(list(KINDS))]
        processes.append(subprocess.Popen(
            [program, "run", directory / "pair.json", "--seed", str(seed), "--quiet",
             "--out", folder, *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))
    ends = []
    for process, other in zip(processes, reversed(processes)):
        message = process.communicate(timeout=120)[1]
        if process.returncode not in (0, 1):
            raise Fault(f"status {process.returncode}: {message}")
        if process.returncode == 1 and f"process {other.pid}" not in message:
            raise Fault(f"status 1, and no word of process {other.pid}: {message}")
        ends.append(process.returncode)
    if ends == [1, 1]:
        raise Fault("both were refused")
    seed = look(folder / "pair", [2 * number, 2 * number + 1])
    if sum(ends) == 1 and seed != 2 * number + ends.index(0):
        raise Fault(f"the files are of seed {seed}, which was refused")
    return "one was refused" if sum(ends) else "one came after the other"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--program", default=str(ROOT / ".build/release/simctl"))
    arguments = parser.parse_args()
    ends = collections.Counter()
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        (directory / "pair.json").write_text(json.dumps(SCENARIO))
        for number in range(arguments.first, arguments.first + arguments.pairs):
            try:
                ends[pair(number, arguments.program, directory)] += 1
            except Fault as fault:
                ends["failed"] += 1
                print(f"pair {number}: {fault}", file=sys.stderr)
    print(f"{arguments.pairs} pairs: " + ", ".join(f"{n} {what}" for what, n in ends.items()))
    sys.exit(1 if ends["failed"] else 0)


main()
