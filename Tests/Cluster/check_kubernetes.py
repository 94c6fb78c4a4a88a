#!/usr/bin/env python3
"""Holds the job files of docs/cluster to the published schemas of Kubernetes, and to each other.

    Tests/Cluster/check_kubernetes.py

Needs the packages of Tests/Cluster/requirements.txt.
"""

import pathlib
import sys

import kubernetes_validate
import yaml

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "docs/cluster"
VERSIONS = ["1.29", "1.31", "1.33"]


def documents(name):
    return list(yaml.safe_load_all((FOLDER / name).read_text()))


def container(job):
    return job["spec"]["template"]["spec"]["containers"][0]


def expect(holds, what):
    if not holds:
        sys.exit(f"check_kubernetes: {what}")


def main():
    claim, sweep = documents("sweep-kubernetes.yaml")
    (merge,) = documents("merge-kubernetes.yaml")
    for document in (claim, sweep, merge):
        for version in VERSIONS:
            kubernetes_validate.validate(document, version, strict=True)
    # A mistake is seen: the schemas are there, and strict.
    broken = {**sweep, "spec": {**sweep["spec"], "completion": 8}}
    try:
        kubernetes_validate.validate(broken, VERSIONS[-1], strict=True)
        sys.exit("check_kubernetes: a wrong key is not noticed")
    except kubernetes_validate.ValidationError:
        pass

    parts = sweep["spec"]["completions"]
    environment = {each["name"]: each.get("value") for each in container(sweep)["env"]}
    expect(sweep["spec"]["completionMode"] == "Indexed", "the job is not indexed")
    expect(environment["JOB_COMPLETIONS"] == str(parts), "JOB_COMPLETIONS is not completions")
    joined = [each for each in container(merge)["args"] if "part-" in each]
    expect(joined == [f"/results/part-{i}" for i in range(parts)], "the merge misses a part")
    volumes = [job["spec"]["template"]["spec"]["volumes"] for job in (sweep, merge)]
    claims = {v["persistentVolumeClaim"]["claimName"] for all in volumes for v in all
              if "persistentVolumeClaim" in v}
    expect(claims == {claim["metadata"]["name"]}, "the jobs use another volume")
    print(f"the jobs of docs/cluster keep the schemas of Kubernetes {', '.join(VERSIONS)}")


main()
