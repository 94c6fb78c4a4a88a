import Documents

/// What names of deployments, platforms, models and scenarios may look like.
package enum NameRule {
  /// The greatest length in characters.
  package static let greatestLength = 100

  /// What a valid name looks like, in words.
  package static let advice =
    "write 1 to \(greatestLength) letters, digits, spaces or . _ - + ( ), starting with a letter "
    + "or a digit"

  /// What is wrong with a name; nil for nothing.
  ///
  /// Names go into tables, CSV files and paths of folders, so whatever a terminal, a spreadsheet or
  /// a file system could take for a command is kept out, and so are letters that nobody can see.
  package static func fault(of name: String) -> String? {
    if name.isEmpty { return "is an empty name" }
    if name.unicodeScalars.count > greatestLength { return "is too long for a name" }
    for (index, scalar) in name.unicodeScalars.enumerated() {
      if ("0"..."9").contains(scalar) { continue }
      let properties = scalar.properties
      if properties.isAlphabetic && !properties.isDefaultIgnorableCodePoint { continue }
      if index > 0 && " ._-+()".unicodeScalars.contains(scalar) { continue }
      return "is not a name: \(Excerpt.quoted(name))"
    }
    return name.hasSuffix(" ") || name.hasSuffix(".") ? "ends in a space or a full stop" : nil
  }
}
