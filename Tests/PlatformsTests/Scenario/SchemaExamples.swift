/// Scenarios that the schema takes and refuses, as the decoder does.
enum SchemaExamples {
  private static func arrivals(_ text: String, _ extent: String = #""duration": "10s""#) -> String {
    ScenarioText.scenario(workload: #"{ \#(extent), "arrivals": \#(text) }"#)
  }

  private static func deployment(_ keys: String, on platform: String = "aws-lambda") -> String {
    ScenarioText.scenario(
      deployments: #"{ "platform": "\#(platform)", "latency": { "service_time": "1s" }, \#(keys) }"#
    )
  }

  private static func serviceTime(_ text: String) -> String {
    ScenarioText.scenario(
      deployments: #"{ "platform": "aws-lambda", "latency": { "service_time": \#(text) } }"#)
  }

  private static let states = #""states": [{ "name": "a", "rate": "1/s" }, { "rate": "0.5/min" }]"#

  static let right: [String] =
    [
      ScenarioText.scenario(),
      arrivals(#"{ "constant": { "rate": "60 /min" } }"#, #""requests": 5"#),
      arrivals(
        #"{ "piecewise": { "pieces": [{ "rate": "1/h", "for": "1d" }], "repeat": true } }"#),
      arrivals(#"{ "mmpp": { \#(states), "generator": [[-1, 1], [1, -1]], "initial": "a" } }"#),
      arrivals(#"{ "mmpp": { \#(states), "path": [{ "state": "1", "for": "1s" }] } }"#),
      arrivals(#"{ "map": { "d0": [[-1]], "d1": [[1]], "initial": 0 } }"#),
      arrivals(#"{ "sinusoidal": { "mean": "5/s", "amplitude": 1, "peak": "9h" } }"#),
      arrivals(#"{ "hourly": { "rates": ["0/s", "1/min"] } }"#),
      arrivals(#"{ "closed_loop": { "clients": 3 } }"#),
      arrivals(
        #"{ "closed_loop": { "clients": 1, "think_time": { "exponential": { "mean": "1s" } }, "#
          + #""back_off": "2s" } }"#),
      ScenarioText.scenario(workload: #"{ "arrivals": { "trace": { "file": "a.csv" } } }"#),
      ScenarioText.scenario(
        workload: """
          { "requests": 9, "patience": "0s",
            "arrivals": { "trace": { "file": "a.csv", "column": "t", "scale": 2 } } }
          """),
      ScenarioText.scenario(
        workload: """
          { "arrivals": { "trace": { "file": "a.csv", "column": "1", "last_column": "1440",
            "period": "1min", "spacing": "even", "from": "1h", "for": "10min", "speed": 2 } } }
          """),
      ScenarioText.scenario(
        workload: #"{ "arrivals": { "trace": { "file": "a.jsonl", "times": "ms" } } }"#),
      arrivals(#"{ "poisson": { "rate": "1/s" } }"#, #""requests": 5, "load": 2.5"#),
      ScenarioText.scenario().replacing(
        #""seed": 1"#, with: #""seed": 1, "objective": ["p(99, worst 1min)<1s", "cost<5/day"]"#),
      deployment(#""name": "Größe 模型 (1.5+x)_y""#),
      deployment(#""memory": "1.5 GiB", "capacity": { "keep_alive": "1h", "provisioned": 0 }"#),
      deployment(
        #""capacity": { "autoscaler": null }, "client": { "timeout": null }"#, on: "aws-sagemaker"),
      deployment(
        #""capacity": { "policy": "fixed-server", "workers": 1, "backlog": 0 }, "#
          + #""billing": { "policy": "per-instance", "per_hour": "0.10 USD" }"#),
      deployment(
        #""capacity": { "policy": "fixed-server", "workers": 1, "backlog": 0, "batch": null }, "#
          + #""client": { "batch": { "size": 1, "wait": "1ns" } }"#),
      deployment(
        #""capacity": { "batch": { "size": 100000, "delay": "0s" } }, "#
          + #""client": { "batch": null, "timeout": null }"#, on: "aws-sagemaker"),
      deployment(
        #""machine": { "name": "m", "like": { "name": "n", "like": "t2.2xlarge" } }"#,
        on: "aws-cpu-server"),
      deployment(
        #""model": { "name": "m", "like": "albert", "size": "1MB", "about": "x" }, "#
          + #""runtime": { "name": "r", "package_size": "1B", "latency": { "network": "1us" } }"#),
      ScenarioText.scenario(
        deployments: """
          { "platform": { "name": "p", "about": "Own", "package_limit": "1GB",
              "memory": { "default": "1GB", "least": "1MB", "greatest": "2GB", "options": ["1GB"] },
              "cpu": { "points": [["1GB", 1]], "usable": 1, "measured_at": "1GB" },
              "capacity": { "policy": "on-demand", "keep_alive": "1s" },
              "latency": { "policy": "staged", "service_time": "1ns", "execution_limit": null,
                "vcpus": 1, "waiting_share": 0.5,
                "cold_start": { "vcpus": 2,
                  "model_load": { "base": { "constant": "1s" }, "factor": 2, "vcpus": 1 },
                  "first_inference": "1s", "billed": [], "cpu_bound": ["model_load"] } },
              "billing": { "policy": "per-use", "per_gb_second": "0.1USD" },
              "client": { "timeout": "1s" } } }
          """),
    ]
    + [
      #""0s""#, #"{ "constant": "1s", "shift": "1s", "scale": 0 }"#,
      #"{ "exponential": { "mean": "1s" } }"#, #"{ "gamma": { "mean": "1s", "shape": 1 } }"#,
      #"{ "erlang": { "mean": "1s", "stages": 2 } }"#,
      #"{ "lognormal": { "mean": "1s", "cv": 0 } }"#,
      #"{ "lognormal": { "median": "1s", "sigma": 0 } }"#,
      #"{ "weibull": { "scale": "1s", "shape": 1 } }"#,
      #"{ "pareto": { "minimum": "1s", "shape": 1 } }"#,
      #"{ "uniform": { "from": "1s", "to": "1s" } }"#, #"{ "empirical": ["1s"] }"#,
      #"{ "quantiles": [[0, "0s"], [1, "1s"]] }"#,
    ].map(serviceTime)

  static let wrong: [String] =
    [
      "{}", "[]",
      #"{ "seed": 1, "workload": \#(ScenarioText.workload), "deployments": [] }"#,
      #"{ "seed": 1.5, "workload": \#(ScenarioText.workload), "#
        + #""deployments": [\#(ScenarioText.deployment)] }"#,
      #"{ "seed": -1, "workload": \#(ScenarioText.workload), "#
        + #""deployments": [\#(ScenarioText.deployment)] }"#,
      ScenarioText.scenario(workload: #"{ "arrivals": { "poisson": { "rate": "1/s" } } }"#),
      ScenarioText.scenario(workload: #"{ "duration": "1s" }"#),
      arrivals("{}"), arrivals(#"{ "poisson": { "rate": 5 } }"#),
      arrivals(#"{ "poisson": { "rate": "1/s" }, "constant": { "rate": "1/s" } }"#),
      arrivals(#"{ "poisson": { "rate": "1" } }"#),
      arrivals(#"{ "poisson": { "rate": "1e3/s" } }"#),
      arrivals(#"{ "poisson": { "rate": "1/s" } }"#, #""duration": "1m""#),
      arrivals(#"{ "poisson": { "rate": "1/s" } }"#, #""duration": "01s""#),
      arrivals(#"{ "poisson": { "rate": "1/s" } }"#, #""duration": ".5s""#),
      arrivals(#"{ "poisson": { "rate": "1/s" } }"#, #""duration": "1s\n""#),
      arrivals(#"{ "poisson": { "rate": "1/s" } }"#, #""requests": 0"#),
      arrivals(#"{ "piecewise": { "pieces": [] } }"#),
      arrivals(#"{ "piecewise": { "pieces": [{ "rate": "1/s" }] } }"#),
      arrivals(#"{ "mmpp": { \#(states) } }"#),
      arrivals(
        #"{ "mmpp": { \#(states), "generator": [[-1, 1], [1, -1]], "#
          + #""path": [{ "state": "a", "for": "1s" }] } }"#
      ),
      arrivals(
        #"{ "mmpp": { \#(states), "path": [{ "state": "a", "for": "1s" }], "initial": "a" } }"#),
      arrivals(#"{ "map": { "d0": [[-1]], "d1": [["1"]] } }"#),
      arrivals(#"{ "hourly": { "rates": [] } }"#),
      arrivals(#"{ "closed_loop": { "clients": 0 } }"#),
      arrivals(#"{ "closed_loop": { "clients": 1, "back_off": 2 } }"#),
      arrivals(#"{ "sinusoidal": { "mean": "5/s", "amplitude": 1.5 } }"#),
      arrivals(#"{ "trace": { "file": "" } }"#),
      arrivals(#"{ "trace": { "file": "a.csv", "times": "minutes" } }"#),
      deployment(#""name": "=1+1""#), deployment(#""name": "../x""#), deployment(#""name": "a ""#),
      deployment(#""name": """#), deployment(#""name": "a\u0007""#),
      deployment(#""capacity": { "keepalive": "1h" }"#),
      deployment(#""capacity": { "policy": "fixed-server", "keep_alive": "1h" }"#),
      deployment(#""capacity": { "policy": "on-demnd", "keep_alive": "1h" }"#),
      deployment(#""capacity": { "limit": 0, "keep_alive": "1h" }"#),
      deployment(#""capacity": { "reuse": "any" }"#),
      deployment(#""memory": 2048"#), deployment(#""memory": "2048mb""#),
      deployment(#""billing": { "per_request": "1EUR" }"#),
      deployment(#""client": { "timeout": 1 }"#), deployment(#""model": "mobilnet""#),
      deployment(#""model": { "size": "1MB" }"#),
      deployment(#""model": { "name": "m", "siez": "1MB" }"#),
      deployment(#""runtime": { "name": "r", "size": "1MB" }"#),
      deployment(#""machine": { "name": "m", "price": "1USD" }"#, on: "aws-cpu-server"),
      deployment(#""capacity": { "autoscaler": { "metric": "cpu" } }"#, on: "aws-sagemaker"),
      deployment(#""client": { "batch": { "size": 0, "wait": "1s" } }"#),
      deployment(#""client": { "batch": { "size": 2, "delay": "1s" } }"#),
      deployment(#""client": { "batch": 8 }"#),
      deployment(#""capacity": { "batch": { "size": 2, "wait": "1s" } }"#, on: "aws-sagemaker"),
      ScenarioText.scenario(deployments: #"{ "model": "mobilenet" }"#),
      ScenarioText.scenario(deployments: #"{ "platform": "aws-lamda" }"#),
      ScenarioText.scenario(deployments: #"{ "platform": { "name": "p", "size": "1MB" } }"#),
    ]
    + [
      "1", "{}", #"{ "constant": "1s", "empirical": ["1s"] }"#, #"{ "exponential": {} }"#,
      #"{ "lognormal": { "mean": "1s" } }"#,
      #"{ "lognormal": { "mean": "1s", "cv": 1, "median": "1s" } }"#,
      #"{ "lognormal": { "mean": "1s", "cv": -1 } }"#, #"{ "normal": { "mean": "1s" } }"#,
      #"{ "erlang": { "mean": "1s", "stages": 1.5 } }"#, #"{ "empirical": [] }"#,
      #"{ "quantiles": [[0, "1s"]] }"#, #"{ "quantiles": [[0, "1s"], [1, "1s", 2]] }"#,
      #"{ "quantiles": [[0, "1s"], [2, "1s"]] }"#, #"{ "constant": "1s", "scale": -1 }"#,
    ].map(serviceTime)
}
