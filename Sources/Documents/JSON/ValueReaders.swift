/// Readers of a value at a path, which report what is wrong and then give nil.
extension ProblemLog {
  /// The value as a string.
  package func string(_ value: JSONValue, _ path: JSONPath) -> String? {
    if case .string(let text) = value.kind { return text }
    var fix = "write a string in double quotes"
    if case .number(let number) = value.kind { fix = "write \(Excerpt.quoted(number.text))" }
    report(value, path: path, what: "must be a string, found \(value.shown)", fix: fix)
    return nil
  }

  /// The value as a boolean.
  package func bool(_ value: JSONValue, _ path: JSONPath) -> Bool? {
    if case .bool(let flag) = value.kind { return flag }
    var fix = "write true or false"
    if case .string(let text) = value.kind, text == "true" || text == "false" {
      fix = "write \(text) without quotes"
    }
    report(value, path: path, what: "must be true or false, found \(value.shown)", fix: fix)
    return nil
  }

  /// The value as an integer within a range; `3`, `3.0` and `3e0` are the same integer.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - range: the allowed integers; `Int.min` and `Int.max` are no limits.
  /// - Returns: the integer; nil when a problem was reported.
  package func integer(_ value: JSONValue, _ path: JSONPath, in range: ClosedRange<Int>) -> Int? {
    let limits = ShownRange(
      name: "a whole number",
      lower: range.lowerBound == .min ? nil : String(range.lowerBound),
      upper: range.upperBound == .max ? nil : String(range.upperBound))
    guard case .number(let number) = value.kind else {
      let hint = hintWithoutQuotes(value) { $0.integer.map(range.contains) ?? false }
      report(
        value, path: path, what: "must be a whole number, found \(value.shown)",
        fix: hint ?? limits.fix)
      return nil
    }
    if let integer = number.integer { return check(integer, in: range, limits, value, path) }
    // An integer of magnitude 2^63 or more is outside every range; anything else has a fraction.
    if number.value.magnitude >= 0x1p63 {
      let isBelow = number.value < 0
      report(
        value, path: path,
        what: limits.what(isBelow: isBelow, found: value.shown), fix: limits.fix)
    } else {
      report(
        value, path: path, what: "must be a whole number, found \(value.shown)", fix: limits.fix)
    }
    return nil
  }

  /// The value as a number within a range.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - range: the allowed numbers; an infinite end is no limit.
  /// - Returns: the number; nil when a problem was reported.
  package func number(
    _ value: JSONValue, _ path: JSONPath, in range: ClosedRange<Double>
  ) -> Double? {
    let limits = ShownRange(name: "a number", range, unit: "")
    guard case .number(let number) = value.kind else {
      let hint = hintWithoutQuotes(value) { range.contains($0.value) }
      report(
        value, path: path, what: "must be a number, found \(value.shown)",
        fix: hint ?? limits.fix)
      return nil
    }
    return check(number.value, in: range, limits, value, path)
  }

  /// The value as a string that is one of a list.
  ///
  /// - Parameters:
  ///   - value: the value.
  ///   - path: its path.
  ///   - choices: the allowed strings.
  ///   - isShown: whether a message names one of them; all unless told otherwise.
  /// - Returns: the choice; nil when a problem was reported.
  package func choice(
    _ value: JSONValue, _ path: JSONPath, of choices: [String],
    showing isShown: (String) -> Bool = { _ in true }
  ) -> String? {
    // Names that the file itself gave are among the choices: they are shown like any of its texts.
    var list: String {
      choices.filter(isShown).map { Excerpt.quoted($0) }.joined(separator: ", ")
    }
    guard case .string(let text) = value.kind else {
      report(
        value, path: path, what: "must be a string, found \(value.shown)",
        fix: "write one of \(list)")
      return nil
    }
    if choices.contains(text) { return text }
    let near = Suggestion.nearest(to: text, among: choices)
    report(
      value, path: path, what: "\(value.shown) is not one of the choices",
      fix: near.map { "did you mean \(Excerpt.quoted($0))? The choices are \(list)" }
        ?? "write one of \(list)")
    return nil
  }

  /// The elements of an array, with their paths.
  package func array(_ value: JSONValue, _ path: JSONPath) -> [(JSONValue, JSONPath)]? {
    guard case .array(let values) = value.kind else {
      report(
        value, path: path, what: "must be an array, found \(value.shown)",
        fix: "write [ ] around the value")
      return nil
    }
    return values.enumerated().map { ($1, path.appending(index: $0)) }
  }

  /// The two elements of an array, with their paths.
  ///
  /// - Parameters:
  ///   - value: the array.
  ///   - path: where it is.
  ///   - words: what the two are, with an example.
  /// - Returns: the two; nil with a problem reported.
  package func pair(
    _ value: JSONValue, _ path: JSONPath, of words: String
  ) -> (first: (JSONValue, JSONPath), second: (JSONValue, JSONPath))? {
    guard let elements = array(value, path) else { return nil }
    guard elements.count == 2 else {
      report(
        value, path: path, what: "must be a pair, has \(elements.count) elements",
        fix: "write \(words)")
      return nil
    }
    return (elements[0], elements[1])
  }

  /// What to write instead of a string that holds an acceptable number.
  private func hintWithoutQuotes(
    _ value: JSONValue, where isAcceptable: (JSONNumber) -> Bool
  ) -> String? {
    guard case .string(let text) = value.kind, let number = JSONNumber(text: text),
      isAcceptable(number)
    else { return nil }
    return "write \(Excerpt.escaped(text)) without quotes"
  }

  /// The amount, if it lies in the range.
  package func check<Amount: Comparable>(
    _ amount: Amount, in range: ClosedRange<Amount>, _ limits: ShownRange, _ value: JSONValue,
    _ path: JSONPath
  ) -> Amount? {
    if range.contains(amount) { return amount }
    report(
      value, path: path,
      what: limits.what(isBelow: amount < range.lowerBound, found: value.shown), fix: limits.fix)
    return nil
  }
}

extension ShownRange {
  /// A range of floating-point numbers, whose infinite ends are no limits.
  init(name: String, _ range: ClosedRange<Double>, unit: String) {
    func shown(_ end: Double) -> String? {
      if end.magnitude >= .greatestFiniteMagnitude { return nil }
      // Numbers with a unit are read without an exponent, so they are shown without one.
      return unit.isEmpty ? PlainNumber.text(end) : PlainNumber.decimalText(end) + unit
    }
    self.init(name: name, lower: shown(range.lowerBound), upper: shown(range.upperBound))
  }
}
