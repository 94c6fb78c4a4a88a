/// Lays out text for a terminal.
struct HelpLayout {
  /// Lines are shorter than this many columns where words allow it.
  ///
  /// Long lines are hard to read, so that a wide terminal is not filled.
  let columns: Int

  /// Puts the style of a heading on a text.
  let heading: (String) -> String

  /// The widest line on any terminal.
  private static let widest = 100

  /// Terms up to this width have their text beside them.
  private static let widestTerm = 28

  init(columns: Int, heading: @escaping (String) -> String = { text in text }) {
    self.columns = min(columns, Self.widest)
    self.heading = heading
  }

  /// The layout that a console's stream wants.
  init(_ console: Console, on stream: Console.Stream) {
    self.init(columns: console.environment.columns) { text in
      console.styled(text, .bold, on: stream)
    }
  }

  /// A paragraph, each line of it after an indentation.
  func paragraph(_ text: String, indentation: Int = 0) -> String {
    let margin = String(repeating: " ", count: indentation)
    return lines(of: text, width: columns - indentation).map { line in "\(margin)\(line)\n" }
      .joined()
  }

  /// A heading and below it terms with texts that start in one column.
  func section(_ title: String, _ entries: [(term: String, text: String)]) -> String {
    if entries.isEmpty { return "" }
    let fitting = entries.map { entry in DisplayWidth.columns(entry.term) }
      .filter { width in width <= Self.widestTerm }
    // On a narrow terminal the texts are below the terms rather than in a ribbon beside them.
    let isNarrow = columns < 2 * Self.widestTerm
    let textColumn = isNarrow ? 6 : (fitting.max() ?? 2) + 4
    var result = "\n" + heading(title) + "\n"
    for (term, text) in entries {
      let textLines = lines(of: text, width: columns - textColumn)
      let margin = String(repeating: " ", count: textColumn)
      let gap = textColumn - 2 - DisplayWidth.columns(term)
      var rest = textLines[...]
      result += "  " + term
      if gap >= 2, let first = rest.popFirst() {
        result += String(repeating: " ", count: gap) + first
      }
      result += "\n"
      for line in rest { result += margin + line + "\n" }
    }
    return result
  }

  /// The words of a text in lines of a width; a longer word has a line of its own.
  func lines(of text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      let wordWidth = DisplayWidth.columns(String(word))
      if !line.isEmpty, lineWidth + 1 + wordWidth > width {
        lines.append(line)
        line = ""
        lineWidth = 0
      }
      if !line.isEmpty {
        line += " "
        lineWidth += 1
      }
      line += word
      lineWidth += wordWidth
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
