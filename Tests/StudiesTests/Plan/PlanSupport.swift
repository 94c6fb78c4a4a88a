import Documents
import SimCore

@testable import Platforms
@testable import Studies

/// Plans of scenarios in text.
enum PlanSupport {
  /// The candidates of a scenario.
  static func space(
    _ text: String, axes: [SweepAxis] = [], platforms: [String]? = nil,
    settings: [(path: String, value: String)] = [], keeps: (Deployment) -> Bool = { _ in true }
  ) throws -> PlanSpace {
    let source = ScenarioText(Array(text.utf8), shownName: "a.json")
    let catalog = try Catalog.builtIn()
    let base = try source.scenario(catalog, at: StudyPoint(settings))
    var search = PlanSearch(source, settings: settings, seed: nil, catalog: catalog)
    search.axes = axes
    search.platforms = platforms
    return try search.space(base, keeps: keeps)
  }

  /// A question.
  static func question(
    _ objectives: [String], replications: Int = 4, limits: Bool = false, loads: [Double] = [1]
  ) throws -> PlanQuestion {
    var question = PlanQuestion(
      objectives: try objectives.map { try Objective($0) }, replications: replications)
    question.findsLimits = limits
    question.loads = loads
    return question
  }

  /// Machines of a price an hour and a service time, with queues of different lengths.
  static func machines(_ machines: [(name: String, price: String, service: String)]) -> String {
    let list = machines.map { name, price, service in
      let backlog = name == "same" ? 8 : 9
      return """
          { "name": "\(name)", "platform": { "name": "m",
            "capacity": { "policy": "fixed-server", "workers": 1, "backlog": \(backlog) },
            "latency": { "policy": "preloaded", "service_time": "\(service)" },
            "billing": { "policy": "per-instance", "per_hour": "\(price)" } } }
        """
    }
    return """
      { "seed": 1, "workload": { "duration": "20s",
          "arrivals": { "constant": { "rate": "10/s" } } },
        "deployments": [\(list.joined(separator: ",\n"))] }
      """
  }

  /// Nobody follows.
  struct Nobody: StudyMonitor {}
}

extension PlanSpace {
  /// Answers a question that nobody follows.
  func plan(_ question: PlanQuestion) throws -> Plan {
    try plan(question, PlanSupport.Nobody())
  }

  /// The names of the candidates.
  var names: [String] { candidates.map(\.name) }
}
