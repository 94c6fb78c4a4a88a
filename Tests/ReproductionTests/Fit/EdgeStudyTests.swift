import TestSupport
import Testing

@testable import Reproduction

@Suite struct EdgeStudyTests {
  private static func edges(_ pattern: String, jobs: Int) throws -> [EdgeStudy.Edge] {
    let model = try FitModel(
      FitSources(directory: nil), includingGuesses: true, matching: [pattern])
    return try EdgeStudy(model, change: 0.01, draws: 2, jobs: jobs).edges(advance: {}, check: {})
  }

  private static let ofImport = "ort-1.6/latency.cold_start.library_import.base"
  /// Its edges, which take a minute of a debug build; tests of a whole campaign look at them.
  private static let two = Result { try edges(ofImport, jobs: 2) }

  @Test(.enabled(if: Campaign.isWhole))
  func `a longer import makes the published cold start another`() throws {
    let edges = try Self.two.get()
    #expect(edges.count == 2)
    for edge in edges {
      let change = edge.changes.first { $0.id == "cold-lambda-ort1.6" }
      #expect(change?.before == "same" && change?.after == "within")
    }
    #expect(edges[0].number < edges[1].number)
    #expect(edges.allSatisfy { !$0.changes.contains { $0.id == "cold-lambda-tf1.4" } })
  }

  @Test func `a whole number of which the change is not one is left as it is`() throws {
    #expect(try Self.edges("gcp-ai-platform/capacity.workers", jobs: 1).isEmpty)
  }

  @Test(.enabled(if: Campaign.isWhole)) func `the number of jobs changes nothing`() throws {
    let (one, two) = (try Self.edges(Self.ofImport, jobs: 1), try Self.two.get())
    #expect(one.map(\.number) == two.map(\.number))
    #expect(one.map { $0.changes.map(\.after) } == two.map { $0.changes.map(\.after) })
  }
}
