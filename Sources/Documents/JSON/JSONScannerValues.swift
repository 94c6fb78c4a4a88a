extension JSONScanner {
  /// Reads a value; white space before it is already behind.
  mutating func scanValue() throws(JSONStop) -> JSONValue {
    let start = position
    switch next {
    case UInt8(ascii: "{"):
      return JSONValue(.object(try scanObject(start)), position: start)
    case UInt8(ascii: "["):
      return JSONValue(.array(try scanArray(start)), position: start)
    case UInt8(ascii: "\""):
      return JSONValue(.string(try scanString()), position: start)
    case .some(let byte) where byte.isWordByte:
      return JSONValue(scanWord(), position: start)
    default:
      throw unexpected("a value")
    }
  }

  /// Reads a number or a literal; a wrong one is reported and read as null.
  private mutating func scanWord() -> JSONValue.Kind {
    let start = position
    let word = bytes[offset...].prefix { $0.isWordByte }
    offset = word.endIndex
    if let first = word.first, first.isLetter || first == UInt8(ascii: "_") {
      switch JSONWord.read(word) {
      case .literal(let kind): return kind
      case .fault(let what, let fix): report(what, fix: fix, at: start)
      }
    } else {
      switch JSONNumberToken.read(word) {
      case .number(let number): return .number(number)
      case .fault(let what, let fix): report(what, fix: fix, at: start)
      }
    }
    return .null
  }

  private mutating func scanArray(_ start: SourcePosition) throws(JSONStop) -> [JSONValue] {
    try enter()
    var values: [JSONValue] = []
    try skipSpace()
    while next != UInt8(ascii: "]") {
      path.steps.append(.index(values.count))
      values.append(try scanValue())
      path.steps.removeLast()
      guard try scanComma(in: "array", closing: UInt8(ascii: "]"), start) else { break }
    }
    // The closing bracket is the next byte.
    offset += 1
    return values
  }

  private mutating func scanObject(_ start: SourcePosition) throws(JSONStop) -> [JSONMember] {
    try enter()
    var members: [JSONMember] = []
    var index = JSONMemberIndex()
    try skipSpace()
    while next != UInt8(ascii: "}") {
      let keyPosition = position
      let key = try scanKey()
      path.steps.append(.key(key))
      if let place = index.firstPlace(of: key) {
        let first = members[place].keyPosition?.line ?? 0
        report(
          "the key \(Excerpt.quoted(key)) stands twice, on line \(first) and on line "
            + "\(keyPosition.line)",
          fix: "remove one of the two", at: keyPosition)
      }
      try skipSpace()
      guard next == UInt8(ascii: ":") else { throw missingColon() }
      offset += 1
      try skipSpace()
      members.append(JSONMember(key: key, keyPosition: keyPosition, value: try scanValue()))
      index.append(key)
      path.steps.removeLast()
      guard try scanComma(in: "object", closing: UInt8(ascii: "}"), start) else { break }
    }
    // The closing bracket is the next byte.
    offset += 1
    return members
  }

  /// Steps into an array or an object, whose opening bracket is the next byte.
  private mutating func enter() throws(JSONStop) {
    // Every array and every object around this one has a step in the path.
    guard path.steps.count < JSONParser.maximumDepth else {
      throw stop(
        "more than \(JSONParser.maximumDepth) arrays and objects stand within each other",
        fix: "write a flatter document")
    }
    offset += 1
  }

  /// Reads what follows an element: whether it is a comma with another element behind it.
  private mutating func scanComma(
    in container: String, closing: UInt8, _ start: SourcePosition
  ) throws(JSONStop) -> Bool {
    try skipSpace()
    if next == closing { return false }
    guard next == UInt8(ascii: ",") else {
      throw unclosed(container, closing: closing, start)
    }
    let comma = position
    offset += 1
    try skipSpace()
    if next == closing {
      report(
        "a comma stands before the closing `\(Character(Unicode.Scalar(closing)))`",
        fix: "remove the comma", at: comma)
    }
    return true
  }

  /// Reads a key; a word without quotes is reported and taken as one.
  private mutating func scanKey() throws(JSONStop) -> String {
    let start = position
    if let byte = next, byte.isLetter || byte == UInt8(ascii: "_") {
      let word = bytes[offset...].prefix { $0.isWordByte }
      offset = word.endIndex
      let key = String(decoding: word.prefix(JSONParser.maximumKeyBytes), as: UTF8.self)
      report(
        "a key must stand in double quotes", fix: "write \(Excerpt.quoted(key))", at: start)
      return key
    }
    guard next == UInt8(ascii: "\"") else { throw unexpected("a key in double quotes") }
    let first = offset
    let key = try scanString()
    guard offset - first - 2 <= JSONParser.maximumKeyBytes else {
      throw stop(
        "the key \(Excerpt.quoted(key)) has more than \(JSONParser.maximumKeyBytes) bytes",
        fix: "write a shorter key", at: start)
    }
    return key
  }
}
