/// An object of a scenario: its keys, in the order in which the guide explains them.
struct ScenarioObject: Sendable {
  /// Its name in the schema.
  let name: String
  /// What it is; nil where the key that leads to it says so.
  let about: String?
  /// What it is a part of, such as `a state`, where a table has its keys beside those of others.
  let part: String?
  /// Whether what is below it may have its keys: then none of them need be written.
  let isLayered: Bool
  /// What holds of its keys together.
  let rule: KeyRule?
  /// The object of which this is a value, where a key of another such value is easily written into
  /// this one; nil for any other.
  let whole: (@Sendable () -> ScenarioObject)?
  /// Its keys.
  let keys: [any DeclaredKey]
  /// The names of its keys, as messages list them.
  let names: [String]

  /// The order in which messages list names.
  enum Listing: Sendable {
    /// Names of one word, then those of several.
    case shortNamesFirst
    /// As they are declared.
    case declared
  }

  init(
    _ name: String, _ about: String? = nil, part: String? = nil, isLayered: Bool = false,
    rule: KeyRule? = nil, listing: Listing = .shortNamesFirst,
    partOf whole: (@Sendable () -> ScenarioObject)? = nil, keys: [any DeclaredKey]
  ) {
    self.name = name
    self.about = about
    self.part = part
    self.isLayered = isLayered
    self.rule = rule
    self.whole = whole
    self.keys = keys
    let all = keys.map(\.name)
    switch listing {
    case .declared: names = all
    case .shortNamesFirst:
      names = all.filter { !$0.contains("_") } + all.filter { $0.contains("_") }
    }
  }

  /// The names of the keys that cannot be absent.
  var required: [String] { keys.filter { $0.absence == .required }.map(\.name) }
}

/// What holds of the keys of an object together.
enum KeyRule: Sendable {
  /// Exactly one of these holds; of the object's keys there are at most so many.
  case one([Keys], most: Int? = nil)
  /// At least one of these holds.
  case any([Keys])

  /// Keys that are there, and keys that are not.
  struct Keys: Sendable {
    /// The keys that are there.
    var with: [String] = []
    /// The keys that are not there.
    var without: [String] = []
    /// The keys that are there in the object at `place`.
    var inner: [String] = []
    /// The key of an object.
    var place: String?
  }

  /// Exactly one of some keys.
  static func one(of names: [String]) -> KeyRule { .one(names.map { Keys(with: [$0]) }) }
}
