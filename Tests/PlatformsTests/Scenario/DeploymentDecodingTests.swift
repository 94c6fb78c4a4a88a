import Documents
import Platforms
import SimCore
import Testing

struct DeploymentDecodingTests {
  private func lambda(_ keys: String) throws -> Deployment {
    try Decoded.deployment(
      """
      { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6"\(keys) }
      """)
  }

  private func onDemand(_ deployment: Deployment) throws -> OnDemand {
    guard case .onDemand(let policy) = deployment.capacity else { throw Decoded.Unexpected() }
    return policy
  }

  private func staged(_ deployment: Deployment) throws -> StagedLatency {
    guard case .staged(let policy) = deployment.latency else { throw Decoded.Unexpected() }
    return policy
  }

  @Test func `one key of a policy changes and the others stay`() throws {
    let catalog = try lambda("")
    let changed = try lambda(#", "capacity": { "keep_alive": "1h" }"#)
    let (before, after) = (try onDemand(catalog), try onDemand(changed))
    #expect(
      before.keepAlive
        == KeepAlive(
          .seconds(1520), halving: KeepAlive.Halving(period: .seconds(380), alone: .seconds(645))))
    // A duration replaces the law whole.
    #expect(after.keepAlive == KeepAlive(.minutes(60)))
    #expect(after.greatestAge == .seconds(7300))
    #expect(after.limit == before.limit)
    #expect(after.starts == before.starts)
    #expect(after.beyondLimit == before.beyondLimit)
    #expect(changed.latency == catalog.latency)
    #expect(changed.billing == catalog.billing)
    #expect(changed.client == catalog.client)
  }

  @Test func `a service time of another family replaces the catalog's`() throws {
    let before = try staged(lambda(""))
    let after = try staged(
      lambda(#", "latency": { "service_time": { "exponential": { "mean": "50ms" } } }"#))
    #expect(after.serviceTime.distribution == .exponential(mean: .milliseconds(50)))
    #expect(after.networkTime == before.networkTime)
    #expect(after.coldStart == before.coldStart)
  }

  @Test func `another policy replaces the catalog's whole`() throws {
    let deployment = try lambda(
      """
      , "capacity": { "policy": "fixed-server", "workers": 4, "backlog": 10 },
      "latency": { "policy": "preloaded", "service_time": "20ms" },
      "billing": { "policy": "per-instance", "per_hour": "1USD" }
      """)
    #expect(deployment.capacity == .fixedServer(FixedServer(workers: 4, backlog: 10)))
    #expect(
      deployment.latency
        == .preloaded(
          PreloadedLatency(
            network: .constant(.zero), serviceTime: ServiceTime(.constant(.milliseconds(20))))))
    #expect(
      deployment.billing == .perInstance(PerInstanceBilling(perHour: try Money(text: "1USD"))))
  }

  @Test func `a platform of one's own is like another except for what it says`() throws {
    let deployment = try Decoded.deployment(
      """
      {
        "platform": {
          "name": "my-function", "like": "aws-lambda@2021-03", "about": "With more memory",
          "memory": { "default": "4096MB" }, "package_limit": "2GB",
          "capacity": { "limit": 50 }, "client": { "timeout": "5s" }
        },
        "model": "mobilenet", "runtime": "tf-1.15", "capacity": { "keep_alive": "1min" },
        "latency": { "service_time": "100ms" }
      }
      """)
    #expect(deployment.name == "my-function-mobilenet-tf-1.15")
    let capacity = try onDemand(deployment)
    #expect(capacity.limit == 50)
    #expect(capacity.keepAlive == KeepAlive(.minutes(1)))
    #expect(capacity.starts.burst == 3000)
    #expect(deployment.client.timeout == .seconds(5))
    guard case .perUse(let billing) = deployment.billing else { throw Decoded.Unexpected() }
    // 4 GB for a millisecond.
    #expect(try billing.perStep == Money(text: "0.0000000666668USD"))
  }

  @Test func `own values lie in order above the catalog: platform, runtime, model, deployment`()
    throws
  {
    func network(
      _ platform: String, _ runtime: String, _ model: String, _ own: String
    ) throws -> Distribution {
      let deployment = try Decoded.deployment(
        """
        { "platform": { "name": "p", "like": "aws-lambda@2021-03"\(platform) },
          "runtime": { "name": "r", "like": "ort-1.6"\(runtime) },
          "model": { "name": "m", "like": "mobilenet"\(model) }\(own) }
        """)
      return try staged(deployment).networkTime
    }
    func layer(_ milliseconds: Int64) -> String {
      #", "latency": { "network": "\#(milliseconds)ms" }"#
    }
    func constant(_ milliseconds: Int64) -> Distribution { .constant(.milliseconds(milliseconds)) }
    #expect(try network("", "", "", "") == staged(lambda("")).networkTime)
    #expect(try network(layer(1), "", "", "") == constant(1))
    #expect(try network(layer(1), layer(2), "", "") == constant(2))
    #expect(try network(layer(1), layer(2), layer(3), "") == constant(3))
    #expect(try network(layer(1), layer(2), layer(3), layer(4)) == constant(4))
  }

  @Test func `a service time of one's own lies above the catalog's profile`() throws {
    for (key, like) in [
      ("platform", "aws-lambda@2021-03"), ("model", "mobilenet"), ("runtime", "ort-1.6"),
    ] {
      let own =
        #"{ "name": "own", "like": "\#(like)", "latency": { "service_time": "9s" } }"#
      let text = ScenarioText.deployment.replacing("\"\(like)\"", with: own)
      let time = try staged(Decoded.deployment(text)).serviceTime
      #expect(time.distribution == .constant(.seconds(9)), "\(key)")
    }
  }

  @Test func `a name is given or made of what the deployment refers to`() throws {
    #expect(try lambda("").name == "aws-lambda-mobilenet-ort-1.6")
    #expect(try lambda(#", "name": "a name (1)""#).name == "a name (1)")
    let bare = try Decoded.deployment(
      #"{ "platform": "aws-lambda@2021-03", "latency": { "service_time": "1s" } }"#)
    #expect(bare.name == "aws-lambda")
    #expect([bare.model, bare.runtime] == ["", ""])
  }
}
