import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl merge`.
  static let merge = Command(
    CommandDescription(
      name: "merge",
      summary: "Join the parts of a sweep that several machines have done",
      discussion: [
        """
        Takes the directories of all parts that 'simctl sweep --shard I/N --out DIR' has written, in
        any order, and writes the files that one machine would have written, to the last byte. A
        part that is missing, there twice, of another sweep or damaged is refused.
        """
      ],
      positionals: [
        .oneOrMore("DIR", completes: .directories, "The directory of a part")
      ],
      options: [
        .value("out", short: "o", name: "DIR", completes: .directories, "Write the whole to DIR"),
        .flag("quiet", short: "q", "Print no notes"),
      ],
      examples: [Example("simctl merge part-* --out all", "all parts in the working directory")])
  ) { arguments, console in
    if arguments.flag("quiet") { console.beQuiet() }
    guard let output = arguments.text("out"), !output.isEmpty else {
      throw UsageError("--out DIR is missing: where the whole goes", command: "merge")
    }
    if arguments.positionals.contains(output) {
      throw UsageError(
        "--out \(Quoted.text(output)) is one of the parts; name another directory",
        command: "merge")
    }
    let rows = try SweepMerge.merge(arguments.positionals, into: output) {
      try Interruption.check()
    }
    let noun = rows == 1 ? "row" : "rows"
    console.note("wrote \(DecimalText.grouped(rows)) \(noun) to \(Quoted.visible(output))/")
    return .success
  }
}
