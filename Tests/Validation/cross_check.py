"""Holds simctl against two simulators that others wrote, on the same systems.

SimFaaS (N. Mahmoudi and H. Khazaei) for instances that are created for requests, and Ciw (G. Palmer
and others) for queues with a limit, with impatient customers, and with rates that change in time.
Every system is simulated in independent replications by both programs. Printed are the means with
99 % intervals (Student's t), and whether their difference is within the 99 % interval of Welch's t.

    python3 -m venv venv && venv/bin/pip install -r Tests/Validation/requirements.txt
    venv/bin/python Tests/Validation/cross_check.py .build/release/simctl

Exit status 1 when a comparison marked as equal by both definitions differs at a level at which
chance alone would fail one run of this script in a thousand.
"""

import argparse
import csv
import io
import json
import math
import multiprocessing
import os
import subprocess
import sys
import tempfile

import numpy as np
from scipy import stats

CONFIDENCE = 0.99
FALSE_ALARMS = 0.001


# simctl


def scenario(workload, capacity, service, client=None, preparation=None, seed=1):
    """A scenario of one machine that is all its own, billed by the nanosecond at no price."""
    latency = {"policy": "preloaded", "service_time": service}
    if preparation is not None:
        latency = {
            "policy": "staged",
            "service_time": service,
            "cold_start": {"model_load": preparation},
        }
    return {
        "seed": seed,
        "workload": workload,
        "deployments": [
            {
                "name": "system",
                "platform": {
                    "name": "system",
                    "capacity": capacity,
                    "latency": latency,
                    "billing": {"policy": "per-use", "step": "1ns"},
                    "client": client or {},
                },
            }
        ],
    }


def run_simctl(program, description, replications, rows=False):
    """The summary of each replication, and its requests where they are asked for."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "system.json")
        with open(path, "w") as file:
            json.dump(description, file)
        command = [program, "run", path, "--replications", str(replications), "--quiet"]
        command += ["--format", "csv"]
        if rows:
            command += ["--out", folder, "--requests"]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        summary = [
            row
            for row in csv.DictReader(io.StringIO(output))
            if row["replication"] not in ("", None)
        ]
        if not rows:
            return summary, None
        import pandas

        requests = pandas.read_csv(os.path.join(folder, "system", "requests.csv"))
        return summary, [group for _, group in requests.groupby("replication")]


# SimFaaS


def simfaas_replication(task):
    """One replication of SimFaaS; `newest` says which idle instance it is to take."""
    import warnings

    warnings.filterwarnings("ignore")
    from simfaas.ServerlessSimulator import ServerlessSimulator
    from simfaas.SimProcess import ConstSimProcess, ExpSimProcess

    setup, newest, seed = task
    np.random.seed(seed)

    class LastUsedFirst(ServerlessSimulator):
        """SimFaaS with the idle instance that served last, where its own takes the youngest."""

        def schedule_warm_instance(self, t):
            idle = [server for server in self.servers if server.is_ready()]
            return max(idle, key=lambda server: server.next_departure)

    kind = ConstSimProcess if setup["constant"] else ExpSimProcess
    simulator = (LastUsedFirst if newest == "last used" else ServerlessSimulator)(
        arrival_process=ExpSimProcess(rate=setup["arrivals"]),
        warm_service_process=kind(rate=1 / setup["warm"]),
        cold_service_process=kind(rate=1 / setup["cold"]),
        expiration_threshold=setup["keep_alive"],
        max_time=setup["time"],
        maximum_concurrency=setup["limit"],
    )
    simulator.generate_trace()
    simulator.calculate_time_lengths()
    result = simulator.get_result_dict()
    return {
        "P(cold start)": result["prob_cold"],
        "P(refused)": result["prob_reject"],
        "mean number of instances": result["inst_count_avg"],
        "mean number busy": result["inst_running_count_avg"],
        "mean number idle": result["inst_idle_count_avg"],
    }


def simfaas_cases(program, pool, replications):
    """Instances on demand: three keep-alives, and a limit."""
    setups = [
        ("exponential, keep-alive 0.5 s", dict(arrivals=12, warm=0.25, cold=0.25, keep_alive=0.5)),
        ("exponential, keep-alive 2 s", dict(arrivals=12, warm=0.25, cold=0.25, keep_alive=2)),
        (
            "constant, cold +0.3 s, keep-alive 1 s",
            dict(arrivals=4, warm=0.5, cold=0.8, keep_alive=1, constant=True),
        ),
        (
            "constant, cold +0.3 s, limit 4",
            dict(arrivals=6, warm=0.5, cold=0.8, keep_alive=1, constant=True, limit=4),
        ),
    ]
    for name, setup in setups:
        setup = {"constant": False, "limit": 1_000_000, "time": 1500, **setup}
        mean = f"{setup['warm']}s"
        description = scenario(
            {
                "duration": f"{setup['time']}s",
                "arrivals": {"poisson": {"rate": f"{setup['arrivals']}/s"}},
            },
            {
                "policy": "on-demand",
                "limit": setup["limit"],
                "keep_alive": f"{setup['keep_alive']}s",
                "reuse": "newest",
                "beyond_limit": "refuse",
            },
            mean if setup["constant"] else {"exponential": {"mean": mean}},
            preparation=f"{setup['cold'] - setup['warm']:.3f}s",
        )
        summary, _ = run_simctl(program, description, replications)
        ours = {key: [] for key in simfaas_keys(setup)}
        for row in summary:
            requests = float(row["requests"])
            instances, busy = float(row["instances_mean"]), float(row["in_service_mean"])
            ours["P(cold start)"].append(float(row["cold_starts"]) / requests)
            if "P(refused)" in ours:
                ours["P(refused)"].append(float(row["throttled"]) / requests)
            ours["mean number of instances"].append(instances)
            ours["mean number busy"].append(busy)
            ours["mean number idle"].append(instances - busy)
        for newest in ["as published", "last used"]:
            tasks = [(setup, newest, 1000 + index) for index in range(replications)]
            results = pool.map(simfaas_replication, tasks)
            for key in ours:
                theirs = [result[key] for result in results]
                yield f"SimFaaS {newest}", name, key, ours[key], theirs, newest == "last used"


def simfaas_keys(setup):
    """What is compared; refusals where there can be any."""
    keys = ["P(cold start)", "P(refused)", "mean number of instances", "mean number busy"]
    keys.append("mean number idle")
    return [key for key in keys if key != "P(refused)" or setup["limit"] < 1_000_000]


# Ciw


def ciw_replication(task):
    """One replication of Ciw, as the records of its customers."""
    import ciw

    setup, seed = task
    ciw.seed(seed)
    if "rates" in setup:
        arrivals = ciw.dists.PoissonIntervals(
            rates=setup["rates"], endpoints=setup["ends"], max_sample_date=setup["time"]
        )
    else:
        arrivals = ciw.dists.Exponential(rate=setup["arrivals"])
    extra = {}
    if "backlog" in setup:
        extra["queue_capacities"] = [setup["backlog"]]
    if "patience" in setup:
        extra["reneging_time_distributions"] = [ciw.dists.Deterministic(setup["patience"])]
    network = ciw.create_network(
        arrival_distributions=[arrivals],
        service_distributions=[ciw.dists.Exponential(rate=1 / setup["service"])],
        number_of_servers=[setup["servers"]],
        **extra,
    )
    simulation = ciw.Simulation(network)
    # Long enough for all that arrived in time to leave.
    simulation.simulate_until_max_time(setup["time"] + 100)
    records = [r for r in simulation.get_all_records() if r.arrival_date < setup["time"]]
    lost = sum(r.record_type == "rejection" for r in records)
    gone = sum(r.record_type == "renege" for r in records)
    served = [r for r in records if r.record_type == "service"]
    waits = np.array([r.waiting_time for r in served])
    times = np.array([r.arrival_date for r in served])
    return measures(
        len(records), lost, gone, waits, times, sum(r.service_time for r in served), setup
    )


def measures(requests, lost, gone, waits, times, service, setup):
    """What is compared of queues."""
    result = {}
    if "backlog" in setup:
        result["P(refused)"] = lost / requests
    if "patience" in setup:
        result["P(gives up)"] = gone / requests
    result["mean wait, s"] = waits.mean()
    result["P(wait > 0.1 s)"] = (waits > 0.1).mean()
    result["mean number in service"] = service / setup["time"]
    if "rates" in setup:
        result["arrivals, 1/s"] = requests / setup["time"]
        phase = times % setup["ends"][-1]
        begin = 0.0
        for end in setup["ends"]:
            inside = (phase >= begin) & (phase < end)
            result[f"mean wait of arrivals in {begin:g}-{end:g} s, s"] = waits[inside].mean()
            begin = end
    return result


def ciw_cases(program, pool, replications):
    """A queue with a limit and impatience, one without patience, and one whose rate changes."""
    setups = [
        ("M/M/3/10, load 1.2", dict(arrivals=36, servers=3, service=0.1, backlog=7, time=400)),
        (
            "M/M/3/10 + D, load 1.2, patience 0.15 s",
            dict(arrivals=36, servers=3, service=0.1, backlog=7, patience=0.15, time=400),
        ),
        (
            "M(t)/M/2, 24/s for 10 s, 6/s for 20 s",
            dict(rates=[24, 6], ends=[10, 30], servers=2, service=0.1, time=1200),
        ),
    ]
    for name, setup in setups:
        if "rates" in setup:
            begins = [0] + setup["ends"][:-1]
            pieces = [
                {"rate": f"{rate}/s", "for": f"{end - begin}s"}
                for rate, begin, end in zip(setup["rates"], begins, setup["ends"])
            ]
            arrivals = {"piecewise": {"pieces": pieces, "repeat": True}}
        else:
            arrivals = {"poisson": {"rate": f"{setup['arrivals']}/s"}}
        client = {"timeout": f"{setup['patience']}s"} if "patience" in setup else None
        description = scenario(
            {"duration": f"{setup['time']}s", "arrivals": arrivals},
            {
                "policy": "fixed-server",
                "workers": setup["servers"],
                "backlog": setup.get("backlog", 1_000_000),
            },
            {"exponential": {"mean": f"{setup['service']}s"}},
            client=client,
        )
        _, groups = run_simctl(program, description, replications, rows=True)
        ours = []
        for rows in groups:
            lost = (rows.outcome == "backlog_full").sum()
            never = rows.instance.isna() & (rows.outcome == "timed_out")
            served = rows[rows.instance.notna()]
            waits = (served.latency_s - served.billed_s).to_numpy()
            times = served.arrival_s.to_numpy()
            service = served.billed_s.sum()
            ours.append(measures(len(rows), lost, never.sum(), waits, times, service, setup))
        theirs = pool.map(ciw_replication, [(setup, 1 + index) for index in range(replications)])
        for key in ours[0]:
            yield (
                "Ciw", name, key, [row[key] for row in ours], [row[key] for row in theirs], True
            )


# The comparison


def half_width(values, confidence=CONFIDENCE):
    """Half the length of Student's interval for the mean."""
    error = np.std(values, ddof=1) / math.sqrt(len(values))
    return stats.t.ppf((1 + confidence) / 2, len(values) - 1) * error


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program", help="the simctl to check")
    parser.add_argument("--replications", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    program = os.path.abspath(arguments.program)
    with multiprocessing.Pool(arguments.jobs) as pool:
        rows = list(simfaas_cases(program, pool, arguments.replications))
        rows += ciw_cases(program, pool, arguments.replications)
    compared = sum(row[5] for row in rows)
    failures = 0
    line = "{:<20} {:<40} {:<36} {:>19} {:>19} {:>8}  {}"
    print(line.format("program", "system", "quantity", "simctl", "other", "diff %", "verdict"))
    for other, name, key, ours, theirs, is_equal in rows:
        test = stats.ttest_ind(ours, theirs, equal_var=False)
        mean, reference = np.mean(ours), np.mean(theirs)
        verdict = "agrees" if test.pvalue > 1 - CONFIDENCE else "differs"
        if verdict == "differs" and is_equal:
            if test.pvalue < FALSE_ALARMS / compared:
                verdict, failures = "DIFFERS", failures + 1
            else:
                verdict = "agrees (chance)"
        print(
            line.format(
                other, name, key, f"{mean:.5f} ± {half_width(ours):.5f}",
                f"{reference:.5f} ± {half_width(theirs):.5f}",
                f"{(mean / reference - 1) * 100:+.2f}", verdict,
            )
        )
    print(f"\n{compared} quantities that both define alike, {failures} differ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
