import Platforms
import SimCore
import Testing

struct BillingDecodingTests {
  private func deployment(on platform: String, _ keys: String) throws -> Deployment {
    try Decoded.deployment(
      #"{ "platform": "\#(platform)", "latency": { "service_time": "10ms" }, \#(keys) }"#)
  }

  private func dollars(_ text: String) throws -> Money { try Money(text: text) }

  @Test func `every key of billing by use arrives`() throws {
    let billing = try deployment(
      on: "gcp-cloud-functions",
      """
      "memory": "1024MB", "billing": {
        "policy": "per-use", "per_request": "0.5USD", "per_gb_second": "2USD",
        "per_cpu_second": "10USD", "step": "50ms", "minimum": "200ms", "free_tier": true,
        "free_requests": 7, "free_gb_seconds": 100 }
      """
    ).billing
    // 1024 MB is 1 GB and brings 1.4 GHz: 2 + 14 USD a second.
    #expect(
      try billing
        == .perUse(
          PerUseBilling(
            perRequest: dollars("0.5USD"), perSecond: dollars("16USD"), step: .milliseconds(50),
            minimum: .milliseconds(200), freeRequests: 7, freeSeconds: 100)))
  }

  @Test func `the free tier counts only where it is asked for`() throws {
    let billing = try deployment(
      on: "aws-lambda", #""billing": { "free_requests": 7, "free_gb_seconds": 100 }"#
    ).billing
    guard case .perUse(let policy) = billing else { throw Decoded.Unexpected() }
    #expect(policy.freeRequests == 0)
    #expect(policy.freeSteps == 0)
  }

  @Test func `every key of billing by instance arrives`() throws {
    let billing = try deployment(
      on: "aws-lambda",
      """
      "billing": { "policy": "per-instance", "per_hour": "1USD", "step": "1min",
        "minimum": "10min", "teardown": "5min" }
      """
    ).billing
    #expect(
      try billing
        == .perInstance(
          PerInstanceBilling(
            perHour: dollars("1USD"), step: .minutes(1), minimum: .minutes(10),
            teardown: .minutes(5))))
  }

  @Test func `an instance costs what its machine costs, unless it says otherwise`() throws {
    func price(_ keys: String) throws -> Money {
      guard case .perInstance(let policy) = try deployment(on: "gcp-cpu-server", keys).billing
      else {
        throw Decoded.Unexpected()
      }
      return policy.perHour
    }
    #expect(try price(#""client": {}"#) == dollars("0.38USD"))
    #expect(try price(#""machine": "g4dn.2xlarge""#) == dollars("0.752USD"))
    #expect(
      try price(#""machine": { "name": "mine", "price_per_hour": "0.1USD" }"#)
        == dollars("0.1USD"))
    #expect(try price(#""billing": { "per_hour": "2USD" }"#) == dollars("2USD"))
  }

  @Test func `a client waits as long as it is told to`() throws {
    #expect(
      try deployment(on: "aws-lambda", #""client": { "timeout": "3s" }"#).client
        == Client(timeout: .seconds(3)))
    #expect(
      try deployment(on: "aws-sagemaker", #""client": {}"#).client == Client(timeout: .minutes(1)))
    #expect(
      try deployment(on: "aws-sagemaker", #""client": { "timeout": null }"#).client
        == Client(timeout: nil))
  }

  @Test(arguments: [
    Wrong(#"▸"free""#, "", #"must be an object, found "free""#, "write { }"),
    Wrong(
      #"{ "policy": ▸"per-hour" }"#, ".policy", #""per-hour" is not one of the choices"#,
      #"write one of "per-use", "per-instance""#),
    Wrong(
      #"{ "per_request": ▸"-1USD" }"#, ".per_request",
      #"the amount "-1USD" must not be negative"#, "without the sign"),
    Wrong(
      #"{ "per_request": ▸"2000000USD" }"#, ".per_request",
      #"must be at most 1000000USD, found "2000000USD""#, "write an amount"),
    Wrong(
      #"{ "per_gb_second": ▸0.1 }"#, ".per_gb_second",
      "must be an amount with its unit, found the number 0.1", #""0.1USD""#),
    Wrong(
      #"{ "per_cpu_second": ▸"1EUR" }"#, ".per_cpu_second",
      #"the amount "1EUR" has the unknown unit "EUR""#, "write an amount"),
    Wrong(
      #"▸{ "per_gb_second": "900000USD" }"#, "",
      "comes to more than 1000000USD for a second of an instance", "lower prices"),
    Wrong(
      #"{ "step": ▸"0s" }"#, ".step", #"must be at least 1ns, found "0s""#, "from 1ns to 1d"),
    Wrong(
      #"{ "minimum": ▸"2d" }"#, ".minimum", #"must be at most 1d, found "2d""#, "from 0s to 1d"),
    Wrong(
      #"{ "free_tier": ▸"yes" }"#, ".free_tier", #"must be true or false, found "yes""#,
      "true or false"),
    Wrong(
      #"{ "free_requests": ▸-1 }"#, ".free_requests", "must be at least 0, found -1",
      "whole number"),
    Wrong(
      #"{ "free_gb_seconds": ▸"1" }"#, ".free_gb_seconds", #"must be a number, found "1""#,
      "without quotes"),
    Wrong(
      #"{ ▸"per_second": "1USD" }"#, ".per_second", "unknown key", "did you mean"),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": ▸1 }"#, ".per_hour",
      "must be an amount with its unit, found the number 1", #""1USD""#),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": "1USD", "teardown": ▸"x" }"#, ".teardown",
      #"the duration "x" does not begin with a number"#, "write a duration"),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": "1USD", "step": ▸"0s" }"#, ".step",
      #"must be at least 1ns, found "0s""#, "write a duration"),
    Wrong(
      #"{ "policy": "per-instance", "per_hour": "1USD", "minimum": ▸0 }"#, ".minimum",
      "must be a duration with its unit, found the number 0", #""0s""#),
  ])
  func `what is wrong with a bill is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(wrong.text, "deployments[0].billing" + wrong.path, wrong.what, wrong.fix)
      .inDeployment(on: "aws-lambda", "billing").check()
  }

  @Test func `prices need what they are the price of`() throws {
    try Wrong(
      #"▸{ "policy": "per-instance" }"#, "deployments[0].billing.per_hour",
      "is missing, and no machine has a price", #"add "per_hour""#
    ).inDeployment(on: "aws-lambda", "billing").check()
    try Wrong(
      #"{ "policy": "per-use", "per_gb_second": ▸"1USD" }"#,
      "deployments[0].billing.per_gb_second", "needs a memory size", "remove it"
    ).inDeployment(on: "aws-cpu-server", "billing").check()
    try Wrong(
      #"{ "policy": "per-use", "per_cpu_second": ▸"1USD" }"#,
      "deployments[0].billing.per_cpu_second",
      "needs the processor that comes with a memory size", "remove it"
    ).inDeployment(on: "aws-cpu-server", "billing").check()
  }

  @Test(arguments: [
    Wrong(#"▸5"#, "", "must be an object, found 5", "write { }"),
    Wrong(
      #"{ ▸"time_out": "1s" }"#, ".time_out", "unknown key", "did you mean `timeout`?"),
    Wrong(
      #"{ "timeout": ▸"0s" }"#, ".timeout", #"must be at least 1ns, found "0s""#, "a duration"),
  ])
  func `what is wrong with clients is said where it stands`(_ wrong: Wrong) throws {
    try Wrong(wrong.text, "deployments[0].client" + wrong.path, wrong.what, wrong.fix)
      .inDeployment(on: "aws-lambda", "client").check()
  }
}
