#!/usr/bin/env python3
"""Reads the CSV files of runs with DuckDB and computes their summaries anew, in SQL.

Usage: check_duckdb.py FOLDER...

Each folder holds summary.csv, timeline.csv and requests.csv. DuckDB must find for itself that columns
of numbers are numbers and columns of names are text, with nothing said about the files. Counts, mean
latency, nearest-rank percentiles and costs of each run, and the windows of its timeline, must follow
from the rows of single requests. Prints a line for each folder; ends with status 1 at the first
difference.
"""


import duckdb

from check_folders import Difference, run

TEXT = {"scenario", "deployment", "platform", "model", "runtime", "digest", "scenario_digest",
        "warnings", "outcome", "event", "metric", "reason", "baseline", "figure"}
TRUTH = {"cold", "excludes_zero"}
NUMBERS = {"BIGINT", "DOUBLE", "HUGEINT", "INTEGER"}

SUMMARY = """
with runs as (
  select deployment, replication, count(*) as requests,
    count(*) filter (outcome = 'succeeded') as succeeded,
    count(*) filter (cold) as cold_starts,
    avg(latency_s) filter (outcome = 'succeeded') as latency_mean_s,
    max(latency_s) filter (outcome = 'succeeded') as latency_max_s,
    quantile_disc(latency_s, 0.5) filter (outcome = 'succeeded') as latency_p50_s,
    quantile_disc(latency_s, 0.95) filter (outcome = 'succeeded') as latency_p95_s,
    quantile_disc(latency_s, 0.99) filter (outcome = 'succeeded') as latency_p99_s,
    sum(cost_usd) as cost_requests_usd
  from read_csv('{folder}/requests.csv') group by all)
select s.deployment, s.replication, {pairs}
from read_csv('{folder}/summary.csv') s join runs r using (deployment, replication)
"""
FIGURES = {"requests": 0, "succeeded": 0, "cold_starts": 0, "latency_mean_s": 1e-9,
           "latency_max_s": 1e-9, "latency_p50_s": 1e-3, "latency_p95_s": 1e-3,
           "latency_p99_s": 1e-3, "cost_requests_usd": 1e-9}

# The window of a request follows from its arrival; microseconds hold it exactly enough, as windows
# are whole milliseconds long.
TIMELINE = """
with widths as (
  select deployment, replication, coalesce(min(time_s) filter (time_s > 0), 1e9) as width
  from read_csv('{folder}/timeline.csv') group by all),
windows as (
  select deployment, replication, floor(round(arrival_s, 9) / width) as place,
    count(*) as arrivals,
    count(*) filter (outcome = 'succeeded') as succeeded,
    avg(latency_s) filter (outcome = 'succeeded') as latency_mean_s,
    quantile_disc(latency_s, 0.5) filter (outcome = 'succeeded') as latency_p50_s,
    quantile_disc(latency_s, 0.99) filter (outcome = 'succeeded') as latency_p99_s
  from read_csv('{folder}/requests.csv') join widths using (deployment, replication) group by all)
select t.deployment, t.time_s, {pairs}
from read_csv('{folder}/timeline.csv') t join widths using (deployment, replication)
join windows r on r.deployment = t.deployment and r.replication = t.replication
  and r.place = round(t.time_s / width)
"""
# A window of many requests has coarser buckets: see docs/model.md.
WINDOWS = {"arrivals": 0, "succeeded": 0, "latency_mean_s": 1e-9, "latency_p50_s": 0.032,
           "latency_p99_s": 0.032}


def check_types(connection, path):
    """The types that DuckDB finds for the columns of a file."""
    # By default types come from the first 20,480 rows, in which a column of events may be empty.
    file = f"read_csv('{path}', sample_size=-1)"
    described = connection.execute(f"describe select * from {file}").fetchall()
    rows = connection.execute(f"select count(*) from {file}").fetchone()[0]
    for name, kind, *_ in described:
        filled = connection.execute(
            f"select count(\"{name}\") from {file}").fetchone()[0]
        if filled == 0:
            continue
        wanted = {"VARCHAR"} if name in TEXT else {"BOOLEAN"} if name in TRUTH else NUMBERS
        if kind not in wanted:
            raise Difference(f"{path}: column {name} is {kind}, not {' or '.join(sorted(wanted))}")
    return rows


def compare(connection, query, folder, figures, alias):
    """Holds figures of a file against those that a query finds; gives back how many there were."""
    pairs = ", ".join(f"{alias}.{name}, r.{name}" for name in figures)
    count = 0
    for row in connection.execute(query.format(folder=folder, pairs=pairs)).fetchall():
        for index, (name, tolerance) in enumerate(figures.items()):
            found, expected = row[2 + 2 * index], row[3 + 2 * index]
            if found is None and expected is None:
                continue
            if found is None or expected is None or (
                    abs(float(found) - float(expected)) > tolerance * abs(float(expected)) + 2e-9):
                raise Difference(f"{folder}, {row[0]}, {row[1]}: {name} is {found}, not {expected}")
            count += 1
    return count


def check_folder(folder):
    """Everything about a folder; gives back what was read, in words."""
    connection = duckdb.connect()
    rows = {path.name: check_types(connection, path) for path in sorted(folder.glob("*.csv"))}
    summaries = compare(connection, SUMMARY, folder, FIGURES, "s")
    windows = compare(connection, TIMELINE, folder, WINDOWS, "t")
    if summaries == 0 or windows == 0:
        raise Difference(f"{folder}: nothing to compare")
    files = ", ".join(f"{count} rows of {name}" for name, count in rows.items())
    return f"{files}; {summaries} figures of runs and {windows} of windows"


if __name__ == "__main__":
    run("check_duckdb.py", __doc__, check_folder)
