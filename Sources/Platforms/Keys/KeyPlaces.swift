import Documents

/// Where a key belongs that somebody wrote in another object.
enum KeyPlaces {
  /// The places of a key, in words for a message.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - object: the object that does not have it, of whose values one may have it.
  ///   - path: where it stands; in a part of a whole another part may have the key.
  /// - Returns: up to three places; nil where there is none, or more.
  static func of(_ key: String, near object: ScenarioObject, at path: JSONPath) -> String? {
    var places = places(of: key, in: object)
    if places.isEmpty, let whole = object.whole?(), case .key(let last)? = path.steps.last {
      // Another object at the same place may have it, but that is not the one that stands there.
      places = self.places(of: key, in: whole, among: { $0.whole != nil }).filter { $0 != last }
    }
    guard (1...3).contains(places.count) else { return nil }
    let texts = places.map { "`\($0)`" }
    return texts.count == 1
      ? texts[0] : texts.dropLast().joined(separator: ", ") + " and of " + texts[texts.count - 1]
  }

  /// The keys of an object of whose values one has a key.
  private static func places(
    of key: String, in object: ScenarioObject,
    among isMeant: (ScenarioObject) -> Bool = { _ in true }
  ) -> [String] {
    object.keys.filter { inner in
      objects(inner.form).contains { isMeant($0) && $0.names.contains(key) }
    }.map(\.name)
  }

  /// The objects that a value may be.
  private static func objects(_ form: ValueForm) -> [ScenarioObject] {
    switch form {
    case .object(let object): [object]
    case .defined(let definition): objects(definition.form())
    case .either(let forms): forms.flatMap(objects)
    case .worded(let form, _): objects(form)
    case .integer, .number, .boolean, .string, .choice, .constant, .duration, .size, .rate, .money,
      .name, .entry, .list, .pair, .null:
      []
    }
  }
}
