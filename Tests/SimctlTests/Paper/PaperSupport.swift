import Platforms
import Testing

@testable import simctl

/// The paper's experiments, run once for all tests of the report.
enum PaperSupport {
  private static let results = Result {
    try PaperExperiments().run(jobs: System.processorCount)
  }

  /// The report on one replication.
  private static let made = Result { PaperReport(try results.get()) }

  /// The report on one replication.
  static func report() throws -> PaperReport { try made.get() }

  /// The runs of one replication.
  static func runs() throws -> PaperRuns { try results.get().runs }

  /// A number of the paper.
  static func target(_ id: String) throws -> PaperTarget {
    try #require(PaperTarget.all.first { $0.id == id }, "\(id)")
  }
}
