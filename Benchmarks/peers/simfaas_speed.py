"""The speed job in SimFaaS: simfaas_speed.py REQUESTS

SimFaaS runs for a length of time, so it gets the time in which that many requests come on average,
and the number that came is printed. It reports averages only, so there is no percentile.
"""

import json
import sys
import time

import numpy
from simfaas.ServerlessSimulator import ServerlessSimulator
from simfaas.SimProcess import ExpSimProcess, SimProcess

ARRIVALS_PER_SECOND = 100.0
MEAN_SERVICE = 0.05
COLD_START = 2.25
KEEP_ALIVE = 600.0


class ColdService(SimProcess):
    """A service time after a cold start of fixed length."""

    def generate_trace(self):
        return COLD_START + numpy.random.exponential(MEAN_SERVICE)


def main():
    requests = int(sys.argv[1])
    numpy.random.seed(1)
    simulator = ServerlessSimulator(
        arrival_process=ExpSimProcess(rate=ARRIVALS_PER_SECOND),
        warm_service_process=ExpSimProcess(rate=1 / MEAN_SERVICE),
        cold_service_process=ColdService(),
        expiration_threshold=KEEP_ALIVE,
        max_time=requests / ARRIVALS_PER_SECOND,
        maximum_concurrency=100_000,
    )
    start = time.perf_counter()
    simulator.generate_trace(debug_print=False, progress=False)
    print(json.dumps({
        "requests": simulator.total_req_count,
        "cold_starts": simulator.total_cold_count,
        "loop_s": time.perf_counter() - start,
    }))


main()
