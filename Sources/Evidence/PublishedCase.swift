import Documents
import Platforms
import Studies

/// A number that somebody published of a platform, with the scenario of its condition.
struct PublishedCase: Sendable {
  /// What the number was measured of, such as `Fargate, metrics of 60 s, load step`.
  let condition: String
  /// What it is, such as `until scale-out`.
  let quantity: String
  /// Its unit: `s`, `min`, `ms`, `1/s`, `1/min`, or nothing.
  let unit: String
  /// The number.
  let measured: Double
  /// By how much it may be off by itself; nil where nobody says.
  let uncertainty: Double?
  /// How many decimals it is shown with.
  let digits: Int
  /// Where it was published, and when.
  let source: String
  /// The path of the catalog's value that was chosen by it, or `condition` where one of the
  /// condition was; nil where none was.
  let fitted: String?
  /// Words of that value's source that name the number; nil where the catalog has no such value.
  let says: String?
  /// What is read out of a run.
  let figure: CaseFigure
  /// What of a run it is read out of.
  let window: CaseWindow
  /// How many runs there are, each with random numbers of its own.
  let runs: Int
  /// The platform of the catalog that is held against the number.
  let platform: String
  /// The scenario.
  let scenario: String

  /// What a unit comes to in seconds, or in what the figure is in.
  private var scale: Double {
    switch unit {
    case "min": 60
    case "ms": 0.001
    case "1/min": 1.0 / 60
    default: 1
    }
  }

  /// All numbers of the data, those of one scenario together.
  static let all: [[PublishedCase]] = {
    guard let all = try? cases(of: PackageResources.platform_cases_json) else {
      preconditionFailure("The data is JSON.")
    }
    return all
  }()

  /// The numbers of some data.
  ///
  /// What a case says holds for all of its `numbers`, unless one says otherwise. Requests take no
  /// time but that which a deployment says.
  ///
  /// - Parameter bytes: an object with `workloads` by their names and a list of `cases`.
  /// - Returns: the numbers of each case, in the order of the data.
  /// - Throws: why it is no JSON.
  static func cases(of bytes: [UInt8]) throws -> [[PublishedCase]] {
    let data = try JSONParser.parse(bytes, file: "platform-cases.json")
    let plain = try JSONParser.parse(
      Array(#"{ "latency": { "network": "0s", "service_time": "0s" } }"#.utf8), file: "plain")
    guard let workloads = data["workloads"], case .array(let cases)? = data["cases"]?.kind else {
      preconditionFailure("The data has workloads and cases.")
    }
    return cases.map { shared in
      var numbers = [shared]
      if case .array(let own)? = shared["numbers"]?.kind { numbers = own.map(shared.merging) }
      return numbers.map { PublishedCase($0, workloads, plain) }
    }
  }

  private init(_ data: JSONValue, _ workloads: JSONValue, _ plain: JSONValue) {
    func text(_ key: String) -> String? {
      if case .string(let text)? = data[key]?.kind { text } else { nil }
    }
    func number(_ key: String) -> Double? {
      if case .number(let number)? = data[key]?.kind { number.value } else { nil }
    }
    guard let condition = text("condition"), let quantity = text("quantity"),
      let measured = number("measured"), let source = text("source"), let date = text("date"),
      let figure = text("figure").flatMap({ CaseFigure(rawValue: $0) }),
      let workload = text("workload").flatMap({ workloads[$0] }),
      let deployment = data["deployment"],
      case .string(let platform)? = deployment["platform"]?.kind
    else { preconditionFailure("A case lacks what all have: \(data.compactText)") }
    self.condition = condition
    self.quantity = quantity
    self.measured = measured
    self.source = "\(source) (\(date))"
    self.figure = figure
    self.platform = platform
    unit = text("unit") ?? ""
    uncertainty = number("uncertainty")
    digits = Int(number("digits") ?? 1)
    fitted = text("fitted")
    says = text("says")
    window = CaseWindow(
      since: number("since") ?? 0, until: number("until"), count: Int(number("count") ?? 1))
    runs = Int(number("runs") ?? 1)
    scenario = """
      { "seed": 1, "workload": \(workload.compactText),
        "deployments": [\(plain.merging(deployment).compactText)] }
      """
  }

  /// Simulates a condition once, and reads all of its numbers out of the runs.
  ///
  /// - Parameter cases: the numbers, at least one, of one scenario.
  /// - Returns: a row for each.
  /// - Throws: what is wrong with the scenario, or that a run does not show what was measured.
  static func rows(_ cases: [PublishedCase]) throws -> [EvidenceRow] {
    let first = cases[0]
    let scenario = try Scenario(
      parsing: Array(first.scenario.utf8), file: first.condition, name: first.condition,
      catalog: try Catalog.builtIn())
    let runs = try (0..<first.runs).map { replication in
      var log = CaseLog()
      let figures = try scenario.run(
        scenario.deployments[0], replication: replication, observer: &log)
      return (log, figures)
    }
    return try cases.map { published in
      try published.row(
        runs.map { log, figures in
          log.value(published.figure, in: published.window, of: figures)
        })
    }
  }

  private func row(_ found: [Double?]) throws -> EvidenceRow {
    let values = found.compactMap(\.self).map { $0 / scale }
    guard values.count == found.count else {
      throw MissingFigure(description: "\(condition): a run does not show \(figure.rawValue)")
    }
    let interval = MeanInterval(values)
    return EvidenceRow(
      dataset: .platformCases, condition: condition,
      quantity: unit.isEmpty ? quantity : "\(quantity) (\(unit))", measured: measured,
      uncertainty: uncertainty, simulated: interval?.mean ?? values[0],
      halfWidth: interval?.halfWidth, use: fitted == nil ? .predicted : .fitted, digits: digits,
      ownSource: source)
  }
}

/// A run in which nothing happened of what was measured.
struct MissingFigure: Error, CustomStringConvertible {
  let description: String
}

extension EvidenceCase {
  /// Single numbers that were published of platforms, each with the condition that was published.
  static var platformCases: [EvidenceCase] {
    PublishedCase.all.map { cases in
      EvidenceCase(dataset: .platformCases) { try PublishedCase.rows(cases) }
    }
  }
}
