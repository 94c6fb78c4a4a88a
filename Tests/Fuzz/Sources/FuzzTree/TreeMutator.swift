import Documents
import Platforms
import SimCore

/// Changes a JSON value as a tree.
struct TreeMutator {
  var random: Random

  /// The value after one to four changes.
  func mutated(_ value: JSONValue) -> JSONValue {
    var mutator = self
    var result = value
    for _ in 0...mutator.number(below: 4) { result = mutator.changed(result) }
    return result
  }

  private mutating func number(below bound: Int) -> Int { Int(random.next(below: UInt64(bound))) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[number(below: elements.count)]
  }

  /// One change of one part of the tree, each part as likely.
  private mutating func changed(_ whole: JSONValue) -> JSONValue {
    let place = number(below: whole.parts)
    let donor = whole.part(number(below: whole.parts))
    let part = whole.part(place)
    let new: JSONValue =
      switch number(below: 8) {
      case 0: donor
      case 1: literal()
      default: changedWithin(part, donor)
      }
    return whole.replacing(part: place, with: new)
  }

  /// A change that leaves the kind of a part as it is, as a rule.
  private mutating func changedWithin(_ part: JSONValue, _ donor: JSONValue) -> JSONValue {
    switch part.kind {
    case .null, .bool: literal()
    case .number: JSONValue.number(pick(Vocabulary.numbers))
    case .string(let text): JSONValue(.string(changedText(text)))
    case .array(let elements): JSONValue(.array(changedElements(elements, donor)))
    case .object(let members): JSONValue(.object(changedMembers(members, donor)))
    }
  }

  private mutating func literal() -> JSONValue {
    switch number(below: 8) {
    case 0: JSONValue(.null)
    case 1: JSONValue(.bool(number(below: 2) == 0))
    case 2: JSONValue(.array([]))
    case 3: JSONValue(.object([]))
    case 4: JSONValue.number(pick(Vocabulary.numbers))
    case 5: JSONValue(.string(pick(Vocabulary.words)))
    case 6: JSONValue(.string(pick(Vocabulary.texts)))
    default: JSONValue(.string(quantity(of: pick(Vocabulary.units))))
    }
  }

  private mutating func quantity(of unit: String) -> String {
    pick(Vocabulary.amounts) + (number(below: 8) == 0 ? " " : "") + unit
  }

  /// Another amount of the same unit, as a rule.
  private mutating func changedText(_ text: String) -> String {
    let unit = Vocabulary.units.filter { text.hasSuffix($0) }.max { $0.utf8.count < $1.utf8.count }
    switch number(below: 4) {
    case 0: return pick(Vocabulary.texts)
    case 1: return pick(Vocabulary.words)
    default: return unit.map { quantity(of: $0) } ?? pick(Vocabulary.words)
    }
  }

  private mutating func changedElements(_ elements: [JSONValue], _ donor: JSONValue) -> [JSONValue]
  {
    guard !elements.isEmpty else { return [donor] }
    var elements = elements
    let place = number(below: elements.count)
    switch number(below: 6) {
    case 0: elements.remove(at: place)
    case 1: elements.insert(elements[place], at: number(below: elements.count))
    case 2: elements.swapAt(place, number(below: elements.count))
    case 3: elements.insert(donor, at: place)
    case 4: elements += Array(repeating: elements[place], count: number(below: 70))
    default: elements[place] = changedWithin(elements[place], donor)
    }
    return elements
  }

  private mutating func changedMembers(
    _ members: [JSONMember], _ donor: JSONValue
  ) -> [JSONMember] {
    let value = number(below: 2) == 0 ? donor : literal()
    let new = JSONMember(key: pick(Vocabulary.keys), value: value)
    guard !members.isEmpty else { return [new] }
    var members = members
    let (place, other) = (number(below: members.count), number(below: members.count))
    let (one, two) = (members[place], members[other])
    switch number(below: 8) {
    case 0: members.remove(at: place)
    case 1: members.append(one)
    case 2: members[place] = JSONMember(key: pick(Vocabulary.keys), value: one.value)
    case 3:
      members[place] = JSONMember(key: one.key, value: two.value)
      members[other] = JSONMember(key: two.key, value: one.value)
    case 4: members.insert(new, at: place)
    case 5: members[place] = JSONMember(key: one.key, value: donor)
    default: members[place] = JSONMember(key: one.key, value: changedWithin(one.value, donor))
    }
    return members
  }
}

extension JSONValue {
  /// A number by its text.
  static func number(_ text: String) -> JSONValue {
    (try? JSONParser.parse(Array(text.utf8), file: "")) ?? JSONValue(.null)
  }

  private var children: [JSONValue] {
    switch kind {
    case .array(let elements): elements
    case .object(let members): members.map(\.value)
    default: []
    }
  }

  /// How many values there are in the tree, this one included.
  var parts: Int { children.reduce(1) { $0 + $1.parts } }

  /// A value of the tree by its number, from 0, which is this one.
  func part(_ number: Int) -> JSONValue {
    if number == 0 { return self }
    var rest = number - 1
    for child in children {
      let parts = child.parts
      if rest < parts { return child.part(rest) }
      rest -= parts
    }
    return self
  }

  /// The tree with another value in place of one of its own.
  func replacing(part number: Int, with value: JSONValue) -> JSONValue {
    if number == 0 { return value }
    var rest = number - 1
    func replaced(_ child: JSONValue) -> JSONValue {
      defer { rest -= child.parts }
      return rest >= 0 && rest < child.parts ? child.replacing(part: rest, with: value) : child
    }
    switch kind {
    case .array(let elements): return JSONValue(.array(elements.map { replaced($0) }))
    case .object(let members):
      return JSONValue(.object(members.map { JSONMember(key: $0.key, value: replaced($0.value)) }))
    default: return self
    }
  }
}
