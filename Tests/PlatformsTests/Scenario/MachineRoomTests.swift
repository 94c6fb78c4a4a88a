import Platforms
import SimCore
import Testing

struct MachineRoomTests {
  private static func model(_ size: String) -> String {
    #""model": { "name": "m", "size": "\#(size)" }, "latency": { "service_time": "1s" }"#
  }

  @Test(arguments: [
    Wrong(
      #"{ "platform": "aws-cpu-server", "model": ▸{ "name": "m", "size": "70GB" } }"#,
      "deployments[0].model",
      "does not fit: the machine has 32GB of memory, which cannot hold a model of 70GB",
      "no machine of the catalog holds that: describe a machine of your own with more \"memory\""),
    // The graphics memory counts where there is some, and not that of the machine.
    Wrong(
      #"{ "platform": "aws-gpu-server", "model": ▸{ "name": "m", "size": "20GB" } }"#,
      "deployments[0].model",
      "does not fit: the machine has 16GB of graphics memory, which cannot hold a model of 20GB",
      #""ml.g5.xlarge" (24GB)"#),
    Wrong(
      #"{ "platform": "aws-gpu-server", "model": { "name": "m", "size": "20GB" }, "#
        + #""machine": ▸{ "name": "own", "like": "g4dn.2xlarge", "gpu_memory": "19GB" } }"#,
      "deployments[0].machine",
      "does not fit: the machine has 19GB of graphics memory, which cannot hold a model of 20GB",
      #"a machine of your own with more "gpu_memory""#),
    // Processes that load the model once each share the memory.
    Wrong(
      #"{ "platform": "aws-cpu-server", "model": ▸{ "name": "m", "size": "4097MB" }, "#
        + #""capacity": { "model_copies": 8 } }"#,
      "deployments[0].model",
      "does not fit: the machine has 32GB of memory, which cannot hold 8 copies of a model of "
        + "4097MB", #"load fewer copies ("model_copies")"#),
    Wrong(
      #"{ "platform": "aws-sagemaker", "model": ▸{ "name": "m", "size": "33GB" } }"#,
      "deployments[0].model",
      "does not fit: the machine has 32GB of memory, which cannot hold a model of 33GB", "own"),
    Wrong(
      #"{ "platform": "aws-cpu-server", "model": { "name": "m", "size": "1MB" }, "#
        + #""capacity": { "model_copies": ▸9 } }"#,
      "deployments[0].capacity.model_copies", "must be at most 8, found 9", "from 1 to 8"),
  ])
  func `a model that does not fit into a machine is refused`(_ wrong: Wrong) throws {
    try wrong.within { text in
      let latency = #", "latency": { "service_time": "1s" } }"#
      return ScenarioText.scenario(deployments: String(text.dropLast(2)) + latency)
    }.check()
  }

  @Test func `what just fits is taken, and a machine of which nothing is known holds all`() throws {
    for deployment in [
      #""platform": "aws-cpu-server", \#(Self.model("32GB"))"#,
      #""platform": "aws-gpu-server", \#(Self.model("16GB"))"#,
      #""platform": "aws-cpu-server", "capacity": { "model_copies": 8 }, \#(Self.model("4GB"))"#,
      #""platform": "aws-cpu-server", "machine": { "name": "m" }, "#
        + #""billing": { "per_hour": "1USD" }, \#(Self.model("900GB"))"#,
    ] {
      _ = try Decoded.deployment("{ \(deployment) }")
    }
  }

  /// The mean service time in seconds of a model of 3 GB with 10 GB of memory.
  private func service(_ latency: String) throws -> Double {
    let deployment = try Decoded.deployment(
      """
      { "platform": "aws-lambda", "memory": "10GB", "model": { "name": "m", "size": "3GB" },
        "latency": \(latency) }
      """)
    guard case .staged(let latency) = deployment.latency else { throw Decoded.Unexpected() }
    return latency.serviceTime.distribution.mean
  }

  @Test func `a time is scaled from where it was measured, if the model fits there`() throws {
    let atHere = try service(#"{ "service_time": "20s", "measured_at": "10GB" }"#)
    #expect(atHere == 20)
    // Two of the processors that come with the memory are usable, at 4 GB as at 10 GB.
    #expect(try service(#"{ "service_time": "20s", "measured_at": "4GB" }"#) == 20)
    try Wrong(
      """
      { "platform": "aws-lambda", "memory": "10GB", "model": { "name": "m", "size": "3GB" },
        "latency": { "service_time": ▸"20s" } }
      """, "deployments[0].latency.service_time",
      "is a time measured at 2GB, where a model of 3GB and a package of 0B do not fit, and "
        + "cannot be scaled from there to 10GB", #"add "measured_at": "10GB" beside it"#
    ).inDeployment.check()
    try Wrong(
      #"{ "platform": "aws-lambda", "latency": { "service_time": "1s", "measured_at": ▸1 } }"#,
      "deployments[0].latency.measured_at", "must be a size with its unit, found the number 1",
      "1MB"
    ).inDeployment.check()
  }
}
