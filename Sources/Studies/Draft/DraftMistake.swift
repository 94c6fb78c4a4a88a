import Documents

/// Why an answer about one's own model cannot be taken, in two clauses that are safe to print.
package struct DraftMistake: Error, Equatable {
  /// What is wrong.
  package let what: String
  /// What would be right.
  package let fix: String

  /// A mistake.
  package init(what: String, fix: String) {
    self.what = what
    self.fix = fix
  }

  /// The mistake in a quantity.
  init(_ error: QuantityError) {
    self.init(what: error.what, fix: error.fix)
  }
}
