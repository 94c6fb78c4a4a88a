import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperCSVTests {
  @Test func `the numbers have exactly the columns and the order of the data`() throws {
    let table = CSVTable(PaperCSV(report: try PaperSupport.report()).numbers)
    #expect(
      table.columns == [
        "id", "class", "published", "low", "high", "simulated", "relative_error", "verdict",
      ])
    #expect(table.column("id") == PaperTarget.all.map(\.id))
    #expect(table.column("published") == PaperTarget.all.map(\.publishedText))
    for row in table.rows {
      let simulated = try #require(row["simulated"].flatMap { Double($0) })
      let published = try #require(row["published"].flatMap { Double($0) })
      let error = try #require(row["relative_error"].flatMap { Double($0) })
      // Six digits of the error, and nine of the simulated number over the published one.
      #expect(((simulated - published) / published - error).magnitude < 0.6e-6 + 1e-9 / published)
    }
  }

  @Test func `many draws have means, intervals and both verdicts`() throws {
    let fewer = try PaperExperiments(setting: [("workload.requests", "5000")])
    let first = try fewer.run(jobs: 2)
    let report = PaperReport(
      first, further: try (1...2).map { PaperDraw(try fewer.run(replication: $0, jobs: 2).runs) })
    let csv = PaperCSV(report: report)
    let table = CSVTable(csv.numbers)
    #expect(
      table.columns.dropFirst(5) == [
        "draws", "mean", "ci95_low", "ci95_high", "predictive90_low", "predictive90_high",
        "relative_error", "verdict", "quantile", "as_draw", "same_fraction", "off_fraction",
      ])
    for (row, target) in zip(table.rows, PaperTarget.all) {
      func number(_ column: String) throws -> Double {
        try #require(row[column].flatMap { Double($0) }, "\(row)")
      }
      let draws = try #require(report.draws.values(of: target.number))
      #expect(try (number("mean") - draws.reduce(0, +) / 3).magnitude < 1e-8)
      #expect(try number("ci95_low") <= number("mean") && number("mean") <= number("ci95_high"))
      // Of three draws nothing is known beyond the outermost.
      #expect(try (number("predictive90_low") - (draws.min() ?? 0)).magnitude < 1e-8)
      #expect(try (number("predictive90_high") - (draws.max() ?? 0)).magnitude < 1e-8)
      let met = draws.count { $0 >= target.low && $0 <= target.high }
      #expect(try (number("same_fraction") - Double(met) / 3).magnitude < 1e-4)
      #expect(row["as_draw"] == "expected")
    }
    #expect(CSVTable(csv.draws).rows.count == 3 * PaperTarget.all.count)
    #expect(csv.shapes.hasPrefix("id,statement,figures,draws,held_fraction,verdict\n"))
    #expect(CSVTable(csv.summary).rows.count == fewer.tasks().count)
  }

  @Test func `predictions are the cells without a number, each once`() throws {
    let csv = PaperCSV(report: try PaperSupport.report())
    let table = CSVTable(csv.predictions)
    #expect(table.columns == ["workload", "deployment", "quantity", "paper", "simulated"])
    let keys = table.rows.map {
      "\($0["workload"] ?? "") \($0["deployment"] ?? "") \($0["quantity"] ?? "")"
    }
    #expect(Set(keys).count == keys.count)
    #expect(table.rows.count { $0["paper"] == "not run" } == 6 * 3)
    #expect(
      CSVTable(csv.tables).rows.count == PaperGrid.all.reduce(0) { $0 + $1.cells.count })
  }

  @Test func `every statement has a line that ends in yes, no or missing`() throws {
    let lines = PaperCSV(report: try PaperSupport.report()).shapes.split(separator: "\n")
    #expect(lines.count == 21)
    #expect(lines[0] == "id,statement,figures,holds")
    for line in lines.dropFirst() {
      #expect([",yes", ",no", ",missing"].contains { line.hasSuffix($0) })
    }
  }
}
