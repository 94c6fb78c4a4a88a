import Testing

@testable import Platforms

@Suite struct GeneratedFilesTests {
  @Test(arguments: GeneratedFile.all)
  func `what is made of the sources is as they make it`(_ file: GeneratedFile) throws {
    let text = try file.text()
    let made = try file.make(text)
    let change = made.split(separator: "\n").difference(from: text.split(separator: "\n"))
    let lines = change.map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
    let isCurrent = made == text
    #expect(
      isCurrent,
      """
      \(file.path) differs from what the sources make. Write it anew and look at what has changed: \
      SIMCTL_UPDATE_DOCUMENTATION=1 swift test --filter GeneratedFiles
      \(lines.prefix(20).joined(separator: "\n"))
      """)
  }

  @Test func `every object of a scenario has a table in the guide`() throws {
    let text = try GeneratedFile.guide.text()
    let tables = MarkedTables(makers: ["keys": KeyTables.table])
    let shown = text.split(separator: "\n").compactMap { tables.mark($0)?.name }
    let names = shown.flatMap { $0.split(separator: " ").map(String.init) }
      .filter { !$0.contains(".") }
    // Arrival processes have a heading each, and families of distributions one table of laws.
    let elsewhere = [
      "arrivals", "family", "exponential", "gamma", "erlang", "lognormal", "weibull", "pareto",
      "uniform",
    ]
    let objects = ScenarioLanguage().objects.map(\.name)
    #expect((names + elsewhere).sorted() == objects.sorted())
  }
}
