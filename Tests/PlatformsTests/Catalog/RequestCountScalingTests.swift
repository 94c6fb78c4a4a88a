import Platforms
import Testing

/// How RunPod scales by the number of requests, and Beam by that of tasks, by hand: as many
/// instances as requests wait or are served, up to the greatest number, each ready after a second.
///
/// A request that arrives adds one if more are in flight than instances there or starting; one that
/// idles goes after 5 s on RunPod and 180 s on Beam.
@Suite struct RequestCountScalingTests {
  /// In which seconds instances were created.
  private func creations(
    _ platform: String, _ requests: Int, _ rate: String, _ service: String, limit: Int? = 10
  ) throws -> [Int] {
    let workload = """
      { "requests": \(requests), "patience": "1h",
        "arrivals": { "constant": { "rate": "\(rate)" } } }
      """
    let deployment = """
      { "platform": "\(platform)", "capacity": { \(limit.map { #""limit": \#($0)"# } ?? "") },
        "billing": { "per_hour": "1USD" },
        "latency": { "service_time": "\(service)", "network": "0s",
          "cold_start": { "container_initialisation": { "base": "1s" } } } }
      """
    let scenario = try Decoded.scenario(
      ScenarioText.scenario(workload: workload, deployments: deployment))
    var observer = NoObserver()
    let figures = try scenario.run(
      scenario.deployments[0], isChecked: true, observer: &observer)
    #expect(figures.succeeded == UInt64(requests))
    return figures.timeline.windows.indices.flatMap { index in
      [Int](repeating: index, count: Int(figures.timeline.windows[index].created))
    }
  }

  @Test(arguments: [
    (1, "1/s", "1s", [0]),
    // All at once, and more than there may be.
    (5, "1000000/s", "1s", [0, 0, 0, 0, 0]),
    (25, "1000000/s", "1s", [Int](repeating: 0, count: 10)),
    // The second request finds the first in service; when the third comes, both are done.
    (5, "1/s", "500ms", [0, 1]),
    // Each is served longer than the next is away.
    (4, "1/s", "3s", [0, 1, 2, 3]),
    // The first is in service when the third and the fourth come.
    (4, "2/s", "2s", [0, 0, 1, 1]),
    // Ten come before the first is ready; after that ten a second of 0.1 s need no more.
    (20, "10/s", "100ms", [Int](repeating: 0, count: 10)),
    // One of 1 s each 3 s.
    (3, "20/min", "1s", [0]),
    // Two as far apart as both platforms forget.
    (2, "18/h", "100ms", [0, 200]),
  ])
  func `as many instances as requests in flight`(
    requests: Int, rate: String, service: String, seconds: [Int]
  ) throws {
    for platform in ["runpod", "beam"] {
      #expect(try creations(platform, requests, rate, service) == seconds, "\(platform)")
    }
  }

  /// Ten seconds apart.
  @Test(arguments: [("runpod", [0, 10]), ("beam", [0])])
  func `an instance that idles is kept for the platform's time`(
    platform: String, seconds: [Int]
  ) throws {
    #expect(try creations(platform, 2, "6/min", "100ms") == seconds)
  }

  @Test func `RunPod has three workers unless set`() throws {
    #expect(try creations("runpod", 10, "1000000/s", "1s", limit: nil) == [0, 0, 0])
  }
}
