import Documents

/// The problems of a text that is read as a file named `f.json`; none when it is well formed.
func problems(in bytes: [UInt8]) -> [Problem] {
  do throws(ProblemReport) {
    _ = try JSONParser.parse(bytes, file: "f.json")
    return []
  } catch {
    return error.problems
  }
}

/// The problems of a text that is read as a file named `f.json`, as lines.
func problemLines(in text: String) -> [String] {
  problems(in: Array(text.utf8)).map(\.description)
}

/// The value of a text.
func parsed(_ text: String) throws(ProblemReport) -> JSONValue {
  try JSONParser.parse(Array(text.utf8), file: "f.json")
}
