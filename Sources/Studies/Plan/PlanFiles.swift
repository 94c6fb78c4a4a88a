import Documents
import Platforms
import SimCore

/// The files of a plan; they appear together or not at all.
package enum PlanFiles {
  /// The rows of the candidates.
  package static let candidatesName = "plan.csv"
  /// The choices by load.
  package static let loadsName = "loads.csv"
  /// What both are of.
  package static let recordName = "plan.json"

  private static let names = [candidatesName, loadsName, recordName]

  /// The right to write a plan's files into a directory, which is created; taken before anything
  /// runs.
  ///
  /// - Throws: why there could be no such files.
  package static func lock(_ directory: String) throws -> FolderLock {
    try Directory.create(directory)
    for name in names { try OutputFile.check(Directory.path(directory, name)) }
    return try FolderLock(directory)
  }

  /// Writes the files of a plan.
  ///
  /// - Throws: why they could not be written.
  package static func write(_ plan: Plan, _ lock: FolderLock) throws {
    let files = OutputTransaction(lock)
    let texts = [
      SummaryText.csv(PlanFields.candidates(plan)), SummaryText.csv(PlanFields.loads(plan)),
      record(plan),
    ]
    for (name, text) in zip(names, texts) {
      try files.file(Directory.path(lock.folder, name)).append(text)
    }
    try files.commit()
  }

  /// What the rows came from, as JSON that ends in a line break.
  static func record(_ plan: Plan) -> String {
    func string(_ text: String) -> JSONValue { JSONValue(.string(text)) }
    func array(_ texts: [String]) -> JSONValue { JSONValue(.array(texts.map(string))) }
    func object(_ members: [(String, JSONValue)]) -> JSONValue {
      JSONValue(.object(members.map { JSONMember(key: $0, value: $1) }))
    }
    func number(_ text: String) -> JSONValue {
      // Whole numbers are valid JSON as they are.
      (try? JSONParser.parse(Array(text.utf8), file: "")) ?? string(text)
    }
    let (space, question) = (plan.space, plan.question)
    let searched = space.searched.map { name, dimensions in
      object([("deployment", string(name)), ("keys", array(dimensions.map(\.text)))])
    }
    let whole = object([
      ("simctl", string(Simulator.version)), ("scenario", string(space.base.name)),
      ("scenario_digest", string(space.base.digest?.text ?? "")),
      ("seed", number("\(space.base.seed)")),
      ("objectives", array(question.objectives.map(\.text))),
      ("replications", number("\(question.replications)")),
      ("exhaustive", JSONValue(.bool(question.isExhaustive))),
      ("loads", array(plan.choices.map { PlainNumber.decimalText($0.load) })),
      ("candidates", number("\(space.candidates.count)")),
      ("searched", JSONValue(.array(searched))), ("not_searched", array(space.unsearched)),
      ("digest", string(plan.digest.text)), ("files", array([candidatesName, loadsName])),
    ])
    return whole.prettyText + "\n"
  }
}
