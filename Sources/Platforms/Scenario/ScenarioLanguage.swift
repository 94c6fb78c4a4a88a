/// Everything that a scenario can say, found by following the keys from the scenario's own.
struct ScenarioLanguage {
  /// Something that has a name of its own in the schema.
  enum Part {
    case object(ScenarioObject)
    case definition(Definition)
    case entries(Catalog.Section)

    /// Its name in the schema.
    var name: String {
      switch self {
      case .object(let object): object.name
      case .definition(let definition): definition.name
      case .entries(let section): "\(section.noun)Name"
      }
    }
  }

  /// All parts, each before those that it is the first to lead to.
  private(set) var parts: [Part] = []
  private var names: Set<String> = []

  /// Follows the keys of an object: those of scenarios, unless another is given.
  init(from object: ScenarioObject = ScenarioKeys.object) { follow(.object(object)) }

  /// The objects among the parts.
  var objects: [ScenarioObject] {
    parts.compactMap { if case .object(let object) = $0 { object } else { nil } }
  }

  /// The names of all keys, in the order of the alphabet.
  var keys: [String] { Set(objects.flatMap(\.names)).sorted() }

  /// An object by its name in the schema.
  func object(_ name: String) -> ScenarioObject? { objects.first { $0.name == name } }

  private mutating func follow(_ form: ValueForm) {
    switch form {
    case .object(let object):
      guard add(.object(object)) else { return }
      for key in object.keys { follow(key.form) }
    case .defined(let definition):
      guard add(.definition(definition)) else { return }
      follow(definition.form())
    case .entry(let section): _ = add(.entries(section))
    case .list(let element, _, _): follow(element)
    case .pair(let first, let second):
      follow(first)
      follow(second)
    case .either(let forms): for form in forms { follow(form) }
    case .worded(let form, _): follow(form)
    case .integer, .number, .boolean, .string, .choice, .constant, .duration, .size, .rate, .money,
      .name, .null:
      break
    }
  }

  private mutating func add(_ part: Part) -> Bool {
    guard names.insert(part.name).inserted else { return false }
    parts.append(part)
    return true
  }
}
