extension JSONValue {
  /// This value with another laid over it.
  ///
  /// Where both are objects they are merged key by key, and their values in the same way; anything
  /// else is replaced by the override, arrays and null too. The base's keys come first, in their
  /// order, then the override's new keys. Every value keeps the place it was read from.
  package func merging(_ override: JSONValue) -> JSONValue {
    guard case .object(let base) = kind, case .object(let changes) = override.kind else {
      return override
    }
    var members = base
    var index = JSONMemberIndex(base)
    for change in changes {
      if let place = index.firstPlace(of: change.key) {
        members[place] = JSONMember(
          key: change.key, keyPosition: change.keyPosition,
          value: members[place].value.merging(change.value))
      } else {
        index.append(change.key)
        members.append(change)
      }
    }
    return JSONValue(.object(members), position: override.position ?? position)
  }
}
