import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperCSVTests {
  @Test func `the numbers have exactly the columns and the order of the data`() throws {
    let table = CSVTable(PaperCSV(report: try PaperSupport.report()).numbers)
    #expect(
      table.columns == [
        "id", "published", "low", "high", "simulated", "relative_error", "verdict",
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

  @Test func `replications add their columns`() throws {
    var report = try PaperSupport.report()
    let fewer = try PaperExperiments(setting: [("workload.requests", "1000")])
    report.add(try fewer.run(replication: 1, jobs: 2))
    let csv = PaperCSV(report: report)
    let table = CSVTable(csv.numbers)
    #expect(
      table.columns.suffix(4) == ["mean", "ci95_low", "ci95_high", "published_in_interval"])
    for row in table.rows {
      let ends = ["ci95_low", "mean", "ci95_high"].compactMap { row[$0].flatMap { Double($0) } }
      let published = try #require(row["published"].flatMap { Double($0) })
      try #require(ends.count == 3, "\(row)")
      #expect(ends[0] <= ends[1] && ends[1] <= ends[2])
      #expect(
        row["published_in_interval"]
          == (ends[0] <= published && published <= ends[2] ? "yes" : "no"))
    }
    #expect(CSVTable(csv.tables).columns.suffix(3) == ["mean", "ci95_low", "ci95_high"])
    #expect(csv.shapes.hasPrefix("id,statement,figures,holds,replications_held,replications\n"))
    let runs = try PaperExperiments().tasks().count
    #expect(CSVTable(csv.summary).rows.count == 2 * runs)
    let outside = table.rows.count { $0["published_in_interval"] == "no" }
    #expect(PaperSummary(report).lines.count == 4 + outside)
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
