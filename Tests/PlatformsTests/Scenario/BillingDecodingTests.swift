import Documents
import Platforms
import SimCore
import Testing

struct BillingDecodingTests {
  private func deployment(on platform: String, _ keys: String) throws -> Deployment {
    try Decoded.deployment(
      #"{ "platform": "\#(platform)", "latency": { "service_time": "10ms" }, \#(keys) }"#)
  }

  private func dollars(_ text: String) throws -> Money { try Money(text: text) }

  @Test func `every key of billing by use arrives`() throws {
    let billing = try deployment(
      on: "gcp-cloud-functions@2021-03",
      """
      "memory": "1024MB", "billing": {
        "policy": "per-use", "per_request": "0.5USD", "per_gb_second": "2USD",
        "per_cpu_second": "10USD", "step": "50ms", "minimum": "200ms", "free_tier": true,
        "free_requests": 7, "free_gb_seconds": 100, "free_cpu_seconds": 28,
        "tiers": [{ "from_gb_seconds": 300, "per_gb_second": "1USD" }] }
      """
    ).billing
    // 1024 MB is 1 GB and brings 1.4 GHz: 2 + 14 USD a second, and 1 + 14 beyond 300.
    let expected = try PerUseBilling(
      perRequest: dollars("0.5USD"), perSecond: dollars("16USD").exact, step: .milliseconds(50),
      minimum: .milliseconds(200), freeRequests: 7, freeSeconds: Ratio(100),
      perSecondProvisioned: nil, perProvisionedSecond: .zero,
      perCPUSecond: dollars("14USD").exact, freeCPUSeconds: Ratio(20),
      volumes: [(from: Ratio(300), perSecond: dollars("15USD").exact)])
    #expect(billing == .perUse(expected))
  }

  /// The only deployment of a scenario whose requests bring 3 MB and whose answers take 1 MB.
  private func carrying(_ platform: String, _ keys: String) throws -> Deployment {
    try Decoded.scenario(
      ScenarioText.scenario(
        workload: """
          { "duration": "1h", "arrivals": { "constant": { "rate": "1/s" } },
            "payload": { "request": "3MB", "answer": "1MB" } }
          """,
        deployments: """
          { "platform": "\(platform)", "latency": { "service_time": "10ms" }, \(keys) }
          """)
    ).deployments[0]
  }

  @Test(arguments: [
    ("aws-lambda", "0.2USD", #""free_tier": true, "free_requests": 5,"#),
    ("aws-fargate", "0USD", ""),
  ])
  func `data are charged with every request, and no request is free of them`(
    platform: String, perRequest: String, free: String
  ) throws {
    let billing = try carrying(
      platform,
      """
      "billing": { \(free) "per_request": "\(perRequest)", "per_gb_second": "0USD",
        "per_gb_in": "1.024USD", "per_gb_out": "10.24USD" }
      """.replacingOccurrences(
        of: platform == "aws-fargate" ? #""per_gb_second": "0USD","# : "-", with: "")
    ).billing.policy
    // 3 MB at a thousandth of a dollar and 1 MB at a hundredth.
    let cost = billing.charge(RequestUsage(execution: .milliseconds(10))).cost
    #expect(try cost == dollars("0.013USD") + dollars(perRequest))
    let use = TotalUsage(requests: 9, billedNanoseconds: 0)
    #expect(billing.settle(use).decimalText(digits: 2) == (free.isEmpty ? "0.00" : "-1.00"))
  }

  @Test(arguments: ["aws-lambda", "aws-fargate"])
  func `an hour of the run costs whatever comes`(platform: String) throws {
    let keys = #""billing": { "fixed_per_hour": "0.5USD" }"#
    let billing = try deployment(on: platform, keys).billing.policy
    #expect(try billing.charge(run: .seconds(5400)) == dollars("0.75USD"))
    // A third of a femtodollar a second.
    let least = try deployment(
      on: platform, #""billing": { "fixed_per_hour": "0.0000000000012USD" }"#
    ).billing.policy
    #expect(
      [1, 2, 3, 5].map { least.charge(run: .seconds($0)).femtodollars } == [0, 1, 1, 2])
  }

  @Test func `a snapshot costs for as long as it is there and whenever an instance starts`() throws
  {
    let billing = try deployment(
      on: "aws-lambda",
      """
      "memory": "2048MB",
      "billing": { "fixed_per_hour": "36USD",
        "snapshot": { "per_gb_second": "0.02USD", "per_gb_start": "3USD" } }
      """
    ).billing.policy
    #expect(try billing.charge(run: .seconds(100)) == dollars("5USD"))
    #expect(try billing.charge(instance: .seconds(7)) == dollars("6USD"))
    #expect(
      try deployment(on: "aws-lambda", #""memory": "1GB""#).billing.policy.charge(
        instance: .seconds(7)) == .zero)
  }

  @Test func `what is charged for data must make sense`() throws {
    func report(_ keys: String) -> String {
      var text = ""
      do { _ = try carrying("aws-lambda", keys) } catch { text = "\(error)" }
      return text
    }
    let batched = report(
      #""billing": { "per_gb_in": "1USD" }, "client": { "batch": { "size": 2, "wait": "1s" } }"#)
    #expect(batched.contains("deployments[0].billing: charges the data of each request"))
    #expect(report(#""client": { "batch": { "size": 2, "wait": "1s" } }"#) == "")
    #expect(
      report(#""billing": { "per_request": "999999USD", "per_gb_in": "999999USD" }"#)
        .contains("for a request and its data"))
    #expect(
      report(#""billing": { "snapshot": { "per_gb_start": "-1USD" } }"#).contains("per_gb_start"))
    #expect(throws: ProblemReport.self) {
      try Decoded.deployment(
        #"{ "platform": "aws-cpu-server@2021-03", "latency": { "service_time": "10ms" }, "#
          + #""billing": { "policy": "per-use", "snapshot": { "per_gb_start": "1USD" } } }"#)
    }
  }

  /// The policy of a function on a platform of points that are easily divided.
  private func perUse(_ memory: String, _ keys: String) throws -> PerUseBilling {
    let deployment = try Decoded.deployment(
      """
      { "platform": { "name": "p", "like": "aws-lambda@2021-03",
          "memory": { "least": "1MB", "greatest": "64GB", "default": "1GB" },
          "cpu": { "points": [["1000MB", 0.7], ["3000MB", 0.1], ["5000MB", 1.9]] } },
        "memory": "\(memory)", "latency": { "service_time": "10ms" },
        "billing": { "policy": "per-use", "per_request": "0USD", \(keys) } }
      """)
    guard case .perUse(let policy) = deployment.billing else { throw Decoded.Unexpected() }
    return policy
  }

  @Test(arguments: [
    // The price of a minute of 1769 MB is 0.0017275425175781... USD, and that of a second is
    // rounded to femtodollars no more.
    ("1769MB", "0.0000166667USD", "1min", 1_727_542_517_578),
    // Half a femtodollar a second is 1800 in an hour.
    ("512MB", "0.000000000000001USD", "1h", 1800),
    ("1024MB", "0.000000000000001USD", "1s", 1),
  ])
  func `the price of a step is the only rounding`(
    memory: String, price: String, step: String, femtodollars: Int
  ) throws {
    let policy = try perUse(
      memory, #""per_gb_second": "\#(price)", "step": "\#(step)""#)
    let charge = policy.charge(RequestUsage(execution: Interval(nanoseconds: 1)))
    #expect(charge.cost == Money(femtodollars: Int128(femtodollars)))
  }

  /// The formulas of docs/model.md in whole numbers, with nothing of the program's.
  @Test func `every price is what the documents' formula says`() throws {
    var random = Random(seed: 11, stream: RandomStream("prices"))
    func money(_ femtodollars: Int128) -> String {
      Money(femtodollars: femtodollars).text
    }
    for _ in 0..<60 {
      let megabytes = Int128(random.number(1...6000))
      let (gb, cpu) = (Int128(random.number(0...999_999_999)), Int128(random.number(0...99_999)))
      let (idle, own) = (Int128(random.number(0...99_999)), Int128(random.number(0...99_999)))
      let step = Int128(random.number(1...3_600_000))
      let free = Int128(random.number(0...99))
      let policy = try perUse(
        "\(megabytes)MB",
        """
        "per_gb_second": "\(money(gb))", "per_cpu_second": "\(money(cpu))",
        "step": "\(step)us", "free_tier": true, "free_gb_seconds": \(free),
        "provisioned": { "per_gb_second": "\(money(idle))",
          "execution_per_gb_second": "\(money(own))" }
        """)
      // The processor in parts of 20,000: 0.7 m / 1000, then lines of slopes -0.3 and 0.9 a 1000.
      let processor =
        megabytes <= 1000
        ? megabytes * 14
        : megabytes <= 3000
          ? 14_000 - 6 * (megabytes - 1000)
          : min(2000 + 18 * (megabytes - 3000), 38_000)
      func nearest(_ top: Int128, _ bottom: Int128) -> Int128 { (2 * top + bottom) / (2 * bottom) }
      // Memory in 1024ths of a GB, steps in millionths of a second.
      func perStep(_ perGB: Int128) -> Int128 {
        nearest(
          (perGB * megabytes * 20_000 + cpu * processor * 1024) * step, 1024 * 20_000 * 1_000_000)
      }
      let time = Interval(nanoseconds: Int64(random.number(1...100_000_000_000)))
      let steps = (Int128(time.nanoseconds) + step * 1000 - 1) / (step * 1000)
      let usual = policy.charge(RequestUsage(execution: time))
      #expect(usual.cost.femtodollars == perStep(gb) * steps)
      #expect(policy.charge(startup: time).cost.femtodollars == perStep(gb) * steps)
      let provisioned = policy.charge(RequestUsage(execution: time, isProvisioned: true))
      #expect(provisioned.cost.femtodollars == perStep(own) * steps)
      #expect(
        policy.charge(provisioned: time).femtodollars
          == nearest(idle * megabytes * Int128(time.nanoseconds), 1024 * 1_000_000_000))
      // Of the GB-seconds only whole steps are free.
      let freeSteps = free * 1_000_000 * 1024 / (megabytes * step)
      let total = TotalUsage(requests: 0, billedNanoseconds: Int128.max / 2)
      #expect(policy.settle(total).femtodollars == -perStep(gb) * freeSteps)
    }
  }

  @Test func `the free tier counts only where it is asked for`() throws {
    let billing = try deployment(
      on: "aws-lambda@2021-03", #""billing": { "free_requests": 7, "free_gb_seconds": 100 }"#
    ).billing
    guard case .perUse(let policy) = billing else { throw Decoded.Unexpected() }
    #expect(policy.freeRequests == 0)
    #expect(policy.freeSteps == 0)
  }

  @Test func `every key of billing by instance arrives`() throws {
    let billing = try deployment(
      on: "aws-lambda@2021-03",
      """
      "billing": { "policy": "per-instance", "per_hour": "1USD", "step": "1min",
        "minimum": "10min", "teardown": "5min" }
      """
    ).billing
    #expect(
      try billing
        == .perInstance(
          PerInstanceBilling(
            perHour: dollars("1USD"), step: .minutes(1), minimum: .minutes(10),
            teardown: .minutes(5))))
  }

  @Test func `an instance costs what its machine costs, unless it says otherwise`() throws {
    func price(_ keys: String) throws -> Money {
      guard case .perInstance(let policy) = try deployment(on: "gcp-cpu-server", keys).billing
      else {
        throw Decoded.Unexpected()
      }
      return policy.perHour
    }
    #expect(try price(#""client": {}"#) == dollars("0.38USD"))
    #expect(try price(#""machine": "g4dn.2xlarge""#) == dollars("0.752USD"))
    #expect(
      try price(#""machine": { "name": "mine", "price_per_hour": "0.1USD" }"#)
        == dollars("0.1USD"))
    #expect(try price(#""billing": { "per_hour": "2USD" }"#) == dollars("2USD"))
  }

  @Test func `a client waits as long as it is told to`() throws {
    #expect(
      try deployment(on: "aws-lambda@2021-03", #""client": { "timeout": "3s" }"#).client
        == Client(timeout: .seconds(3)))
    #expect(
      try deployment(on: "aws-sagemaker", #""client": {}"#).client == Client(timeout: .minutes(1)))
    #expect(
      try deployment(on: "aws-sagemaker@2021-03", #""client": { "timeout": null }"#).client
        == Client(timeout: nil))
  }

  @Test(arguments: [
    Wrong(#"▸"free""#, "", #"must be an object, found "free""#, "write { }"),
    Wrong(
      #"{ "policy": ▸"per-hour" }"#, ".policy", #""per-hour" is not one of the choices"#,
      #"write one of "per-use", "per-instance""#),
    Wrong(
      #"{ "per_request": ▸"-1USD" }"#, ".per_request",
      #"the amount "-1USD" must not be negative"#, "without the sign"),
    Wrong(
      #"{ "per_request": ▸"2000000USD" }"#, ".per_request",
      #"must be at most 1000000USD, found "2000000USD""#, "write an amount"),
    Wrong(
      #"{ "per_gb_second": ▸0.1 }"#, ".per_gb_second",
      "must be an amount with its unit, found the number 0.1", #""0.1USD""#),
    Wrong(
      #"{ "per_cpu_second": ▸"1EUR" }"#, ".per_cpu_second",
      #"the amount "1EUR" has the unknown unit "EUR""#, "write an amount"),
    Wrong(
      #"▸{ "per_gb_second": "900000USD" }"#, "",
      "comes to more than 1000000USD for a second of an instance", "lower prices"),
    Wrong(
      #"{ "step": ▸"0s" }"#, ".step", #"must be at least 1ns, found "0s""#, "from 1ns to 1d"),
    Wrong(
      #"{ "minimum": ▸"2d" }"#, ".minimum", #"must be at most 1d, found "2d""#, "from 0s to 1d"),
    Wrong(
      #"{ "free_tier": ▸"yes" }"#, ".free_tier", #"must be true or false, found "yes""#,
      "true or false"),
    Wrong(
      #"{ "free_requests": ▸-1 }"#, ".free_requests", "must be at least 0, found -1",
      "whole number"),
    Wrong(
      #"{ "free_gb_seconds": ▸"1" }"#, ".free_gb_seconds", #"must be a number, found "1""#,
      "without quotes"),
    Wrong(
      #"{ "free_cpu_seconds": ▸-1 }"#, ".free_cpu_seconds", "must be at least 0, found -1",
      "number"),
    Wrong(
      #"{ "tiers": ▸{} }"#, ".tiers", "must be an array, found an empty object",
      "write [ ]"),
    Wrong(
      #"{ "tiers": [▸{ "from_gb_seconds": 1 }] }"#, ".tiers[0]",
      "the key `per_gb_second` is missing", #"add "per_gb_second""#),
    Wrong(
      """
      { "tiers": ▸[{ "from_gb_seconds": 2, "per_gb_second": "1USD" },
        { "from_gb_seconds": 2, "per_gb_second": "1USD" }] }
      """, ".tiers", "has tiers that do not rise in GB-seconds", "order"),
    Wrong(
      #"{ ▸"per_second": "1USD" }"#, ".per_second", "unknown key", "did you mean"),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": ▸1 }"#, ".per_hour",
      "must be an amount with its unit, found the number 1", #""1USD""#),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": "1USD", "teardown": ▸"x" }"#, ".teardown",
      #"the duration "x" does not begin with a number"#, "write a duration"),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": "1USD", "step": ▸"0s" }"#, ".step",
      #"must be at least 1ns, found "0s""#, "write a duration"),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": "1USD", "minimum": ▸0 }"#, ".minimum",
      "must be a duration with its unit, found the number 0", #""0s""#),
  ])
  func `what is wrong with a bill is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(wrong.text, "deployments[0].billing" + wrong.path, wrong.what, wrong.fix)
      .inDeployment(on: "aws-lambda@2021-03", "billing").check()
  }

  @Test func `prices need what they are the price of`() throws {
    try Wrong(
      #"▸{ "policy": "per-instance" }"#, "deployments[0].billing.per_hour",
      "is missing, and no machine has a price", #"add "per_hour""#
    ).inDeployment(on: "aws-lambda@2021-03", "billing").check()
    try Wrong(
      #"{ "policy": "per-use", "per_gb_second": ▸"1USD" }"#,
      "deployments[0].billing.per_gb_second", "needs a memory size", "remove it"
    ).inDeployment(on: "aws-cpu-server", "billing").check()
    try Wrong(
      #"{ "policy": "per-use", "per_cpu_second": ▸"1USD" }"#,
      "deployments[0].billing.per_cpu_second",
      "needs the processor that comes with a memory size", "remove it"
    ).inDeployment(on: "aws-cpu-server", "billing").check()
  }

  @Test(arguments: [
    Wrong(#"▸5"#, "", "must be an object, found 5", "write { }"),
    Wrong(
      #"{ ▸"time_out": "1s" }"#, ".time_out", "unknown key", "did you mean `timeout`?"),
    Wrong(
      #"{ "timeout": ▸"0s" }"#, ".timeout", #"must be at least 1ns, found "0s""#, "a duration"),
  ])
  func `what is wrong with clients is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(wrong.text, "deployments[0].client" + wrong.path, wrong.what, wrong.fix)
      .inDeployment(on: "aws-lambda@2021-03", "client").check()
  }
}
