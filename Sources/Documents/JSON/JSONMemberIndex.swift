/// Finds the members of an object by their keys, also where there are many.
///
/// A handful of keys is searched one by one, which is faster than hashing; from
/// ``scanLimit`` on a dictionary is built, so that large objects take linear time.
struct JSONMemberIndex {
  private static let scanLimit = 12

  private var keys: [String] = []
  private var places: [String: Int] = [:]

  init() {}

  init(_ members: [JSONMember]) {
    for member in members { append(member.key) }
  }

  /// Adds the key of the next member.
  mutating func append(_ key: String) {
    keys.append(key)
    if keys.count == Self.scanLimit {
      for (place, earlier) in keys.enumerated() where places[earlier] == nil {
        places[earlier] = place
      }
    } else if keys.count > Self.scanLimit && places[key] == nil {
      places[key] = keys.count - 1
    }
  }

  /// The place of the first member with a key.
  func firstPlace(of key: String) -> Int? {
    keys.count < Self.scanLimit ? keys.firstIndex(of: key) : places[key]
  }
}
