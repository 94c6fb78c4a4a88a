"""M/M/8 in Ciw: ciw_speed.py REQUESTS"""

import json
import sys
import time

import ciw


def main():
    requests = int(sys.argv[1])
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=100.0)],
        service_distributions=[ciw.dists.Exponential(rate=20.0)],
        number_of_servers=[8],
    )
    ciw.seed(1)
    simulation = ciw.Simulation(network)
    start = time.perf_counter()
    simulation.simulate_until_max_customers(requests)
    loop = time.perf_counter() - start
    latencies = sorted(
        record.waiting_time + record.service_time for record in simulation.get_all_records())
    print(json.dumps({
        "requests": len(latencies),
        "cold_starts": 0,
        "mean_s": sum(latencies) / len(latencies),
        "p99_s": latencies[-(-len(latencies) * 99 // 100) - 1],
        "loop_s": loop,
    }))


main()
