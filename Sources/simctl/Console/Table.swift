import Studies

/// A table of text with aligned columns and a header.
///
/// Columns are two spaces apart and lines have no trailing spaces. Control characters in a cell are
/// spelled out, so that every row is one line.
struct Table {
  /// On which side a column is even.
  enum Alignment: Sendable {
    case left
    case right
  }

  /// A column: its title, and numbers usually on the right.
  struct Column: Sendable {
    let title: String
    let alignment: Alignment

    static func left(_ title: String) -> Column { Column(title: title, alignment: .left) }
    static func right(_ title: String) -> Column { Column(title: title, alignment: .right) }
  }

  /// A cell's text, with a style for terminals.
  struct Cell: Sendable, ExpressibleByStringLiteral {
    let text: String
    let style: Style?

    init(_ text: String, style: Style? = nil) {
      self.text = Quoted.visible(text)
      self.style = style
    }

    init(stringLiteral text: String) { self.init(text) }
  }

  private let columns: [Column]
  private var rows: [[Cell]] = []

  /// A table without rows.
  init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row, which must have a cell for every column.
  mutating func append(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "A row has as many cells as the table has columns.")
    rows.append(cells)
  }

  /// Adds a row of unstyled cells.
  mutating func append(_ texts: [String]) { append(texts.map { text in Cell(text) }) }

  /// The table in as few parts below each other as a width takes.
  ///
  /// Columns stay in their order, and each part begins with the first columns of all. A column that
  /// is too wide by itself gets a part of its own, which is then wider.
  ///
  /// - Parameters:
  ///   - width: the columns of a terminal.
  ///   - names: how many columns begin every part.
  /// - Returns: the parts, at least one.
  func parts(width: Int, repeating names: Int) -> [Table] {
    var groups: [[Int]] = []
    let first = Array(columns.indices.prefix(names))
    var (group, used) = (first, widths(of: first))
    for index in columns.indices.dropFirst(names) {
      let more = 2 + widths(of: [index])
      if used + more > width, group.count > names {
        groups.append(group)
        (group, used) = (first, widths(of: first))
      }
      group.append(index)
      used += more
    }
    groups.append(group)
    return groups.map { group in
      var part = Table(group.map { columns[$0] })
      for row in rows { part.append(group.map { row[$0] }) }
      return part
    }
  }

  /// How wide some columns are beside each other.
  private func widths(of indices: [Int]) -> Int {
    indices.reduce(2 * max(indices.count - 1, 0)) { sum, index in
      sum
        + rows.reduce(DisplayWidth.columns(columns[index].title)) {
          max($0, DisplayWidth.columns($1[index].text))
        }
    }
  }

  /// The lines of the table, each with its end.
  ///
  /// `apply` puts a style on a text, or leaves it.
  func text(styledBy apply: (String, Style) -> String = { text, _ in text }) -> String {
    let header = columns.map { column in Cell(column.title, style: .bold) }
    var widths = [Int](repeating: 0, count: columns.count)
    for row in [header] + rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.columns(cell.text))
      }
    }
    return ([header] + rows).map { row in line(row, widths: widths, styledBy: apply) + "\n" }
      .joined()
  }

  private func line(
    _ row: [Cell], widths: [Int], styledBy apply: (String, Style) -> String
  ) -> String {
    var line = ""
    // Spaces are only written when something follows them.
    var pending = 0
    for (index, cell) in row.enumerated() {
      let padding = widths[index] - DisplayWidth.columns(cell.text)
      if columns[index].alignment == .right { pending += padding }
      if !cell.text.isEmpty {
        line += String(repeating: " ", count: pending)
        line += cell.style.map { style in apply(cell.text, style) } ?? cell.text
        pending = 0
      }
      if columns[index].alignment == .left { pending += padding }
      pending += 2
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension Console {
  /// Writes a table to standard output, with its styles where they are wanted.
  func write(_ table: Table) throws(ConsoleError) {
    try write(table.text { text, style in styled(text, style) })
  }
}
