import Foundation
import Platforms
import Reproduction
import Studies
import Testing

/// The paper's experiments, run once for all tests of the report.
package enum PaperSupport {
  private static let results = Result {
    try PaperExperiments().run(jobs: Workers.processors)
  }

  /// The report on one replication.
  private static let made = Result { PaperReport(try results.get()) }

  /// The report on one replication.
  package static func report() throws -> PaperReport { try made.get() }

  /// The runs of one replication.
  package static func runs() throws -> PaperRuns { try results.get().runs }

  /// A number of the paper.
  package static func target(_ id: String) throws -> PaperTarget {
    try #require(PaperTarget.all.first { $0.id == id }, "\(id)")
  }
}

/// The scenarios of this repository, which are those that come with the program.
enum RepositoryScenarios {
  /// The text of a scenario, by the name of its file.
  static func bytes(_ file: String) -> [UInt8]? {
    (try? Data(contentsOf: Repository.root.appending(path: "Scenarios/\(file)"))).map { Array($0) }
  }
}

extension PaperExperiments {
  /// The experiments with the scenarios of this repository.
  package init(setting values: [(path: String, value: String)] = [], seed: UInt64? = nil) throws {
    try self.init(RepositoryScenarios.bytes, at: StudyPoint(values, seed: seed))
  }
}

extension FitSources {
  /// What a fit reads, with the scenarios of this repository.
  package init(directory: String?) throws {
    try self.init(directory: directory, scenarios: RepositoryScenarios.bytes)
  }
}
