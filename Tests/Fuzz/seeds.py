#!/usr/bin/env python3
"""Writes first inputs for the fuzzers: the committed scenarios and the examples of the guide.

Usage: seeds.py FOLDER

The folder gets one folder for each fuzzer, to be merged with the committed corpus by ./run merge.
"""

import json
import re
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What stands around an example of a part of a scenario.
AROUND = {
    "workload": '{"seed":1,"workload":%s,"deployments":[{"platform":"aws-lambda",'
    '"model":"mobilenet","runtime":"ort-1.6"}]}',
    "arrivals": '{"seed":1,"workload":{"duration":"9s","arrivals":%s},"deployments":[{"platform":'
    '"aws-cpu-server","model":"mobilenet","runtime":"tf-1.15"}]}',
    "deployment": "%s",
    "outputs": '"outputs":%s',
    "distribution": '{"platform":"aws-cpu-server","latency":{"service_time":%s}}',
    "capacity": '{"platform":"%s","model":"mobilenet","runtime":"tf-1.15","capacity":%s}',
    "latency": '{"platform":"aws-lambda","latency":%s}',
    "billing": '{"platform":"aws-lambda","model":"mobilenet","runtime":"ort-1.6","billing":%s}',
    "platform": '{"platform":%s,"model":"mobilenet","runtime":"ort-1.6"}',
    "machine": '{"platform":"aws-cpu-server","model":"mobilenet","runtime":"tf-1.15","machine":%s}',
    "model": '{"platform":"aws-lambda","model":%s,"runtime":"ort-1.6"}',
    "runtime": '{"platform":"aws-lambda","model":"mobilenet","runtime":%s}',
}
DEPLOYMENTS = (
    '{"seed":1,"workload":{"requests":50,"arrivals":{"poisson":{"rate":"9/s"}}},'
    '"deployments":[%s]}'
)


def scenarios():
    """The texts of scenarios, without spaces."""
    for path in sorted((ROOT / "Scenarios").glob("*.json")):
        if path.name != "scenario.schema.json":
            scenario = json.loads(path.read_text())
            yield scenario
            # One deployment is mutated to more purpose than eighteen.
            for deployment in scenario["deployments"]:
                yield scenario | {"deployments": [deployment]}
    page = (ROOT / "docs/scenarios.md").read_text()
    for kind, text in re.findall(r"```json ?(\w*)\n(.*?)```", page, re.S):
        if not kind:
            yield json.loads(text)
        elif kind in ("workload", "arrivals"):
            yield json.loads(AROUND[kind] % text)
        elif kind == "capacity":
            for platform in ("aws-lambda", "aws-cpu-server", "aws-sagemaker"):
                yield json.loads(DEPLOYMENTS % (AROUND[kind] % (platform, text)))
        elif kind != "outputs":
            yield json.loads(DEPLOYMENTS % (AROUND[kind] % text))


TRACES = [
    b"\0time\n0.5\n1\n1.000000001\n2e3\n", b"\0" + b"0\n" * 9, b"\1a,time\nx,1\ny,2\n",
    b"\3a,\"time\"\n\"x,\"\"\",1\n,\"2\"\r\n", b"\0\xef\xbb\xbftime\r\n1\r\n\r\n2\r\n",
    b"\0" + b"\n" * 99 + b"1\n", b"@1\n2\n", b"\x021,2,3\n1,2,4\n", b"\0" + b"1" * 99 + b"\n",
    b"\x002023-11-16T18:17:03Z\n2023-11-16 19:17:04.5+01:00\n", b"\x001700158623000\n1700158624000\n",
    b"\3{\"time\": 1, \"x\": [{}]}\n{\"time\": \"2\"}\n", b"\4" + b"3\n0\n2\n", b"\x0c" + b"3\n1\n",
    b"\x30" + b"0\n1\n2\n5\n", b"\xb0" + b"0\n1\n2\n5\n",
    b"\0 1 \n\t2\t\n", b"\0-1\n", b"\x001\n0\n", b"\0" + bytes(range(256)),
]
LOGS = [
    b"\x202023-11-16T18:17:05.5Z 2023/11/16/[$LATEST]0123456789abcdef REPORT RequestId: 8f5\t"
    b"Duration: 2000.50 ms\tMemory Size: 512 MB\tInit Duration: 499.50 ms\t\n" * 2,
    b'\x04{"timestamp":1700158625500,"message":"REPORT RequestId: 1\tDuration: 1.5 ms"}\n' * 3,
    b'\x01[\n {"httpRequest": {"latency": "0.250s", "status": 503},\n'
    b'"timestamp": "2023-11-16T18:17:03Z"}\n]\n',
    b'\x02{\n"events": [\n{"timestamp":17,"message":"REPORT RequestId: 1\tDuration: 2 ms"}\n]}\n',
    b'\x031.2.3.4 - - [16/Nov/2023:19:17:04 +0100] "GET /a HTTP/1.1" 200 12 "-" "x" 0.500\n' * 4,
    b"\x05h2 2023-11-16T18:17:05.0Z app/x 1.2.3.4:5 1.2.3.4:6 0.001 0.2 0.0 200 200 34 5\n",
    b"\x80http_req_duration,1700158625,250.5,,,true\n\0http_req_duration,1700158624,2,,,true\n",
    b'\x06{"metric":"http_req_duration","type":"Point","data":'
    b'{"time":"2023-11-16T18:17:05Z","value":9}}\n',
    b"\x07scenario,deployment,replication,request,arrival_s,latency_s,outcome,cold,instance\n"
    b"s,f,0,1,0.25,0.125,succeeded,true,3\n" * 2,
]
QUANTITIES = [
    "250ms", "2.25s", "5min", "1h", "73d", "512MB", "1.5GB", "1KiB", "100/s", "6000/min", "0.20USD",
    "0.0000166667 USD", "1 TB", "2305843009.213693952s", "0.000000000000001USD", "1e-15/s", "1000000000/s",
]
# The first byte says the shape of a document, the others are a piece of it.
PIECES = [
    b"\1\xcc\x81\xcc\xa7", b"\3a\xcc\x81\xcc\xa7\xcd\x82", b"\5x", b"\2[1,{\"a\":2}]", b"\4" + b"a" * 60,
]


def write(folder, inputs):
    """Writes inputs under the names of their hashes."""
    folder.mkdir(parents=True, exist_ok=True)
    for data in inputs:
        (folder / sha256(data).hexdigest()[:16]).write_bytes(data)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1])
    texts = [json.dumps(value, separators=(",", ":")).encode() for value in scenarios()]
    for name in ("scenario", "tree"):
        write(folder / name, texts)
    write(folder / "trace", TRACES)
    write(folder / "logs", LOGS)
    write(folder / "quantity", [text.encode() for text in QUANTITIES])
    write(folder / "slow", PIECES)
