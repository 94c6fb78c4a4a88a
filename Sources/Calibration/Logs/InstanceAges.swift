/// The name of an instance in a log: of AWS Lambda the number of its log stream.
package struct InstanceName: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// The name that a number is.
  package init(_ number: UInt64) { (high, low) = (0, number) }

  /// The name that 32 hexadecimal digits are; nil for other bytes.
  init?(hexadecimal digits: ArraySlice<UInt8>) {
    guard digits.count == 32 else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    guard let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    (self.high, self.low) = (high, low)
  }
}

/// How old instances were when they were used, as far as a log shows it.
///
/// The instance of a warm request was started at the latest cold request before, or earlier. Where
/// the log names instances, each one's own first request says more.
package struct InstanceAges: Hashable, Sendable {
  /// The greatest age of which it is certain, in nanoseconds; 0 where no warm request shows one.
  package private(set) var oldest: Int64 = 0

  /// How many instances are remembered by their name: more than may serve at a time.
  private static let mostNames = 1 << 16
  private var latestStart: Int64?
  private var starts: [InstanceName: Int64] = [:]

  /// Ages of nothing.
  package init() {}

  /// Takes a request; those of a log come in the order of their arrival.
  package mutating func note(_ entry: LogEntry, at moment: Int64) {
    let start = latestStart ?? moment
    latestStart = entry.isCold == true ? moment : start
    if entry.isCold == false { oldest = max(oldest, moment - start) }
    guard let instance = entry.instance else { return }
    if entry.isCold != true, let start = starts[instance] {
      oldest = max(oldest, moment - start)
    } else if starts.count < Self.mostNames || starts[instance] != nil {
      starts[instance] = moment
    }
  }
}
