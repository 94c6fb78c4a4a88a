import Charts
import Documents

/// The page that shows measured numbers beside simulated ones.
enum EvidencePage {
  private static let title = "Simulated and measured"
  private static let rules =
    PageStyle.pictures + "\nth[scope=row]{white-space:nowrap}"
    + "\n.cases th[scope=row]{white-space:normal}"

  /// The whole page: one file that refers to no other and needs no script.
  static func html(_ report: EvidenceReport, figures: [EvidenceFigure]) -> String {
    let body = """
      <h1>\(title)</h1>
      <p>Others measured real platforms; <code>simctl</code> simulates the same conditions. A \
      number is close within what the measurement leaves open by itself or within 10 %, near \
      within 25 %, and off beyond. Fitted says that a value was chosen by the number or by another \
      of the same measurements, predicted that none was. In the pictures marks are measured and \
      lines are simulated. All numbers are in <code>rows.csv</code>.</p>
      \(digests(report))
      """
    return Page.document(
      title: title, rules: rules,
      body + report.datasets.map { section($0, figures, report.rows) }.joined()
        + sources(report))
  }

  private static func digests(_ report: EvidenceReport) -> String {
    let columns = ["Quantity", "Use", "Numbers", "Close", "Near", "Off", "Mean error"]
    let rows = report.digests.map { digest in
      let counts = EvidenceRow.Verdict.allCases.map { "\(digest.verdicts[$0] ?? 0)" }
      let error = DecimalText.fixed(100 * digest.meanError, digits: 1) + "&#160;%"
      let words = [digest.quantity, digest.use.rawValue].enumerated().map { index, text in
        "<td data-column=\"\(columns[index])\">\(MarkupText.escaped(text))</td>"
      }
      let numbers = (["\(digest.count)"] + counts + [error]).enumerated().map { index, text in
        "<td class=\"number\" data-column=\"\(columns[index + 2])\">\(text)</td>"
      }
      return "<tr><th scope=\"row\">\(MarkupText.escaped(digest.dataset.name))</th>"
        + (words + numbers).joined() + "</tr>\n"
    }
    let headings = columns.enumerated().map { index, name in
      "<th scope=\"col\"\(index > 1 ? " class=\"number\"" : "")>\(name)</th>"
    }
    return """
      <table>
      <thead><tr><th scope="col">Dataset</th>\(headings.joined())</tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>

      """
  }

  /// The figures of a dataset, and a table of what nothing was varied of.
  private static func section(
    _ dataset: Dataset, _ figures: [EvidenceFigure], _ rows: [EvidenceRow]
  ) -> String {
    let single = rows.filter { $0.dataset == dataset && $0.at == nil }
    let pictures = figures.filter { $0.dataset == dataset }.map { figure in
      Page.picture("\(dataset.name): \(figure.quantity)", svg: figure.svg)
    }
    let about = dataset.about.prefix(1).uppercased() + dataset.about.dropFirst()
    return """
      <section id="\(MarkupText.escaped(dataset.name))">
      <h2>\(MarkupText.escaped(dataset.name))</h2>
      <p>\(MarkupText.escaped(about)).</p>
      \(pictures.joined())\(single.isEmpty ? "" : numbers(single))</section>

      """
  }

  /// A line for each number, with where it was published.
  private static func numbers(_ rows: [EvidenceRow]) -> String {
    let columns = ["Quantity", "Measured", "Simulated", "Use", "Verdict", "Source"]
    let lines = rows.map { row in
      func shown(_ value: Double) -> String { DecimalText.fixed(value, digits: row.digits) }
      let cells = [
        row.quantity, shown(row.measured), shown(row.simulated), row.use.rawValue,
        row.verdict.rawValue, row.source,
      ].enumerated().map { index, text in
        let style = 1...2 ~= index ? " class=\"number\"" : ""
        return "<td\(style) data-column=\"\(columns[index])\">\(MarkupText.escaped(text))</td>"
      }
      return "<tr><th scope=\"row\">\(MarkupText.escaped(row.condition))</th>"
        + cells.joined() + "</tr>\n"
    }
    let headings = columns.enumerated().map { index, name in
      "<th scope=\"col\"\(1...2 ~= index ? " class=\"number\"" : "")>\(name)</th>"
    }
    return """
      <table class="cases">
      <thead><tr><th scope="col">Condition</th>\(headings.joined())</tr></thead>
      <tbody>
      \(lines.joined())</tbody>
      </table>

      """
  }

  private static func sources(_ report: EvidenceReport) -> String {
    let items = report.datasets.map { dataset in
      "<dt>\(MarkupText.escaped(dataset.name))</dt>\n"
        + "<dd>\(MarkupText.escaped(dataset.about)).<br>\(MarkupText.escaped(dataset.source))."
        + "<br>Licence: \(MarkupText.escaped(dataset.licence)).</dd>\n"
    }
    return "<section id=\"sources\">\n<h2>Sources</h2>\n<dl>\n\(items.joined())</dl>\n</section>\n"
  }
}
