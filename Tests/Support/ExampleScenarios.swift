/// Scenarios that the end-to-end tests run.
package enum ExampleScenarios {
  /// Requests at whole seconds and constant service times: every figure can be found by hand.
  ///
  /// Deployment `quick` serves each request in 0.25 s, long before the next one. Deployment `slow`
  /// needs 2.5 s, has one place in its queue, and its clients give up after 4 s.
  package static let byHand = """
    {
      "about": "Ten requests, one a second",
      "seed": 7,
      "workload": { "requests": 10, "arrivals": { "constant": { "rate": "1/s" } } },
      "deployments": [
        {
          "name": "quick",
          "platform": {
            "name": "machine",
            "capacity": { "policy": "fixed-server", "workers": 1, "backlog": 4 },
            "latency": { "policy": "preloaded", "service_time": "250ms" },
            "billing": { "policy": "per-instance", "per_hour": "3.6USD" }
          }
        },
        {
          "name": "slow",
          "platform": {
            "name": "machine",
            "capacity": { "policy": "fixed-server", "workers": 1, "backlog": 1 },
            "latency": { "policy": "preloaded", "service_time": "2.5s" },
            "billing": { "policy": "per-instance", "per_hour": "3.6USD" }
          },
          "client": { "timeout": "4s" }
        }
      ]
    }
    """

  /// Random arrivals on all kinds of capacity and billing, with every outcome of a request.
  package static let mixed = mixed()

  /// The scenario ``mixed`` with some of its deployments, in the order of these names.
  package static func mixed(
    _ names: [String] = ["function", "limited", "server", "endpoint", "free"]
  ) -> String {
    """
    {
      "seed": 11,
      "workload": {
        "duration": "20s", "patience": "1s", "arrivals": { "poisson": { "rate": "20/s" } }
      },
      "deployments": [
        \(names.compactMap { deployments[$0] }.joined(separator: ",\n    "))
      ]
    }
    """
  }

  private static let deployments = [
    "function": """
    { "name": "function", "platform": "aws-lambda@2021-03",
      "model": "mobilenet", "runtime": "ort-1.6" }
    """,
    "limited": """
    { "name": "limited", "platform": "aws-lambda@2021-03",
      "model": "mobilenet", "runtime": "tf-1.4",
      "capacity": { "limit": 8 } }
    """,
    "server": """
    { "name": "server", "platform": "aws-cpu-server", "model": "albert", "runtime": "tf-1.15",
      "capacity": { "backlog": 10 }, "client": { "timeout": "2s" } }
    """,
    "endpoint": """
    { "name": "endpoint", "platform": "aws-sagemaker@2021-03",
      "model": "mobilenet", "runtime": "tf-1.15",
      "capacity": { "maximum": 3, "autoscaler": {
        "metric": "invocations-per-instance", "target": 60, "period": "5s",
        "scale_out_datapoints": 1, "scale_out_cooldown": "5s" } } }
    """,
    "free": """
    { "name": "free", "platform": "gcp-cloud-functions@2021-03", "model": "mobilenet",
      "runtime": "ort-1.6", "billing": { "free_tier": true, "free_requests": 50 } }
    """,
  ]

  /// A scenario of one machine with any stream of requests, as JSON: the object of `workload`.
  package static func machine(workload: String) -> String {
    """
    {
      "seed": 3,
      "workload": \(workload),
      "deployments": [
        {
          "name": "machine",
          "platform": {
            "name": "own",
            "capacity": { "policy": "fixed-server", "workers": 4, "backlog": 100 },
            "latency": {
              "policy": "preloaded", "service_time": { "exponential": { "mean": "2ms" } }
            },
            "billing": { "policy": "per-instance", "per_hour": "1USD" }
          }
        }
      ]
    }
    """
  }
}
