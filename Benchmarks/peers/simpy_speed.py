"""The two speed jobs in SimPy, a process for each request: simpy_speed.py on-demand|mm8 REQUESTS"""

import json
import random
import sys
import time

import simpy

ARRIVALS_PER_SECOND = 100.0
SERVICES_PER_SECOND = 20.0
COLD_START = 2.25
KEEP_ALIVE = 600.0
WORKERS = 8


def on_demand(environment, requests, draw, latencies, counts):
    """Instances created where none is idle; the newest idle one first.

    The instance that has been idle longest is at the front, so whether it has ended is looked up
    when a request comes and needs no timer.
    """
    idle = []

    def serve():
        arrival = environment.now
        while idle and idle[0] + KEEP_ALIVE <= arrival:
            del idle[0]
        service = draw(SERVICES_PER_SECOND)
        if idle:
            idle.pop()
        else:
            counts["cold_starts"] += 1
            service += COLD_START
        yield environment.timeout(service)
        latencies.append(environment.now - arrival)
        idle.append(environment.now)

    for _ in range(requests):
        yield environment.timeout(draw(ARRIVALS_PER_SECOND))
        environment.process(serve())


def eight_workers(environment, requests, draw, latencies, counts):
    """Eight workers with one queue."""
    workers = simpy.Resource(environment, WORKERS)

    def serve():
        arrival = environment.now
        with workers.request() as turn:
            yield turn
            yield environment.timeout(draw(SERVICES_PER_SECOND))
        latencies.append(environment.now - arrival)

    for _ in range(requests):
        yield environment.timeout(draw(ARRIVALS_PER_SECOND))
        environment.process(serve())


def main():
    job = {"on-demand": on_demand, "mm8": eight_workers}[sys.argv[1]]
    requests = int(sys.argv[2])
    environment = simpy.Environment()
    latencies = []
    counts = {"cold_starts": 0}
    draw = random.Random(1).expovariate
    start = time.perf_counter()
    environment.process(job(environment, requests, draw, latencies, counts))
    environment.run()
    loop = time.perf_counter() - start
    latencies.sort()
    print(json.dumps({
        "requests": len(latencies),
        "cold_starts": counts["cold_starts"],
        "mean_s": sum(latencies) / len(latencies),
        "p99_s": latencies[-(-len(latencies) * 99 // 100) - 1],
        "loop_s": loop,
    }))


main()
