import Documents
import SimCore

@testable import Platforms

/// The JSON Schema of scenarios, made from the keys that the decoder reads by.
struct SchemaText {
  private let catalog: Catalog
  private let language: ScenarioLanguage

  init(catalog: Catalog, language: ScenarioLanguage = ScenarioLanguage()) {
    self.catalog = catalog
    self.language = language
  }

  /// The text of the file.
  var text: String {
    let definitions = language.parts.map { ($0.name, definition($0)) } + Self.shared
    let schema = SchemaNode.lines([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("A scenario of simctl")),
      (
        "description",
        .text(
          """
          A stream of requests, and the deployments that are each to serve it. See \
          docs/scenarios.md.
          """)
      ),
      ("$ref", .text("#/$defs/scenario")), ("$defs", .lines(definitions)),
    ])
    return schema.text + "\n"
  }

  private func definition(_ part: ScenarioLanguage.Part) -> SchemaNode {
    switch part {
    case .object(let object): return .lines(members(of: object))
    case .entries(let section):
      let names = catalog.names(section).map { SchemaNode.text($0) }
      return .filled([("type", .text("string")), ("enum", .array(names))])
    case .definition(let definition):
      var members: [SchemaNode.Member] = []
      if let about = definition.about { members.append(("description", .text(about))) }
      members += self.members(of: definition.form())
      if let standard = definition.standard { members.append(("default", .raw(standard))) }
      return .filled(members)
    }
  }

  private func members(of object: ScenarioObject) -> [SchemaNode.Member] {
    var members: [SchemaNode.Member] = []
    if let about = object.about { members.append(("description", .text(about))) }
    members += [("type", .text("object")), ("additionalProperties", .raw("false"))]
    if !object.required.isEmpty && !object.isLayered {
      members.append(("required", .array(object.required.map { .text($0) })))
    }
    if let rule = object.rule { members += self.members(of: rule) }
    members.append(("properties", .lines(object.keys.map { ($0.name, property($0)) })))
    return members
  }

  private func members(of rule: KeyRule) -> [SchemaNode.Member] {
    switch rule {
    case .any(let keys): return [("anyOf", .array(keys.map(condition)))]
    case .one(let keys, let most):
      let limit = most.map { [("maxProperties", SchemaNode.raw("\($0)"))] } ?? []
      return limit + [("oneOf", .array(keys.map(condition)))]
    }
  }

  /// The condition that some keys are there and others are not.
  private func condition(_ keys: KeyRule.Keys) -> SchemaNode {
    func required(_ names: [String]) -> SchemaNode.Member {
      ("required", .array(names.map { .text($0) }))
    }
    var members: [SchemaNode.Member] = []
    if !keys.with.isEmpty { members.append(required(keys.with)) }
    switch keys.without.count {
    case 0: break
    case 1: members.append(("not", .filled([required(keys.without)])))
    default:
      let each = keys.without.map { SchemaNode.filled([required([$0])]) }
      members.append(("not", .filled([("anyOf", .array(each))])))
    }
    if let place = keys.place {
      let inner = SchemaNode.filled([("type", .text("object")), required(keys.inner)])
      members.append(("properties", .filled([(place, inner)])))
    }
    return .filled(members)
  }

  private func property(_ key: any DeclaredKey) -> SchemaNode {
    var members: [SchemaNode.Member] = []
    // An object that says what it is says it where it is defined.
    let isSaid = if case .object(let object) = key.form.plain { object.about != nil } else { false }
    if !key.about.isEmpty && !isSaid {
      var words = GuideWords.plain(key.about, limits(key.form))
      if case .otherwise(let absence) = key.absence {
        words += " " + GuideWords.plain("Without it: \(absence)")
      }
      members.append(("description", .text(words)))
    }
    members += self.members(of: key.form)
    if case .standard(let value, _) = key.absence, !key.form.hasStandard {
      members.append(("default", .raw(value)))
    }
    return .filled(members)
  }

  /// The limits of a value that the schema cannot check, in words.
  private func limits(_ form: ValueForm) -> String {
    switch form.plain {
    case .duration(let range): return Self.limits(range)
    case .either(let forms): return forms.count == 2 ? limits(forms[0]) : ""
    default: return ""
    }
  }

  private static func limits(_ range: ClosedRange<Interval>) -> String {
    let above = range.lowerBound == Interval(nanoseconds: 1)
    let lower = range.lowerBound.text
    guard range.upperBound < .longest else {
      if range.lowerBound == .zero { return "" }
      return above ? ", above 0s" : ", at least \(lower)"
    }
    let upper = range.upperBound.text
    if above { return ", above 0s, at most \(upper)" }
    return range.lowerBound == .zero ? ", at most \(upper)" : ", from \(lower) to \(upper)"
  }

  private func reference(_ name: String) -> [SchemaNode.Member] {
    [("$ref", .text("#/$defs/\(name)"))]
  }

  private func members(of form: ValueForm) -> [SchemaNode.Member] {
    switch form {
    case .integer(let range):
      return [
        ("type", .text("integer")), ("minimum", .raw("\(range.lowerBound)")),
        ("maximum", .raw("\(range.upperBound)")),
      ]
    case .number(let range):
      return [
        ("type", .text("number")), ("minimum", .raw(GuideWords.exponential(range.lowerBound))),
        ("maximum", .raw(GuideWords.exponential(range.upperBound))),
      ]
    case .boolean: return [("type", .text("boolean"))]
    case .string(let length):
      let limit = length > 0 ? [("minLength", SchemaNode.raw("\(length)"))] : []
      return [("type", .text("string"))] + limit
    case .choice(let names):
      return [("type", .text("string")), ("enum", .array(names.map { .text($0) }))]
    case .constant(let text): return [("const", .text(text))]
    case .duration: return reference("duration")
    case .size: return reference("size")
    case .rate: return reference("rate")
    case .money: return reference("money")
    case .name: return reference("name")
    case .entry(let section): return reference(ScenarioLanguage.Part.entries(section).name)
    case .object(let object): return reference(object.name)
    case .defined(let definition): return reference(definition.name)
    case .list(let element, let least, let most):
      return [("type", .text("array"))]
        + (least > 0 ? [("minItems", .raw("\(least)"))] : [])
        + (most.map { [("maxItems", .raw("\($0)"))] } ?? [])
        + [("items", .filled(members(of: element)))]
    case .pair(let first, let second):
      let both = [first, second].map { SchemaNode.filled(members(of: $0)) }
      return [
        ("type", .text("array")), ("minItems", .raw("2")), ("maxItems", .raw("2")),
        ("prefixItems", .array(both)),
      ]
    case .either(let forms):
      return [("anyOf", .array(forms.map { .filled(members(of: $0)) }))]
    case .null: return [("type", .text("null"))]
    case .worded(let form, _): return members(of: form)
    }
  }

  /// The definitions of quantities and names.
  private static var shared: [SchemaNode.Member] {
    [
      quantity("duration", .duration, ["250ms", "2.25s", "5min"]),
      quantity("size", .size, ["512MB", "1.5GB"]), quantity("rate", .rate, ["100/s", "6000/min"]),
      quantity("money", .money, ["0.20USD"]),
      (
        "name",
        .lines([
          (
            "description",
            .text(
              """
              1 to 100 letters, digits, spaces or . _ - + ( ), starting with a letter or a digit, \
              not ending in a space or a full stop.
              """)
          ), ("type", .text("string")), ("pattern", .raw("\"\(namePattern)\"")),
          ("maxLength", .raw("\(NameRule.greatestLength)")),
        ])
      ),
    ]
  }

  /// What names look like, as far as a pattern can say it.
  private static let namePattern = #"""
    ^[^\\u0000-/:-@\\[-`{-\\u009f]([^\\u0000-\\u001f!-'*,/:-@\\[-\\^`{-\\u009f]*\#
    [^ .\\u0000-\\u001f!-'*,/:-@\\[-\\^`{-\\u009f])?$
    """#

  private static func quantity(
    _ name: String, _ kind: QuantityKind, _ examples: [String]
  ) -> SchemaNode.Member {
    let units = kind.units.map(\.symbol).joined(separator: "|")
    let unit = kind.units.count == 1 ? units : "(\(units))"
    return (
      name,
      .lines([
        ("type", .text("string")),
        ("pattern", .raw(#""^(0|[1-9][0-9]*)(\\.[0-9]+)? ?\#(unit)$""#)),
        ("maxLength", .raw("64")), ("examples", .array(examples.map { .text($0) })),
      ])
    )
  }
}

extension ValueForm {
  /// The form without the words of the guide.
  var plain: ValueForm {
    if case .worded(let form, _) = self { form.plain } else { self }
  }

  /// Whether the schema says of the form itself what stands for none.
  fileprivate var hasStandard: Bool {
    if case .defined(let definition) = plain { definition.standard != nil } else { false }
  }
}
