import Platforms
import SimCore
import Testing

/// What the paper says of its systems without a number, in kind (sections in brackets).
///
/// These hold for the first values of the fitted parameters; the published numbers themselves are
/// another matter.
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
    #expect(try rate(200, 5..<50) > 170)
    #expect(try rate(200, 50..<150) < 30)
    #expect(try rate(200, 150..<190) > 170)
  }

  @Test(arguments: workloads)
  func `Lambda answers sooner than Cloud Functions [4.3]`(_ workload: Int) throws {
    let lambda = try PaperRuns.figures("aws-lambda", "mobilenet", workload)
    let functions = try PaperRuns.figures("gcp-cloud-functions", "mobilenet", workload)
    #expect(lambda.mean < functions.mean)
  }

  @Test(arguments: workloads)
  func `OnnxRuntime is faster and cheaper than TensorFlow on both clouds [4.3]`(
    _ workload: Int
  ) throws {
    for (platform, tensorFlow) in [("aws-lambda", "tf-1.4"), ("gcp-cloud-functions", "tf-1.15")] {
      let light = try PaperRuns.figures(platform, "mobilenet", "ort-1.6", workload)
      let heavy = try PaperRuns.figures(platform, "mobilenet", tensorFlow, workload)
      #expect(light.mean < heavy.mean)
      #expect(light.cost < heavy.cost)
    }
  }

  @Test func `Lambda's latency varies less from workload to workload [4.3]`() throws {
    func spread(_ platform: String) throws -> Double {
      let means = try Self.workloads.map { try PaperRuns.figures(platform, "mobilenet", $0).mean }
      return (means.max() ?? 0) / (means.min() ?? 1)
    }
    #expect(try spread("aws-lambda") < spread("gcp-cloud-functions"))
  }

  @Test func `workload-40 costs more than workload-120 on Cloud Functions, by cold starts [4.3]`()
    throws
  {
    let low = try PaperRuns.figures("gcp-cloud-functions", "mobilenet", 40)
    let medium = try PaperRuns.figures("gcp-cloud-functions", "mobilenet", 120)
    #expect(low.cost > medium.cost)
    #expect(low.coldStarts > medium.coldStarts)
  }

  @Test(arguments: workloads)
  func `serverless never fails a request [4.4]`(_ workload: Int) throws {
    for platform in ["aws-lambda", "gcp-cloud-functions"] {
      for model in ["mobilenet", "albert"] {
        #expect(try PaperRuns.figures(platform, model, workload).failed == 0)
      }
    }
  }

  @Test func `Lambda starts cold and SageMaker does not; later Lambda is ahead [4.4, Fig. 6a]`()
    throws
  {
    let lambda = try PaperRuns.figures("aws-lambda", "mobilenet", 40)
    let sageMaker = try PaperRuns.figures("aws-sagemaker", "mobilenet", 40)
    #expect((2.0...3.5).contains(lambda.window(0..<2).mean))
    #expect(lambda.window(0..<2).mean > sageMaker.window(0..<2).mean)
    #expect(lambda.window(20..<100).mean < sageMaker.window(20..<100).mean)
  }

  @Test(arguments: [(40, "mobilenet"), (120, "mobilenet"), (40, "albert")])
  func `SageMaker is slower than Lambda by orders of magnitude, and fails [4.4]`(
    _ workload: Int, _ model: String
  ) throws {
    let lambda = try PaperRuns.figures("aws-lambda", model, workload)
    let sageMaker = try PaperRuns.figures("aws-sagemaker", model, workload)
    #expect(sageMaker.mean > 50 * lambda.mean)
    #expect(sageMaker.success < 0.9)
    #expect(sageMaker.cost > lambda.cost)
  }

  @Test func `SageMaker's failures begin when the rate becomes high [4.4]`() throws {
    let sageMaker = try PaperRuns.figures("aws-sagemaker", "mobilenet", 40)
    #expect(sageMaker.window(0..<100).success == 1)
    #expect(sageMaker.window(250..<340).success < 0.7)
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

  @Test(arguments: workloads)
  func `ALBERT fares worse than MobileNet on the processor servers [4.5]`(_ workload: Int) throws {
    for platform in ["aws-cpu-server", "gcp-cpu-server"] {
      let light = try PaperRuns.figures(platform, "mobilenet", workload)
      let heavy = try PaperRuns.figures(platform, "albert", workload)
      #expect(heavy.mean > light.mean)
      #expect(heavy.success < light.success)
      #expect(heavy.success < 0.6)
    }
  }

  @Test func `Google's processor server leads in workload-40 and queues in workload-120 [4.5]`()
    throws
  {
    let low = try PaperRuns.figures("gcp-cpu-server", "mobilenet", 40)
    #expect(low.mean < (try PaperRuns.figures("gcp-cloud-functions", "mobilenet", 40).mean))
    let medium = try PaperRuns.figures("gcp-cpu-server", "mobilenet", 120)
    #expect(medium.success >= 0.99)
    // Over 10 s at the end of the first peak (Fig. 6d).
    #expect(medium.window(140..<150).mean > 10)
  }

  @Test func `the GPU servers lead until workload-200 [4.6]`() throws {
    for (server, functions) in [
      ("aws-gpu-server", "aws-lambda"), ("gcp-gpu-server", "gcp-cloud-functions"),
    ] {
      for workload in [40, 120] {
        let figures = try PaperRuns.figures(server, "mobilenet", workload)
        let serverless = try PaperRuns.figures(functions, "mobilenet", workload)
        #expect(figures.mean < serverless.mean)
        #expect(figures.cost > serverless.cost)
      }
      let figures = try PaperRuns.figures(server, "mobilenet", 200)
      #expect(figures.mean > (try PaperRuns.figures(functions, "mobilenet", 200).mean))
      #expect(figures.failed == 0)
    }
  }

  @Test func `in workload-200 the GPU leads, then Lambda, then the GPU again [4.6, Fig. 6e]`()
    throws
  {
    let lambda = try PaperRuns.figures("aws-lambda", "mobilenet", 200)
    let server = try PaperRuns.figures("aws-gpu-server", "mobilenet", 200)
    #expect(server.window(0..<4).mean < lambda.window(0..<4).mean)
    #expect(server.window(20..<50).mean > lambda.window(20..<50).mean)
    #expect(server.window(70..<150).mean < lambda.window(70..<150).mean)
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
