import Platforms
import SimCore
import Testing

struct MachineDecodingTests {
  private func server(_ machine: String) throws -> FixedServer {
    let deployment = try Decoded.deployment(
      """
      { "platform": "aws-cpu-server", "machine": \(machine),
        "latency": { "service_time": "1s" }, "billing": { "per_hour": "1USD" } }
      """)
    guard case .fixedServer(let server) = deployment.capacity else { throw Decoded.Unexpected() }
    return server
  }

  @Test func `every key of a machine's credits arrives, in vCPU-seconds`() throws {
    let own = try server(
      """
      {
        "name": "own", "about": "mine", "vcpus": 4, "memory": "16GB", "gpu": "none",
        "price_per_hour": "0.1USD", "credits": {
          "baseline_vcpus": 0.8, "initial_vcpu_minutes": 30, "maximum_vcpu_minutes": 100 }
      }
      """)
    #expect(own.credits == CPUCredits(vCPUs: 4, baseline: 0.8, initial: 1800, maximum: 6000))
  }

  @Test func `a machine is like another except for what it says itself`() throws {
    let burstable = try server(
      #"{ "name": "own", "like": "t2.2xlarge", "credits": { "initial_vcpu_minutes": 0 } }"#)
    #expect(burstable.credits == CPUCredits(vCPUs: 8, baseline: 1.35, initial: 0, maximum: 116_640))
    #expect(try server(#""n1-standard-8""#).credits == nil)
    // The machine replaces that of the platform whole.
    #expect(try server(#"{ "name": "own", "vcpus": 8 }"#).credits == nil)
  }

  @Test(arguments: [
    Wrong(#"▸"t2""#, "", #""t2" is not one of the choices"#, "write one of"),
    Wrong(#"▸3"#, "", "must be a string, found 3", "write one of"),
    Wrong(#"▸{}"#, "", "the key `name` is missing", "the name of your own machine"),
    Wrong(
      #"{ "name": "m", "price_per_hour": ▸0.5 }"#, ".price_per_hour",
      "must be an amount with its unit, found the number 0.5", #""0.5USD""#),
    Wrong(
      #"{ "name": "m", "price": ▸"0.5USD" }"#.replacing(#""price": ▸"#, with: #"▸"price": "#),
      ".price", "unknown key", "`price_per_hour`"),
    Wrong(
      #"{ "name": "m", "vcpus": ▸0 }"#, ".vcpus", "must be at least 0.01, found 0", "a number"),
    Wrong(
      #"{ "name": "m", "memory": ▸"big" }"#, ".memory",
      #"the size "big" does not begin with a number"#, "a size"),
    Wrong(#"{ "name": "m", "gpu": ▸true }"#, ".gpu", "must be a string, found true", "quotes"),
    Wrong(#"{ "name": "m", "about": ▸1 }"#, ".about", "must be a string, found 1", "write"),
    Wrong(
      #"{ "name": "m", "vcpus": 2, "credits": ▸{ "initial_vcpu_minutes": 0, "#
        + #""maximum_vcpu_minutes": 0 } }"#,
      ".credits", "the key `baseline_vcpus` is missing", "add"),
    Wrong(
      #"{ "name": "m", "like": "t2.2xlarge", "credits": { "baseline_vcpus": ▸9 } }"#,
      ".credits.baseline_vcpus", "must be at most 8, found 9", "from 0.001 to 8"),
    Wrong(
      #"{ "name": "m", "like": "t2.2xlarge", "credits": { "initial_vcpu_minutes": ▸-1 } }"#,
      ".credits.initial_vcpu_minutes", "must be at least 0, found -1", "a number"),
    Wrong(
      #"{ "name": "m", "like": "t2.2xlarge", "credits": { "maximum_vcpu_minutes": ▸null } }"#,
      ".credits.maximum_vcpu_minutes", "must be a number, found null", "a number"),
    Wrong(
      #"{ "name": "m", "like": "t2.2xlarge", "credits": { "initial_vcpu_minutes": ▸3000 } }"#,
      ".credits.initial_vcpu_minutes", "is more than the machine can hold",
      #""maximum_vcpu_minutes""#),
    Wrong(
      #"{ "name": "m", "like": "t2.2xlarge", "credits": { ▸"minimum": 1 } }"#, ".credits.minimum",
      "unknown key", "`baseline_vcpus`"),
    Wrong(
      #"▸{ "name": "m", "credits": { "baseline_vcpus": 1, "initial_vcpu_minutes": 0, "#
        + #""maximum_vcpu_minutes": 0 } }"#, "", "the key `vcpus` is missing", #"add "vcpus""#),
  ])
  func `what is wrong with a machine is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(wrong.text, "deployments[0].machine" + wrong.path, wrong.what, wrong.fix).within {
      ScenarioText.scenario(
        deployments: """
          { "platform": "aws-cpu-server", "machine": \($0),
            "latency": { "service_time": "1s" }, "billing": { "per_hour": "1USD" } }
          """)
    }.check()
  }

  @Test func `a machine within a platform is reported there`() throws {
    try Wrong(
      """
      { "platform": { "name": "p", "like": "aws-cpu-server", "machine": { "name": "m",
          "like": { "name": "n", "like": "t2.2xlarge", "vcpus": ▸-1 } } },
        "latency": { "service_time": "1s" } }
      """, "deployments[0].platform.machine.like.vcpus", "must be at least 0.01, found -1",
      "a number"
    ).inDeployment.check()
  }
}
