import Documents
import SimCore

/// A kind of value that a key may have: what it may be, and how it is read.
struct ValueKind<Value: Sendable>: Sendable {
  /// What the value may be.
  let form: ValueForm
  /// Reads a value; nil, with a problem reported, when it is wrong.
  let read: @Sendable (ProblemLog, JSONValue, JSONPath) -> Value?
  /// A value as JSON.
  let text: @Sendable (Value) -> String

  init(
    _ form: ValueForm, text: @escaping @Sendable (Value) -> String = { "\($0)" },
    read: @escaping @Sendable (ProblemLog, JSONValue, JSONPath) -> Value?
  ) {
    self.form = form
    self.read = read
    self.text = text
  }

  /// The same kind, which the guide puts in words of its own.
  func worded(_ words: String) -> ValueKind {
    ValueKind(.worded(form, words), text: text, read: read)
  }

  /// The same kind or `null`, which is read like an absent key.
  var orNull: ValueKind {
    let read = read
    return ValueKind(.either([form, .null]), text: text) { log, value, path in
      value.kind == .null ? nil : read(log, value, path)
    }
  }
}

extension ValueKind where Value == Int {
  /// A whole number within a range.
  static func integer(_ range: ClosedRange<Int>) -> ValueKind {
    ValueKind(.integer(range)) { log, value, path in log.integer(value, path, in: range) }
  }
}

extension ValueKind where Value == Double {
  /// A number within a range.
  static func number(_ range: ClosedRange<Double>) -> ValueKind {
    ValueKind(.number(range), text: { PlainNumber.text($0) }) { log, value, path in
      log.number(value, path, in: range)
    }
  }

  /// A rate within a range, in events per second.
  static func rate(_ range: ClosedRange<Double>) -> ValueKind {
    ValueKind(.rate, text: { quoted(Rate.text(perSecond: $0)) }) { log, value, path in
      log.rate(value, path, in: range)
    }
  }
}

extension ValueKind where Value == Interval {
  /// A duration within a range.
  static func duration(_ range: ClosedRange<Interval>) -> ValueKind {
    ValueKind(.duration(range), text: { quoted($0.text) }) { log, value, path in
      log.amount(value, path, in: range)
    }
  }

  /// Any duration.
  static var duration: ValueKind { duration(.zero ... .longest) }

  /// A duration above zero.
  static var positiveDuration: ValueKind { duration(Interval(nanoseconds: 1) ... .longest) }
}

extension ValueKind where Value == ByteCount {
  /// A size within a range.
  static func size(_ range: ClosedRange<ByteCount>) -> ValueKind {
    ValueKind(.size, text: { quoted($0.text) }) { log, value, path in
      log.amount(value, path, in: range)
    }
  }
}

extension ValueKind where Value == Money {
  /// A price of anything.
  static var price: ValueKind {
    let kind = ValueKind(.money, text: { quoted($0.text) }) { log, value, path in
      log.amount(value, path, in: .zero ... .greatestPrice)
    }
    return kind.worded("money, up to 10^6 USD")
  }
}

extension ValueKind where Value == Bool {
  /// A yes or no.
  static var boolean: ValueKind {
    ValueKind(.boolean) { log, value, path in log.bool(value, path) }
  }
}

extension ValueKind where Value == String {
  /// Any text.
  static var string: ValueKind { string(length: 0) }

  /// A text of at least so many characters, of which the decoder makes sure itself.
  static func string(length: Int) -> ValueKind {
    ValueKind(.string(length: length), text: { quoted($0) }) { log, value, path in
      log.string(value, path)
    }
  }
}

extension ValueKind
where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// The name of a case of an enumeration.
  static var choice: ValueKind {
    let names = Value.allCases.map(\.rawValue)
    return ValueKind(.choice(names), text: { quoted($0.rawValue) }) { log, value, path in
      log.choice(value, path, of: names).flatMap(Value.init(rawValue:))
    }
  }
}

extension ValueKind where Value == Distribution {
  /// A distribution of lengths of time.
  static var distribution: ValueKind {
    ValueKind(.defined(.distribution), text: { quoted(Interval(seconds: $0.mean).text) }) {
      log, value, path in log.distribution(value, path)
    }
  }
}

extension ValueKind where Value == JSONValue {
  /// A value that the decoder of the object reads itself.
  static func value(_ form: ValueForm) -> ValueKind {
    ValueKind(form, text: { $0.compactText }) { _, value, _ in value }
  }

  /// An object, which the decoder reads itself.
  static func object(_ object: ScenarioObject) -> ValueKind { value(.object(object)) }

  /// Something that has a name in the schema, which the decoder reads itself.
  static func defined(_ definition: Definition) -> ValueKind { value(.defined(definition)) }

  /// The one text that is allowed.
  static func constant(_ name: some RawRepresentable<String>) -> ValueKind {
    value(.constant(name.rawValue))
  }
}

/// A text that needs no escapes as JSON.
private func quoted(_ text: String) -> String { "\"\(text)\"" }

extension Money {
  /// The greatest price of anything in a scenario.
  static let greatestPrice = Money(femtodollars: 1_000_000 * femtodollarsPerDollar)
}
