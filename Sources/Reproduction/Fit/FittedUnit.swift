import Documents
import Platforms
import SimCore

/// The unit in which a fitted parameter is counted and written.
package enum FittedUnit: String, CaseIterable, Sendable {
  case none = ""
  case milliseconds = "ms"
  case seconds = "s"
  case minutes = "min"
  case perSecond = "/s"
  case perMinute = "/min"
  case megabytes = "MB"

  /// The number that a value of a JSON file stands for, in this unit; nil when it is of another
  /// kind.
  package func number(of value: JSONValue) -> Double? {
    switch (self, value.kind) {
    case (.none, .number(let number)): number.value
    case (.milliseconds, .string(let text)): Self.seconds(text).map { $0 * 1000 }
    case (.seconds, .string(let text)): Self.seconds(text)
    case (.minutes, .string(let text)): Self.seconds(text).map { $0 / 60 }
    case (.perSecond, .string(let text)): try? Rate.perSecond(text: text)
    case (.perMinute, .string(let text)): (try? Rate.perSecond(text: text)).map { $0 * 60 }
    case (.megabytes, .string(let text)): (try? ByteCount(text: text))?.megabytes
    default: nil
    }
  }

  /// A number in this unit as a value of a JSON file.
  ///
  /// - Parameter text: a plain decimal number.
  /// - Returns: a number, or a string of number and unit.
  package func value(_ text: String) -> JSONValue {
    if self != .none { return JSONValue(.string(text + rawValue)) }
    guard let number = JSONNumber(text: text) else {
      preconditionFailure("A fitted number is written as a plain decimal number.")
    }
    return JSONValue(.number(number))
  }

  private static func seconds(_ text: String) -> Double? { (try? Interval(text: text))?.seconds }
}
