import Documents
@testable import Platforms

/// JSON with the way in which it is broken into lines.
indirect enum SchemaNode {
  typealias Member = (String, SchemaNode)

  /// A string.
  case text(String)
  /// JSON that stands as it is.
  case raw(String)
  case array([SchemaNode])
  /// An object with each member on a line of its own.
  case lines([Member])
  /// An object with as many members on a line as there is room for; a description stands alone.
  case filled([Member])

  /// The longest line, unless a text is longer.
  private static let width = 100

  /// The JSON, on several lines where it is long.
  var text: String { text(indentation: 0, room: Self.width) }

  /// The JSON on one line.
  private var line: String {
    switch self {
    case .text(let text): return JSONValue(.string(text)).compactText
    case .raw(let text): return text
    case .array(let elements): return "[" + elements.map(\.line).joined(separator: ", ") + "]"
    case .lines(let members), .filled(let members):
      return "{ " + members.map { "\"\($0)\": \($1.line)" }.joined(separator: ", ") + " }"
    }
  }

  /// The JSON, whose first line has so much room, and whose other lines are indented.
  private func text(indentation: Int, room: Int) -> String {
    let line = line
    let inner = String(repeating: " ", count: indentation + 2)
    let outer = String(repeating: " ", count: indentation)
    switch self {
    case .text, .raw: return line
    case .array(let elements):
      if line.count <= room { return line }
      let rows = Self.rows(
        elements.map {
          ($0.text(indentation: indentation + 2, room: Self.width - inner.count), false)
        },
        room: Self.width - inner.count)
      return "[\n" + rows.map { inner + $0 }.joined(separator: ",\n") + "\n\(outer)]"
    case .lines(let members):
      let rows = members.map { Self.member($0, indentation: indentation + 2) }
      return "{\n" + rows.map { inner + $0 }.joined(separator: ",\n") + "\n\(outer)}"
    case .filled(let members):
      if line.count <= room { return line }
      let rows = Self.rows(
        members.map { (Self.member($0, indentation: indentation + 2), $0.0 == "description") },
        room: Self.width - inner.count)
      return "{\n" + rows.map { inner + $0 }.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private static func member(_ member: Member, indentation: Int) -> String {
    let start = "\"\(member.0)\": "
    // A comma may follow.
    let room = width - indentation - start.count - 1
    return start + member.1.text(indentation: indentation, room: room)
  }

  /// Texts joined to rows, each as long as there is room for; some stand alone.
  private static func rows(_ texts: [(text: String, alone: Bool)], room: Int) -> [String] {
    var rows: [String] = []
    var isOpen = false
    for (text, alone) in texts {
      let isPlain = !alone && !text.contains("\n")
      if isOpen, isPlain, let last = rows.last, last.count + text.count + 3 <= room {
        rows[rows.count - 1] = last + ", " + text
      } else {
        rows.append(text)
      }
      isOpen = isPlain
    }
    return rows
  }
}
