import Documents
import Foundation
import Platforms

/// The words that scenarios are made of.
enum Vocabulary {
  /// The keys of the schema.
  static let keys = schema.keys.sorted()

  /// The words and names that values may be.
  static let words = schema.words.union(["own-gpu-server", "vgg"]).sorted()

  /// The keys and words of the committed schema, which is made from what the decoder reads by.
  private static let schema: (keys: Set<String>, words: Set<String>) = {
    var root = URL(filePath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    let file = root.appending(path: "Scenarios/scenario.schema.json")
    guard let data = try? Data(contentsOf: file),
      let schema = try? JSONParser.parse([UInt8](data), file: file.path), let all = schema["$defs"]
    else { preconditionFailure("the schema is valid") }
    var found: (keys: Set<String>, words: Set<String>) = ([], [])
    collect(all, into: &found)
    return found
  }()

  private static func collect(
    _ value: JSONValue, into found: inout (keys: Set<String>, words: Set<String>)
  ) {
    switch value.kind {
    case .object(let members):
      if case .object(let properties)? = value["properties"]?.kind {
        found.keys.formUnion(properties.map(\.key))
      }
      for word in [value["const"]].compactMap({ $0 }) + elements(value["enum"]) {
        if case .string(let text) = word.kind { found.words.insert(text) }
      }
      for member in members { collect(member.value, into: &found) }
    case .array(let values): for value in values { collect(value, into: &found) }
    default: break
    }
  }

  private static func elements(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let values)? = value?.kind { values } else { [] }
  }

  /// The units of quantities.
  static let units = [
    "ns", "us", "ms", "s", "min", "h", "d", "B", "KB", "MB", "GB", "TB", "/s", "/min", "/h", "/d",
    "USD",
  ]

  /// Numbers at and beyond limits.
  static let numbers = [
    "0", "-0", "1", "-1", "2", "3", "7", "64", "65", "100", "1000", "10000", "1000000", "10000000",
    "100000000", "1000000000000", "9007199254740992", "9007199254740993", "9223372036854775807",
    "9223372036854775808", "1e300", "-1e300", "1.7976931348623157e308", "5e-324", "1e-15", "1e-9",
    "1e-6", "0.001", "0.01", "0.05", "0.1", "0.5", "0.9", "0.999999999", "1.000000001", "1.5",
  ]

  /// Numbers of quantities, as text.
  static let amounts = [
    "0", "1", "2", "5", "10", "100", "1000", "0.5", "0.001", "0.000000001", "0.000000000000001",
    "60", "3600", "86400", "1000000", "1000000000", "2305843009", "2305843009.213693952",
    "9223372036854775807", "18446744073709551616", "000", "1.", ".5", "-1", "+1", "1e3", "",
  ]

  /// Texts that are hard on readers.
  static let texts = [
    "", " ", "x", "0", "..", "../../x", "/dev/null", "/dev/zero", "=cmd|' /C calc'!A0", "<b>&amp;",
    "\u{0}", "\u{1B}[31m", "\u{202E}abc", "\u{FEFF}", "e\u{301}", "\u{10FFFF}", "\u{FFFD}",
    "NaN", "Infinity", "null", "\"", "\\", "\n", "𝒳", "漢字", "🦑",
  ]
}
