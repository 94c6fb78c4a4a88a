import Documents
import Platforms
import Reproduction
import Studies
import Synchronization

extension Command {
  /// The command `simctl paper edges`.
  static let paperEdges = Command(
    CommandDescription(
      name: "paper edges",
      summary: "Show which verdicts on the paper a small change of one value changes",
      discussion: [
        """
        Makes each free value 1 % smaller and 1 % greater, one at a time, runs the paper's
        experiments with the random numbers of 'simctl paper', and prints each verdict on a mean or
        a statement that is another then. A result that many such changes change has been fitted
        too closely.
        """
      ],
      options: [
        .value(
          "parameters", short: "p", name: "PATTERN,...", .list, repeatable: true,
          "Change only values or groups of these names; * stands for any text"),
        .value(
          "change", name: "PERCENT", .number(0.001...50), default: "1",
          "Change values by this much"),
        .value(
          "draws", name: "N", .integer(2...10_000), default: "50", "Take verdicts of N draws"),
        .value(
          "jobs", short: "j", name: "N", .integer(1...4096),
          "Run at most N draws at a time (default: one for each processor)"),
        .flag("quiet", short: "q", "Print no progress and no notes"),
      ],
      examples: [
        Example("simctl paper edges", "every value that some verdict hangs on"),
        Example("simctl paper edges --parameters 'aws-*' --change 5", "some, by 5 %"),
      ])
  ) { arguments, console in
    if arguments.flag("quiet") { console.beQuiet() }
    let patterns = arguments.list("parameters")
    let sources = try FitSources(directory: nil, scenarios: BuiltInScenarios.bytes)
    let model = try FitModel(sources, includingGuesses: true, matching: patterns)
    if model.parameters.isEmpty {
      throw UsageError(
        "no free value or group has a name like " + Quoted.text(patterns.joined(separator: ",")),
        command: "paper edges")
    }
    let draws = arguments.integer("draws") ?? 50
    let study = EdgeStudy(
      model, change: (arguments.number("change") ?? 1) / 100, draws: draws,
      jobs: arguments.integer("jobs") ?? Workers.processors)
    let line = ProgressLine(console, label: "edges", unit: "draws", total: Int64(draws))
    defer { line.finish() }
    let done = Atomic<Int>(0)
    let edges = try study.edges {
      line.update(Int64(done.wrappingAdd(1, ordering: .relaxed).newValue))
    } check: {
      try Interruption.check()
    }
    line.finish()
    try write(edges, to: console)
    return .success
  }

  private static func write(_ edges: [EdgeStudy.Edge], to console: Console) throws {
    var table = Table([
      .left("value"), .right("made"), .left("unit"), .left("verdict on"), .left("was"),
      .left("is then"),
    ])
    for edge in edges {
      for change in edge.changes {
        table.append([
          edge.parameter.name, edge.parameter.text(edge.number),
          edge.parameter.places[0].unit.rawValue, change.id, change.before, change.after,
        ])
      }
    }
    if edges.contains(where: { !$0.changes.isEmpty }) {
      try console.write(table)
      try console.writeLine()
    }
    let most = edges.map(\.changes.count).max() ?? 0
    let some = edges.count { !$0.changes.isEmpty }
    try console.writeLine(
      "\(some) of \(edges.count) changes change a verdict, none of them more than \(most)")
  }
}
