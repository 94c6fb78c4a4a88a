import Platforms
import Studies

/// Options that make a candidate out of a scenario, to be pasted into a shell.
enum PasteText {
  /// The widest line, where a value may be broken.
  private static let columns = 74

  /// A line for each changed key, and one that keeps the deployment only.
  static func lines(_ candidate: PlanCandidate) -> [String] {
    let only =
      candidate.deployment.name.contains(",")
      ? [] : ["--only \(quoted(candidate.deployment.name))"]
    return only
      + candidate.settings.flatMap { path, value in
        broken("--set \(quoted("\(path)=\(value)"))")
      }
  }

  /// A text as one word of a shell.
  static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// A long object on several lines: between its members JSON may have any space.
  private static func broken(_ line: String) -> [String] {
    guard line.count > columns, line.contains("={") else { return [line] }
    let pieces = line.split(separator: ",\"", omittingEmptySubsequences: false)
    var lines: [String] = []
    for (index, piece) in pieces.enumerated() {
      let text = (index == 0 ? "" : "\"") + piece + (index == pieces.count - 1 ? "" : ",")
      if let last = lines.last, last.count + text.count <= columns {
        lines[lines.count - 1] = last + text
      } else {
        lines.append((index == 0 ? "" : "  ") + text)
      }
    }
    return lines
  }
}
