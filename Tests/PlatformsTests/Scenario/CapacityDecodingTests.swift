@testable import Platforms
import SimCore
import Testing

struct CapacityDecodingTests {
  private func capacity(_ text: String) throws -> AnyCapacity {
    try Decoded.deployment(
      """
      { "platform": "aws-lambda", "capacity": \(text), "latency": { "service_time": "10ms" } }
      """
    ).capacity
  }

  @Test func `every key of on-demand capacity arrives`() throws {
    let capacity = try capacity(
      """
      {
        "policy": "on-demand", "limit": 50, "burst": 20, "starts": "2/s", "keep_alive": "7min",
        "greatest_age": "1h", "reuse": "oldest",
        "beyond_limit": "wait", "waits_for_any": true, "provisioned": 3,
        "backlog": 9, "pacing": "1s", "requests_per_instance": "2/s", "start_delay": "4s"
      }
      """)
    var expected = OnDemand(
      limit: 50, starts: StartLimit(burst: 20, rate: 2), keepAlive: KeepAlive(.minutes(7)),
      greatestAge: .seconds(3600), reuse: .oldest, beyondLimit: .wait, waitsForAny: true,
      provisioned: 3, backlog: 9, pacing: .seconds(1))
    // Where requests wait, none is refused for coming too fast.
    expected.startDelay = .seconds(4)
    #expect(capacity == .onDemand(expected))
  }

  @Test func `as many requests are let in as the limit says, and any number if it is null`() throws
  {
    func limit(_ text: String) throws -> RequestLimit? {
      guard case .onDemand(let policy) = try capacity(text) else { throw Decoded.Unexpected() }
      return policy.requests
    }
    #expect(try limit("{}") == RequestLimit(perSecond: 10_000))
    #expect(
      try limit(#"{ "limit": 50, "requests_per_instance": "2/s" }"#)
        == RequestLimit(perSecond: 100))
    #expect(try limit(#"{ "requests_per_instance": null }"#) == nil)
  }

  @Test func `a delay of starts is of requests that wait`() throws {
    try Wrong(
      #"{ "start_delay": ▸"4s" }"#, "deployments[0].capacity.start_delay",
      "lets requests wait, which are refused here", #"add "beyond_limit": "wait""#
    ).inDeployment(on: "aws-lambda", "capacity").check()
  }

  @Test func `a distribution to draw lifetimes from replaces the catalog's law whole`() throws {
    let found = try Decoded.deployment(
      """
      { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6",
        "capacity": { "keep_alive": { "uniform": { "from": "1s", "to": "3s" } } } }
      """)
    guard case .onDemand(let policy) = found.capacity else { throw Decoded.Unexpected() }
    #expect(policy.keepAlive == KeepAlive(drawnFrom: .uniform(from: .seconds(1), to: .seconds(3))))
    #expect(policy.plan.idleLifetime == .drawn(.uniform(from: .seconds(1), to: .seconds(3))))
    #expect(throws: (any Error).self) {
      _ = try Decoded.deployment(
        """
        { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6",
          "capacity": { "keep_alive": { "exponential": { "mean": "1s" }, "alone": "3s" } } }
        """)
    }
  }

  @Test func `every key of a law of keeping arrives, and alone is longest unless it is said`()
    throws
  {
    func keepAlive(_ text: String) throws -> KeepAlive {
      let capacity = try capacity("{ \"keep_alive\": \(text), \"greatest_age\": null }")
      guard case .onDemand(let onDemand) = capacity else { throw Decoded.Unexpected() }
      #expect(onDemand.greatestAge == nil)
      return onDemand.keepAlive
    }
    let halving = KeepAlive.Halving(period: .seconds(60), alone: .seconds(90))
    #expect(
      try keepAlive(#"{ "longest": "10min", "halving": "1min", "alone": "90s" }"#)
        == KeepAlive(.minutes(10), halving: halving))
    let silent = try Decoded.deployment(
      """
      {
        "platform": "gcp-cloud-functions@2021-03", "model": "mobilenet", "runtime": "tf-1.15",
        "capacity": { "keep_alive": { "longest": "10min", "halving": "1min" } }
      }
      """)
    guard case .onDemand(let onDemand) = silent.capacity else { throw Decoded.Unexpected() }
    #expect(
      onDemand.keepAlive
        == KeepAlive(
          .minutes(10), halving: KeepAlive.Halving(period: .seconds(60), alone: .minutes(10))))
  }

  @Test func `every key of fixed servers arrives`() throws {
    let capacity = try capacity(
      """
      {
        "policy": "fixed-server", "instances": 4, "workers": 2, "backlog": 0,
        "serves_abandoned": true
      }
      """)
    #expect(
      capacity
        == .fixedServer(
          FixedServer(instances: 4, workers: 2, backlog: 0, servesAbandonedRequests: true)))
  }

  @Test func `every key of a managed endpoint arrives`() throws {
    let capacity = try capacity(
      """
      {
        "policy": "managed-endpoint", "minimum": 2, "maximum": 9, "workers": 4, "backlog": 100,
        "routing": "round-robin", "provisioning": { "uniform": { "from": "1min", "to": "2min" } },
        "drain": "30s", "serves_abandoned": true,
        "autoscaler": {
          "metric": "utilisation", "target": 0.6, "scale_in_share": 0.5, "period": "30s",
          "scale_out_datapoints": 2, "scale_in_datapoints": 4, "scale_out_cooldown": "1min",
          "scale_in_cooldown": "2min"
        }
      }
      """)
    #expect(
      capacity
        == .managedEndpoint(
          ManagedEndpoint(
            minimum: 2, maximum: 9, workers: 4, backlog: 100, routing: .roundRobin,
            autoscaler: .init(
              metric: .utilisation, target: 0.6, scaleInFraction: 0.5, period: .seconds(30),
              scaleOutDatapoints: 2, scaleInDatapoints: 4, scaleOutCooldown: .minutes(1),
              scaleInCooldown: .minutes(2)),
            provisioningTime: .uniform(from: .minutes(1), to: .minutes(2)),
            drainTime: .seconds(30), servesAbandonedRequests: true)))
  }

  @Test func `every key of requests in flight arrives`() throws {
    let capacity = try capacity(
      """
      {
        "policy": "managed-endpoint", "minimum": 0, "maximum": 9, "workers": 4, "backlog": 100,
        "buffer": 7, "routing": "two-choices",
        "autoscaler": {
          "metric": "in-flight", "target": 2.5, "period": "100ms",
          "in_flight": {
            "window": "40s", "report": "2s", "panic_window": "5s", "panic_share": 3,
            "scale_in_factor": 4, "scale_out_smoothing": 0.5, "scale_in_smoothing": 0.25,
            "from_zero": 2, "zero_delay": "9s", "silence_resets": true
          }
        }
      }
      """)
    #expect(
      capacity
        == .managedEndpoint(
          ManagedEndpoint(
            minimum: 0, maximum: 9, workers: 4, backlog: 100, routing: .twoChoices,
            autoscaler: .init(
              metric: .inFlight, target: 2.5, period: .milliseconds(100),
              inFlight: .init(
                window: .seconds(40), report: .seconds(2),
                panic: .init(window: .seconds(5), share: 3), stepIn: 4, smoothingOut: 0.5,
                smoothingIn: 0.25, fromZero: 2, zeroDelay: .seconds(9), silenceResets: true)),
            provisioningTime: .constant(.zero), buffer: 7)))
  }

  @Test func `keys that may be left out have their defaults`() throws {
    #expect(
      try capacity(#"{ "policy": "fixed-server", "workers": 2, "backlog": 0 }"#)
        == .fixedServer(FixedServer(workers: 2, backlog: 0)))
    #expect(
      try capacity(#"{ "policy": "managed-endpoint", "maximum": 2, "workers": 1, "backlog": 0 }"#)
        == .managedEndpoint(
          ManagedEndpoint(
            minimum: 1, maximum: 2, workers: 1, backlog: 0, routing: .leastOutstanding,
            autoscaler: nil, provisioningTime: .constant(.zero))))
    let platform =
      #"{ "name": "own", "capacity": { "policy": "on-demand", "keep_alive": "1s" }, "#
      + #""latency": { "policy": "preloaded" }, "billing": { "policy": "per-use" } }"#
    let deployment = try Decoded.deployment(
      #"{ "platform": \#(platform), "latency": { "service_time": "1s" } }"#)
    #expect(
      deployment.capacity
        == .onDemand(
          OnDemand(
            limit: 1000, starts: StartLimit(burst: 1000, rate: 1e9), keepAlive: .seconds(1)))
    )
  }

  @Test func `null takes the autoscaler away`() throws {
    let deployment = try Decoded.deployment(
      """
      { "platform": "aws-sagemaker@2021-03", "model": "mobilenet", "runtime": "tf-1.15",
        "capacity": { "autoscaler": null } }
      """)
    guard case .managedEndpoint(let endpoint) = deployment.capacity else {
      throw Decoded.Unexpected()
    }
    #expect(endpoint.autoscaler == nil)
  }

  @Test(arguments: [
    Wrong(#"▸3"#, "", "must be an object, found 3", "write { }"),
    Wrong(
      #"{ "policy": ▸"ondemand" }"#, ".policy", #""ondemand" is not one of the choices"#,
      #"did you mean "on-demand"?"#),
    Wrong(
      #"▸{ "policy": "fixed-server", "backlog": 1 }"#, "", "the key `workers` is missing",
      #"add "workers""#),
    Wrong(
      #"▸{ "policy": "fixed-server", "workers": 1 }"#, "", "the key `backlog` is missing",
      #"add "backlog""#),
    Wrong(
      #"{ "policy": "fixed-server", "workers": ▸0, "backlog": 1 }"#, ".workers",
      "must be at least 1, found 0", "from 1 to 1000000"),
    Wrong(
      #"{ "policy": "fixed-server", "workers": 1, "backlog": ▸-1 }"#, ".backlog",
      "must be at least 0, found -1", "from 0 to 100000000"),
    Wrong(
      #"{ "policy": "fixed-server", "workers": 1, "backlog": 1, "instances": ▸0 }"#, ".instances",
      "must be at least 1, found 0", "write a whole number"),
    Wrong(
      #"{ "policy": "fixed-server", "workers": 1, "backlog": 1, "serves_abandoned": ▸1 }"#,
      ".serves_abandoned", "must be true or false, found 1", "true or false"),
    Wrong(
      #"{ "policy": "fixed-server", "workers": 1, "backlog": 1, ▸"keep_alive": "1s" }"#,
      ".keep_alive", "unknown key", "`serves_abandoned`"),
    Wrong(
      #"{ ▸"keepalive": "1h" }"#, ".keepalive", "unknown key", "did you mean `keep_alive`?"),
    Wrong(
      #"{ "keep_alive": ▸3600 }"#, ".keep_alive",
      "must be a duration with its unit, found the number 3600", #"write "3600s""#),
    Wrong(
      #"{ "limit": ▸20000000 }"#, ".limit", "must be at most 1000000, found 20000000",
      "from 1 to 1000000"),
    Wrong(#"{ "burst": ▸0 }"#, ".burst", "must be at least 1, found 0", "whole number"),
    Wrong(
      #"{ "starts": ▸"500" }"#, ".starts", #"the rate "500" has no unit"#, "write a rate such as"),
    Wrong(
      #"{ "reuse": ▸"random" }"#, ".reuse", #""random" is not one of the choices"#,
      #""newest", "oldest""#),
    Wrong(
      #"{ "beyond_limit": ▸"queue" }"#, ".beyond_limit", #""queue" is not one of the choices"#,
      #""refuse", "wait""#),
    Wrong(
      #"{ "beyond_limit": "wait", "burst": 1, "starts": ▸"0/s" }"#, ".starts",
      "is so low that requests could wait for ever", #"such as "10/s""#),
    Wrong(
      #"{ "waits_for_any": ▸"no" }"#, ".waits_for_any", #"must be true or false, found "no""#,
      "true or false"),
    Wrong(
      #"{ "limit": 5, "provisioned": ▸6 }"#, ".provisioned", "must be at most 5, found 6",
      "from 0 to 5"),
    Wrong(
      #"{ "backlog": ▸0.5 }"#, ".backlog", "must be a whole number, found 0.5", "whole number"),
    Wrong(
      #"{ "pacing": ▸"2h" }"#, ".pacing", #"must be at most 1h, found "2h""#, "from 1ms to 1h"),
  ])
  func `what is wrong with the capacity of a function is said where it stands`(
    _ wrong: Wrong
  ) throws {
    try Wrong(wrong.text, "deployments[0].capacity" + wrong.path, wrong.what, wrong.fix)
      .inDeployment(on: "aws-lambda@2021-03", "capacity").check()
  }

  @Test(arguments: [
    Wrong(
      #"{ "minimum": ▸6 }"#, ".minimum", "must be at most 5, found 6", "from 0 to 5"),
    Wrong(
      #"{ "minimum": ▸0, "autoscaler": null }"#, ".minimum",
      "is 0 where no autoscaler starts an instance", "write 1 or more"),
    Wrong(#"{ "buffer": ▸-1 }"#, ".buffer", "must be at least 0, found -1", "whole number"),
    Wrong(#"{ "maximum": ▸0 }"#, ".maximum", "must be at least 1, found 0", "whole number"),
    Wrong(#"{ "workers": ▸"8" }"#, ".workers", #"must be a whole number, found "8""#, "write 8"),
    Wrong(#"{ "backlog": ▸-1 }"#, ".backlog", "must be at least 0, found -1", "whole number"),
    Wrong(
      #"{ "routing": ▸"least" }"#, ".routing", #""least" is not one of the choices"#,
      #""round-robin", "random", "least-outstanding", "two-choices""#),
    Wrong(
      #"{ "provisioning": ▸{} }"#, ".provisioning", "names no distribution", "a duration"),
    Wrong(
      #"{ "drain": ▸"1m" }"#, ".drain", #"the duration "1m" has the unknown unit "m""#,
      "did you mean `min`?"),
    Wrong(
      #"{ "serves_abandoned": ▸null }"#, ".serves_abandoned",
      "must be true or false, found null", "true or false"),
    Wrong(
      #"{ "autoscaler": ▸true }"#, ".autoscaler", "must be an object, found true", "write { }"),
    Wrong(
      #"{ "autoscaler": { ▸"targte": 1 } }"#, ".autoscaler.targte", "unknown key",
      "did you mean `target`?"),
    Wrong(
      #"{ "autoscaler": { "metric": ▸"cpu" } }"#, ".autoscaler.metric",
      #""cpu" is not one of the choices"#,
      #""invocations-per-instance", "utilisation", "in-flight""#),
    Wrong(
      #"{ "autoscaler": { "metric": "utilisation", "target": ▸60 } }"#, ".autoscaler.target",
      "must be at most 1, found 60", "to 1"),
    Wrong(
      #"{ "autoscaler": { "target": ▸0 } }"#, ".autoscaler.target",
      "must be at least 1e-06, found 0", "write a number"),
    Wrong(
      #"{ "autoscaler": { "scale_in_share": ▸1.5 } }"#, ".autoscaler.scale_in_share",
      "must be at most 1, found 1.5", "from 0 to 1"),
    Wrong(
      #"{ "autoscaler": { "period": ▸"50ms" } }"#, ".autoscaler.period",
      #"must be at least 100ms, found "50ms""#, "from 100ms to 1d"),
    Wrong(
      #"{ "autoscaler": { "in_flight": ▸{ "window": "60s" } } }"#, ".autoscaler.in_flight",
      #"has no meaning with another metric than "in-flight""#, "write null"),
    Wrong(
      #"{ "autoscaler": { "metric": "in-flight", "in_flight": { "window": ▸"2h" } } }"#,
      ".autoscaler.in_flight.window", #"must be at most 1h, found "2h""#, "from 100ms to 1h"),
    Wrong(
      #"{ "autoscaler": { "metric": "in-flight", "in_flight": { ▸"panic": 2 } } }"#,
      ".autoscaler.in_flight.panic", "unknown key", "panic_window"),
    Wrong(
      #"{ "autoscaler": { "scale_out_datapoints": ▸0 } }"#, ".autoscaler.scale_out_datapoints",
      "must be at least 1, found 0", "from 1 to 10000"),
    Wrong(
      #"{ "autoscaler": { "scale_in_datapoints": ▸[] } }"#, ".autoscaler.scale_in_datapoints",
      "must be a whole number, found an empty array", "from 1 to 10000"),
    Wrong(
      #"{ "autoscaler": { "scale_out_cooldown": ▸300 } }"#, ".autoscaler.scale_out_cooldown",
      "must be a duration with its unit, found the number 300", #""300s""#),
    Wrong(
      #"{ "autoscaler": { "scale_in_cooldown": ▸"" } }"#, ".autoscaler.scale_in_cooldown",
      #"the duration "" is empty"#, "write a duration"),
  ])
  func `what is wrong with the capacity of an endpoint is said where it stands`(
    _ wrong: Wrong
  ) throws {
    try Wrong(wrong.text, "deployments[0].capacity" + wrong.path, wrong.what, wrong.fix)
      .inDeployment(on: "aws-sagemaker@2021-03", "capacity").check()
  }

  @Test func `a policy of one's own has a name`() throws {
    try Wrong(
      """
      { "platform": { "name": "own", "capacity": ▸{ "workers": 1 },
        "latency": { "policy": "preloaded", "service_time": "1s" },
        "billing": { "policy": "per-use" } } }
      """, "deployments[0].platform.capacity", "names no policy",
      #"one of "on-demand", "fixed-server", "managed-endpoint""#
    ).inDeployment.check()
  }
}
