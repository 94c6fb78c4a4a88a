import Charts

/// The parts of a page: what all reports are made of, as HTML.
enum ReportPage {
  /// A table's column: what it is called and whether it holds numbers.
  struct Column {
    let heading: String
    var isNumber = true
  }

  /// A whole document that refers to no other file.
  static func document(title: String, _ body: String) -> String {
    Page.document(
      title: title, rules: ReportStyle.rules, script: ReportScript.element, body)
  }

  /// A section with a heading.
  static func section(_ name: String, _ heading: String, _ body: String) -> String {
    "<section id=\"\(name)\">\n<h2>\(MarkupText.escaped(heading))</h2>\n\(body)</section>\n"
  }

  /// A paragraph of plain text.
  static func paragraph(_ text: String, _ look: String = "") -> String {
    (look.isEmpty ? "<p>" : "<p class=\"\(look)\">") + MarkupText.escaped(text) + "</p>\n"
  }

  /// A picture with its caption, the values that it shows, and a place for what is pointed at.
  static func figure(_ caption: String, svg: String, values: String) -> String {
    "<figure>\n<figcaption>\(MarkupText.escaped(caption))</figcaption>\n"
      + "\(svg)<output></output>\n" + details("Values", values) + "</figure>\n"
  }

  /// Something that is shown when it is asked for.
  static func details(_ summary: String, _ body: String, isOpen: Bool = false) -> String {
    "<details\(isOpen ? " open" : "")><summary>\(MarkupText.escaped(summary))</summary>\n"
      + "\(body)</details>\n"
  }

  /// A table in a box of its own, which scrolls where the page is narrow.
  static func table(
    _ label: String, _ columns: [Column], _ rows: [[String]], heads: Int = 1
  ) -> String {
    let headings = columns.map { column in
      "<th scope=\"col\"\(column.isNumber ? " class=\"number\"" : "")>"
        + MarkupText.escaped(column.heading) + "</th>"
    }
    let body = rows.map { row in
      let cells = zip(columns, row).enumerated().map { index, cell in
        let look = cell.0.isNumber ? " class=\"number\"" : ""
        let text = MarkupText.escaped(cell.1)
        return index == heads - 1
          ? "<th scope=\"row\"\(look)>\(text)</th>" : "<td\(look)>\(text)</td>"
      }
      return "<tr>\(cells.joined())</tr>\n"
    }
    return "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
      + "aria-label=\"\(MarkupText.escaped(label))\">\n<table>\n<thead><tr>\(headings.joined())"
      + "</tr></thead>\n<tbody>\n\(body.joined())</tbody>\n</table>\n</div>\n"
  }

  /// Terms and what they are.
  static func facts(_ facts: [(term: String, text: String)]) -> String {
    let items = facts.filter { !$0.text.isEmpty }.map { fact in
      "<dt>\(MarkupText.escaped(fact.term))</dt>"
        + "<dd><code>\(MarkupText.escaped(fact.text))</code></dd>\n"
    }
    return "<dl>\n\(items.joined())</dl>\n"
  }
}
