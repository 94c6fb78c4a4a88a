#!/usr/bin/env python3
"""Stops the heaviest scenarios that are accepted at random moments: each must end within a second.

    Tests/Validation/stopping.py [--moments 5] [--within 1.0] [--program PATH]

Scenarios in which one event, one decision, one file or one request for memory costs as much
as a scenario may make it cost. Each is run as often as `--moments` says and sent SIGTERM somewhere
in its first eight seconds, or its first second. It must have ended within the time given, by that
signal or by itself with 0 or 1, and leave no temporary file. The exit status is 1 otherwise.
"""

import argparse
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
MILLION = 1_000_000


def scenario(deployment, arrivals=None, duration="30d", count=1, outputs=None, **workload):
    deployments = [dict(deployment, name=f"d{number}") for number in range(count)]
    value = {
        "seed": 1,
        "workload": {"duration": duration, "arrivals": arrivals or poisson("1000/s"), **workload},
        "deployments": deployments,
    }
    return value | ({"outputs": outputs} if outputs else {})


def own(capacity, service="10ms", policy="preloaded", **rest):
    if capacity["policy"] == "on-demand":
        capacity.setdefault("limit", MILLION)
        rest.setdefault("latency", {"cold_start": {"library_import": "5s"}})
    else:
        capacity = {"workers": 1, "backlog": 1000} | capacity
    billing = {"policy": "per-use" if capacity["policy"] == "on-demand" else "per-instance"}
    if billing["policy"] == "per-instance":
        billing["per_hour"] = "1USD"
    platform = {
        "name": "own", "capacity": capacity, "latency": {"policy": policy}, "billing": billing}
    return {"platform": platform, "latency": {"service_time": service, **rest.pop("latency", {})}, **rest}


def poisson(rate):
    return {"poisson": {"rate": rate}}


def endpoint(instances, **rest):
    return own({"policy": "managed-endpoint", "minimum": instances, "maximum": instances, **rest})


def on_demand(**rest):
    capacity = {"policy": "on-demand", "keep_alive": "10min", **rest}
    return own(capacity, policy="staged")


def phases(count, rate):
    others = rate / (count - 1)
    return [[-rate if row == column else others for column in range(count)] for row in range(count)]


def heavy():
    tracking = {"metric": "utilisation", "target": 0.5, "period": "1s"}
    quantiles = {"quantiles": [[number / 1000, f"{number + 1}ms"] for number in range(1001)]}
    matrix = phases(64, 10.0)
    states = [{"rate": f"{number + 1}/s"} for number in range(64)]
    mm = {"mmpp": {"states": states, "generator": matrix}}
    slices = [{"at": f"{second}s", "instances": MILLION if second % 2 else 1} for second in range(1, 1000)]
    yield "endpoint, random", scenario(endpoint(MILLION))
    yield "endpoint, turns", scenario(endpoint(MILLION, routing="round-robin"))
    yield "endpoint, least", scenario(endpoint(MILLION, routing="least-outstanding"))
    yield "endpoint, scaled", scenario(own({
        "policy": "managed-endpoint", "minimum": 1, "maximum": MILLION, "provisioning": "0s",
        "autoscaler": tracking}), poisson("1000000/s"))
    yield "evaluated often", scenario(own({
        "policy": "managed-endpoint", "minimum": MILLION, "maximum": MILLION, "autoscaler": tracking}),
        poisson("10/s"), "25000d")
    yield "provisioned", scenario(on_demand(provisioned=MILLION))
    yield "pre-warmed", scenario(on_demand(prewarm=slices))
    yield "pre-warmed by forecast", scenario(on_demand(
        prewarm={"prediction": {"period": "1ms", "window": "1s", "headroom": 1000}}), poisson("10000/s"))
    yield "starting at once", scenario(own(
        {"policy": "on-demand", "keep_alive": "1d"}, service="1d", policy="staged"), poisson("1000000/s"))
    yield "waiting", scenario(on_demand(
        limit=1, beyond_limit="wait", backlog=100 * MILLION, pacing="1ms", starts="1/s"),
        poisson("1000000/s"))
    yield "queue", scenario(own(
        {"policy": "fixed-server", "instances": 1, "workers": 1, "backlog": 100 * MILLION}, "1d"),
        poisson("1000000/s"))
    yield "patience", scenario(own(
        {"policy": "fixed-server", "instances": 1, "workers": 1, "backlog": 100 * MILLION}, "1d",
        client={"timeout": "10s"}), poisson("1000000/s"))
    yield "machines", scenario(own(
        {"policy": "fixed-server", "instances": MILLION, "workers": 1000}, "1h"), poisson("1000000/s"))
    yield "large batches", scenario(own({
        "policy": "fixed-server", "instances": 1, "workers": 1, "backlog": 100 * MILLION,
        "batch": {"size": 100_000, "delay": "100s"}}), poisson("100000/s"))
    yield "client batches", scenario(own(
        {"policy": "on-demand", "keep_alive": "1d"}, policy="staged",
        client={"batch": {"size": 100_000, "wait": "1s"}}), poisson("1000000/s"))
    yield "64 states", scenario(endpoint(2), mm, "100d")
    yield "64 phases, counted", scenario(endpoint(2), mm, "100d", requests=MILLION)
    yield "short windows", scenario(
        own({"policy": "fixed-server"}, quantiles), poisson("10000/s"), "26000d", outputs={"window": "1ms"})
    yield "rows", scenario(
        on_demand(), poisson("10000/s"), outputs={"requests": True, "events": True})
    yield "deployments", scenario(endpoint(10), poisson("10000/s"), count=10_000)
    services = [dict(on_demand(provisioned=MILLION // 100), name=f"s{number}") for number in range(100)]
    names = [service["name"] for service in services]
    yield "services", scenario({
        "services": services, "accounts": [{"members": names, "limit": 1000}],
        "stages": [{"first_with_room": names, "retries": {"attempts": 100, "back_off": "1ms"}}] * 100},
        poisson("10000/s"))


def stop(program, text, moment, within):
    """Runs a scenario and stops it; what was wrong, or None, and how long it took to end."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "scenario.json"
        path.write_text(text)
        out = pathlib.Path(folder) / "out"
        process = subprocess.Popen(
            [program, "run", str(path), "-q", "--out", str(out)], stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE)
        try:
            _, errors = process.communicate(timeout=moment)
            errors = errors.decode(errors="replace").strip()
            # A scenario that is refused, or over before it can be stopped, shows nothing.
            wrong = None if process.returncode == 1 and "memory" in errors else "ended by itself"
            return wrong and f"{wrong}, {process.returncode}: {errors[-200:]}", 0.0, errors[:60]
        except subprocess.TimeoutExpired:
            pass
        sent = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        took = time.monotonic() - sent
        if took > within:
            return f"ended only after {took:.2f} s", took, ""
        if process.returncode not in (0, 1, -signal.SIGTERM, 128 + signal.SIGTERM):
            return f"status {process.returncode}", took, ""
        left = [str(name.name) for name in pathlib.Path(folder).rglob(".simctl-*.tmp")]
        return (f"left {left}" if left else None), took, ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--moments", type=int, default=5)
    parser.add_argument("--within", type=float, default=1.0)
    parser.add_argument("--program", default=str(ROOT / ".build/release/simctl"))
    arguments = parser.parse_args()
    draw = random.Random(1)
    failures, moments = 0, 0
    slowest = 0.0
    for name, value in heavy():
        worst, said = 0.0, ""
        for number in range(arguments.moments):
            moment = draw.uniform(0.02, 8 if number % 2 == 0 else 1)
            wrong, took, ended = stop(arguments.program, json.dumps(value), moment, arguments.within)
            worst, said, moments = max(worst, took), said or ended, moments + 1
            if wrong:
                failures += 1
                print(f"{name}, stopped after {moment:.2f} s: {wrong}", flush=True)
        slowest = max(slowest, worst)
        print(f"{name}: {worst:.2f} s at the most{'; ' + said if said else ''}", flush=True)
    print(f"{moments} moments, {slowest:.2f} s at the most, {failures} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
