import Charts
import Documents

/// The page of a calibration: how far each fit is from the log, drawn and in numbers.
package enum CalibrationPage {
  private static let title = "From logs to a scenario"
  /// The probabilities of the table.
  private static let shown = [0.5, 0.9, 0.95, 0.99, 0.999]

  /// The whole page: one file that refers to no other and needs no script.
  ///
  /// - Parameters:
  ///   - groups: what was fitted.
  ///   - text: what is said of it otherwise, as plain text.
  /// - Returns: the document.
  package static func html(_ groups: [ServiceGroup], text: String) -> String {
    let figures = QuantileFigure.all(groups)
    let pictures = figures.map { figure in
      "<h2>\(MarkupText.escaped(figure.title))</h2>\n"
        + Page.picture(figure.title, svg: figure.svg)
    }
    let body = """
      <h1>\(title)</h1>
      <p>Each mark is a share of the requests: up it, how long they take in the log at the most, \
      across it, in the scenario. On the line both are the same; above it the log takes longer. \
      The last marks are the tail: there few requests decide.</p>
      \(pictures.joined())<h2>In numbers</h2>
      <pre>\(MarkupText.escaped(table(groups)))</pre>
      <h2>What was read, and how it is predicted</h2>
      <pre>\(MarkupText.escaped(text))</pre>

      """
    return Page.document(title: title, rules: PageStyle.pictures + "\npre{overflow:auto}", body)
  }

  /// Quantiles of the log and of the fit, a line each.
  static func table(_ groups: [ServiceGroup]) -> String {
    var text = ""
    for group in groups {
      let size = group.memory.map { " at \($0) MB" } ?? ""
      let fits =
        [("Service\(size)", group.service)] + (group.start.map { [("Starts\(size)", $0)] } ?? [])
      for (name, fit) in fits {
        text += "\(name), seconds\n"
        for probability in shown {
          guard
            let pair = fit.pairs.min(by: {
              abs($0.probability - probability) < abs($1.probability - probability)
            }), abs(pair.probability - probability) <= 0.0051
          else { continue }
          text +=
            "  p\(FigureText.significant(100 * pair.probability))"
            + "  log \(FigureText.significant(pair.logged))"
            + "  fit \(FigureText.significant(pair.fitted))\n"
        }
      }
    }
    return text
  }
}
