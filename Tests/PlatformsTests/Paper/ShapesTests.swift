import Platforms
import SimCore
import Testing

/// The paper's workloads, and the parts of its statements on servers and managed services that hold
/// whatever the fit (sections in brackets).
///
/// The statements as a whole are checks of the command `paper`, with committed verdicts.
@Suite struct ShapesTests {
  static let workloads = [40, 120, 200]

  @Test func `the workloads have the paper's requests and lengths`() throws {
    for (workload, requests, seconds) in [(40, 15000, 870), (120, 15000, 250), (200, 18000, 190)] {
      let scenario = try PaperRuns.scenario(workload)
      let extent = Extent.exactly(
        requests: Int64(requests), within: .seconds(Int64(seconds)))
      #expect(scenario.workload.extent == extent)
      #expect(
        try PaperRuns.figures("aws-lambda", "mobilenet", workload).requests == UInt64(requests))
    }
  }

  @Test func `the workloads peak where the paper's text says`() throws {
    func rate(_ workload: Int, _ span: Range<Int>) throws -> Double {
      let windows = try PaperRuns.figures("aws-lambda", "mobilenet", workload).timeline.windows
      let count = span.reduce(UInt64(0)) { $0 + ($1 < windows.count ? windows[$1].arrivals : 0) }
      return Double(count) / Double(span.count)
    }
    #expect(try rate(40, 0..<100) < 10)
    #expect(try rate(40, 100..<300) > 35)
    #expect(try rate(120, 0..<75) < 20)
    #expect(try rate(120, 75..<150) > 100)
    #expect(try rate(120, 150..<200) < 20)
    #expect(try rate(120, 200..<250) > 100)
    #expect(try rate(200, 20..<50) > 170)
    #expect(try rate(200, 50..<150) < 30)
    #expect(try rate(200, 150..<190) > 170)
  }

  @Test(arguments: [(40, "mobilenet"), (120, "mobilenet"), (40, "albert")])
  func `SageMaker is slower than Lambda by orders of magnitude, and fails [4.4]`(
    _ workload: Int, _ model: String
  ) throws {
    let lambda = try PaperRuns.figures("aws-lambda", model, workload)
    let sageMaker = try PaperRuns.figures("aws-sagemaker", model, workload)
    #expect(sageMaker.mean > 50 * lambda.mean)
    #expect(sageMaker.failed > 0)
    #expect(sageMaker.cost > lambda.cost)
  }

  @Test func `SageMaker's failures begin when the rate becomes high [4.4]`() throws {
    let sageMaker = try PaperRuns.figures("aws-sagemaker", "mobilenet", 40)
    #expect(sageMaker.window(0..<100).success == 1)
    #expect(sageMaker.window(250..<340).success < 1)
  }

  @Test
  func `AI Platform keeps up in workload-40, at a higher cost, and not in workload-120 [4.4]`()
    throws
  {
    let low = try PaperRuns.figures("gcp-ai-platform", "mobilenet", 40)
    let functions = try PaperRuns.figures("gcp-cloud-functions", "mobilenet", 40)
    #expect(low.failed == 0)
    #expect(low.mean < functions.mean)
    #expect(low.cost > functions.cost)
    let medium = try PaperRuns.figures("gcp-ai-platform", "mobilenet", 120)
    #expect(medium.success < 1)
    #expect(medium.mean > 10 * low.mean)
  }

  @Test func `the AWS processor server saturates, the more so the higher the load [4.5]`() throws {
    let figures = try Self.workloads.map {
      try PaperRuns.figures("aws-cpu-server", "mobilenet", $0)
    }
    #expect(figures[0].failed == 0)
    #expect(figures[1].success < 0.9)
    #expect(figures[2].success < figures[1].success)
    for (server, workload) in zip(figures, Self.workloads) {
      #expect(try PaperRuns.figures("aws-lambda", "mobilenet", workload).mean < server.mean)
    }
    // The latency rises sharply at the first peak of workload-120 (Fig. 6c).
    #expect(figures[1].window(60..<75).mean < 1)
    #expect(figures[1].window(110..<150).mean > 10)
  }

  @Test func `Google's processor server leads in workload-40 and queues in workload-120 [4.5]`()
    throws
  {
    let low = try PaperRuns.figures("gcp-cpu-server", "mobilenet", 40)
    #expect(low.mean < (try PaperRuns.figures("gcp-cloud-functions", "mobilenet", 40).mean))
    let medium = try PaperRuns.figures("gcp-cpu-server", "mobilenet", 120)
    // The paper has virtually no failures. The model misses that by a little: docs/paper.md says by
    // how much in two hundred draws.
    #expect(medium.success >= 0.98)
    // Over 10 s at the end of the first peak (Fig. 6d).
    #expect(medium.window(140..<150).mean > 10)
  }

  @Test func `ALBERT overloads the AWS GPU server in workload-40 and fails less at Google [4.6]`()
    throws
  {
    let lambda = try PaperRuns.figures("aws-lambda", "albert", 40)
    let amazon = try PaperRuns.figures("aws-gpu-server", "albert", 40)
    let google = try PaperRuns.figures("gcp-gpu-server", "albert", 40)
    #expect(amazon.mean > lambda.mean)
    #expect(amazon.success < lambda.success)
    #expect(google.success > amazon.success)
  }
}
