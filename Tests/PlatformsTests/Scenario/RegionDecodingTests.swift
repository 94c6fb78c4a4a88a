import Documents
import Platforms
import SimCore
import Testing

/// Regions: lists of prices over those of a platform.
@Suite struct RegionDecodingTests {
  private func billing(_ platform: String, _ region: String, _ keys: String = "") throws
    -> any BillingPolicy
  {
    try Decoded.deployment(
      """
      { "platform": "\(platform)", "region": "\(region)",
        "latency": { "service_time": "10ms" }\(keys) }
      """
    ).billing.policy
  }

  @Test(arguments: [
    // 0.20 + 120 000 GB-s
    ("aws-lambda", "us-east-1", "2.20"), ("aws-lambda", "eu-central-1", "2.20"),
    ("aws-lambda", "af-south-1", "2.85"), ("aws-lambda", "ap-east-1", "2.95"),
    ("aws-lambda", "eu-south-1", "2.54"), ("aws-lambda", "me-south-1", "2.68"),
    // 0.40 + 200 000 s (120 ms are charged as 200) of a vCPU and of 1 GiB
    ("gcp-cloud-run", "europe-west4", "5.70"), ("gcp-cloud-run", "europe-west3", "7.82"),
    ("gcp-cloud-run-functions", "europe-west3", "7.82"),
  ])
  func `a million requests cost what the region's list says`(
    platform: String, region: String, dollars: String
  ) throws {
    let charge = try billing(platform, region, #", "memory": "1024MB""#)
      .charge(RequestUsage(execution: .milliseconds(120)))
    #expect((charge.cost * 1_000_000).decimalText(digits: 2) == dollars)
  }

  @Test(arguments: [
    // 1000 hours of 1 vCPU and 2 GB
    ("aws-fargate", "eu-west-1", "49.37"), ("aws-fargate", "eu-central-1", "56.78"),
    ("aws-fargate-20s", "ap-northeast-1", "61.62"),
    // of 1 vCPU and 0.5 GiB
    ("gcp-cloud-run-instances", "us-east4", "68.40"),
    ("gcp-cloud-run-instances", "europe-west3", "82.08"),
  ])
  func `instances cost what the region's list says`(
    platform: String, region: String, dollars: String
  ) throws {
    let charge = try billing(platform, region).charge(instance: .seconds(3_600_000))
    #expect(charge.decimalText(digits: 2) == dollars)
  }

  @Test func `prices of one's own lie above those of the region`() throws {
    let own = #", "memory": "1024MB", "billing": { "per_gb_second": "0.00001USD" }"#
    let charge = try billing("aws-lambda", "af-south-1", own)
      .charge(RequestUsage(execution: .seconds(1)))
    #expect((charge.cost * 1_000_000).decimalText(digits: 2) == "10.20")
    // A platform like one of the catalog has its regions.
    let like = try Decoded.deployment(
      """
      { "platform": { "name": "own", "like": "aws-lambda" }, "region": "af-south-1",
        "memory": "1024MB", "latency": { "service_time": "10ms" } }
      """)
    let liked = like.billing.policy.charge(RequestUsage(execution: .seconds(1)))
    #expect((liked.cost * 1_000_000).decimalText(digits: 2) == "22.30")
  }

  @Test(arguments: [
    Wrong(
      #""platform": "aws-lambda", "region": ▸"eu-central-2""#, ".region",
      #""eu-central-2" is not one of the choices"#, #""eu-west-1", "eu-central-1""#),
    Wrong(
      #""platform": "aws-lambda@2021-03", "region": ▸"us-east-1""#, ".region",
      "cannot be chosen: the catalog has no prices of aws-lambda by region", "remove it"),
    Wrong(
      #""platform": "aws-lambda", "region": ▸3"#, ".region", "must be a string, found 3",
      "write one of"),
    Wrong(
      #""platform": "aws-lambda", "capacity": { "provisioned": 2 }, "region": ▸"eu-west-1""#,
      ".region", "has no price of provisioned instances that the catalog knows",
      #"leave "region" out"#),
  ])
  func `what is wrong with a region is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(wrong.text, "deployments[0]" + wrong.path, wrong.what, wrong.fix)
      .within { #"{ \#($0), "latency": { "service_time": "10ms" } }"# }.inDeployment.check()
  }

  @Test func `provisioned instances have a price where the list has one`() throws {
    let idle = try billing("aws-lambda", "us-east-1", #", "capacity": { "provisioned": 2 }"#)
      .charge(provisioned: .seconds(1_000_000))
    #expect(idle > .zero)
  }
}
