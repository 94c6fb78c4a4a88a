import Documents
import Platforms
import SimCore
import Testing

struct PreWarmingDecodingTests {
  private func onDemand(_ capacity: String) throws -> OnDemand {
    let deployment = try Decoded.deployment(
      """
      { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6",
        "capacity": \(capacity) }
      """)
    guard case .onDemand(let policy) = deployment.capacity else { throw Decoded.Unexpected() }
    return policy
  }

  @Test func `a schedule arrives`() throws {
    let policy = try onDemand(
      """
      { "prewarm": [{ "at": "0s", "instances": 1 }, { "at": "1min", "instances": 1000 }] }
      """)
    let entries = [
      PreWarming.Entry(at: .zero, instances: 1),
      PreWarming.Entry(at: .zero + .seconds(60), instances: 1000),
    ]
    #expect(policy.preWarming == .schedule(entries))
    #expect(try onDemand("{}").preWarming == nil)
  }

  @Test func `a forecast arrives, with its defaults`() throws {
    let whole = try onDemand(
      """
      { "prewarm": { "prediction":
        { "period": "10s", "window": "65s", "horizon": "30s", "headroom": 1.2 } } }
      """)
    #expect(
      whole.preWarming
        == .prediction(
          .init(period: .seconds(10), periods: 6, horizon: .seconds(30), headroom: 1.2)))
    let short = try onDemand(
      #"{ "prewarm": { "prediction": { "period": "5s", "window": "10s" } } }"#)
    #expect(
      short.preWarming
        == .prediction(.init(period: .seconds(5), periods: 2, horizon: .seconds(5), headroom: 1)))
  }

  @Test func `provisioned instances have Lambda's prices, for their memory`() throws {
    let deployment = try Decoded.deployment(
      """
      { "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6", "memory": "2048MB",
        "capacity": { "provisioned": 4 } }
      """)
    guard case .perUse(let billing) = deployment.billing else { throw Decoded.Unexpected() }
    #expect(billing.charge(provisioned: .seconds(1)) == Money(femtodollars: 2 * 4_166_700_000))
    #expect(billing.perProvisionedStep == Money(femtodollars: 2 * 9_722_200))
    #expect(billing.perStep == Money(femtodollars: 2 * 16_666_700))
    // Where a platform has no such prices, requests cost the same and instances nothing more.
    let functions = try Decoded.deployment(
      """
      { "platform": "gcp-cloud-functions@2021-03", "model": "mobilenet", "runtime": "ort-1.6",
        "capacity": { "provisioned": 4 } }
      """)
    guard case .perUse(let other) = functions.billing else { throw Decoded.Unexpected() }
    #expect(other.charge(provisioned: .longest) == .zero)
    #expect(other.perProvisionedStep == other.perStep)
  }

  @Test(arguments: [
    Wrong(
      "▸5", "", "must be a list or an object, found 5", #"[{ "at": "60s", "instances": 40 }]"#),
    Wrong("▸{}", "", "says nothing that starts instances", #"add a "prediction""#),
    Wrong(
      #"▸{ "prediction": {}, "utilisation": {} }"#, "",
      #"has a "prediction" and a "utilisation""#, "remove one"),
    Wrong(
      #"{ "utilisation": ▸{ "target": 0.6, "window": "1min" } }"#, ".utilisation",
      "the key `period` is missing", #"add "period""#),
    Wrong(
      #"{ "utilisation": { "target": ▸1.5, "period": "1s", "window": "9s" } }"#,
      ".utilisation.target", "must be at most 1, found 1.5", "from 0.001 to 1"),
    Wrong(
      #"{ "utilisation": { "target": 1, "period": "10s", "window": ▸"9s" } }"#,
      ".utilisation.window", "holds 0 periods of 10s", "1 to 1000 periods"),
    Wrong(
      #"{ "prediction": { "period": "1s", "window": "9s" }, ▸"forecast": {} }"#, ".forecast",
      "unknown key", "prediction"),
    Wrong(#"[▸"60s"]"#, "[0]", #"must be an object, found "60s""#, "write { }"),
    Wrong(#"[▸{ "instances": 4 }]"#, "[0]", "the key `at` is missing", #"add "at""#),
    Wrong(#"[▸{ "at": "1s" }]"#, "[0]", "the key `instances` is missing", #"add "instances""#),
    Wrong(
      #"[{ "at": "1s", "instances": ▸0 }]"#, "[0].instances", "must be at least 1, found 0",
      "from 1 to 1000"),
    Wrong(
      #"[{ "at": "1s", "instances": ▸1001 }]"#, "[0].instances",
      "must be at most 1000, found 1001", "from 1 to 1000"),
    Wrong(
      #"[{ "at": ▸60, "instances": 4 }]"#, "[0].at",
      "must be a duration with its unit, found the number 60", #""60s""#),
    Wrong(
      #"[{ "at": "9s", "instances": 4 }, { "at": ▸"9s", "instances": 5 }]"#, "[1].at",
      "is not after the entry before it", "order the entries"),
    Wrong(
      #"{ "prediction": ▸{ "window": "1min" } }"#, ".prediction", "the key `period` is missing",
      #"add "period""#),
    Wrong(
      #"{ "prediction": ▸{ "period": "1s" } }"#, ".prediction", "the key `window` is missing",
      #"add "window""#),
    Wrong(
      #"{ "prediction": { "period": "10s", "window": ▸"15s" } }"#, ".prediction.window",
      "holds 1 periods of 10s", "2 to 1000 periods"),
    Wrong(
      #"{ "prediction": { "period": "10ms", "window": ▸"1h" } }"#, ".prediction.window",
      "holds 360000 periods of 10ms", "2 to 1000 periods"),
    Wrong(
      #"{ "prediction": { "period": ▸"0s", "window": "1h" } }"#, ".prediction.period",
      #"must be at least 1ms, found "0s""#, "write a duration"),
    Wrong(
      #"{ "prediction": { "period": "1s", "window": "1min", "headroom": ▸0 } }"#,
      ".prediction.headroom", "must be at least 0.01, found 0", "from 0.01 to 1000"),
  ])
  func `what is wrong with pre-warming is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(
      #"{ "prewarm": \#(wrong.text) }"#, "deployments[0].capacity.prewarm" + wrong.path, wrong.what,
      wrong.fix
    ).inDeployment(on: "aws-lambda@2021-03", "capacity").check()
  }

  @Test func `what is wrong with the prices of provisioned instances is said where it stands`()
    throws
  {
    for (text, path, what, fix) in [
      ("▸1", "", "must be an object, found 1", "write { }"),
      (#"{ ▸"per_hour": "1USD" }"#, ".per_hour", "unknown key", "per_gb_second"),
      (
        #"{ "per_gb_second": ▸0.1 }"#, ".per_gb_second",
        "must be an amount with its unit, found the number 0.1", "USD"
      ),
      (
        #"{ "per_gb_second": ▸"900000USD" }"#, ".per_gb_second",
        "comes to more than 1000000USD for a second of an instance", "write a lower price"
      ),
    ] {
      try Wrong(
        #"{ "provisioned": \#(text) }"#, "deployments[0].billing.provisioned" + path, what, fix
      ).inDeployment(on: "aws-lambda@2021-03", "billing").check()
    }
    try Wrong(
      """
      { "policy": "per-use", "provisioned": { "per_gb_second": ▸"1USD" } }
      """, "deployments[0].billing.provisioned.per_gb_second", "needs a memory size", "remove it"
    ).inDeployment(on: "aws-cpu-server", "billing").check()
  }
}
