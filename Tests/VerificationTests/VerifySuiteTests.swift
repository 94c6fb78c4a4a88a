import Studies
import TestSupport
import Testing

@testable import Verification

/// The systems of `simctl verify`, simulated for a small part of the time.
@Suite struct VerifySuiteTests {
  private static var quick: VerifySuite {
    var suite = VerifySuite.all
    suite.effort = Campaign.isWhole ? 0.05 : 0.025
    return suite
  }

  @Test func `the simulator agrees with theory`() throws {
    let report = VerifyReport(rows: try Self.quick.run(jobs: System.processorCount))
    for row in report.failures {
      Issue.record(
        "\(row.name): \(row.quantity) is \(row.simulated), not \(row.analytic) (\(row.verdict))")
    }
    let means = report.rows.count { $0.halfWidth != nil }
    #expect(means == Self.quick.comparisons && means > 90)
    #expect(report.rows.count { $0.verdict == .equal } > 45)
    // Of intervals of 99 % few miss; those of one system do so together.
    #expect(report.count(.chance) * 8 <= means)
  }

  @Test func `the rows do not depend on the number of jobs`() throws {
    let suite = VerifySuite(
      cases: Self.quick.cases.filter { $0.name.contains("keep-alive 2") }, effort: 0.02)
    let rows = try suite.run(jobs: 1)
    #expect(!rows.isEmpty)
    let report = VerifyReport(rows: rows).csv
    #expect(VerifyReport(rows: try suite.run(jobs: 4)).csv == report)
  }

  @Test func `every system has a name of its own, and something to compare`() {
    let names = VerifySuite.all.cases.map(\.name)
    #expect(Set(names).count == names.count && names.count > 20)
    for item in VerifySuite.all.cases {
      if case .steady(let system, let quantities) = item.work {
        #expect(!quantities.isEmpty)
        let isClosed = if case .closed = system.capacity { true } else { false }
        #expect((system.arrivals == nil) == isClosed, "\(item.name)")
      }
    }
  }

  /// A suite that could not fail would show nothing.
  @Test func `a wrong formula is off`() throws {
    let lost = BirthDeath.erlangB(servers: 5, offered: 4)
    let item = try #require(VerifySuite.all.cases.first { $0.name.hasPrefix("M/M/5/5") })
    guard case .steady(let system, _) = item.work else { return }
    let wrong = VerifyCase(
      "wrong", system,
      [SteadyQuantity("P(lost)", lost * 1.1, "nowhere") { $0.fraction($0.unserved) }])
    let rows = try VerifySuite(cases: [wrong], effort: 0.1).run(jobs: 2)
    #expect(rows.first?.verdict == .off)
  }

  @Test func `the report counts and quotes`() {
    let figure = HandFigure(name: "cost, USD", analytic: "1", source: "by hand", simulated: "2")
    let report = VerifyReport(rows: [VerifyRow("bills", figure)])
    #expect(report.failures.count == 1)
    #expect(
      report.csv == "case,quantity,analytic,source,simulated,low,high,verdict\n"
        + "bills,\"cost, USD\",1,by hand,2,,,off\n")
    #expect(report.summary.hasSuffix("0 exact figures equal; 1 off"))
  }
}
