import Platforms
import Studies

/// What the options of `simctl run`, or of a command like it, ask of each of its studies.
struct StudyOptions {
  /// The directory of the files; nil for none.
  let output: String?
  /// How many replications there are.
  let plan: ReplicationPlan
  /// How many runs are done at a time.
  let jobs: Int
  /// Whether a run that was killed goes on.
  let resumes: Bool
  /// Whether what must hold in every run is checked.
  let checks: Bool
  /// The command.
  let command: String
  /// The command line.
  private let arguments: ParsedArguments

  /// The greatest number of replications with `--until`, unless another is given.
  static let defaultLimit = 1000

  /// The options of a command line.
  ///
  /// - Throws: what does not go together.
  init(_ arguments: ParsedArguments) throws(UsageError) {
    let command = arguments.command.name
    self.command = command
    self.arguments = arguments
    output = arguments.text("out")
    resumes = arguments.flag("resume")
    checks = (arguments.has("check") && arguments.flag("check")) || Simulation.checksEveryRun
    let targets = try arguments.has("until") ? arguments.all("until").map(Self.target) : []
    plan = ReplicationPlan(
      limit: arguments.integer("replications") ?? (targets.isEmpty ? 1 : Self.defaultLimit),
      targets: targets)
    jobs = arguments.integer("jobs") ?? Workers.processors
    for flag in ["requests", "events"]
    where output == nil && arguments.has(flag) && arguments.flag(flag) {
      throw UsageError("--\(flag) writes a file and needs --out DIR", command: command)
    }
    if output == "" { throw UsageError("--out needs the name of a directory", command: command) }
    if !targets.isEmpty && plan.limit < ReplicationPlan.fewest {
      throw UsageError(
        "--until takes \(ReplicationPlan.fewest) replications or more, so --replications must not "
          + "allow fewer", command: "run")
    }
    if resumes {
      if output == nil {
        throw UsageError("--resume needs the --out DIR of the run", command: command)
      }
      if !plan.isReplicated {
        throw UsageError(
          "--resume goes on with several replications, and needs --replications"
            + (arguments.has("until") ? " or --until" : ""), command: command)
      }
    }
  }

  private static func target(_ text: String) throws(UsageError) -> PrecisionTarget {
    do throws(PrecisionTarget.Mistake) {
      return try PrecisionTarget(text)
    } catch {
      throw UsageError(
        "--until \(Quoted.text(text)): \(error.problem)", suggestion: error.suggestion,
        command: "run")
    }
  }

  /// Throws when the options do not go with the outputs of a scenario.
  ///
  /// Rows of single requests and events cannot be brought back from a journal, and nobody knows
  /// beforehand of how many replications they would be.
  func check(_ scenario: Scenario) throws(UsageError) {
    guard scenario.outputs.requests || scenario.outputs.events else { return }
    if resumes {
      throw UsageError(
        "--resume cannot bring back the rows of requests.csv and events.csv; a run that writes "
          + "them begins anew", command: command)
    }
    if output != nil, !plan.targets.isEmpty {
      throw UsageError(
        "--until does not go with requests.csv and events.csv; when it has told how many "
          + "replications it takes, write them with --replications", command: "run")
    }
  }

  /// The study of a scenario whose files lie in a directory.
  func study(of scenario: Scenario, in directory: String) -> Study {
    var study = Study(scenario, plan: plan, directory: directory)
    study.jobs = jobs
    study.output = output
    study.resumes = resumes
    study.checks = checks
    study.command = CommandLineText.text(of: scenario.name, arguments)
    return study
  }
}
