import Documents
import Platforms
import SimCore
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The files of this repository.
enum Repository {
  /// The folder of the package, from the place of this file in it.
  static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(4)
    return parts.joined(separator: "/")
  }()

  /// The bytes of a file, by its path within the package.
  static func bytes(_ path: String) throws -> [UInt8] {
    let data = try #require(FileManager.default.contents(atPath: "\(root)/\(path)"))
    return [UInt8](data)
  }

  /// The JSON of a file, by its path within the package.
  static func json(_ path: String) throws -> JSONValue {
    try JSONParser.parse(bytes(path), file: path)
  }

  /// The scenarios of the folder `Scenarios`, in the order of their names.
  static func scenarioNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(root)/Scenarios")
      .filter { $0.hasSuffix(".json") && $0 != "scenario.schema.json" }.sorted()
  }
}

/// The text of a scenario around a part of it that a test is about.
enum ScenarioText {
  static let arrivals = #"{ "poisson": { "rate": "1/s" } }"#
  static let workload = #"{ "duration": "10s", "arrivals": \#(arrivals) }"#
  static let deployment =
    #"{ "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6" }"#

  /// A scenario of a workload and one or more deployments.
  static func scenario(workload: String = workload, deployments: String = deployment) -> String {
    """
    {
      "seed": 1,
      "workload": \(workload),
      "deployments": [\(deployments)]
    }
    """
  }
}

/// Decodes scenarios from text.
enum Decoded {
  private static let catalog = Result { try Catalog.builtIn() }

  static func scenario(_ text: String) throws -> Scenario {
    try Scenario(
      parsing: Array(text.utf8), file: "test.json", name: "test", catalog: catalog.get())
  }

  /// What is wrong with a scenario, each with its path; nothing where it is valid.
  static func messages(_ text: String) -> [String] {
    do {
      _ = try scenario(text)
      return []
    } catch {
      guard let error = error as? ProblemReport else { return ["\(error)"] }
      return error.problems.map { "\($0.path.map { "\($0): " } ?? "")\($0.what)" }
    }
  }

  static func workload(_ text: String) throws -> Workload {
    try scenario(ScenarioText.scenario(workload: text)).workload
  }

  /// The process of some arrivals within 10 seconds.
  static func process(_ text: String) throws -> ArrivalProcess? {
    let workload = try workload(#"{ "duration": "10s", "arrivals": \#(text) }"#)
    if case .process(let process) = workload.arrivals { return process }
    return nil
  }

  static func deployment(_ text: String) throws -> Deployment {
    let scenario = try scenario(ScenarioText.scenario(deployments: text))
    return try #require(scenario.deployments.first)
  }

  /// The service time of a deployment where nothing changes it.
  static func distribution(_ text: String) throws -> Distribution {
    let deployment = try deployment(
      #"{ "platform": "aws-cpu-server", "latency": { "service_time": \#(text) } }"#)
    guard case .preloaded(let latency) = deployment.latency else { throw Unexpected() }
    return latency.serviceTime.distribution
  }

  struct Unexpected: Error {}
}

/// A text with one thing wrong, and what should be said of it.
///
/// The mark `▸` stands before the character at which the problem should be reported.
struct Wrong: Sendable, CustomTestStringConvertible {
  let text: String
  let path: String
  let what: String
  let fix: String

  /// - Parameters:
  ///   - text: the text, with its mark.
  ///   - path: the path that should be reported.
  ///   - what: what should be said, whole.
  ///   - fix: a part of the advice.
  init(_ text: String, _ path: String, _ what: String, _ fix: String) {
    self.text = text
    self.path = path
    self.what = what
    self.fix = fix
  }

  var testDescription: String { text }

  /// The problem within a text around it.
  func within(_ wrap: (String) -> String) -> Wrong { Wrong(wrap(text), path, what, fix) }

  /// The problem of a workload.
  var inWorkload: Wrong { within { ScenarioText.scenario(workload: $0) } }

  /// The problem of the arrivals of a workload.
  var inArrivals: Wrong {
    within { ScenarioText.scenario(workload: #"{ "duration": "10s", "arrivals": \#($0) }"#) }
  }

  /// The problem of a deployment.
  var inDeployment: Wrong { within { ScenarioText.scenario(deployments: $0) } }

  /// The problem of the value of a key of a deployment on a platform.
  func inDeployment(on platform: String, _ key: String) -> Wrong {
    within {
      ScenarioText.scenario(
        deployments: """
          {
            "platform": "\(platform)", "model": "mobilenet", "runtime": "ort-1.6",
            "latency": { "service_time": "10ms" }, "\(key)": \($0)
          }
          """)
    }
  }

  /// Checks that exactly this is reported of a scenario, and nothing else.
  func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let problems = problemsOfScenario(text.filter { $0 != "▸" })
    let problem = try #require(problems.first, sourceLocation: sourceLocation)
    #expect(problems.count == 1, "\(problems)", sourceLocation: sourceLocation)
    #expect(problem.file == "test.json", sourceLocation: sourceLocation)
    #expect(problem.path?.description == path, sourceLocation: sourceLocation)
    #expect(problem.what == what, sourceLocation: sourceLocation)
    #expect(problem.fix.contains(fix), "\(problem.fix)", sourceLocation: sourceLocation)
    #expect(problem.position == markedPosition, sourceLocation: sourceLocation)
  }

  /// The place of the mark.
  var markedPosition: SourcePosition? {
    guard let mark = text.firstIndex(of: "▸") else { return nil }
    let lines = text[..<mark].split(separator: "\n", omittingEmptySubsequences: false)
    return SourcePosition(
      line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}

/// Everything that is wrong with a scenario.
func problemsOfScenario(_ text: String) -> [Problem] {
  do {
    _ = try Decoded.scenario(text)
    return []
  } catch {
    return (error as? ProblemReport)?.problems ?? []
  }
}
