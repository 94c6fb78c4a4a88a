import Charts
import TestSupport
import Testing

@testable import Platforms
@testable import Reproduction

@Suite struct PaperFigureTests {
  static let figures = PaperFigure.all(SampleRuns.all, coldStarts: SampleRuns.coldStarts)

  @Test func `there is a figure for each of the paper's that shows measurements`() {
    #expect(
      Self.figures.map(\.name) == [
        "figure-3", "figure-4", "figure-5a", "figure-5b", "figure-5c", "figure-5d", "figure-6a",
        "figure-6b", "figure-6c", "figure-6d", "figure-6e", "figure-6f", "figure-6g", "figure-6h",
        "figure-7", "figure-8",
      ])
  }

  @Test func `without runs there are no figures`() {
    #expect(PaperFigure.all(PaperRuns([:])).isEmpty)
  }

  @Test(arguments: figures.indices)
  func `a picture is well-formed and says in words what it shows`(index: Int) throws {
    let figure = Self.figures[index]
    let document = try WellFormed(figure.svg)
    #expect(document.root == "svg")
    #expect(document.count(of: "title") == 1)
    #expect(document.count(of: "desc") == 1)
    #expect(Set(document.identifiers).count == document.identifiers.count)
    #expect(document.identifiers.allSatisfy { $0.hasPrefix(figure.name + "-") })
    #expect(document.texts(of: "heading") == [figure.title])
    #expect(figure.paperSays.contains("section"))
    #expect(figure.seenHere.contains { $0.isNumber })
  }

  @Test(arguments: figures.indices)
  func `every axis has a title, with a unit where it has one`(index: Int) throws {
    let figure = Self.figures[index]
    let names = try WellFormed(figure.svg).texts(of: "name")
    let titles =
      switch figure.name {
      case "figure-3": ["Requests per s", "Time (s)"]
      case "figure-4": ["Mean latency (s)", "Workload"]
      case "figure-7": ["Time since the start (s)"]
      case "figure-8": ["Mean latency (s)", "Cost (USD)", "Requests in a batch"]
      case let name where name.hasPrefix("figure-5"):
        ["Success ratio", "Mean latency (s)", "Workload"]
      default: ["Mean latency (s)", "Success ratio", "Time of arrival (s)"]
      }
    for title in titles { #expect(names.contains(title), "\(figure.name) has no \(title)") }
  }

  @Test(arguments: figures.indices)
  func `a coordinate has two decimals at most and lies in the picture`(index: Int) throws {
    let figure = Self.figures[index]
    let body = try #require(figure.svg.split(separator: "</style>").last)
    #expect(body.firstMatch(of: /[\s"ML]-?\d+\.\d{3,}/) == nil)
    for match in body.matches(of: /(?:x|cx)="(-?[\d.]+)"/) {
      let x = try #require(Double(match.1))
      #expect((0...Chart.width).contains(x))
    }
  }

  @Test func `the same runs give the same bytes`() {
    let again = PaperFigure.all(SampleRuns.all, coldStarts: SampleRuns.coldStarts)
    #expect(again.map(\.svg) == Self.figures.map(\.svg))
    #expect(again.map(\.seenHere) == Self.figures.map(\.seenHere))
  }
}
