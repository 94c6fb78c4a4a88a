extension JSONValue {
  /// The value as a message shows what was found.
  package var shown: String {
    switch kind {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let number): Excerpt.escaped(number.text)
    case .string(let text): Excerpt.quoted(text)
    case .array(let values): values.isEmpty ? "an empty array" : "an array"
    case .object(let members): members.isEmpty ? "an empty object" : "an object"
    }
  }
}

/// The limits of a value as a message states them.
package struct ShownRange {
  /// What lies in the range, with its article.
  let name: String

  /// The lower limit; nil when there is none.
  let lower: String?

  /// The upper limit; nil when there is none.
  let upper: String?

  /// A range between two limits.
  package init(name: String, lower: String?, upper: String?) {
    self.name = name
    self.lower = lower
    self.upper = upper
  }

  /// What to write.
  var fix: String {
    switch (lower, upper) {
    case (let lower?, let upper?) where lower == upper: "write \(lower)"
    case (let lower?, let upper?): "write \(name) from \(lower) to \(upper)"
    case (let lower?, nil): "write \(name) of at least \(lower)"
    case (nil, let upper?): "write \(name) of at most \(upper)"
    case (nil, nil): "write \(name)"
    }
  }

  /// What is wrong with a value outside the range.
  func what(isBelow: Bool, found: String) -> String {
    if let lower, lower == upper { return "must be \(lower), found \(found)" }
    return isBelow
      ? "must be at least \(lower ?? "more"), found \(found)"
      : "must be at most \(upper ?? "less"), found \(found)"
  }
}
