import Foundation

/// Runs of the program that take seconds and at which several tests look, each done once.
enum SharedRuns {
  /// What a run leaves.
  struct Output: Sendable {
    /// Standard output.
    let printed: String
    /// The files in the folder of results, by their path from there.
    let files: [String: Data]
  }

  /// `run` of the scenarios with committed results, printed as CSV.
  static func scenarios() throws -> Output { try ofScenarios.get() }

  /// The names of these scenarios.
  static let names = ["quick-start", "workload-40", "workload-120", "workload-200"]

  /// `paper` in two draws, one run at a time, printed as CSV.
  static func paper() throws -> Output { try ofPaper.get() }

  private static let ofScenarios = Result {
    try output(of: ["run"] + names + ["--format", "csv", "--quiet"])
  }
  private static let ofPaper = Result {
    try output(of: ["paper", "--draws", "2", "--jobs", "1", "--format", "csv", "--quiet"])
  }

  private static func output(of arguments: [String]) throws -> Output {
    let workplace = try Workplace()
    let result = try Program.run(
      arguments + ["--out", "results/here"], in: workplace.directory.path)
    guard result.status == 0 else { throw Failure(messages: result.messages) }
    return Output(printed: result.output, files: try workplace.tree("results/here"))
  }

  /// A run that should have ended well.
  struct Failure: Error {
    let messages: String
  }
}
