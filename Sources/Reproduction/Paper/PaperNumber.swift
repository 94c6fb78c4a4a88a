/// A number that runs give, whether or not the paper prints it.
package struct PaperNumber: Hashable, Sendable {
  /// What it is of.
  package let quantity: PaperQuantity
  /// The run it is of.
  package let cell: PaperCell
  /// The deployment it is a ratio to; nil for none.
  package var reference: String?

  /// What runs give for it; nil where they do not have it.
  package func value(in runs: PaperRuns) -> Double? {
    quantity.value(cell, reference: reference, in: runs)
  }
}

extension PaperTarget {
  /// The number, without what the paper prints for it.
  package var number: PaperNumber {
    PaperNumber(quantity: quantity, cell: cell, reference: reference)
  }
}
