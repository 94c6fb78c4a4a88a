import Charts

/// The page that shows the paper's figures and numbers beside those of the runs.
enum PaperPage {
  /// A number of the paper beside the simulated one: a row of the page's table, as text.
  struct Verdict: Sendable, Hashable {
    /// What the number is of, with its unit, in words.
    let name: String
    /// What the paper prints.
    let published: String
    /// What the runs gave.
    let simulated: String
    /// Where nine of ten draws lie; empty of a single draw.
    let predictive: String
    /// The relative error, such as `+3.1 %`; empty where there is none.
    let relativeError: String
    /// The verdict in a word or two.
    let verdict: String
  }

  private static let title = "The paper's figures, simulated"

  /// The whole page: one file that refers to no other and needs no script.
  ///
  /// - Parameters:
  ///   - figures: the figures, in the order in which they are shown.
  ///   - verdicts: the rows of the table; without any, the table is left out.
  /// - Returns: an HTML document.
  static func html(figures: [PaperFigure], verdicts: [Verdict]) -> String {
    let introduction = """
      <h1>\(title)</h1>
      <p>Every picture on this page is drawn by <code>simctl</code> from its own runs of the \
      experiments in “Serverless Model Serving for Data Science” (Wu et al., \
      <a href="https://arxiv.org/abs/2103.02958">arXiv 2103.02958</a>). Beside each stands what \
      the paper says of its figure, in our words, and what these runs show, with numbers taken \
      from them. The pictures are of one draw of the random parts; where the numbers at the end \
      are of many draws, each has its mean, where nine of ten draws lie, the verdict of the mean, \
      and how the published number would stand as one more draw.</p>

      """
    return Page.document(
      title: title, rules: PaperPageStyle.rules,
      introduction + contents(figures, hasVerdicts: !verdicts.isEmpty)
        + figures.map(section).joined() + (verdicts.isEmpty ? "" : table(verdicts)))
  }

  private static func contents(_ figures: [PaperFigure], hasVerdicts: Bool) -> String {
    var items = figures.map { figure in
      let name = MarkupText.escaped(figure.name)
      return "<li><a href=\"#\(name)\">\(MarkupText.escaped(heading(figure)))</a>: "
        + "\(MarkupText.escaped(figure.title))</li>\n"
    }
    if hasVerdicts {
      items.append("<li><a href=\"#verdicts\">Published and simulated numbers</a></li>\n")
    }
    return "<nav aria-label=\"Contents\">\n<ul>\n\(items.joined())</ul>\n</nav>\n"
  }

  private static func section(_ figure: PaperFigure) -> String {
    """
    <section id="\(MarkupText.escaped(figure.name))">
    <h2>\(MarkupText.escaped(heading(figure)))</h2>
    \(Page.picture(heading(figure), svg: figure.svg))\
    <p class="hint">The picture is wider than this screen: move it sideways.</p>
    <dl>
    <dt>The paper</dt>
    <dd>\(prose(figure.paperSays))</dd>
    <dt>These runs</dt>
    <dd>\(prose(figure.seenHere))</dd>
    </dl>
    </section>

    """
  }

  private static func table(_ verdicts: [Verdict]) -> String {
    let isOfMany = verdicts.contains { !$0.predictive.isEmpty }
    let columns =
      isOfMany
      ? ["Published", "Mean of draws", "90 % of draws", "Error of the mean"]
      : ["Published", "Simulated", "Relative error"]
    let rows = verdicts.map { row in
      // On a phone a row is a block of lines, each of which names its column.
      let numbers = zip(
        columns,
        [row.published, row.simulated] + (isOfMany ? [row.predictive] : []) + [row.relativeError]
      ).map {
        "<td class=\"number\" data-column=\"\($0)\">\(MarkupText.escaped($1))</td>"
      }
      return "<tr><th scope=\"row\">\(MarkupText.escaped(row.name))</th>\(numbers.joined())"
        + "<td data-column=\"Verdict\">\(MarkupText.escaped(row.verdict))</td></tr>\n"
    }
    let headings = columns.map { "<th scope=\"col\">\($0)</th>" }.joined()
    return """
      <section id="verdicts">
      <h2>Published and simulated numbers</h2>
      <table>
      <thead><tr><th scope="col">Number</th>\(headings)\
      <th scope="col">Verdict</th></tr></thead>
      <tbody>
      \(rows.joined())</tbody>
      </table>
      </section>

      """
  }

  /// Sentences in which no line ends between a number and its unit.
  static func prose(_ text: String) -> String {
    MarkupText.escaped(text).replacing(/(\d) (s\b|%)/) {
      "\($0.1)&#160;\($0.2)"
    }
  }

  /// The name as people write it: `figure-6a` becomes `Figure 6a`.
  private static func heading(_ figure: PaperFigure) -> String {
    let words = figure.name.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
