import Platforms
import SimCore
import Testing

struct PlatformSettingsTests {
  /// The mean service time in seconds and the price of a second of an instance in dollars, of
  /// 100 ms measured at 2048 MB.
  private func figures(
    on platform: String, memory: String
  ) throws -> (service: Double, dollars: Double) {
    let deployment = try Decoded.deployment(
      """
      { "platform": "\(platform)", "memory": "\(memory)", "model": "mobilenet",
        "runtime": "ort-1.6", "latency": { "service_time": "100ms" } }
      """)
    guard case .staged(let latency) = deployment.latency,
      case .perUse(let billing) = deployment.billing
    else { throw Decoded.Unexpected() }
    return (
      latency.serviceTime.distribution.mean, billing.perStep.dollars / billing.step.seconds
    )
  }

  @Test func `memory changes the service time by the processor that comes with it`() throws {
    // Lambda: one vCPU at 1769 MB, in proportion (5.789 at 10240 MB), two of which are usable.
    let atMeasured = 1 + (2048.0 - 1769) / (10240 - 1769) * 4.789
    let tolerance = 1e-6
    for (memory, fraction) in [("2048MB", atMeasured), ("1769MB", 1), ("10240MB", 2)] {
      let service = try figures(on: "aws-lambda@2021-03", memory: memory).service
      #expect(abs(service - 0.1 * atMeasured / fraction) < tolerance)
    }
    // Below the first point the processor is in proportion to the memory.
    let least = try figures(on: "aws-lambda@2021-03", memory: "128MB").service
    #expect(abs(least - 0.1 * atMeasured / 0.0724) < tolerance)
    // Cloud Functions: 2.4 GHz at 2048 MB.
    for (memory, fraction) in [("1024MB", 1.4), ("2048MB", 2.4), ("4096MB", 4.8)] {
      let service = try figures(on: "gcp-cloud-functions@2021-03", memory: memory).service
      #expect(abs(service - 0.1 * 2.4 / fraction) < tolerance)
    }
  }

  @Test func `memory changes the price of a second`() throws {
    // A step's price is rounded to 10^-15 USD, so a second's is within 10^-12 USD.
    let tolerance = 1e-12
    for (memory, gigabytes) in [("2048MB", 2.0), ("3072MB", 3), ("512MB", 0.5)] {
      let dollars = try figures(on: "aws-lambda@2021-03", memory: memory).dollars
      #expect(abs(dollars - 0.0000166667 * gigabytes) < tolerance)
    }
    for (memory, gigabytes, gigahertz) in [("2048MB", 2.0, 2.4), ("256MB", 0.25, 0.4)] {
      let dollars = try figures(on: "gcp-cloud-functions@2021-03", memory: memory).dollars
      #expect(abs(dollars - 0.0000025 * gigabytes - 0.00001 * gigahertz) < tolerance)
    }
  }

  @Test func `memory changes the steps of a cold start that are bound to the processor`() throws {
    func coldStart(_ memory: String) throws -> ColdStart {
      let deployment = try Decoded.deployment(
        """
        { "platform": "aws-lambda@2021-03", "memory": "\(memory)", "model": "mobilenet",
          "runtime": "ort-1.6", "latency": { "cold_start": { "first_inference": "80ms" } } }
        """)
      guard case .staged(let latency) = deployment.latency else { throw Decoded.Unexpected() }
      return latency.coldStart
    }
    let measured = try coldStart("2048MB")
    let half = try coldStart("1024MB")
    let ratio = try figures(on: "aws-lambda@2021-03", memory: "1024MB").service / 0.1
    #expect(half.containerInitialisation == measured.containerInitialisation)
    #expect(half.libraryImport == measured.libraryImport)
    #expect(half.modelDownload == measured.modelDownload)
    #expect(abs(half.modelLoad.mean / measured.modelLoad.mean - ratio) < 1e-6)
    #expect(abs(half.firstInference.mean / measured.firstInference.mean - ratio) < 1e-6)
  }

  @Test func `a package above the platform's limit is refused`() throws {
    try Wrong(
      #"{ "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": ▸"tf-1.15" }"#,
      "deployments[0].runtime",
      "has a package of 1000MB, more than the 250MB that the platform takes",
      "choose a runtime with a smaller package"
    ).within {
      ScenarioText.scenario(
        deployments: $0.replacing(
          #""model": "mobilenet""#,
          with: #""model": "mobilenet", "latency": { "service_time": "1s" }"#))
    }.check()
    try Wrong(
      """
      { "platform": "aws-lambda@2021-03", "latency": { "service_time": "1s" },
        "runtime": ▸{ "name": "r", "package_size": "251MB" } }
      """, "deployments[0].runtime",
      "has a package of 251MB, more than the 250MB that the platform takes", "smaller package"
    ).inDeployment.check()
  }

  @Test(arguments: [
    Wrong(
      """
      { "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "tf-1.4",
        "memory": ▸"128MB" }
      """, "deployments[0].memory",
      "is 128MB, which cannot hold a model of 16MB and a package of 196MB",
      #"write "memory": "212MB" or more"#),
    Wrong(
      """
      { "platform": "gcp-cloud-functions@2021-03", "model": "albert", "runtime": "ort-1.6",
        "memory": ▸"128MB" }
      """, "deployments[0].memory",
      "is 128MB, which cannot hold a model of 51.5MB and a package of 92MB",
      #"write "memory": "256MB" or more"#),
    // Without a memory of its own a deployment has the platform's.
    Wrong(
      """
      ▸{ "platform": "gcp-cloud-functions@2021-03", "runtime": "ort-1.6",
        "model": { "name": "m", "like": "albert", "size": "3GB" } }
      """, "deployments[0].memory",
      "is 2GB, which cannot hold a model of 3GB and a package of 92MB",
      #"write "memory": "4GB" or more"#),
    Wrong(
      """
      { "platform": "aws-lambda@2021-03", "runtime": "ort-1.6", "memory": ▸"10240MB",
        "model": { "name": "m", "like": "albert", "size": "10GB" } }
      """, "deployments[0].memory",
      "is 10GB, which cannot hold a model of 10GB and a package of 92MB",
      "choose a smaller model or runtime: the platform offers no memory of 10332MB"),
  ])
  func `memory that cannot hold model and package is refused`(_ wrong: Wrong) throws {
    try wrong.inDeployment.check()
  }

  @Test func `memory that just holds model and package will do`() throws {
    let text = #""model": "mobilenet", "runtime": "tf-1.4", "memory""#
    _ = try Decoded.deployment(#"{ "platform": "aws-lambda@2021-03", \#(text): "212MB" }"#)
  }

  @Test(arguments: [
    Wrong(
      #""platform": "aws-lambda@2021-03", "memory": ▸"64MB""#, "memory",
      #"must be at least 128MB, found "64MB""#, "write a size from 128MB to 10GB"),
    Wrong(
      #""platform": "aws-lambda@2021-03", "memory": ▸2048"#, "memory",
      "must be a size with its unit, found the number 2048", #"write "2048MB""#),
    Wrong(
      #""platform": "gcp-cloud-functions@2021-03", "memory": ▸"3GB""#, "memory",
      "is no size that the platform offers",
      #"write one of "128MB", "256MB", "512MB", "1GB", "2GB", "4GB""#),
    Wrong(
      #""platform": "aws-cpu-server", "memory": ▸"32GB""#, "memory",
      "does not apply: this platform has no memory setting", #"choose another "machine""#),
    Wrong(
      #""platform": "aws-lambda@2021-03", "machine": ▸"n1-standard-8""#, "machine",
      "does not apply: instances of this platform are sized by their memory", #"a "memory""#),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda", "memory": ▸"2GB" }"#, "platform.memory",
      #"must be an object, found "2GB""#, "write { }"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda@2021-03", "memory": { ▸"most": "2GB" } }"#,
      "platform.memory.most", "unknown key", "`greatest`"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda", "memory": { "greatest": ▸"64MB" } }"#,
      "platform.memory.greatest", #"must be at least 128MB, found "64MB""#, "write a size"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda", "memory": { "default": ▸"11GB" } }"#,
      "platform.memory.default", #"must be at most 10GB, found "11GB""#, "write a size"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda@2021-03", "memory": { "least": ▸0 } }"#,
      "platform.memory.least", "must be a size with its unit, found the number 0", #""0MB""#),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda", "memory": { "options": ["2GB", ▸"x"] } }"#,
      "platform.memory.options[1]", #"the size "x" does not begin with a number"#, "a size"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda@2021-03", "package_limit": ▸250 }"#,
      "platform.package_limit", "must be a size with its unit, found the number 250",
      #""250MB""#),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda@2021-03", "cpu": { "points": ▸[] } }"#,
      "platform.cpu.points", "is empty", #"["1769MB", 1]"#),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda", "cpu": { "points": [▸["1GB"]] } }"#,
      "platform.cpu.points[0]", "must be a pair, has 1 elements", "a memory size and a number"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda", "cpu": { "points": [["1GB", ▸0]] } }"#,
      "platform.cpu.points[0][1]", "must be at least 1e-06, found 0", "a number"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda@2021-03", "#
        + #""cpu": { "points": ▸[["2GB", 1], ["1GB", 2]] } }"#,
      "platform.cpu.points", "has points that do not rise in memory", "order the points"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda@2021-03", "cpu": { "usable": ▸"2" } }"#,
      "platform.cpu.usable", #"must be a number, found "2""#, "without quotes"),
    Wrong(
      #""platform": { "name": "p", "like": "aws-lambda@2021-03", "cpu": { "measured_at": ▸1 } }"#,
      "platform.cpu.measured_at", "must be a size with its unit, found the number 1", #""1MB""#),
    Wrong(
      #""platform": "aws-lambda@2021-03", "model": { "name": "m", "size": ▸16 }"#, "model.size",
      "must be a size with its unit, found the number 16", #"write "16MB""#),
    Wrong(
      #""platform": "aws-lambda@2021-03", "runtime": { "name": "r", "package_size": ▸"90" }"#,
      "runtime.package_size", #"the size "90" has no unit"#, "a size such as"),
  ])
  func `what is wrong with memory and sizes is said where the user wrote it`(
    _ wrong: Wrong
  ) throws {
    try Wrong(
      #"{ \#(wrong.text), "latency": { "service_time": "1s" } }"#, "deployments[0]." + wrong.path,
      wrong.what, wrong.fix
    ).inDeployment.check()
  }

  @Test func `without a default a deployment says how much memory it has`() throws {
    try Wrong(
      """
      ▸{ "platform": {
          "name": "p", "memory": { "least": "1MB" },
          "capacity": { "policy": "on-demand", "keep_alive": "1min" },
          "latency": { "policy": "preloaded", "service_time": "1s" },
          "billing": { "policy": "per-use" } } }
      """, "deployments[0]", "the key `memory` is missing, and the platform has no default",
      #"add "memory""#
    ).inDeployment.check()
  }
}
