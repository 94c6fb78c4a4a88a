import Documents
import Platforms
import Testing

/// What is said of keys that stand in the wrong object, and of values that ought to be objects.
@Suite struct KeyPlacesTests {
  private func report(_ workload: String, _ deployment: String) -> String {
    do {
      _ = try Decoded.scenario(
        ScenarioText.scenario(workload: workload, deployments: deployment))
      return ""
    } catch { return "\(error)" }
  }

  private let workload = #"{ "duration": "1s", "arrivals": { "constant": { "rate": "1/s" } } }"#

  @Test(arguments: [
    (#""interruptions": { "lifetime": "1h" }"#, "`capacity`"),
    (#""retries": { "attempts": 3 }"#, "`client`"),
    (#""service_time": "5ms""#, "`latency`"),
    (#""provisioned": 5"#, "`capacity` and of `billing`"),
    (#""latency": { "keep_alive": "5ms" }"#, "`capacity`"),
    (#""latency": { "per_mb": "5ms" }"#, nil),
    // Of functions that are made on demand, clients alone gather batches.
    (#""capacity": { "batch": { "size": 4 } }"#, "`client`"),
    (#""zzz": 1"#, nil),
  ])
  func `a key in the wrong object is sent to the right one`(keys: String, place: String?) {
    let text = report(
      workload,
      #"{ "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6", \#(keys) }"#)
    #expect(text.contains("unknown key"))
    #expect(
      text.contains("it is a key of \(place ?? ""): move it there, or remove it") == (place != nil))
    if place == nil { #expect(text.contains("remove it, or write one of")) }
  }

  @Test func `a key of too many objects is sent to none`() {
    let text = report(
      #"{ "duration": "1s", "rate": "1/s", "arrivals": { "constant": { "rate": "1/s" } } }"#,
      #"{ "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6" }"#)
    #expect(text.contains("workload.rate: unknown key; remove it, or write one of `duration`"))
  }

  @Test func `a word where an object ought to be is most likely its key`() {
    let lambda = #"{ "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6" }"#
    let word = report(#"{ "duration": "1s", "arrivals": "poisson" }"#, lambda)
    #expect(word.contains(#"found "poisson"; write { "poisson": ... } with its value"#))
    let number = report(#"{ "duration": "1s", "arrivals": 5 }"#, lambda)
    #expect(
      number.contains(
        #"found 5; write { } with keys such as `constant`, `poisson`, `piecewise`"#))
    let payload = report(
      #"{ "duration": "1s", "arrivals": { "constant": { "rate": "1/s" } }, "payload": "5MB" }"#,
      lambda)
    #expect(payload.contains(#"write { } with keys of `request`, `answer`"#))
  }
}
