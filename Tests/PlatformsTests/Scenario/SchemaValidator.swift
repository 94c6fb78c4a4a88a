import Documents
import Platforms
import Testing

/// Checks values against a JSON Schema, as far as the schema of scenarios makes use of it.
///
/// Source: JSON Schema, draft 2020-12, "A vocabulary for structural validation". A keyword that is
/// not known here is an error of the schema, so that none is left unchecked.
struct SchemaValidator {
  /// What is wrong with the schema itself.
  struct SchemaError: Error, CustomStringConvertible {
    let description: String
  }

  private let root: JSONValue

  /// A validator for a schema.
  init(_ root: JSONValue) { self.root = root }

  /// What is wrong with a value; empty for nothing.
  func faults(of value: JSONValue) throws -> [String] {
    try faults(value, root, "")
  }

  private func faults(_ value: JSONValue, _ schema: JSONValue, _ path: String) throws -> [String] {
    if case .bool(let allowed) = schema.kind { return allowed ? [] : ["\(path): not allowed"] }
    guard case .object(let keywords) = schema.kind else {
      throw SchemaError(description: "a schema is an object or a boolean: \(schema.compactText)")
    }
    return try keywords.flatMap { keyword in
      try apply(keyword.key, keyword.value, in: schema, to: value, path)
    }
  }

  private func apply(
    _ keyword: String, _ argument: JSONValue, in schema: JSONValue, to value: JSONValue,
    _ path: String
  ) throws -> [String] {
    switch keyword {
    case "$schema", "$defs", "title", "description", "examples", "default": return []
    case "$ref": return try faults(value, resolve(argument), path)
    case "type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum":
      return try scalar(keyword, argument, value) ? [] : ["\(path): \(keyword)"]
    case "anyOf", "oneOf", "not": return try logic(keyword, argument, value, path)
    case "properties", "required", "additionalProperties", "minProperties", "maxProperties":
      guard case .object(let members) = value.kind else { return [] }
      return try object(keyword, argument, in: schema, members, path)
    case "items", "prefixItems", "minItems", "maxItems":
      guard case .array(let elements) = value.kind else { return [] }
      return try array(keyword, argument, in: schema, elements, path)
    default: throw SchemaError(description: "the keyword \(keyword) is not known")
    }
  }

  private func resolve(_ reference: JSONValue) throws -> JSONValue {
    let start = "#/$defs/"
    guard case .string(let text) = reference.kind, text.hasPrefix(start),
      let definition = root["$defs"]?[String(text.dropFirst(start.count))]
    else { throw SchemaError(description: "nothing is at \(reference.compactText)") }
    return definition
  }

  private func logic(
    _ keyword: String, _ argument: JSONValue, _ value: JSONValue, _ path: String
  ) throws -> [String] {
    if keyword == "not" {
      return try faults(value, argument, path).isEmpty ? ["\(path): not"] : []
    }
    let count = try elements(argument).count { try faults(value, $0, path).isEmpty }
    let isValid = keyword == "anyOf" ? count > 0 : count == 1
    return isValid ? [] : ["\(path): \(keyword)"]
  }

  private func object(
    _ keyword: String, _ argument: JSONValue, in schema: JSONValue, _ members: [JSONMember],
    _ path: String
  ) throws -> [String] {
    switch keyword {
    case "properties":
      return try members.flatMap { member in
        try argument[member.key].map { try faults(member.value, $0, "\(path).\(member.key)") } ?? []
      }
    case "required":
      return try elements(argument).compactMap { name in
        members.contains { JSONValue(.string($0.key)) == name }
          ? nil : "\(path): \(name.compactText) is missing"
      }
    case "additionalProperties":
      return try members.filter { schema["properties"]?[$0.key] == nil }.flatMap { member in
        try faults(member.value, argument, "\(path).\(member.key)")
      }
    default:
      let limit = try integer(argument)
      let isValid = keyword == "minProperties" ? members.count >= limit : members.count <= limit
      return isValid ? [] : ["\(path): \(keyword)"]
    }
  }

  private func array(
    _ keyword: String, _ argument: JSONValue, in schema: JSONValue, _ values: [JSONValue],
    _ path: String
  ) throws -> [String] {
    switch keyword {
    case "prefixItems":
      return try zip(values, elements(argument)).enumerated().flatMap { index, pair in
        try faults(pair.0, pair.1, "\(path)[\(index)]")
      }
    case "items":
      let first = try schema["prefixItems"].map { try elements($0).count } ?? 0
      return try values.enumerated().dropFirst(first).flatMap { index, value in
        try faults(value, argument, "\(path)[\(index)]")
      }
    default:
      let limit = try integer(argument)
      let isValid = keyword == "minItems" ? values.count >= limit : values.count <= limit
      return isValid ? [] : ["\(path): \(keyword)"]
    }
  }

  private func scalar(
    _ keyword: String, _ argument: JSONValue, _ value: JSONValue
  ) throws -> Bool {
    switch (keyword, value.kind) {
    case ("type", _): return try hasType(value, argument)
    case ("enum", _): return try elements(argument).contains(value)
    case ("const", _): return argument == value
    case ("pattern", .string(let text)): return try matches(text, argument)
    case ("minLength", .string(let text)):
      return try text.unicodeScalars.count >= integer(argument)
    case ("maxLength", .string(let text)):
      return try text.unicodeScalars.count <= integer(argument)
    case ("minimum", .number(let number)): return try number.value >= self.number(argument)
    case ("maximum", .number(let number)): return try number.value <= self.number(argument)
    default: return true
    }
  }

  private func hasType(_ value: JSONValue, _ type: JSONValue) throws -> Bool {
    switch (try string(type), value.kind) {
    case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool),
      ("null", .null), ("number", .number):
      return true
    case ("integer", .number(let number)): return number.integer != nil
    case ("object", _), ("array", _), ("string", _), ("boolean", _), ("null", _), ("number", _),
      ("integer", _):
      return false
    default: throw SchemaError(description: "there is no type \(type.compactText)")
    }
  }

  private func matches(_ text: String, _ pattern: JSONValue) throws -> Bool {
    // ECMA-262 matches code points, and `$` at the very end only.
    let expression = try Regex(string(pattern)).matchingSemantics(.unicodeScalar)
    guard let match = try expression.firstMatch(in: text) else { return false }
    return try !string(pattern).hasSuffix("$") || match.range.upperBound == text.endIndex
  }

  private func elements(_ value: JSONValue) throws -> [JSONValue] {
    guard case .array(let elements) = value.kind else {
      throw SchemaError(description: "must be an array: \(value.compactText)")
    }
    return elements
  }

  private func string(_ value: JSONValue) throws -> String {
    guard case .string(let text) = value.kind else {
      throw SchemaError(description: "must be a string: \(value.compactText)")
    }
    return text
  }

  private func number(_ value: JSONValue) throws -> Double {
    guard case .number(let number) = value.kind else {
      throw SchemaError(description: "must be a number: \(value.compactText)")
    }
    return number.value
  }

  private func integer(_ value: JSONValue) throws -> Int {
    guard case .number(let number) = value.kind, let integer = number.integer else {
      throw SchemaError(description: "must be a whole number: \(value.compactText)")
    }
    return integer
  }
}
