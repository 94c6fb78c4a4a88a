import Platforms
import SimCore
import Testing

struct DistributionDecodingTests {
  @Test(arguments: [
    (#""250ms""#, Distribution.constant(.milliseconds(250))),
    (#"{ "constant": "2s" }"#, .constant(.seconds(2))),
    (#"{ "exponential": { "mean": "1s" } }"#, .exponential(mean: .seconds(1))),
    (#"{ "gamma": { "mean": "1s", "shape": 2.5 } }"#, .gamma(mean: .seconds(1), shape: 2.5)),
    (#"{ "erlang": { "mean": "1s", "stages": 3 } }"#, .erlang(mean: .seconds(1), stages: 3)),
    (
      #"{ "lognormal": { "mean": "1s", "cv": 0.5 } }"#,
      .logNormal(mean: .seconds(1), coefficientOfVariation: 0.5)
    ),
    (
      #"{ "lognormal": { "median": "1s", "sigma": 0.5 } }"#,
      .logNormal(median: .seconds(1), sigma: 0.5)
    ),
    (#"{ "weibull": { "scale": "1s", "shape": 2 } }"#, .weibull(scale: .seconds(1), shape: 2)),
    (#"{ "pareto": { "minimum": "1s", "shape": 3 } }"#, .pareto(minimum: .seconds(1), shape: 3)),
    (#"{ "uniform": { "from": "1s", "to": "2s" } }"#, .uniform(from: .seconds(1), to: .seconds(2))),
    (#"{ "empirical": ["1s", "3s", "3s"] }"#, .empirical([.seconds(1), .seconds(3), .seconds(3)])),
    (
      #"{ "quantiles": [[0, "1s"], [0.5, "2s"], [1, "4s"]] }"#,
      .quantiles([(0, .seconds(1)), (0.5, .seconds(2)), (1, .seconds(4))])
    ),
    (
      #"{ "exponential": { "mean": "1s" }, "scale": 2, "shift": "3s" }"#,
      .exponential(mean: .seconds(1)).scaled(by: 2).shifted(by: .seconds(3))
    ),
  ])
  func `every family arrives as it is written`(_ text: String, expected: Distribution) throws {
    #expect(try Decoded.distribution(text) == expected)
  }

  @Test(arguments: [
    Wrong(#"▸0.05"#, "", "must be a duration with its unit, found the number 0.05", #""0.05s""#),
    Wrong(#"▸"fast""#, "", #"the duration "fast" does not begin with a number"#, "such as"),
    Wrong(#"▸[]"#, "", "must be an object, found an empty array", "write { }"),
    Wrong(#"▸{}"#, "", "names no distribution", "write a duration such as"),
    Wrong(
      #"▸{ "constant": "1s", "empirical": ["1s"] }"#, "", "names more than one distribution",
      "one of exponential"),
    Wrong(
      #"{ ▸"log_normal": { "mean": "1s", "cv": 1 } }"#, ".log_normal", "unknown key",
      "did you mean `lognormal`?"),
    Wrong(
      #"{ "constant": ▸1 }"#, ".constant",
      "must be a duration with its unit, found the number 1", #"write "1s""#),
    Wrong(
      #"{ "exponential": ▸{} }"#, ".exponential", "the key `mean` is missing", #"add "mean""#),
    Wrong(
      #"{ "exponential": { "mean": ▸"0s" } }"#, ".exponential.mean",
      #"must be at least 1ns, found "0s""#, "write a duration"),
    Wrong(
      #"{ "exponential": { "mean": "1s", ▸"cv": 1 } }"#, ".exponential.cv", "unknown key",
      "write one of `mean`"),
    Wrong(
      #"{ "gamma": ▸{ "mean": "1s" } }"#, ".gamma", "the key `shape` is missing", #"add "shape""#),
    Wrong(
      #"{ "gamma": { "mean": "1s", "shape": ▸0 } }"#, ".gamma.shape",
      "must be at least 0.001, found 0", "from 0.001 to 1000000"),
    Wrong(
      #"{ "erlang": { "mean": "1s", "stages": ▸1.5 } }"#, ".erlang.stages",
      "must be a whole number, found 1.5", "from 1 to 1000000"),
    Wrong(
      #"{ "erlang": ▸{ "stages": 2 } }"#, ".erlang", "the key `mean` is missing", #"add "mean""#),
    Wrong(
      #"{ "lognormal": ▸{ "mean": "1s", "cv": 1, "median": "1s", "sigma": 1 } }"#, ".lognormal",
      "does not fix a log-normal distribution", "write mean and cv"),
    Wrong(
      #"{ "lognormal": ▸{ "mean": "1s", "sigma": 1 } }"#, ".lognormal",
      "does not fix a log-normal distribution", "or median and sigma"),
    Wrong(
      #"{ "lognormal": { "mean": "1s", ▸"vc": 1 } }"#, ".lognormal.vc", "unknown key",
      "did you mean `cv`?"),
    Wrong(
      #"{ "lognormal": { "mean": "1s", "cv": ▸-1 } }"#, ".lognormal.cv",
      "must be at least 0, found -1", "from 0 to 1000"),
    Wrong(
      #"{ "lognormal": { "median": "1s", "sigma": ▸11 } }"#, ".lognormal.sigma",
      "must be at most 10, found 11", "from 0 to 10"),
    Wrong(
      #"{ "weibull": { "scale": ▸"0s", "shape": 1 } }"#, ".weibull.scale",
      #"must be at least 1ns, found "0s""#, "write a duration"),
    Wrong(
      #"{ "weibull": { "scale": "1s", "shape": ▸"1" } }"#, ".weibull.shape",
      #"must be a number, found "1""#, "write 1 without quotes"),
    Wrong(
      #"{ "pareto": { "minimum": "1s", "shape": ▸0.01 } }"#, ".pareto.shape",
      "must be at least 0.05, found 0.01", "from 0.05 to 1000"),
    Wrong(
      #"{ "pareto": ▸{ "shape": 2 } }"#, ".pareto", "the key `minimum` is missing",
      #"add "minimum""#),
    Wrong(
      #"{ "uniform": ▸{ "from": "2s", "to": "1s" } }"#, ".uniform", "from is greater than to",
      "exchange"),
    Wrong(
      #"{ "uniform": ▸{ "from": "2s" } }"#, ".uniform", "the key `to` is missing", #"add "to""#),
    Wrong(#"{ "empirical": ▸[] }"#, ".empirical", "is empty", "at least one duration"),
    Wrong(
      #"{ "empirical": ["1s", ▸2] }"#, ".empirical[1]",
      "must be a duration with its unit, found the number 2", #"write "2s""#),
    Wrong(
      #"{ "quantiles": ▸[[0, "1s"]] }"#, ".quantiles", "are not the quantiles of a distribution",
      "from probability 0 to probability 1"),
    Wrong(
      #"{ "quantiles": ▸[[0, "2s"], [1, "1s"]] }"#, ".quantiles",
      "are not the quantiles of a distribution", "durations that do not fall"),
    Wrong(
      #"{ "quantiles": [▸[0], [1, "1s"]] }"#, ".quantiles[0]", "must be a pair, has 1 elements",
      "[0.5, \"120ms\"]"),
    Wrong(
      #"{ "quantiles": [[0, "1s"], [▸2, "1s"]] }"#, ".quantiles[1][0]",
      "must be at most 1, found 2", "from 0 to 1"),
    Wrong(
      #"{ "constant": "1s", "scale": ▸-1 }"#, ".scale", "must be at least 0, found -1",
      "write a number"),
    Wrong(
      #"{ "constant": "1s", "shift": ▸5 }"#, ".shift",
      "must be a duration with its unit, found the number 5", #"write "5s""#),
  ])
  func `what is wrong with a distribution is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(
      wrong.text, "deployments[0].latency.service_time" + wrong.path, wrong.what, wrong.fix
    ).within {
      ScenarioText.scenario(
        deployments: #"{ "platform": "aws-cpu-server", "latency": { "service_time": \#($0) } }"#)
    }.check()
  }
}
