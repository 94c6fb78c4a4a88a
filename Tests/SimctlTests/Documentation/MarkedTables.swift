/// Tables of a page that are made, each between the lines `<!-- KIND NAME -->` and `<!-- end -->`.
struct MarkedTables {
  /// Makes the lines of the table of a name, by the kind of table.
  let makers: [String: (String) throws -> [String]]

  /// The line that ends a table.
  static let end = "<!-- end -->"

  /// What is wrong with the marks of tables.
  enum Fault: Error, Equatable {
    case unknownName(String)
    case beginWithoutEnd(String)
    case endWithoutBegin
  }

  /// What the line that begins a table says; nil for any other line.
  func mark(_ line: Substring) -> (kind: String, name: String)? {
    guard line.hasPrefix("<!-- "), line.hasSuffix(" -->") else { return nil }
    let words = line.dropFirst(5).dropLast(4).split(separator: " ", maxSplits: 1)
    guard let kind = words.first.map(String.init), makers[kind] != nil else { return nil }
    return (kind, words.count == 2 ? String(words[1]) : "")
  }

  /// A text in which every table is made anew.
  func updating(_ text: String) throws -> String {
    var lines: [Substring] = []
    var open: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == Self.end {
        guard open != nil else { throw Fault.endWithoutBegin }
        open = nil
      } else if let (kind, name) = mark(line) {
        guard open == nil else { throw Fault.beginWithoutEnd(name) }
        open = name
        lines += [line, ""]
        lines += try makers[kind]?(name).map { Substring($0) } ?? []
        lines.append("")
        continue
      }
      if open == nil { lines.append(line) }
    }
    if let open { throw Fault.beginWithoutEnd(open) }
    return lines.joined(separator: "\n")
  }
}
