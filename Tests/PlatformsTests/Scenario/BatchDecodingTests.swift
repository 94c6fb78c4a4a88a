import Platforms
import SimCore
import Testing

struct BatchDecodingTests {
  private func deployment(on platform: String, _ keys: String) throws -> Deployment {
    try Decoded.deployment(
      #"{ "platform": "\#(platform)", "latency": { "service_time": "10ms" }, \#(keys) }"#)
  }

  @Test func `clients gather what they are told to`() throws {
    func client(_ text: String) throws -> Client {
      try deployment(on: "aws-sagemaker@2021-03", #""client": \#(text)"#).client
    }
    let batch = Batching(size: 8, wait: .milliseconds(50))
    #expect(
      try client(#"{ "batch": { "size": 8, "wait": "50ms" } }"#)
        == Client(timeout: .minutes(1), batch: batch))
    #expect(
      try client(#"{ "timeout": null, "batch": { "size": 8, "wait": "50ms" } }"#)
        == Client(batch: batch))
    #expect(try client(#"{ "batch": null }"#) == Client(timeout: .minutes(1)))
  }

  @Test func `workers gather what they are told to`() throws {
    let server = try deployment(
      on: "aws-cpu-server",
      #""capacity": { "workers": 1, "batch": { "size": 4 } }"#
    ).capacity
    guard case .fixedServer(let fixed) = server else { throw Decoded.Unexpected() }
    #expect(fixed.batching == Batching(size: 4, wait: .zero))
    let managed = try deployment(
      on: "aws-sagemaker@2021-03", #""capacity": { "batch": { "size": 4, "delay": "5ms" } }"#
    ).capacity
    guard case .managedEndpoint(let endpoint) = managed else { throw Decoded.Unexpected() }
    #expect(endpoint.batching == Batching(size: 4, wait: .milliseconds(5)))
    let none = try deployment(on: "aws-sagemaker", #""capacity": { "batch": null }"#).capacity
    guard case .managedEndpoint(let plain) = none else { throw Decoded.Unexpected() }
    #expect(plain.batching == nil)
  }

  @Test func `the cost of a further request in a batch arrives`() throws {
    let latency = try Decoded.deployment(
      """
      {
        "platform": "aws-cpu-server", "latency": { "service_time": "1s", "batch_marginal": 0.3 }
      }
      """
    ).latency
    guard case .preloaded(let preloaded) = latency else { throw Decoded.Unexpected() }
    #expect(preloaded.serviceTime.batchMarginal == 0.3)
    let without = try deployment(on: "aws-cpu-server", #""client": {}"#).latency
    guard case .preloaded(let plain) = without else { throw Decoded.Unexpected() }
    #expect(plain.serviceTime.batchMarginal == 1)
  }

  private func service(_ latency: String, on platform: String = "aws-cpu-server") throws
    -> ServiceTime
  {
    let latency = try Decoded.deployment(
      #"{ "platform": "\#(platform)", "latency": { "service_time": "1s", \#(latency) } }"#
    ).latency
    switch latency {
    case .preloaded(let policy): return policy.serviceTime
    case .staged(let policy): return policy.serviceTime
    case .custom: throw Decoded.Unexpected()
    }
  }

  @Test func `the times of batches arrive, and take the place of the catalog's`() throws {
    let table = #""batch_times": [[1, "20ms"], [8, "90ms"]]"#
    let times = BatchTimes([(1, 0.02), (8, 0.09)])
    #expect(try service(table).batchTimes == times)
    #expect(try service(table, on: "aws-lambda").batchTimes == times)
    #expect(try service(#""batch_marginal": 0.2"#, on: "aws-lambda").batchTimes == nil)
    // The upper layer's word holds, whichever of the two it is.
    let latency = try Decoded.deployment(
      """
      { "platform": { "name": "p", "like": "aws-cpu-server", "latency": { \(table) } },
        "latency": { "service_time": "1s", "batch_marginal": 0.2 } }
      """
    ).latency
    guard case .preloaded(let preloaded) = latency else { throw Decoded.Unexpected() }
    #expect(preloaded.serviceTime.batchTimes == nil && preloaded.serviceTime.batchMarginal == 0.2)
  }

  @Test(arguments: [
    Wrong("▸[]", "", "does not go from one request to more", "at least two pairs"),
    Wrong(#"▸[[1, "1ms"]]"#, "", "does not go from one request to more", "of size 1"),
    Wrong(#"▸[[2, "1ms"], [4, "2ms"]]"#, "", "does not go from one request to more", "of size 1"),
    Wrong(#"▸[[1, "1ms"], [4, "2ms"], [4, "3ms"]]"#, "", "has sizes that do not rise", "rising"),
    Wrong(#"[[1, "1ms"], ▸[4]]"#, "[1]", "must be a pair, has 1 elements", "a size and a duration"),
    Wrong(#"[[1, ▸"0s"], [4, "2ms"]]"#, "[0][1]", #"must be at least 1ns, found "0s""#, "write"),
    Wrong(#"[[1, "1ms"], [▸4.5, "2ms"]]"#, "[1][0]", "must be a whole number, found 4.5", "write"),
    Wrong(
      #"▸[[1, "1ms"], [4, "2ms"]], "batch_marginal": 1"#, "",
      "and `batch_marginal` both say what a batch takes", "remove one"),
  ])
  func `what is wrong with the times of batches is said where it stands`(
    _ wrong: Wrong
  ) throws {
    try Wrong(wrong.text, "deployments[0].latency.batch_times" + wrong.path, wrong.what, wrong.fix)
      .within {
        """
        { "platform": "aws-cpu-server",
          "latency": { "service_time": "1s", "batch_times": \($0) } }
        """
      }.inDeployment.check()
  }

  @Test(arguments: [
    Wrong(#"▸8"#, "", "must be an object, found 8", "write { }"),
    Wrong(
      #"▸{ "wait": "50ms" }"#, "", "the key `size` is missing", #""size""#),
    Wrong(#"▸{ "size": 8 }"#, "", "the key `wait` is missing", #""wait""#),
    Wrong(
      #"{ "size": ▸0, "wait": "50ms" }"#, ".size", "must be at least 1, found 0", "write"),
    Wrong(
      #"{ "size": 8, "wait": ▸"0s" }"#, ".wait", #"must be at least 1ns, found "0s""#, "write"),
    Wrong(
      #"{ "size": 8, "wait": ▸"1min" }"#, ".wait",
      "is not less than the clients' timeout of 60s", "shorter time"),
    Wrong(
      #"{ "size": 8, "wait": "50ms", ▸"delay": "1s" }"#, ".delay", "unknown key", "remove it"),
  ])
  func `what is wrong with the batches of clients is said where it stands`(
    _ wrong: Wrong
  ) throws {
    try Wrong(wrong.text, "deployments[0].client.batch" + wrong.path, wrong.what, wrong.fix)
      .within { #"{ "timeout": "1min", "batch": \#($0) }"# }
      .inDeployment(on: "aws-lambda@2021-03", "client").check()
  }

  @Test(arguments: [
    Wrong(#"▸"many""#, "", #"must be an object, found "many""#, "write { }"),
    Wrong(#"▸{ "delay": "5ms" }"#, "", "the key `size` is missing", #""size""#),
    Wrong(#"{ "size": ▸100001 }"#, ".size", "must be at most 100000, found 100001", "write"),
    Wrong(#"{ "size": 2, ▸"wait": "1s" }"#, ".wait", "unknown key", "remove it"),
  ])
  func `what is wrong with the batches of workers is said where it stands`(
    _ wrong: Wrong
  ) throws {
    try Wrong(wrong.text, "deployments[0].capacity.batch" + wrong.path, wrong.what, wrong.fix)
      .within { #"{ "batch": \#($0) }"# }
      .inDeployment(on: "aws-sagemaker@2021-03", "capacity").check()
  }

  @Test func `functions take no batches of their own, and a fraction is not negative`() throws {
    try Wrong(
      #"{ ▸"batch": { "size": 2 } }"#, "deployments[0].capacity.batch", "unknown key", "remove it"
    ).inDeployment(on: "aws-lambda@2021-03", "capacity").check()
  }
}
