/// How many of the paper's numbers are met, by what it takes to meet them.
package struct PaperScore: Sendable {
  /// Numbers of one class.
  package struct Row: Sendable {
    /// What it takes to meet them.
    package let numberClass: PaperNumberClass
    /// How many there are.
    package let count: Int
    /// How many means, or numbers of the only draw, have each verdict.
    package let verdicts: [PaperVerdict: Int]
    /// How many published numbers are what verdict as a further draw.
    package let drawVerdicts: [DrawVerdict: Int]
    /// How many numbers of one draw are on average the same or inside.
    package let metInOneDraw: Double
    /// How many are on average off, outside or missing.
    package let offInOneDraw: Double
  }

  /// A row for each class that has numbers, in the order of classes.
  package let rows: [Row]

  /// Counts the numbers of a report.
  package init(_ results: [PaperReport.Result]) {
    rows = PaperNumberClass.allCases.compactMap { numberClass in
      let own = results.filter { $0.target.numberClass == numberClass }
      return own.isEmpty ? nil : Row(numberClass, own)
    }
  }
}

extension PaperScore.Row {
  fileprivate init(_ numberClass: PaperNumberClass, _ results: [PaperReport.Result]) {
    self.numberClass = numberClass
    count = results.count
    verdicts = results.reduce(into: [:]) { $0[$1.verdict, default: 0] += 1 }
    drawVerdicts = results.reduce(into: [:]) { $0[$1.drawVerdict, default: 0] += 1 }
    metInOneDraw = results.reduce(0) { $0 + $1.fraction(where: \.isMet) }
    offInOneDraw = results.reduce(0) { $0 + $1.fraction(where: \.isOff) }
  }

  /// How many means are the same as published, or inside the band.
  package var met: Int { (verdicts[.same] ?? 0) + (verdicts[.inside] ?? 0) }
  /// How many are within 5 %.
  package var near: Int { verdicts[.within] ?? 0 }
  /// How many are further away, outside of the band or missing.
  package var off: Int { count - met - near }
}

extension PaperReport.Result {
  /// The fraction of draws with some verdict; of a single one 0 or 1.
  fileprivate func fraction(where holds: (PaperVerdict) -> Bool) -> Double {
    distribution?.fraction(target, where: holds) ?? (holds(verdict) ? 1 : 0)
  }
}

extension PaperVerdict {
  /// Whether the number is what the paper says, as far as it says it.
  fileprivate var isMet: Bool { self == .same || self == .inside }
  /// Whether it is not even near.
  fileprivate var isOff: Bool { !isMet && self != .within }
}
