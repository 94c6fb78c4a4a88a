/// Where a value stands within a JSON document, such as `deployments[0].capacity.keep_alive`.
package struct JSONPath: Hashable, Sendable, CustomStringConvertible {
  /// One step from a value to one within it.
  package enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  /// The steps from the root.
  package var steps: [Step] = []

  /// The path of the whole document.
  package static let root = JSONPath()

  /// The path of the whole document.
  package init() {}

  /// The path of a key of the object at this path.
  package func appending(key: String) -> JSONPath {
    var path = self
    path.steps.append(.key(key))
    return path
  }

  /// The path of an element, counted from 0, of the array at this path.
  package func appending(index: Int) -> JSONPath {
    var path = self
    path.steps.append(.index(index))
    return path
  }

  /// The path as messages show it.
  ///
  /// Keys other than plain identifiers are quoted and escaped, as in `models["gpt 4"].memory`; the
  /// root is `(top level)`.
  package var description: String {
    guard !steps.isEmpty else { return "(top level)" }
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isPlain(key): text += text.isEmpty ? key : ".\(key)"
      case .key(let key): text += "[\(Excerpt.quoted(key))]"
      }
    }
    return text
  }

  /// Whether a key is a short identifier: ASCII letters, digits and underscores, no digit first.
  private static func isPlain(_ key: String) -> Bool {
    guard let first = key.utf8.first, !first.isDigit, key.utf8.count <= Excerpt.maximumLength
    else { return false }
    return key.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
  }
}
