#!/usr/bin/env python3
"""Opens the CSV files of runs with pandas and holds them against each other.

Usage: check_csv.py FOLDER...

Each folder holds summary.csv and timeline.csv and, as a rule, requests.csv and events.csv. What the
summary and the timeline say is computed anew from the requests, with other code in another
language: counts and money exactly, means to the last digit, percentiles to the 0.1 % that the
program promises. Where there are several replications, rows of means, their intervals and
differences.csv are computed anew from the rows of single runs. Prints a line for each folder and ends with status 1 at the first difference.
"""

import functools
import math
import sys
from decimal import Decimal
from pathlib import Path

import pandas as pd

from check_folders import Difference, run

OUTCOMES = ["succeeded", "throttled", "backlog_full", "timed_out", "unanswered"]
RUN = ["deployment", "replication"]

# The columns with which each file begins, and what pandas takes them for: i(nteger), f(loat),
# b(oolean) or t(ext). Further columns may follow.
SUMMARY = {
    "scenario": "t", "deployment": "t", "platform": "t", "model": "t", "runtime": "t",
    "replication": "i", "seed": "i", "requests": "i", "succeeded": "i", "failed": "i",
    "success_ratio": "f", "latency_mean_s": "f", "latency_stddev_s": "f", "latency_p50_s": "f",
    "latency_p90_s": "f", "latency_p95_s": "f", "latency_p99_s": "f", "latency_max_s": "f",
    "cold_starts": "i", "instances_created": "i", "instances_peak": "i", "billed_s": "f",
    "cost_usd": "f", "digest": "t",
}
# What the rows of means leave empty or fill with fractions.
MEANS = {
    **{name: "f" if kind == "i" else kind for name, kind in SUMMARY.items()},
    "replication": "f", "seed": "i",
}
DIFFERENCES = {
    "scenario": "t", "deployment": "t", "baseline": "t", "figure": "t", "replications": "i",
    "difference": "f", "difference_ci95": "f", "excludes_zero": "b", "seed": "i",
    "scenario_digest": "t",
}
TIMELINE = {
    "scenario": "t", "deployment": "t", "replication": "i", "time_s": "f", "arrivals": "i",
    "succeeded": "i", "failed": "i", "latency_mean_s": "f", "instances": "f", "queue_length": "f",
    "in_service": "f", "digest": "t", "instances_created": "i", "instances_ready": "f",
    "instances_busy_peak": "i", "latency_p50_s": "f", "latency_p95_s": "f", "latency_p99_s": "f",
}
REQUESTS = {
    "scenario": "t", "deployment": "t", "replication": "i", "request": "i", "arrival_s": "if",
    "latency_s": "if", "outcome": "t", "cold": "b", "instance": "if", "billed_s": "if",
    "cost_usd": "f",
}
EVENTS = {
    "scenario": "t", "deployment": "t", "replication": "i", "time_s": "if", "event": "t",
    "instance": "if", "request": "if", "instances": "if", "metric": "tf", "value": "f",
    "threshold": "f", "change": "if", "reason": "tf",
}


def check(condition, message):
    """Raises unless a condition holds; `message` may be a function, for dear ones."""
    if not condition:
        raise Difference(message() if callable(message) else message)


def kind_of(column):
    """The letter of the type that pandas has found for a column."""
    if pd.api.types.is_bool_dtype(column):
        return "b"
    if pd.api.types.is_integer_dtype(column):
        return "i"
    if pd.api.types.is_float_dtype(column):
        return "f"
    return "t"


def read(path, columns):
    """A file as pandas sees it, and the same with every field as text."""
    frame = pd.read_csv(path, dtype={"digest": str, "scenario_digest": str})
    check(list(frame.columns[: len(columns)]) == list(columns), f"columns of {path}")
    check(frame.columns.is_unique, f"a column occurs twice in {path}")
    for name, kinds in columns.items():
        # A column without any value is a float to pandas.
        allowed = kinds + "f" if frame[name].isna().all() else kinds
        found = kind_of(frame[name])
        check(found in allowed, f"{path}: column {name} is {found}, not {allowed}")
    texts = pd.read_csv(path, dtype=str, keep_default_na=False)
    check((frame["scenario"] == path.parent.name).all(), f"{path}: the scenario's name")
    return frame, texts


def scaled(text, digits):
    """A decimal text as a whole number of units of 10^-digits, exactly."""
    value = Decimal(text).scaleb(digits)
    check(value == value.to_integral_value(), f"{text} has more than {digits} digits")
    return int(value)


def nanoseconds(column):
    """A column of seconds as whole nanoseconds, exactly."""
    return [scaled(text, 9) for text in column]


def near(found, expected, tolerance, what):
    """Checks a figure of the summary or the timeline."""
    check(
        abs(found - expected) <= tolerance,
        lambda: f"{what}: {found} in the file, {expected} from the rows",
    )


def check_latency(row, latencies, what):
    """Mean, deviation, extremes and percentiles of a run from its successful requests."""
    count = len(latencies)
    if count == 0:
        check(math.isnan(row.latency_mean_s), f"{what}: a mean of nothing")
        return
    latencies = sorted(latencies)
    total = sum(latencies)
    # Nine digits after the point, so half a unit of the last, and what a float64 adds to it.
    rounding = 0.51e-9 + 1e-15 * total / count
    near(row.latency_mean_s, total / count * 1e-9, rounding, f"{what}: mean")
    near(row.latency_min_s, latencies[0] * 1e-9, rounding, f"{what}: least")
    near(row.latency_max_s, latencies[-1] * 1e-9, rounding, f"{what}: greatest")
    if count > 1:
        # Whole numbers: the difference of two great sums loses nothing.
        numerator = count * sum(value * value for value in latencies) - total * total
        deviation = math.sqrt(numerator / (count * (count - 1))) * 1e-9
        near(row.latency_stddev_s, deviation, 0.51e-9 + 1e-12 * deviation, f"{what}: deviation")
    for name, share in [("p50", "0.5"), ("p90", "0.9"), ("p95", "0.95"), ("p99", "0.99"),
                        ("p999", "0.999")]:
        # The nearest rank: the least value that so large a share of all does not exceed.
        rank = max(1, math.ceil(Decimal(share) * count))
        exact = latencies[rank - 1] * 1e-9
        found = getattr(row, f"latency_{name}_s")
        near(found, exact, 0.001 * exact + 1e-9, f"{what}: {name}")


def check_money(texts, row, requests, what):
    """The costs of a run, to the last of their fifteen digits."""
    parts = {
        name: scaled(texts[f"cost_{name}_usd"], 15) for name in ["requests", "instances", "other"]
    }
    whole = scaled(texts["cost_usd"], 15)
    check(sum(parts.values()) == whole, f"{what}: the parts of the cost")
    near(row.cost_usd, whole * 1e-15, 1e-15, f"{what}: cost as a float")
    if requests is not None:
        each = sum(scaled(text, 15) for text in requests["cost_usd"])
        check(each == parts["requests"], f"{what}: cost of requests: {each}")
        billed = sum(nanoseconds(requests["billed_s"]))
        # Starts of instances that no request waited for are billed too, as other costs.
        starts = scaled(texts["billed_s"], 9) - billed
        check(starts == 0 or (starts > 0 and parts["other"] != 0), f"{what}: billed time")


def check_timeline(row, windows, requests, what):
    """The windows of a run against its summary and its requests."""
    starts = [round(time * 1000) * 1_000_000 for time in windows["time_s"]]
    check(len(starts) > 0 and starts[0] == 0, f"{what}: the first window")
    width = starts[1] - starts[0] if len(starts) > 1 else 10**18
    check(starts == [width * index for index in range(len(starts))], f"{what}: the windows")
    for column, total in [("arrivals", row.requests), ("succeeded", row.succeeded),
                          ("failed", row.failed)]:
        check(windows[column].sum() == total, f"{what}: timeline's {column}")
    end = round(row.end_s * 1e9)
    lengths = [min(width, end - start) for start in starts]
    if end > 0:
        for column, mean in [("instances", row.instances_mean),
                             ("queue_length", row.queue_length_mean),
                             ("in_service", row.in_service_mean)]:
            weighted = sum(a * b for a, b in zip(windows[column], lengths)) / end
            # Six digits after the point, in the windows and in the mean.
            near(mean, weighted, 1.02e-6, f"{what}: mean {column}")
    check(windows["instances_created"].sum() == row.instances_created, f"{what}: created")
    check(windows["instances_busy_peak"].max() == row.instances_needed, f"{what}: needed")
    check(row.instances_needed <= row.instances_peak, f"{what}: more needed than there were")
    check((windows["instances_ready"] <= windows["instances"]).all(), f"{what}: ready instances")
    if requests is None:
        return
    arrived = [0] * len(starts)
    succeeded = [0] * len(starts)
    latency = [0] * len(starts)
    answered = [[] for _ in starts]
    columns = (requests[name] for name in ["arrival_ns", "latency_ns", "outcome"])
    for arrival, time, outcome in zip(*columns):
        window = arrival // width
        arrived[window] += 1
        if outcome == "succeeded":
            succeeded[window] += 1
            latency[window] += time
            answered[window].append(time)
    check(arrived == list(windows["arrivals"]), f"{what}: arrivals in windows")
    check(succeeded == list(windows["succeeded"]), f"{what}: successes in windows")
    for mean, count, total in zip(windows["latency_mean_s"], succeeded, latency):
        if count == 0:
            check(math.isnan(mean), f"{what}: a mean of nothing")
        else:
            near(mean, total / count * 1e-9, 0.51e-9 + 1e-15 * mean, f"{what}: window's mean")
    for name, share in [("p50", "0.5"), ("p95", "0.95"), ("p99", "0.99")]:
        for found, times in zip(windows[f"latency_{name}_s"], answered):
            if not times:
                check(math.isnan(found), f"{what}: a window's {name} of nothing")
                continue
            exact = sorted(times)[max(1, math.ceil(Decimal(share) * len(times))) - 1] * 1e-9
            # A window of many requests has coarser buckets: see docs/model.md.
            tolerance = 0.001 if len(times) <= 256 else 0.032
            near(found, exact, tolerance * exact + 1e-9, f"{what}: a window's {name}")


def check_requests(row, rows, texts, what):
    """The requests of a run against its summary; gives back their exact times too."""
    check(len(rows) == row.requests, f"{what}: {len(rows)} requests")
    check(sorted(rows["request"]) == list(range(len(rows))), f"{what}: the requests' numbers")
    check(rows["outcome"].isin(OUTCOMES).all(), f"{what}: an unknown outcome")
    for outcome in OUTCOMES:
        found = int((rows["outcome"] == outcome).sum())
        check(found == getattr(row, outcome), f"{what}: {found} {outcome}")
    check(int(rows["cold"].sum()) == row.cold_starts, f"{what}: cold starts")
    exact = texts.assign(
        arrival_ns=nanoseconds(texts["arrival_s"]), latency_ns=nanoseconds(texts["latency_s"]))
    ordered = exact.assign(number=rows["request"]).sort_values("number")
    check(ordered["arrival_ns"].is_monotonic_increasing, f"{what}: the order of arrivals")
    successes = exact[exact["outcome"] == "succeeded"]
    check_latency(row, list(successes["latency_ns"]), what)
    return exact, tuple(ordered["arrival_ns"])


@functools.cache
def student_quantile(freedom):
    """The 97.5 % point of Student's distribution, from the area under its density."""
    constant = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    constant /= math.sqrt(freedom * math.pi)

    def area(end, steps=4000):
        # Simpson's rule from 0 on, in the angle whose tangent is t over the root of the freedom.
        angle = math.atan(end / math.sqrt(freedom))
        values = [math.cos(angle * i / steps) ** (freedom - 1) for i in range(steps + 1)]
        odd, even = sum(values[1:-1:2]), sum(values[2:-1:2])
        simpson = (values[0] + 4 * odd + 2 * even + values[-1]) * angle / steps / 3
        return constant * math.sqrt(freedom) * simpson

    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if area(middle) < 0.475 else (low, middle)
    return low


def check_estimate(mean, half, values, what):
    """A mean and its half-width from the values of single runs, which are rounded."""
    values = values.dropna()
    if len(values) == 0:
        check(math.isnan(mean) and math.isnan(half), f"{what}: a mean of nothing")
        return
    rounding = 1.1e-6 + 1e-12 * abs(values).max()
    near(mean, values.mean(), rounding, f"{what}: mean")
    if len(values) > 1:
        expected = student_quantile(len(values) - 1) * values.std() / math.sqrt(len(values))
        near(half, expected, 1e-6 * expected + 13 * rounding, f"{what}: half-width")


def check_means(folder, runs, means):
    """The rows of means, and the differences, against the rows of single runs."""
    figures = [name for name in runs.columns if f"{name}_ci95" in runs.columns]
    check(len(figures) > 30, f"{folder}: columns of intervals")
    for name in figures:
        if name not in ("latency_mean_s", "success_ratio"):
            check(runs[f"{name}_ci95"].isna().all(), f"{folder}: a single run has an interval")
    replications = runs["replication"].nunique()
    names = list(runs["deployment"].drop_duplicates())
    if replications == 1:
        check(len(means) == 0, f"{folder}: a mean of one replication")
        check(not (folder / "differences.csv").exists(), f"{folder}: differences of one replication")
        return 0
    check(list(means["deployment"]) == names, f"{folder}: the rows of means")
    for row in means.itertuples():
        mine = runs[runs["deployment"] == row.deployment]
        for name in figures:
            what = f"{folder}, {row.deployment}, {name}"
            check_estimate(getattr(row, name), getattr(row, f"{name}_ci95"), mine[name], what)
    if len(names) == 1:
        return 0
    differences, _ = read(folder / "differences.csv", DIFFERENCES)
    for row in differences.itertuples():
        what = f"{folder}, {row.deployment}, difference of {row.figure}"
        table = runs.pivot(index="replication", columns="deployment", values=row.figure)
        values = table[row.deployment] - table[row.baseline]
        check(values.notna().sum() == row.replications, f"{what}: replications")
        check_estimate(row.difference, row.difference_ci95, values, what)
        outside = abs(row.difference) > row.difference_ci95
        check(row.excludes_zero == outside, f"{what}: whether it excludes 0")
    check(len(differences) == 4 * (len(names) - 1), f"{folder}: the number of differences")
    return len(differences)


def check_folder(folder):
    """Everything about the results of a scenario; gives back what was read, in words."""
    replicated = pd.read_csv(folder / "summary.csv")["replication"].isna().any()
    summary, summary_texts = read(folder / "summary.csv", MEANS if replicated else SUMMARY)
    means = summary[summary["replication"].isna()]
    summary = summary[summary["replication"].notna()].astype({"replication": int})
    compared = check_means(folder, summary, means)
    timeline, _ = read(folder / "timeline.csv", TIMELINE)
    requests = request_texts = None
    if (folder / "requests.csv").exists():
        requests, request_texts = read(folder / "requests.csv", REQUESTS)
        requests = dict(list(requests.groupby(RUN)))
        keys = request_texts["replication"].astype(int)
        request_texts = dict(list(request_texts.groupby([request_texts["deployment"], keys])))
    if (folder / "events.csv").exists():
        events, _ = read(folder / "events.csv", EVENTS)
        for _, rows in events.groupby(RUN):
            check(rows["time_s"].is_monotonic_increasing, f"{folder}: the order of events")
    windows = dict(list(timeline.groupby(RUN)))
    check(not summary.duplicated(RUN).any(), f"{folder}: a run occurs twice")
    check(set(windows) == {(row.deployment, row.replication) for row in summary.itertuples()},
          f"{folder}: the runs of the timeline")
    arrivals = {}
    seen = 0
    for index, row in enumerate(summary.itertuples()):
        run = (row.deployment, row.replication)
        what = f"{folder}, {row.deployment}, replication {row.replication}"
        check(row.succeeded + row.failed == row.requests, f"{what}: successes and failures")
        near(row.success_ratio, row.succeeded / max(row.requests, 1), 0.51e-6, f"{what}: ratio")
        exact = None
        if requests is not None:
            exact, times = check_requests(row, requests[run], request_texts[run], what)
            known = arrivals.setdefault(row.replication, times)
            check(known == times, f"{what}: other arrivals than the other deployments")
            seen += len(exact)
        check_money(summary_texts.loc[index], row, exact, what)
        check_timeline(row, windows[run], exact, what)
    return (f"{len(summary)} runs, {len(timeline)} windows, {seen} requests, {len(means)} rows of "
            f"means, {compared} differences")


if __name__ == "__main__":
    run("check_csv.py", __doc__, check_folder)
