import Reproduction
import TestSupport
import Testing

@testable import simctl

@Suite struct PaperTextTests {
  private func text() throws -> String {
    let console = Console.capturing()
    try PaperText(report: try PaperSupport.report(), console: console).write()
    return console.captured(.output)
  }

  @Test func `all tables, the other numbers, all statements and a summary are shown`() throws {
    let text = try text()
    for grid in PaperGrid.all { #expect(text.contains(grid.title + "\n")) }
    for target in PaperGrid.outside { #expect(text.contains("\n\(target.id) ")) }
    for shape in PaperShape.all { #expect(text.contains(shape.statement)) }
    #expect(text.contains("\n41 contested: "))
    #expect(text.contains("\n20 statements: "))
  }

  @Test func `a cell has the published number, the simulated one, the error and the verdict`()
    throws
  {
    let report = try PaperSupport.report()
    let result = report.result(try PaperSupport.target("lat-gpu-200"))
    let lines = try text().split(separator: "\n").map(String.init)
    let heading = try #require(
      lines.firstIndex { $0.hasPrefix("Mean latency") && $0.hasSuffix("AWS") })
    let rows = lines[heading...].dropFirst(11).prefix(4)
    // The column of the GPU server with MobileNet is the last but one.
    let cells = rows.map { row in
      row.replacing("in figure", with: "-").replacing(" %", with: "%").split(separator: " ")
        .suffix(2).first.map(String.init)
    }
    #expect(cells[0] == "1.463")
    #expect(cells[1] == PaperNumberText.shown(result.simulated, result.target.number))
    #expect(rows.contains { $0.contains(PaperNumberText.error(result.relativeError)) })
    #expect(cells[3] == result.verdict.rawValue)
  }

  @Test func `errors have a sign unless they round to nothing`() {
    #expect(PaperNumberText.error(0.0316) == "+3.2 %")
    #expect(PaperNumberText.error(-0.5) == "-50.0 %")
    #expect(PaperNumberText.error(0.0001) == "0.0 %")
    #expect(PaperNumberText.error(-0.0001) == "0.0 %")
    #expect(PaperNumberText.error(nil) == "-")
  }
}
