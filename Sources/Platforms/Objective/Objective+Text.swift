import Documents
import SimCore

extension Objective {
  /// Why a text is no objective.
  public struct Mistake: Error, Sendable, Hashable {
    /// What is wrong with it, as a clause that follows the text.
    public let what: String
    /// What would be right.
    public let fix: String
  }

  /// What measures are called.
  private static let names = ["p", "mean", "max", "success", "cost"]
  /// What they are called elsewhere.
  private static let otherNames = [
    "avg": "mean", "average": "mean", "med": "p(50)", "median": "p(50)", "p95": "p(95)",
    "p99": "p(99)", "p90": "p(90)", "p50": "p(50)", "rate": "success", "latency": "mean",
    "failed": "success", "http_req_duration": "p(95)", "price": "cost",
  ]
  private static let examples =
    "write an objective such as p(99)<200ms, \"p(99, worst 1min)<1s\", success>99.9% or cost<5/day"

  /// What a text such as `p(99)<200ms`, `p(99, worst 1min)<1s`, `mean<50ms`, `max<2s`,
  /// `success>99.9%`, `cost<5/day` or `cost<2/million` says.
  ///
  /// - Throws: ``Mistake``.
  public init(_ text: String) throws(Mistake) {
    let (left, comparison, right) = try Self.sides(text)
    let (name, arguments) = try Self.call(left)
    switch name {
    case "p":
      guard let first = arguments.first else {
        throw Mistake(what: "does not say which percentile", fix: "write p(99)<200ms")
      }
      guard let percentile = Percentile(rawValue: first) else {
        throw Mistake(
          what: "asks for a percentile that runs do not have: \(Excerpt.quoted(first))",
          fix: "write p(50), p(90), p(95), p(99) or p(99.9)")
      }
      measure = .percentile(percentile)
      window = try Self.window(arguments.dropFirst())
    case "mean":
      measure = .mean
      window = try Self.window(arguments[...])
    case "max":
      measure = .greatest
      window = nil
      try Self.refuse(arguments, of: name)
    case "success":
      measure = .success
      window = try Self.window(arguments[...])
    default:
      try Self.refuse(arguments, of: name)
      window = nil
      measure = .cost(try Self.basis(right))
    }
    let isUpper = comparison.hasPrefix("<")
    if isUpper == (measure == .success) {
      throw Mistake(
        what: measure == .success
          ? "wants few successes" : "wants more of what there should be less",
        fix: "write \(left)\(isUpper ? ">" : "<")\(right)")
    }
    includesBound = comparison.hasSuffix("=")
    bound = try Self.bound(right, of: measure)
    self.text = left + comparison + right
  }

  /// The two sides of a comparison, without spaces around them, and its sign.
  private static func sides(
    _ text: String
  ) throws(Mistake) -> (left: String, comparison: String, right: String) {
    let bytes = Array(text.utf8)
    guard let sign = bytes.firstIndex(where: { $0 == 0x3C || $0 == 0x3E }) else {
      throw Mistake(what: "compares nothing", fix: examples)
    }
    let isInclusive = sign + 1 < bytes.count && bytes[sign + 1] == 0x3D
    let left = String(decoding: trimmed(bytes[..<sign]), as: UTF8.self)
    let right = String(
      decoding: trimmed(bytes[(sign + (isInclusive ? 2 : 1))...]), as: UTF8.self)
    if left.isEmpty || right.isEmpty {
      throw Mistake(what: "has an empty side", fix: examples)
    }
    return (left, (bytes[sign] == 0x3C ? "<" : ">") + (isInclusive ? "=" : ""), right)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = bytes.drop { $0 == 0x20 }
    return rest[..<((rest.lastIndex { $0 != 0x20 } ?? rest.startIndex - 1) + 1)]
  }

  /// A name and what stands in the parentheses behind it.
  private static func call(_ text: String) throws(Mistake) -> (name: String, arguments: [String]) {
    let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(decoding: trimmed(Array(parts[0].utf8)[...]), as: UTF8.self)
    guard names.contains(name) else {
      let near = otherNames[name] ?? Suggestion.nearest(to: name, among: names)
      let fix = near.map { "did you mean \($0)? The measures are " } ?? "the measures are "
      throw Mistake(
        what: "measures \(Excerpt.quoted(name)), which is unknown",
        fix: fix + "p(99), mean, max, success and cost")
    }
    guard parts.count == 2 else { return (name, []) }
    guard parts[1].hasSuffix(")") else {
      throw Mistake(what: "has a parenthesis that is not closed", fix: examples)
    }
    let arguments = parts[1].dropLast().split(separator: ",", omittingEmptySubsequences: false)
      .map { String(decoding: trimmed(Array($0.utf8)[...]), as: UTF8.self) }
    return (name, arguments)
  }

  private static func refuse(_ arguments: [String], of name: String) throws(Mistake) {
    if !arguments.isEmpty {
      throw Mistake(
        what: "gives \(name) something in parentheses", fix: "write \(name) without parentheses")
    }
  }

  /// The length in `worst 1min`; nil where there is no such argument.
  private static func window(_ arguments: ArraySlice<String>) throws(Mistake) -> Interval? {
    guard let text = arguments.first else { return nil }
    let words = text.split(separator: " ")
    guard arguments.count == 1, words.count == 2, words[0] == "worst" else {
      throw Mistake(
        what: "has something else than a window in its parentheses: \(Excerpt.quoted(text))",
        fix: "write a window such as p(99, worst 1min), mean(worst 5s) or success(worst 1h)")
    }
    let length: Interval
    do {
      length = try Interval(text: String(words[1]))
    } catch {
      throw Mistake(what: "has a window that is none: \(error.what)", fix: error.fix)
    }
    guard length >= .milliseconds(1) else {
      throw Mistake(what: "has a window below 1 ms", fix: "write a window of at least 1ms")
    }
    return length
  }

  /// What a cost is that of, by the end of its bound.
  private static func basis(_ bound: String) throws(Mistake) -> CostBasis {
    guard let slash = bound.utf8.firstIndex(of: 0x2F) else { return .run }
    let name = String(bound[bound.utf8.index(after: slash)...])
    if let basis = CostBasis(rawValue: name) { return basis }
    let names = CostBasis.allCases.map(\.rawValue)
    let others = ["h": "hour", "d": "day", "mo": "month", "1M": "million", "M": "million"]
    let near = others[name] ?? Suggestion.nearest(to: name, among: names)
    throw Mistake(
      what: "has a cost per \(Excerpt.quoted(name)), which is unknown",
      fix: (near.map { "did you mean /\($0)? " } ?? "")
        + "write /hour, /day, /month, /million (requests) or nothing for the run")
  }

  /// What a measure may not go beyond.
  private static func bound(_ text: String, of measure: Measure) throws(Mistake) -> Double {
    switch measure {
    case .percentile, .mean, .greatest:
      do {
        return try Interval(text: text).seconds
      } catch {
        throw Mistake(what: "has a bound that is none: \(error.what)", fix: error.fix)
      }
    case .success:
      let isPercent = text.hasSuffix("%")
      guard let number = plainNumber(isPercent ? String(text.dropLast()) : text),
        number <= (isPercent ? 100 : 1)
      else {
        throw Mistake(
          what: "has a bound that is no share: \(Excerpt.quoted(text))",
          fix: "write a share up to 100%, such as success>99.9%")
      }
      return isPercent ? number / 100 : number
    case .cost:
      var amount = text.split(separator: "/", maxSplits: 1).first.map(String.init) ?? text
      if amount.hasPrefix("$") { amount.removeFirst() }
      if amount.hasSuffix("USD") { amount.removeLast(3) }
      let digits = String(decoding: trimmed(Array(amount.utf8)[...]), as: UTF8.self)
      guard let number = plainNumber(digits) else {
        throw Mistake(
          what: "has a bound that is no amount of dollars: \(Excerpt.quoted(text))",
          fix: "write an amount such as cost<5/day or cost<0.2USD/hour")
      }
      return number
    }
  }

  /// A number in digits with at most one point: no sign, no exponent, no name of a number.
  private static func plainNumber(_ text: String) -> Double? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }
}
