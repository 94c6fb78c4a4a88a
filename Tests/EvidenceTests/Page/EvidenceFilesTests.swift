import Charts
import Documents
import TestSupport
import Testing

@testable import Evidence

/// What `simctl evidence --out` writes, and what is committed of it.
@Suite struct EvidenceFilesTests {
  @Test func `the committed page, figures and numbers are those of a fresh run`() throws {
    let report = try EvidenceTests.report.get()
    let figures = EvidenceFigure.all(report.rows)
    let folder = "Results/evidence/"
    var fresh: [String: String] = [:]
    for figure in figures { fresh[figure.name + ".svg"] = figure.svg }
    let isWhole = EvidenceTests.datasets == Dataset.all
    if isWhole {
      fresh["rows.csv"] = report.csv
      fresh["index.html"] = EvidencePage.html(report, figures: figures)
      let names = Repository.entries.map(\.path).filter { $0.hasPrefix(folder) }
        .map { String($0.dropFirst(folder.count)) }
      #expect(names.sorted() == fresh.keys.sorted())
    }
    let advice: Comment = "If that is wanted, run .ci/update-results."
    for (name, text) in fresh {
      #expect(try text.utf8.elementsEqual(Repository.text(folder + name).utf8), advice)
    }
    let committed = try Repository.text(folder + "rows.csv").split(separator: "\n")
    #expect(Set(report.csv.split(separator: "\n")).isSubset(of: committed), advice)
  }

  @Test func `every quantity over something has a figure, with a mark for each number`() throws {
    let report = try EvidenceTests.report.get()
    let figures = EvidenceFigure.all(report.rows).filter { !$0.quantity.contains(" over time") }
    let varied = report.rows.filter { $0.dataset != .platformCases }
    #expect(varied.allSatisfy { $0.at != nil })
    let quantities = Set(varied.map { "\($0.dataset.name): \($0.quantity)" })
    #expect(Set(figures.map { "\($0.dataset.name): \($0.quantity)" }) == quantities)
    #expect(Set(figures.map(\.name)).count == figures.count)
    for figure in figures {
      let rows = report.rows.filter {
        $0.dataset == figure.dataset && $0.quantity == figure.quantity
      }
      let series = Set(rows.map(\.series)).count
      // A mark for each number, and one for each curve in the legend.
      #expect(figure.svg.split(separator: "class=\"mark ").count - 1 == rows.count + series)
      #expect(series <= ChartColour.allCases.count)
    }
  }

  @Test func `what was measured over time is drawn so, up to what was counted in all`() throws {
    let report = try EvidenceTests.report.get()
    let runs = report.rows.filter { !$0.course.isEmpty }
    #expect(runs.count == 7 && runs.allSatisfy { $0.dataset == .lambdaRuns })
    for row in runs {
      #expect(row.course.map(\.hours) == [0, 4, 8, 12, 16, 20, 24, 28])
      #expect(row.course.last?.measured == row.measured)
      #expect(row.course.last?.simulated == row.simulated)
      #expect(zip(row.course, row.course.dropFirst()).allSatisfy { $0.measured <= $1.measured })
      // Not only the sum agrees: at no time are they farther apart than 4 or a fifth of all.
      let bound = max(4, row.measured / 5)
      #expect(row.course.allSatisfy { abs($0.measured - $0.simulated) <= bound }, "\(row.name)")
    }
    let figures = EvidenceFigure.all(report.rows).filter { $0.quantity.contains(" over time") }
    let marks = figures.map { $0.svg.split(separator: "class=\"mark ").count - 1 }
    #expect(marks == [4 * 8 + 4, 3 * 8 + 3])
  }

  @Test func `a number by itself stands on the page with its source`() throws {
    let rows = try EvidenceTests.report.get().rows.filter { $0.dataset == .platformCases }
    let page = EvidencePage.html(EvidenceReport(rows: rows), figures: [])
    for row in rows {
      #expect(page.contains(">\(MarkupText.escaped(row.condition))</th>"))
      #expect(page.contains(">\(MarkupText.escaped(row.source))</td>"))
    }
    #expect(page.split(separator: "data-column=\"Measured\"").count - 1 == rows.count)
  }

  @Test func `the documentation has the single numbers as they are`() throws {
    let text = try Repository.text("docs/evidence.md")
    for row in try EvidenceTests.report.get().rows where row.dataset == .platformCases {
      func shown(_ value: Double) -> String { DecimalText.fixed(value, digits: row.digits) }
      let line = [
        row.condition, row.quantity, shown(row.measured), shown(row.simulated), row.use.rawValue,
        row.verdict.rawValue,
      ].joined(separator: " | ")
      #expect(text.contains("| \(line) |"), "docs/evidence.md lacks: \(line)")
    }
  }

  @Test func `the page says where each dataset is from, and refers to no other file`() throws {
    let report = try EvidenceTests.report.get()
    let page = EvidencePage.html(report, figures: EvidenceFigure.all(report.rows))
    for dataset in EvidenceTests.datasets {
      #expect(page.contains(MarkupText.escaped(dataset.source)))
      #expect(page.contains(MarkupText.escaped(dataset.licence)))
    }
    let own = page.replacing(Page.icon, with: "")
    #expect(!own.contains("src=") && !own.contains("href="))
  }
}
