import Documents
import Platforms
import SimCore
import Testing

/// Bills by hand, from the numbers of the price lists.
@Suite struct CloudBillsTests {
  private func billing(_ platform: String, _ keys: String) throws -> any BillingPolicy {
    try Decoded.deployment(
      #"{ "platform": "\#(platform)", "latency": { "service_time": "10ms" }\#(keys) }"#
    ).billing.policy
  }

  @Test(arguments: [
    // 0.20 + 120 000 GB-s at 0.0000166667
    ("aws-lambda", "1024MB", 120, "2.20"),
    ("aws-lambda@2021-03", "1024MB", 120, "2.20"), ("aws-lambda-streaming", "1024MB", 120, "2.20"),
    // 0.20 + 120 000 GB-s at 0.0000133334
    ("aws-lambda-arm64", "1024MB", 120, "1.80"),
    // 200 000 GB-s at 0.00002
    ("aws-sagemaker-serverless", "2048MB", 100, "4.00"),
    // 0.40 + 100 000 s of 2 GB at 0.0000025 and 2.4 GHz at 0.00001
    ("gcp-cloud-functions", "2048MB", 100, "3.30"),
    ("gcp-cloud-functions@2021-03", "2048MB", 100, "2.90"),
    // 0.40 + 200 000 s of 0.5 GiB at 0.0000025 and 1 vCPU at 0.000024
    ("gcp-cloud-run", "512MB", 200, "5.45"),
    // 150 ms are charged as 200
    ("gcp-cloud-run", "512MB", 150, "5.45"),
    // 0.40 + 100 000 s of 1 GiB and 1 vCPU
    ("gcp-cloud-run-functions", "1024MB", 100, "3.05"),
    // 0.20 + 500 000 GB-s at 0.000016; and 20 ms are charged as 100
    ("azure-functions", "1024MB", 500, "8.20"), ("azure-functions", "1024MB", 20, "1.80"),
    // 0.40 + 2 000 000 GB-s at 0.000026; and 300 ms are charged as 1000, 1250 as 1300
    ("azure-functions-flex", "2048MB", 1000, "52.40"),
    ("azure-functions-flex", "2048MB", 300, "52.40"),
    ("azure-functions-flex", "2048MB", 1250, "68.00"),
  ])
  func `a million requests cost what the price list says`(
    platform: String, memory: String, milliseconds: Int64, dollars: String
  ) throws {
    let billing = try billing(platform, #", "memory": "\#(memory)""#)
    let charge = billing.charge(RequestUsage(execution: .milliseconds(milliseconds)))
    #expect((charge.cost * 1_000_000).decimalText(digits: 2) == dollars)
  }

  @Test(arguments: [
    // 0.04048 + 2 GB at 0.004445 an hour
    ("aws-fargate", "", 100, 36_000, "49.37"), ("aws-fargate-20s", "", 100, 36_000, "49.37"),
    // 0.01288871 + 2 GB at 0.00141527 an hour
    ("aws-fargate-spot", "", 100, 36_000, "15.72"),
    // twenty seconds are charged as a minute
    ("aws-fargate", "", 1000, 20, "0.82"),
    ("aws-fargate", #", "memory": "8GB""#, 100, 36_000, "76.04"),
    ("aws-sagemaker", "", 10, 2_592_000, "3312.00"),
    ("aws-sagemaker-10s", "", 10, 36_000, "46.00"),
    ("aws-sagemaker-components", "", 10, 36_000, "46.00"),
    ("aws-sagemaker-asynchronous", "", 10, 36_000, "46.00"),
    // 0.1785 and 15 % of it an hour; ten seconds are charged as a minute
    ("aws-lambda-managed-instances", "", 10, 36_000, "20.53"),
    ("aws-lambda-managed-instances", "", 1000, 10, "3.42"),
    ("aws-sagemaker@2021-03", "", 10, 2_592_000, "4032.00"),
    ("aws-sagemaker", #", "machine": "ml.g6.xlarge""#, 1, 2_592_000, "811.22"),
    ("aws-sagemaker", #", "machine": "ml.g5.xlarge""#, 1, 2_592_000, "1013.76"),
    // 0.0648 + 0.5 GiB at 0.0072 an hour; ten seconds are charged as a minute
    ("gcp-cloud-run-instances", "", 100, 3600, "6.84"),
    ("gcp-cloud-run-instances", "", 1000, 10, "1.14"),
    // 0.67212 + 4 vCPUs + 16 GiB
    ("gcp-cloud-run-l4", "", 10, 36_000, "104.65"),
    // 1.314792 + 20 vCPUs + 80 GiB
    ("gcp-cloud-run-rtx-pro-6000", "", 10, 36_000, "318.68"),
    ("gcp-vertex-ai", "", 1, 2_592_000, "792.00"),
    // 61 s are charged as 90; 1.10 an hour
    ("gcp-vertex-ai-scale-to-zero", "", 1000, 61, "27.50"),
    ("gcp-vertex-ai-batch", "", 1000, 61, "27.50"),
    // 0.46 an hour
    ("aws-sagemaker-batch-transform", "", 10, 36_000, "46.00"),
    // A month of 730 hours of EP1, 126.29 + 31.43, and of EP2: 1 or 2 vCPUs at 0.173, 3.5 or 7 GB
    // at 0.0123.
    ("azure-functions-premium", "", 1, 2_628_000, "157.72"),
    ("azure-functions-premium", #", "memory": "7168MB""#, 1, 2_628_000, "315.43"),
    // 0.0486 + 2 GB at 0.0054 an hour
    ("azure-container-instances", "", 10, 36_000, "5.94"),
    // 0.0864 + 2 GiB at 0.0108 an hour
    ("azure-container-apps", "", 10, 36_000, "10.80"),
    ("modal", "", 10, 36_000, "59.00"),
    ("modal", #", "machine": "modal-h100""#, 10, 36_000, "395.00"),
    ("modal", #", "machine": "modal-l4""#, 10, 36_000, "80.00"),
    ("runpod", "", 10, 36_000, "58.00"), ("runpod-queue-delay", "", 10, 36_000, "58.00"),
    ("runpod", #", "machine": "runpod-a100-80gb""#, 10, 36_000, "272.00"),
    ("replicate", "", 10, 36_000, "81.00"),
    // 61 s are charged as two minutes
    ("baseten", "", 1000, 61, "21.04"),
    ("beam", #", "billing": { "per_hour": "1.5USD" }"#, 10, 36_000, "150.00"),
    // Three pods of a price for a month; a thousand of 90 s.
    ("kubernetes", #", "billing": { "per_hour": "0.192USD" }"#, 3, 2_592_000, "414.72"),
    ("knative", #", "billing": { "per_hour": "3.6USD" }"#, 1000, 90, "90.00"),
    // 100 replicas of 40 s at 0.00025 a second
    ("ray-serve", #", "billing": { "per_hour": "0.9USD" }"#, 100, 40, "1.00"),
  ])
  func `instances cost what the price list says`(
    platform: String, keys: String, instances: Int, seconds: Int64, dollars: String
  ) throws {
    let charge = try billing(platform, keys).charge(instance: .seconds(seconds))
    #expect((charge * instances).decimalText(digits: 2) == dollars)
  }

  /// A day of a kept snapshot of 2 GB, 86 400 * 2 * 0.0000015046, and 10 000 restores.
  @Test func `SnapStart costs by the day and by the restore`() throws {
    let billing = try billing("aws-lambda-snapstart", "")
    #expect(billing.charge(run: .seconds(86_400)).decimalText(digits: 2) == "0.26")
    #expect((billing.charge(instance: .seconds(9)) * 10_000).decimalText(digits: 2) == "2.80")
  }

  @Test func `requests to Managed Instances cost what those to Lambda cost`() throws {
    let charge = try billing("aws-lambda-managed-instances", "").charge(
      RequestUsage(execution: .seconds(5)))
    #expect((charge.cost * 1_000_000).decimalText(digits: 2) == "0.20")
  }

  /// A million of 100 kB in and 10 kB out, in KiB, of 2^20 to a GB: 0.016 * (95.37 + 9.54).
  @Test func `data to and from SageMaker serverless cost by the GB`() throws {
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(
        workload: """
          { "duration": "1s", "arrivals": { "constant": { "rate": "1/s" } },
            "payload": { "request": "100KB", "answer": "10KB" } }
          """,
        deployments: """
          { "platform": "aws-sagemaker-serverless", "latency": { "service_time": "100ms" } }
          """))
    let charge = scenario.deployments[0].billing.policy.charge(
      RequestUsage(execution: .milliseconds(100)))
    // 4 USD for the time with 2 GB; 100 and 10 of 2^20 to the GB.
    #expect((charge.cost * 1_000_000).decimalText(digits: 2) == "5.68")
  }

  /// What is free in a month, at 1 GB: Lambda's 400 000 GB-s and Azure's, Flex's 100 000.
  @Test(arguments: [
    // 2 000 000 of 0.4 s: 1 000 000 at 0.20, 400 000 GB-s at 0.0000166667 or 0.000016
    ("aws-lambda", "1024MB", 2_000_000, 400, "6.87"),
    ("azure-functions", "1024MB", 2_000_000, 400, "6.60"),
    // 500 000 of 1 s with 2 GB: 250 000 at 0.40 a million, 900 000 GB-s at 0.000026
    ("azure-functions-flex", "2048MB", 500_000, 1000, "23.50"),
  ])
  func `what is free in a month is taken off where it is asked for`(
    platform: String, memory: String, requests: Int, milliseconds: Int64, dollars: String
  ) throws {
    let keys = #", "memory": "\#(memory)", "billing": { "free_tier": true }"#
    let policy = try billing(platform, keys)
    let use = RequestUsage(execution: .milliseconds(milliseconds))
    let settled = policy.settle(
      TotalUsage(
        requests: UInt64(requests),
        billedNanoseconds: Int128(requests) * Int128(milliseconds) * 1_000_000))
    let cost = policy.charge(use).cost * requests + settled
    #expect(cost.decimalText(digits: 2) == dollars)
  }

  /// 3 000 000 requests and 400 000 s of instances, of 1 vCPU and 2 GiB or 0.5 GiB.
  @Test(arguments: [
    // 1 000 000 at 0.40 a million; 220 000 vCPU-s at 0.000024; 440 000 GiB-s at 0.000003
    ("azure-container-apps", "", "7.00"),
    // no price of requests; 160 000 vCPU-s at 0.000018; 200 000 GiB-s are less than is free
    ("gcp-cloud-run-instances", "", "2.88"),
    // 2 GiB: 350 000 GiB-s at 0.000002
    ("gcp-cloud-run-instances", #", "memory": "2048MB""#, "3.58"),
  ])
  func `what instances have free in a month is taken off where it is asked for`(
    platform: String, keys: String, dollars: String
  ) throws {
    let policy = try billing(platform, keys + #", "billing": { "free_tier": true }"#)
    var use = TotalUsage(requests: 3_000_000, billedNanoseconds: 0)
    let lifetime = Interval.seconds(400_000)
    use.instanceNanoseconds = Int128(policy.charged(instance: lifetime).nanoseconds)
    let request = policy.charge(RequestUsage(execution: .seconds(1))).cost
    let cost = request * 3_000_000 + policy.charge(instance: lifetime) + policy.settle(use)
    #expect(cost.decimalText(digits: 2) == dollars)
  }

  /// One replica at least, 1 vCPU and 2 GiB: 100 s, of which it serves 20.
  @Test func `an idle replica of the least number costs its idle price`() throws {
    let figures = try run(
      """
      { "platform": "azure-container-apps", "capacity": { "minimum": 1 },
        "latency": { "service_time": "10s", "network": "0s" } }
      """, requests: 2, rate: "40/h")
    // Requests at 0 s and 90 s: 80 s at 0.000003 + 2 * 0.000003, 20 s at 0.000024 + 2 * 0.000003,
    // two requests at 0.0000004.
    #expect(figures.cost.decimalText(digits: 7) == "0.0013208")
  }

  /// All of a short run is free, busy and idle, and no more than all of it.
  @Test func `what is free of idle instances is what they cost`() throws {
    let figures = try run(
      """
      { "platform": "azure-container-apps", "capacity": { "minimum": 1 },
        "billing": { "free_tier": true }, "latency": { "service_time": "10s", "network": "0s" } }
      """, requests: 2, rate: "40/h")
    #expect(figures.cost == .zero)
    // A grant of 30 s of the vCPU: the 20 s in which it serves, and 10 s of the 80 s of idle time.
    let some = try run(
      """
      { "platform": "azure-container-apps", "capacity": { "minimum": 1 },
        "billing": { "free_tier": true, "free_requests": 0, "free_gb_seconds": 0,
          "free_cpu_seconds": 30 },
        "latency": { "service_time": "10s", "network": "0s" } }
      """, requests: 2, rate: "40/h")
    // 0.0013208 less 20 s at 0.000024 and 10 s at 0.000003.
    #expect(some.cost.decimalText(digits: 7) == "0.0008108")
  }

  /// 22 MB in a second: 6 MB at once and 16 MB in 8 s, of which the function is charged 9 s.
  @Test func `a streamed answer holds its instance and costs by the GB`() throws {
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(
        workload: """
          { "requests": 1, "arrivals": { "constant": { "rate": "1/s" } },
            "payload": { "answer": "22MB" } }
          """,
        deployments: """
          { "platform": "aws-lambda-streaming", "memory": "1024MB",
            "latency": { "service_time": "1s", "measured_at": "1024MB", "network": "0s",
              "cold_start": { "container_initialisation": "0s", "library_import": "0s",
                "model_download": "0s", "model_load": "0s", "first_inference": "0s" } } }
          """))
    var observer = NoObserver()
    let figures = try scenario.run(scenario.deployments[0], isChecked: true, observer: &observer)
    #expect(figures.billedNanoseconds == 9_000_000_000)
    // 9 GB-s at 0.0000166667, a request, and 22 / 1024 GB at 0.008.
    #expect(figures.cost.decimalText(digits: 7) == "0.0003221")
  }

  /// A start of 4 s on 1 vCPU takes 2 s on two, which are charged for it and for 10 s more.
  @Test func `more processor during a start is charged`() throws {
    func cost(_ boost: String) throws -> (cost: Money, latency: Interval) {
      let figures = try run(
        """
        { "platform": "gcp-cloud-run",
          "latency": { "service_time": "1s", "network": "0s",
            "cold_start": { "container_initialisation": "0s", "library_import": "4s"\(boost) } } }
        """, requests: 1, rate: "1/s")
      return (figures.cost, figures.latency.moments.greatest)
    }
    let (plain, slow) = try cost("")
    let (boosted, fast) = try cost(#", "boost": { "vcpus": 2, "after": "10s" }"#)
    #expect(slow == .seconds(5) && fast == .seconds(3))
    // 5 s of 1 vCPU and 0.5 GiB; or 3 s of both, and 2 + 10 s of a second vCPU.
    #expect(plain.decimalText(digits: 8) == "0.00012665")
    #expect(boosted.decimalText(digits: 8) == "0.00036415")
  }

  @Test func `requests of a platform billed by instances may have a price too`() throws {
    let charge = try billing("azure-container-apps", "").charge(
      RequestUsage(execution: .seconds(5)))
    #expect((charge.cost * 1_000_000).decimalText(digits: 2) == "0.40")
    #expect(charge.billed == .zero)
  }

  /// App Runner, 2 GB: ten hours active at 0.064 + 2 * 0.007, and a day of the least instance.
  @Test func `an instance of App Runner costs memory always and its vCPU when active`() throws {
    let billing = try billing("aws-app-runner", "")
    let active = RequestUsage(execution: .seconds(36_000))
    let least = RequestUsage(execution: .seconds(36_000), isProvisioned: true)
    #expect(billing.charge(active: active).cost.decimalText(digits: 2) == "0.78")
    #expect(billing.charge(active: least).cost.decimalText(digits: 2) == "0.64")
    #expect(billing.charge(provisioned: .seconds(864_000)).decimalText(digits: 2) == "3.36")
  }

  /// Cloud Run, 512 MB: a minimum instance idles at 0.0000025 * 1.5 a second, and serves at
  /// 0.000024 + 0.0000025 / 2 in all.
  @Test func `a minimum instance of Cloud Run costs its idle price and the rest when active`()
    throws
  {
    let billing = try billing("gcp-cloud-run", "")
    let idle = billing.charge(provisioned: .seconds(1_000_000))
    let active = billing.charge(
      RequestUsage(execution: .seconds(1_000_000), isProvisioned: true)
    ).cost
    #expect(idle.decimalText(digits: 2) == "3.75")
    #expect((idle + active).decimalText(digits: 2) == "25.25")
  }

  /// A run of constant arrivals.
  private func run(_ deployment: String, requests: Int, rate: String) throws -> RunFigures {
    let workload =
      #"{ "requests": \#(requests), "arrivals": { "constant": { "rate": "\#(rate)" } } }"#
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(workload: workload, deployments: deployment))
    var observer = NoObserver()
    return try scenario.run(scenario.deployments[0], isChecked: true, observer: &observer)
  }

  /// Ten requests of 1 s, one each 0.1 s: by themselves 10 s, together 1.9 s, which are charged.
  @Test(arguments: [("80", "0.0000520"), ("1", "0.0002565")])
  func `requests that overlap on an instance share its time`(concurrency: String, dollars: String)
    throws
  {
    let figures = try run(
      """
      { "platform": "gcp-cloud-run", "capacity": { "concurrency": \(concurrency) },
        "latency": { "service_time": "1s", "parallelism": 100, "network": "0s",
          "cold_start": { "container_initialisation": "0s" } } }
      """, requests: 10, rate: "10/s")
    // 1.9 s or 10 s at 0.00002525, and ten requests at 0.0000004.
    #expect(figures.cost.decimalText(digits: 7) == dollars)
    #expect(figures.succeeded == 10)
    #expect(figures.instancesCreated == (concurrency == "1" ? 10 : 1))
    #expect(figures.billedNanoseconds == (concurrency == "1" ? 10_000_000_000 : 1_900_000_000))
  }

  /// The HPA adds a pod at 15 s, and no request comes after 20 s, when the last is served: 20 s of
  /// one pod and 5 s of another, at a dollar a second.
  @Test func `the pods of a run on Kubernetes are charged from their start to the end`() throws {
    let figures = try run(
      """
      { "platform": "kubernetes", "billing": { "per_hour": "3600USD" },
        "capacity": { "backlog": 0, "routing": "least-outstanding", "maximum": 2 },
        "latency": { "service_time": "1s", "network": "0s" } }
      """, requests: 20, rate: "1/s")
    #expect(figures.instancesCreated == 2)
    #expect(figures.cost.decimalText(digits: 2) == "25.00")
  }

  /// Instances that still serve when clients stop waiting are charged up to then.
  @Test func `the time of an instance that still serves at the end is charged`() throws {
    let workload =
      #"{ "requests": 4, "patience": "2s", "arrivals": { "constant": { "rate": "10/s" } } }"#
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(
        workload: workload,
        deployments: """
          { "platform": "gcp-cloud-run", "capacity": { "concurrency": 80 },
            "latency": { "service_time": "60s", "parallelism": 100, "network": "0s",
              "cold_start": { "container_initialisation": "0s" } } }
          """))
    var observer = NoObserver()
    let figures = try scenario.run(
      scenario.deployments[0], isChecked: true, observer: &observer)
    #expect(figures.unanswered == 4)
    #expect(figures.billedNanoseconds == 2_300_000_000)
  }

  /// Importing takes 1 s and the request 0.1 s: 2021 charged the latter, 2026 both.
  @Test(arguments: [("aws-lambda@2021-03", 100), ("aws-lambda@2026-09", 1100)])
  func `INIT is billed since 2025`(platform: String, milliseconds: Int128) throws {
    let figures = try run(
      """
      { "platform": "\(platform)",
        "latency": { "service_time": "100ms", "network": "0s",
          "cold_start": { "library_import": "1s", "variation": 0, "model_download": "0s" } } }
      """, requests: 1, rate: "1/s")
    #expect(figures.billedNanoseconds == milliseconds * 1_000_000)
  }
}
