/// What the chosen column of a trace holds.
enum TraceContent: Hashable, Sendable {
  /// The time of a request.
  case times(TraceTimes)
  /// How many requests arrive in the row's period.
  case counts
}

/// The chosen field of a row, byte by byte.
struct TraceField: Sendable {
  /// What a field holds.
  enum Value: Equatable, Sendable {
    /// Nanoseconds, since 1970 if it is a date, or a count.
    case number(Int64)
    /// It holds nothing that can be meant.
    case wrong(TraceError.Reason)

    /// Whether it can be meant by nothing.
    var isWrong: Bool {
      if case .wrong = self { return true }
      return false
    }
  }

  /// The most bytes of a field that can be a date.
  private static let longestDate = 64
  /// The highest count.
  private static let highestCount = UInt64(Extent.mostRequests)

  private var content: TraceContent
  private var number = DecimalSeconds()
  private var text: [UInt8] = []
  /// Whether the bytes are kept: a date is read once it is whole, and of what is neither a number
  /// nor a date in the first row its form is said.
  private var keepsText = true
  /// Whether the field that was taken last is no number.
  private(set) var tookText = false
  /// Whether numbers are seconds for no other reason than that the first one is small.
  private(set) var isGuess = false
  /// Whether fields are dates as text, which are since 1970 whatever their year.
  var isDate: Bool { content == .times(.dates) }
  /// Whether dates have a zone; nil before the first.
  private var hasZone: Bool?

  init(_ content: TraceContent) {
    self.content = content
    text.reserveCapacity(Self.longestDate + 1)
  }

  /// Reads one more byte.
  mutating func read(_ byte: UInt8) {
    number.read(byte)
    if keepsText && text.count <= Self.longestDate { text.append(byte) }
  }

  /// Forgets what was read of a field.
  mutating func clear() {
    number = DecimalSeconds()
    if keepsText { text.removeAll(keepingCapacity: true) }
  }

  /// What was read, which is forgotten.
  mutating func take() -> Value {
    defer { clear() }
    tookText = number.isText
    let value =
      switch content {
      case .counts: count()
      case .times(.automatic): first()
      case .times(.dates): date()
      case .times(let unit): moment(unit)
      }
    guard keepsText else { return value }
    switch value {
    case .number:
      if content != .times(.dates) {
        text.removeAll()
        keepsText = false
      }
      return value
    case .wrong(let reason): return .wrong(foreignForm(reason) ?? reason)
    }
  }

  /// The form of what can be meant by nothing, instead of a reason that only says so.
  private func foreignForm(_ reason: TraceError.Reason) -> TraceError.Reason? {
    switch reason {
    case .notANumber, .notInUnit, .notADate, .notACount: TraceForm(of: text).map { .foreign($0) }
    default: nil
    }
  }

  private func count() -> Value {
    switch number.value(power: 0, limit: Self.highestCount) {
    case .nanoseconds(let value):
      // A fraction would have been rounded away.
      let thousandths = number.value(power: 3, limit: UInt64(Int64.max))
      return thousandths == .nanoseconds(value * 1000) ? .number(value) : .wrong(.notACount)
    case .negative, .notANumber: return .wrong(.notACount)
    case .beyondHorizon: return .wrong(.tooManyRequests)
    }
  }

  private func moment(_ unit: TraceTimes) -> Value {
    switch number.value(power: unit.power, limit: UInt64(Int64.max)) {
    case .nanoseconds(let value) where isGuess && value > TraceTimes.mostSeconds * 1_000_000_000:
      return .wrong(.unlikelySeconds)
    case .nanoseconds(let value): return .number(value)
    case .negative: return .wrong(.negative)
    case .beyondHorizon: return .wrong(.beyondHorizon)
    case .notANumber: return .wrong(unit == .seconds ? .notANumber : .notInUnit(unit))
    }
  }

  private mutating func date() -> Value {
    guard let moment = DateText.moment(text) else { return .wrong(.notADate) }
    if let hasZone, hasZone != moment.hasZone { return .wrong(.mixedZones) }
    hasZone = moment.hasZone
    return .number(moment.nanoseconds)
  }

  /// Reads the first field, by which it is known how times are written.
  private mutating func first() -> Value {
    switch number.value(power: 0, limit: UInt64(Int64.max)) {
    case .nanoseconds(let value):
      guard let unit = TraceTimes.unit(of: value) else { return .wrong(.unclearUnit) }
      content = .times(unit)
      isGuess = value <= TraceTimes.mostSeconds
      return moment(unit)
    case .negative: return .wrong(.negative)
    case .beyondHorizon: return .wrong(.beyondHorizon)
    case .notANumber:
      let value = date()
      guard case .number = value else { return .wrong(.notANumber) }
      content = .times(.dates)
      return value
    }
  }
}
