/// A JSON value, with its place in the file it was read from.
///
/// Two values are equal when they say the same: places are ignored, numbers are compared by value
/// (`1` equals `1.0`), and objects in any order of their keys.
public struct JSONValue: Sendable, Equatable {
  /// What the value is.
  public let kind: Kind

  /// Where the value begins in its file; nil for a value that comes from no file.
  package let position: SourcePosition?

  /// The six kinds of JSON values.
  public enum Kind: Sendable, Equatable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A finite number.
    case number(JSONNumber)
    /// A string, with its escapes resolved.
    case string(String)
    /// A list of values.
    case array([JSONValue])
    /// Keys with their values, in the order of the file.
    case object([JSONMember])
  }

  /// A value of the given kind.
  ///
  /// - Parameters:
  ///   - kind: what the value is.
  ///   - position: where it begins in its file.
  public init(_ kind: Kind, position: SourcePosition? = nil) {
    self.kind = kind
    self.position = position
  }

  /// The value of a key; nil when the value is no object or has no such key.
  ///
  /// - Complexity: O(n), where n is the number of members.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = kind else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The kind with its article, for sentences: `an object`, `a string`, `null`.
  package var kindName: String {
    switch kind {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// Whether two values say the same, wherever they stand.
  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.kind == right.kind }
}

extension JSONValue.Kind {
  /// Whether two values say the same; objects in any order of their keys.
  public static func == (left: JSONValue.Kind, right: JSONValue.Kind) -> Bool {
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let one), .bool(let other)): return one == other
    case (.number(let one), .number(let other)): return one == other
    case (.string(let one), .string(let other)): return one == other
    case (.array(let some), .array(let others)): return some == others
    case (.object(let some), .object(let others)):
      guard some.count == others.count else { return false }
      let index = JSONMemberIndex(others)
      return some.allSatisfy { member in
        index.firstPlace(of: member.key).map { others[$0].value == member.value } ?? false
      }
    default: return false
    }
  }
}

/// A key of an object with its value.
public struct JSONMember: Sendable, Equatable {
  /// The key, with its escapes resolved.
  public let key: String

  /// Where the key begins in its file; nil for a key that comes from no file.
  package let keyPosition: SourcePosition?

  /// The value of the key.
  public let value: JSONValue

  /// A key with its value.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - keyPosition: where the key begins in its file.
  ///   - value: the value.
  public init(key: String, keyPosition: SourcePosition? = nil, value: JSONValue) {
    self.key = key
    self.keyPosition = keyPosition
    self.value = value
  }

  /// Whether two members have the same key and value, wherever they stand.
  public static func == (left: JSONMember, right: JSONMember) -> Bool {
    left.key == right.key && left.value == right.value
  }
}
