import Documents
import Platforms
import SimCore
import Testing

/// How the platforms of today scale, in runs that can be followed by hand.
@Suite struct CloudScalingTests {
  /// A run of constant arrivals on a platform, without a network.
  private func run(
    _ platform: String, requests: Int, rate: String, service: String, capacity: String = "",
    patience: String = "1h"
  ) throws -> RunFigures {
    let workload = """
      { "requests": \(requests), "patience": "\(patience)",
        "arrivals": { "constant": { "rate": "\(rate)" } } }
      """
    let isUnpriced = ["beam", "kubernetes", "knative", "ray-serve"].contains(platform)
    let deployment = """
      { "platform": "\(platform)", "capacity": { \(capacity) },
        \(isUnpriced ? #""billing": { "per_hour": "1USD" },"# : "")
        "latency": { "service_time": "\(service)", "network": "0s", "parallelism": 1000 } }
      """
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(workload: workload, deployments: deployment))
    var observer = NoObserver()
    return try scenario.run(scenario.deployments[0], isChecked: true, observer: &observer)
  }

  /// In which seconds instances were created, from 0.
  private func creations(_ figures: RunFigures) -> [Int] {
    figures.timeline.windows.indices.flatMap { index in
      [Int](repeating: index, count: Int(figures.timeline.windows[index].created))
    }
  }

  /// 3000 requests within 0.03 s: 1000 at once, and two or three as the bucket refills.
  @Test(arguments: ["aws-lambda", "aws-lambda-arm64"])
  func `a function of Lambda gets 1000 instances at once and 100 a second`(
    platform: String
  ) throws {
    let figures = try run(
      platform, requests: 3000, rate: "100000/s", service: "10s", capacity: #""limit": 5000"#)
    #expect((1002...1003).contains(figures.instancesCreated))
    #expect(figures.throttled == UInt64(3000 - figures.instancesCreated))
    // 2000 requests in 10 s need all that come to 1000 + 10 * 100.
    let slow = try run(
      platform, requests: 2000, rate: "200/s", service: "60s", capacity: #""limit": 5000"#)
    #expect((1990...2000).contains(slow.instancesCreated))
  }

  @Test func `the first edition of Lambda gets 3000 instances at once`() throws {
    let figures = try run(
      "aws-lambda@2021-03", requests: 3000, rate: "100000/s", service: "10s",
      capacity: #""limit": 5000"#)
    #expect(figures.instancesCreated == 3000)
  }

  @Test(arguments: [
    // platform, keys, of 2100 requests at once: the instances, and how many are refused
    // Of Cloud Run, who has no room is refused after 10 s, or 17.5 s with a GPU.
    ("aws-sagemaker-serverless", "", 200, 1900), ("gcp-cloud-run", "", 100, 2000),
    ("gcp-cloud-run-functions", "", 100, 2000), ("gcp-cloud-run-instances", "", 100, 2000),
    ("gcp-cloud-run-l4", "", 100, 500), ("gcp-cloud-run", #""longest_wait": null"#, 100, 0),
    ("azure-functions-flex", "", 1000, 0),
    // 27 have room for all; at 20 s they have served 1837.5 on average, and 48 each are wanted.
    ("gcp-cloud-run", #""concurrency": 80"#, 39, 0), ("aws-app-runner", "", 21, 0),
    ("modal", #""backlog": 5000"#, 10, 0), ("runpod", "", 3, 0), ("replicate", "", 10, 0),
    ("gcp-cloud-run-rtx-pro-6000", "", 100, 500), ("aws-lambda-streaming", "", 1000, 1100),
    ("runpod-queue-delay", "", 3, 0),
    ("beam", "", 10, 0), ("modal", "", 10, 100),
  ])
  func `many requests at once get as many instances as there may be`(
    platform: String, capacity: String, instances: Int, refused: UInt64
  ) throws {
    let figures = try run(
      platform, requests: 2100, rate: "1000000/s", service: "20s", capacity: capacity,
      patience: "12h")
    #expect(figures.instancesPeak == instances)
    #expect(figures.throttled + figures.backlogFull == refused)
    #expect(figures.succeeded == 2100 - refused)
  }

  /// Two requests, so far apart that the instance of the first is just there still, or is not.
  @Test(arguments: [
    ("gcp-cloud-run", 880, 1000), ("gcp-cloud-run-instances", 880, 1000),
    ("gcp-cloud-run-functions", 880, 1000), ("gcp-cloud-run-l4", 580, 640),
    ("azure-functions", 1180, 1260), ("azure-functions-flex", 1180, 1260), ("modal", 55, 70),
    ("gcp-cloud-run-rtx-pro-6000", 580, 640),
    ("runpod", 4, 20), ("runpod-queue-delay", 4, 20), ("replicate", 170, 220), ("beam", 170, 220),
  ])
  func `an idle instance is kept for its time`(platform: String, short: Int, long: Int) throws {
    for (gap, instances) in [(short, 1), (long, 2)] {
      let rate = "\(3600.0 / Double(gap))/h"
      let figures = try run(platform, requests: 2, rate: rate, service: "100ms")
      #expect(figures.instancesCreated == instances, "\(gap) s")
    }
  }

  /// A request wakes two pods, one of which goes when the panic is over and the last when nothing
  /// was in flight for 60 s and the delay is over, within 66 s.
  @Test func `Knative scales to zero and back`() throws {
    for (gap, instances) in [(58, 2), (75, 4)] {
      let figures = try run(
        "knative", requests: 2, rate: "\(3600.0 / Double(gap))/h", service: "100ms")
      #expect(figures.instancesCreated == instances && figures.succeeded == 2, "\(gap) s")
    }
    // With a start of 5 s both requests wait for it, and 2 / 0.7 ask for a third pod.
    let cold = try run(
      "knative", requests: 2, rate: "1/s", service: "1s", capacity: #""provisioning": "5s""#)
    #expect(cold.latency.moments.greatest == .seconds(6))
    #expect(cold.instancesCreated == 3)
  }

  /// Five requests in flight are reported at 10 s, and want ceil(5 / 2) replicas 30 s later.
  @Test func `Ray Serve adds replicas after a report and its delay`() throws {
    let figures = try run(
      "ray-serve", requests: 250, rate: "5/s", service: "1s", capacity: #""workers": 10"#)
    #expect(creations(figures) == [0, 40, 40])
  }

  /// The evaluation of 60 s finds refused requests, and 4.03 minutes later the first is served:
  /// the 5.03 minutes of AWS's example.
  @Test func `SageMaker refuses what comes while it has no instance`() throws {
    let figures = try run(
      "aws-sagemaker-components", requests: 400, rate: "1/s", service: "100ms",
      capacity: #""autoscaler": { "target": 1000 }"#)
    #expect(creations(figures) == [60])
    #expect((301...302).contains(figures.backlogFull))
    #expect(figures.succeeded == 400 - figures.backlogFull)
  }

  /// 200 requests a second of an hour: five instances at once, then 33.068 a second, looked at each
  /// 0.169 s; in nine seconds 302.
  @Test(arguments: ["gcp-cloud-functions@2026-09", "gcp-cloud-functions@2021-03"])
  func `Cloud Functions starts some at once and some a second`(platform: String) throws {
    let figures = try run(platform, requests: 2000, rate: "200/s", service: "1h", patience: "2h")
    let created = creations(figures)
    #expect((298...306).contains(created.count { $0 < 9 }))
    #expect((30...45).contains(created.count { $0 == 0 }))
  }

  @Test func `App Runner has an instance ready`() throws {
    let figures = try run("aws-app-runner", requests: 2, rate: "1/h", service: "100ms")
    #expect(figures.instancesCreated == 1)
    #expect(figures.latency.moments.greatest == .milliseconds(100))
  }

  /// Ten requests at once, each of a minute: an instance a second.
  @Test func `Azure Functions adds an instance a second`() throws {
    let figures = try run("azure-functions", requests: 10, rate: "1000000/s", service: "1min")
    let created = creations(figures)
    #expect(created.count == 10)
    #expect(created == Array(0..<10))
  }

  /// The same on Premium, where the first request finds one.
  @Test func `Azure Functions Premium has an instance and adds one a second`() throws {
    let figures = try run(
      "azure-functions-premium", requests: 10, rate: "1000000/s", service: "1min")
    #expect(creations(figures) == [0] + Array(0..<9))
    #expect(figures.coldStarts == 9)
  }

  /// 20 requests of a second at once: the last is answered after 20 s.
  @Test func `nothing adds container instances`() throws {
    let figures = try run(
      "azure-container-instances", requests: 20, rate: "1000000/s", service: "1s")
    #expect(creations(figures) == [0])
    #expect((19.9...20.1).contains(figures.latency.moments.greatest.seconds))
  }

  /// More comes than one instance can do, all the time, until the second is created.
  @Test(arguments: [
    // Three points of a minute, known three minutes later, or of 20 s, known one later; ceil(1 /
    // 0.7) instances.
    ("aws-fargate-spot", "2/s", "1s", 360, 2), ("aws-fargate", "2/s", "1s", 360, 2),
    ("aws-fargate-20s", "2/s", "1s", 80, 2),
    // One period of 15 s, then ceil(1 / 0.6); a minute of one in flight, then ceil(1 / 0.7).
    ("gcp-vertex-ai", "4/s", "1s", 15, 2), ("kubernetes", "2/s", "1s", 15, 2),
    ("baseten", "1/s", "1s", 60, 2),
    // 240 a minute of a target of 70, for three minutes; 1200 of 600 in one period.
    // Six in flight at each of three looks of 10 s, of which five are one instance's.
    ("aws-sagemaker-10s", "6/s", "1s", 30, 2),
    ("aws-sagemaker", "4/s", "10ms", 180, 4), ("azure-container-apps", "20/s", "10ms", 15, 2),
  ])
  func `an endpoint grows when its alarm says so`(
    platform: String, rate: String, service: String, second: Int, instances: Int
  ) throws {
    let count = Int(rate.prefix { $0 != "/" }).map { $0 * (second + 8) } ?? 0
    let figures = try run(
      platform, requests: count, rate: rate, service: service,
      capacity: platform == "azure-container-apps" ? #""minimum": 1"# : "", patience: "1ms")
    let created = creations(figures)
    #expect(created == [0] + [Int](repeating: second, count: instances - 1))
  }

  /// The first request starts one at once, which takes 200 s.
  ///
  /// A request takes 20 s, eight at a time,
  /// so that for four minutes more than five wait or are served for each instance: after three of
  /// them, at 180 s, as many are there as 100 / 5 ask for, five at most.
  @Test func `asynchronous inference begins at zero and follows its queue`() throws {
    let figures = try run(
      "aws-sagemaker-asynchronous", requests: 100, rate: "1000000/s", service: "20s",
      capacity: #""provisioning": "200s""#)
    #expect(creations(figures) == [0, 180, 180, 180, 180])
    // Eight begin at 200 s, as many at 220 s, ... 360 s: 72 by the time that others are there.
    // They came within a tenth of a millisecond.
    let times = figures.latency.moments
    #expect((219.9999...220).contains(times.least.seconds))
    #expect((399.9999...400).contains(times.greatest.seconds))
    #expect(figures.succeeded == 100)
  }

  /// The request at 0 s is refused and wakes a replica, which is there for those within an hour.
  @Test func `Vertex AI goes to zero after an hour and is woken by a refused request`() throws {
    // The last of three requests wakes nothing that would come before the run ends.
    for (gap, refused, created) in [(3000, 1, 1), (3500, 1, 1), (3700, 3, 2)] {
      let figures = try run(
        "gcp-vertex-ai-scale-to-zero", requests: 3, rate: "\(3600.0 / Double(gap))/h",
        service: "100ms")
      #expect(figures.backlogFull == refused && figures.instancesCreated == created, "\(gap) s")
    }
  }

  /// Three instances start with the first item, and go when no item waits.
  @Test(arguments: [("aws-sagemaker-batch-transform", 134), ("gcp-vertex-ai-batch", 300)])
  func `a batch job has its instances from the first item to the last`(
    platform: String, start: Int64
  ) throws {
    let figures = try run(
      platform, requests: 30, rate: "1000000/s", service: "10s", capacity: #""limit": 3"#)
    #expect(figures.instancesCreated == 3 && figures.succeeded == 30)
    // The last comes 0.03 ms after the first.
    let last = figures.latency.moments.greatest
    #expect(last <= .seconds(start + 100) && last > .milliseconds(1000 * (start + 100) - 1))
  }

  /// The look at 15 s finds a request that waits, and its replica starts for 12 s.
  @Test func `Container Apps begins at zero`() throws {
    let figures = try run("azure-container-apps", requests: 1, rate: "1/s", service: "1s")
    #expect(creations(figures) == [15])
    #expect((27.5...28.5).contains(figures.latency.moments.greatest.seconds))
  }

  /// More than 4 s after ten requests of a minute each have come at once, and then each second, the
  /// look at the queue adds a worker.
  @Test func `RunPod adds a worker while a request has waited for four seconds`() throws {
    let figures = try run(
      "runpod-queue-delay", requests: 10, rate: "1000000/s", service: "1min",
      capacity: #""limit": 8"#, patience: "1h")
    #expect(creations(figures) == [5, 6, 7, 8, 9, 10, 11, 12])
    #expect(figures.succeeded == 10)
    let lone = try run("runpod-queue-delay", requests: 1, rate: "1/s", service: "500ms")
    #expect(creations(lone) == [5] && lone.latency.moments.greatest > .milliseconds(5500))
  }

  /// A thousand requests in a second: ten for each of 20 instances are let in at once, and as many
  /// while they come.
  @Test func `Lambda lets in ten requests a second for each instance of its limit`() throws {
    let figures = try run(
      "aws-lambda", requests: 1000, rate: "1000/s", service: "1ms",
      capacity: #""limit": 20, "provisioned": 20"#)
    #expect((390...400).contains(figures.succeeded))
    #expect(figures.throttled == 1000 - figures.succeeded)
  }

  @Test func `Managed Instances begin with three and keep half of them free`() throws {
    // 16 of 12 places are asked for: four thirds of three at half their use are eight.
    let figures = try run(
      "aws-lambda-managed-instances", requests: 16 * 70, rate: "16/s", service: "1s",
      patience: "1ms")
    #expect(creations(figures) == [0, 0, 0] + [Int](repeating: 60, count: 3))
  }

  /// A start from a snapshot is the restore, whatever package and model.
  @Test func `a function with SnapStart starts in the time of a restore`() throws {
    let deployment = try Decoded.deployment(
      """
      { "platform": "aws-lambda-snapstart", "model": { "name": "m", "size": "900MB" },
        "runtime": "ort-1.6", "latency": { "service_time": "100ms" } }
      """)
    guard case .staged(let latency) = deployment.latency else { throw Decoded.Unexpected() }
    #expect(latency.coldStart.length(of: .containerInitialisation).mean == 0.5)
    #expect(abs(latency.coldStart.mean - 0.5) < 1e-9)
    let figures = try run("aws-lambda-snapstart", requests: 1, rate: "1/s", service: "100ms")
    #expect(figures.instancesCreated == 1 && figures.coldStarts == 1)
  }

  @Test func `a spot task has two minutes of notice, and another starts`()
    throws
  {
    let deployment = try Decoded.deployment(
      #"{ "platform": "aws-fargate-spot", "latency": { "service_time": "10ms" } }"#)
    guard case .managedEndpoint(let policy) = deployment.capacity else {
      throw Decoded.Unexpected()
    }
    #expect(
      policy.interruptions
        == Interruptions(
          lifetime: .exponential(mean: .seconds(86_400)), notice: .minutes(2),
          replacement: .constant(.zero)))
    #expect(policy.provisioningTime == .constant(.seconds(23)))
    #expect(throws: ProblemReport.self) {
      try Decoded.deployment(
        #"{ "platform": "aws-fargate-spot", "region": "eu-west-1", "#
          + #""latency": { "service_time": "10ms" } }"#)
    }
  }

  @Test func `Fargate's tasks go after fifteen minutes below 0.9 of the target`() throws {
    let deployment = try Decoded.deployment(
      #"{ "platform": "aws-fargate", "latency": { "service_time": "10ms" } }"#)
    guard case .managedEndpoint(let policy) = deployment.capacity else {
      throw Decoded.Unexpected()
    }
    var memory = policy.initialMemory
    var changes: [Int] = []
    for minute in 1...19 {
      let seen = Observation(
        period: .minutes(1), arrivals: 60, meanReady: 4, utilisation: 0.1, meanInService: 0.4)
      var view = fleet(instances: 4, ready: 4)
      view.available = 4
      changes.append(
        policy.evaluate(seen, fleet: view, at: .zero + .minutes(Int64(minute)), memory: &memory)
          .change)
    }
    // What is measured is known three minutes later; ceil(4 * 0.1 / 0.7) = 1 is left.
    #expect(changes == [Int](repeating: 0, count: 17) + [-3, 0])
  }

  @Test(arguments: ["aws-lambda-arm64", "gcp-cloud-run", "azure-functions", "modal"])
  func `a platform on which nobody measured a model wants a service time`(platform: String) {
    #expect(throws: ProblemReport.self) {
      try Decoded.deployment(
        #"{ "platform": "\#(platform)", "model": "mobilenet", "runtime": "ort-1.6" }"#)
    }
  }

  @Test func `a platform whose price was not found wants a price`() {
    #expect(throws: ProblemReport.self) {
      try Decoded.deployment(#"{ "platform": "beam", "latency": { "service_time": "10ms" } }"#)
    }
  }
}
