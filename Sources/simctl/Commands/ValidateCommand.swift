import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl validate`.
  static let validate = Command(
    CommandDescription(
      name: "validate",
      summary: "Check scenarios and report everything that is wrong with them",
      discussion: [
        """
        Nothing is run. A trace is read to its end, and its size and rates are shown. Each problem
        is shown with its file, line, column and JSON path, with what is wrong and what would be
        right. The exit status is 1 when there is any.
        """,
        """
        Of each deployment it shows how many requests a second it can serve and how that comes
        about, and what is assumed because nobody has said it.
        """,
      ],
      positionals: [.oneOrMore("SCENARIO", completes: .scenarios, "A scenario file or name")],
      examples: [
        Example("simctl validate my.json", "check one's own scenario before a long run"),
        Example("simctl validate Scenarios/*.json", "check several"),
      ])
  ) { arguments, console in
    let catalog = try Catalog.builtIn()
    var isValid = true
    for argument in arguments.positionals {
      do {
        let file = try ScenarioFile(argument)
        let scenario = try file.scenario(catalog)
        let trace = try TraceText.lines(scenario, in: file.directory)
        let count = scenario.deployments.count
        let noun = count == 1 ? "deployment" : "deployments"
        try console.writeLine("\(Quoted.visible(argument)): valid, \(count) \(noun)")
        for line in trace { try console.writeLine(line) }
        let layout = HelpLayout(columns: console.environment.columns)
        for line in scenario.deployments.flatMap({ CapacityText.lines($0, layout) }) {
          try console.writeLine(line)
        }
      } catch let error as ProblemReport {
        console.writeMessage(error.description + "\n")
        isValid = false
      } catch let error as any UserFacingError where error.ending == .failure {
        console.error(error.message, advice: error.advice)
        isValid = false
      }
    }
    return isValid ? .success : .failure
  }
}
