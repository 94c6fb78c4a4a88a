import Studies

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

/// What replications gave for some numbers.
package struct PaperSamples: Sendable {
  /// How many replications there are.
  package private(set) var count = 0
  private let numbers: [PaperNumber]
  private var values: [PaperNumber: [Double]] = [:]

  /// Samples without values; a number may be named more than once.
  package init(of numbers: [PaperNumber]) {
    var seen: Set<PaperNumber> = []
    self.numbers = numbers.filter { seen.insert($0).inserted }
  }

  /// Takes in the runs of one more replication.
  package mutating func add(_ runs: PaperRuns) {
    count += 1
    for number in numbers {
      if let value = number.value(in: runs) { values[number, default: []].append(value) }
    }
  }

  /// What the first replication that has a number gave; nil where none has.
  package func first(_ number: PaperNumber) -> Double? { values[number]?.first }

  /// The mean of a number and its interval; nil unless two replications or more, and all of them,
  /// have it.
  package func interval(_ number: PaperNumber) -> MeanInterval? {
    guard let values = values[number], values.count == count else { return nil }
    return MeanInterval(values)
  }
}
