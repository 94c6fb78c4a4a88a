import Platforms
import SimCore
import Testing

struct ServingCapacityTests {
  private func capacity(_ text: String) throws -> ServingCapacity {
    let deployment = try Decoded.deployment("{ \(text) }")
    return try #require(ServingCapacity(deployment))
  }

  private static let service = #""latency": { "network": "0s", "service_time": "100ms""#

  @Test func `a function does one request an instance`() throws {
    let function = try capacity(
      #""platform": "aws-lambda", "runtime": "ort-1.6", "memory": "2GB", \#(Self.service) }"#)
    #expect(function.instances == 1000 && function.slots == 1 && function.service == 0.1)
    #expect(function.perSecond == 10_000 && function.lasting == 10_000)
    // Half of the processor, twice the time: from 2 GB to 1 GB a bit less than that.
    let half = try capacity(
      #""platform": "aws-lambda", "runtime": "ort-1.6", "memory": "1GB", \#(Self.service) }"#)
    #expect(half.service > 0.19 && half.service < 0.21)
  }

  @Test func `what takes no time has no capacity that could be told`() throws {
    let deployment = try Decoded.deployment(
      #"{ "platform": "aws-cpu-server", "latency": { "service_time": "0s" } }"#)
    #expect(ServingCapacity(deployment) == nil)
  }

  @Test func `hardware that is shared does no more than its share`() throws {
    let machines = #""platform": "gcp-cpu-server", "capacity": { "instances": 3, "workers": 8 }"#
    #expect(try capacity(#"\#(machines), \#(Self.service) }"#).perSecond == 240)
    #expect(try capacity(#"\#(machines), \#(Self.service), "parallelism": 2 }"#).perSecond == 60)
  }

  @Test func `a batch does as many requests in as much more time`() throws {
    let server =
      #""platform": "aws-gpu-server", "capacity": { "workers": 1, "batch": { "size": 8 } }"#
    let gain = try capacity(#"\#(server), \#(Self.service), "batch_marginal": 0 }"#)
    #expect(gain.batch == 8 && gain.batchFactor == 1 && gain.perSecond == 80)
    // Without a gain a batch is as slow as its requests.
    #expect(try capacity(#"\#(server), \#(Self.service) }"#).perSecond == 10)
  }

  @Test func `a batch that is learnt is one larger than its target lets it be`() throws {
    func batch(_ target: String) throws -> Int {
      try capacity(
        #""platform": "aws-gpu-server", "capacity": { "workers": 1, "#
          + #""batch": { "size": 8, "latency_target": "\#(target)" } }, \#(Self.service), "#
          + #""batch_marginal": 0.1 }"#
      ).batch
    }
    // 100 ms for one, 10 ms for each further one.
    #expect(try batch("10ms") == 1)
    #expect(try batch("125ms") == 4)
    #expect(try batch("1s") == 8)
  }

  @Test func `an endpoint is as large as its autoscaler may make it`() throws {
    let endpoint = try capacity(
      #""platform": "aws-sagemaker", "model": "mobilenet", "runtime": "tf-1.15""#)
    #expect(endpoint.instances == 5 && endpoint.initialInstances == 1)
    #expect(endpoint.slots == 8)
  }

  @Test func `a machine whose CPU credits are spent keeps its baseline`() throws {
    let server = try capacity(#""platform": "aws-cpu-server", \#(Self.service) }"#)
    #expect(server.perSecond == 80)
    // 1.35 of 8 processors.
    #expect(abs(server.lasting - 13.5) < 1e-9)
  }
}
