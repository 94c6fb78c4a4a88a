import Documents
import Platforms
import SimCore
import Testing

/// Bills of a month by hand, with free grants and prices by volume.
@Suite struct MonthlyBillsTests {
  /// What some requests of the same length cost, and what the whole use takes off.
  private func bill(
    _ platform: String, _ keys: String, requests: Int, milliseconds: Int64
  ) throws -> Money {
    let policy = try Decoded.deployment(
      #"{ "platform": "\#(platform)", "latency": { "service_time": "10ms" }, \#(keys) }"#
    ).billing.policy
    let charge = policy.charge(RequestUsage(execution: .milliseconds(milliseconds)))
    let total = TotalUsage(
      requests: UInt64(requests),
      billedNanoseconds: Int128(requests) * Int128(charge.billed.nanoseconds))
    return charge.cost * requests + policy.settle(total)
  }

  @Test(arguments: [
    // 3 million of 120 ms with 1536 MB are 540 000 GB-s, 140 000 of which cost 2.33, and 2 million
    // requests 0.40.
    ("aws-lambda", "1536MB", 3_000_000, 120, "2.73"),
    // The grant is more than is used.
    ("aws-lambda", "1024MB", 900_000, 400, "0.00"),
    // 1 000 000 requests at 0.20; 800 000 GB-s - 400 000 at 0.0000133334
    ("aws-lambda-arm64", "2048MB", 2_000_000, 200, "5.53"),
    // 1 000 000 at 0.40; 300 000 s of a vCPU, 180 000 of which are free; 150 000 GiB-s are.
    ("gcp-cloud-run", "512MB", 3_000_000, 100, "3.28"),
    // The same with 2 GiB: 600 000 GiB-s, 240 000 of which cost 0.0000025.
    ("gcp-cloud-run", "2048MB", 3_000_000, 100, "3.88"),
    ("gcp-cloud-run", "512MB", 1_000_000, 100, "0.00"),
    // 1 000 000 at 0.40 beyond 2 million; 600 000 GB-s - 400 000: 100 000 s at 0.000029.
    ("gcp-cloud-functions@2026-09", "2048MB", 3_000_000, 100, "3.30"),
    // 4 000 000 of 100 ms with 1024 MB: exactly what is free, and 3 million requests at 0.20.
    ("azure-functions", "1024MB", 4_000_000, 100, "0.60"),
  ])
  func `what is free in a month is taken off`(
    platform: String, memory: String, requests: Int, milliseconds: Int64, dollars: String
  ) throws {
    let keys = #""memory": "\#(memory)", "billing": { "free_tier": true }"#
    let cost = try bill(platform, keys, requests: requests, milliseconds: milliseconds)
    #expect(cost.decimalText(digits: 2) == dollars)
  }

  /// The examples of aws.amazon.com/lambda/pricing, which rounds the price of a GB-second.
  @Test(arguments: [
    // 18.34 for 1 100 000 GB-s beyond the grant, and 0.40; 5.83 for 350 000, and 5.80.
    ("512MB", 3_000_000, 1000, "18.74"), ("128MB", 30_000_000, 200, "11.63"),
  ])
  func `the examples of AWS's price page come out`(
    memory: String, requests: Int, milliseconds: Int64, dollars: String
  ) throws {
    let keys = """
      "memory": "\(memory)",
      "billing": { "free_tier": true, "per_gb_second": "0.00001667USD" }
      """
    let cost = try bill("aws-lambda", keys, requests: requests, milliseconds: milliseconds)
    #expect(cost.decimalText(digits: 2) == dollars)
  }

  @Test(arguments: [
    // 100 s with 1 GB each. 5 billion GB-s at 0.0000166667, and 50 million requests at 0.20.
    ("aws-lambda", "", 50_000_000, "83343.50"),
    // 6 billion, 2 billion at 0.000015: 100 000.20 + 30 000, and 16.00.
    ("aws-lambda", "", 80_000_000, "130016.20"),
    // 6, 9 and 5 billion: 100 000.20 + 135 000 + 66 667, and 40.00.
    ("aws-lambda", "", 200_000_000, "301707.20"),
    ("aws-lambda", #", "region": "us-east-1""#, 80_000_000, "130016.20"),
    // Of other regions the first price alone was found: 8 billion at 0.0000166667 or 0.0000221.
    ("aws-lambda", #", "region": "eu-west-1""#, 80_000_000, "133349.60"),
    ("aws-lambda", #", "region": "af-south-1""#, 80_000_000, "176816.00"),
    // On Arm 7.5 billion at 0.0000133334, 11.25 at 0.0000120001, 1.25 at 0.0000106667:
    // 100 000.50 + 135 001.125 + 13 333.375, and 40.00.
    ("aws-lambda-arm64", "", 200_000_000, "248375.00"),
    // SageMaker has one price: 20 billion at 0.00002.
    ("aws-sagemaker-serverless", "", 200_000_000, "400000.00"),
  ])
  func `a GB-second costs less beyond a volume`(
    platform: String, keys: String, requests: Int, dollars: String
  ) throws {
    let cost = try bill(
      platform, #""memory": "1024MB"\#(keys)"#, requests: requests, milliseconds: 100_000)
    #expect(cost.decimalText(digits: 2) == dollars)
  }

  /// An hour of 900 requests is free as a whole; 30 days of it are 648 000 requests and, for a
  /// second with 2 GB takes two with 1 GB, 1 296 000 GB-seconds, of which 400 000 are.
  @Test(arguments: [
    #"{ "constant": { "rate": "0.25/s" } }"#,
    #"{ "closed_loop": { "clients": 1, "think_time": "2s" } }"#,
  ])
  func `a month of a run has the grant of a month`(arrivals: String) throws {
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(
        workload: #"{ "duration": "1h", "arrivals": \#(arrivals) }"#,
        deployments: """
          { "platform": "aws-lambda", "memory": "1024MB", "billing": { "free_tier": true },
            "latency": { "service_time": "1s", "network": "0s",
              "cold_start": { "container_initialisation": "0s" } } }
          """))
    var observer = NoObserver()
    let figures = try scenario.run(
      scenario.deployments[0], isChecked: true, observer: &observer)
    #expect(figures.requests == 900)
    #expect(figures.cost == .zero)
    let month = try #require(figures.volume?.month)
    // All 648 000 requests at 0.0000002 and 400 000 GB-seconds at 0.0000166667 are taken off.
    #expect(month.decimalText(digits: 4) == "-6.7963")
  }
}
