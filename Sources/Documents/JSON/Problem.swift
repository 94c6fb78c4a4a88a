/// One thing that is wrong in an input file, and what would be right.
public struct Problem: Sendable, Hashable, CustomStringConvertible {
  /// The file's name as the user gave it.
  public let file: String

  /// The value within the file's document; nil when the problem is not about one.
  package let path: JSONPath?

  /// The place in the file; nil when unknown.
  package let position: SourcePosition?

  /// What is wrong, such as `must be at least 128MB, found "64MB"`.
  public let what: String

  /// What would be right, such as `write a size from 128MB to 10240MB`; empty when there is none.
  public let fix: String

  /// A problem.
  ///
  /// - Parameters:
  ///   - file: the file's name as the user gave it.
  ///   - path: the value within the file's document.
  ///   - position: the place in the file.
  ///   - what: what is wrong; text from the file must already be escaped by ``Excerpt``.
  ///   - fix: what would be right, as an instruction; empty when there is none.
  package init(
    file: String, path: JSONPath? = nil, position: SourcePosition? = nil, what: String,
    fix: String
  ) {
    self.file = file
    self.path = path
    self.position = position
    self.what = what
    self.fix = fix
  }

  /// The problem on one line.
  ///
  /// For example `web.json:12:9: deployments[0].memory: must be at least 128MB, found "64MB"; write
  /// a size from 128MB to 10240MB`.
  public var description: String {
    var text = Excerpt.escaped(file, limit: 4096)
    if let position { text += ":\(position.line):\(position.column)" }
    if let path { text += ": \(path)" }
    text += ": \(what)"
    return fix.isEmpty ? text : text + "; \(fix)"
  }
}
