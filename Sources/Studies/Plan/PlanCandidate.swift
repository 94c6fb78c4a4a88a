import Platforms

/// One way to serve the requests that a plan tries.
package struct PlanCandidate: Sendable {
  /// The deployment that it is made from.
  package let origin: String
  /// What is changed of that, as people read it.
  package let changes: [String]
  /// What differs from the scenario: paths and their values, in the order in which they are set.
  package let settings: [(path: String, value: String)]
  /// What is run.
  package let deployment: Deployment

  /// What it is called: the deployment, and what is changed.
  package var name: String { ([origin] + changes).joined(separator: ", ") }

  /// The same without commas, which divide the columns of files.
  var plainName: String { ([origin] + changes).joined(separator: "; ") }

  /// What it is, whatever it is called.
  var essence: Deployment {
    var essence = deployment
    essence.name = ""
    return essence
  }
}

/// A search that cannot be as it was asked for.
package struct PlanMistake: Error, Equatable {
  /// What is wrong, as a sentence without a full stop.
  package let problem: String
  /// What was probably meant.
  package let suggestion: String?

  init(_ problem: String, suggestion: String? = nil) {
    self.problem = problem
    self.suggestion = suggestion
  }
}
