/// Why a text is not the quantity it should be.
///
/// The text itself appears in ``what`` shortened and escaped, so both sentences are safe to print.
public struct QuantityError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, such as `the duration "30" has no unit`.
  package let what: String

  /// What would be right, such as `write "30s", ...`.
  package let fix: String

  /// An error with its two sentences.
  package init(what: String, fix: String) {
    self.what = what
    self.fix = fix
  }

  /// Both sentences on one line.
  public var description: String { "\(what); \(fix)" }
}
