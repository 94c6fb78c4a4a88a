/// One unit of a kind of quantity.
package struct QuantityUnit: Sendable {
  /// The unit as it is written, in this case only.
  package let symbol: String

  /// The unit's size in the base unit is `factor` times ten to the `power`.
  package let factor: UInt64

  /// The power of ten in the unit's size.
  package let power: Int

  /// Other spellings that are not accepted but understood well enough to suggest this one.
  let otherSpellings: [String]

  init(_ symbol: String, _ factor: UInt64, power: Int = 0, otherSpellings: [String] = []) {
    self.symbol = symbol
    self.factor = factor
    self.power = power
    self.otherSpellings = otherSpellings
  }

  /// The unit's size in the base unit.
  var size: UInt64 {
    var size = factor
    for _ in 0..<power { size *= 10 }
    return size
  }
}

/// A kind of quantity that is written as a number with a unit.
package struct QuantityKind: Sendable {
  /// The kind with its article, such as `a duration`.
  let name: String

  /// The accepted units, from the smallest to the largest.
  package let units: [QuantityUnit]

  /// Examples for messages, such as `"250ms", "2.25s" or "5min"`.
  let examples: String

  /// The kind without its article.
  var bareName: String { String(name.drop { $0 != " " }.dropFirst()) }

  /// What to write, with all units.
  var advice: String {
    "write \(name) such as \(examples) (\(units.count == 1 ? "the unit is" : "units:") "
      + units.map(\.symbol).joined(separator: ", ") + ")"
  }

  /// The unit that an unknown spelling most likely means.
  func suggestion(for spelling: String) -> String? {
    let folded = spelling.lowercased()
    for unit in units
    where unit.symbol.lowercased() == folded || unit.otherSpellings.contains(folded) {
      return unit.symbol
    }
    return nil
  }
}

extension QuantityKind {
  /// Lengths of time, in nanoseconds.
  package static let duration = QuantityKind(
    name: "a duration",
    units: [
      QuantityUnit("ns", 1, otherSpellings: ["nsec", "nanosecond", "nanoseconds"]),
      QuantityUnit(
        "us", 1, power: 3,
        otherSpellings: ["\u{B5}s", "\u{3BC}s", "usec", "microsecond", "microseconds"]),
      QuantityUnit("ms", 1, power: 6, otherSpellings: ["msec", "millisecond", "milliseconds"]),
      QuantityUnit("s", 1, power: 9, otherSpellings: ["sec", "secs", "second", "seconds"]),
      QuantityUnit("min", 6, power: 10, otherSpellings: ["m", "mins", "minute", "minutes"]),
      QuantityUnit("h", 36, power: 11, otherSpellings: ["hr", "hrs", "hour", "hours"]),
      QuantityUnit("d", 864, power: 11, otherSpellings: ["day", "days"]),
    ],
    examples: "\"250ms\", \"2.25s\" or \"5min\"")

  /// Sizes, in bytes.
  package static let size = QuantityKind(
    name: "a size",
    units: [
      QuantityUnit("B", 1, otherSpellings: ["byte", "bytes"]),
      QuantityUnit("KB", 1 << 10, otherSpellings: ["k", "ki"]),
      QuantityUnit("KiB", 1 << 10),
      QuantityUnit("MB", 1 << 20, otherSpellings: ["m", "mi"]),
      QuantityUnit("MiB", 1 << 20),
      QuantityUnit("GB", 1 << 30, otherSpellings: ["g", "gi"]),
      QuantityUnit("GiB", 1 << 30),
      QuantityUnit("TB", 1 << 40, otherSpellings: ["t", "ti"]),
      QuantityUnit("TiB", 1 << 40),
    ],
    examples: "\"2048MB\", \"1.5GB\" or \"512KB\"")

  /// Rates; the factor is the length of the period in seconds.
  package static let rate = QuantityKind(
    name: "a rate",
    units: [
      QuantityUnit("/s", 1, otherSpellings: ["/sec", "/second", "rps", "qps", "hz", "per second"]),
      QuantityUnit("/min", 60, otherSpellings: ["/m", "/minute", "rpm", "per minute"]),
      QuantityUnit("/h", 3600, otherSpellings: ["/hr", "/hour", "per hour"]),
      QuantityUnit("/d", 86400, otherSpellings: ["/day", "per day"]),
    ],
    examples: "\"100/s\", \"6000/min\" or \"3/h\"")

  /// Amounts of money, in femtodollars.
  package static let money = QuantityKind(
    name: "an amount",
    units: [
      QuantityUnit(
        "USD", 1, power: 15, otherSpellings: ["$", "us$", "dollar", "dollars", "usdollar"])
    ],
    examples: "\"0.20USD\" or \"0.0000166667 USD\"")
}
