/// The page that shows the paper's figures and numbers beside those of the runs.
enum PaperPage {
  /// A number of the paper beside the simulated one: a row of the page's table, as text.
  struct Verdict: Sendable, Hashable {
    /// The name of the number.
    let id: String
    /// What the paper prints.
    let published: String
    /// What the runs gave.
    let simulated: String
    /// The relative error, such as `+3.1 %`; empty where there is none.
    let relativeError: String
    /// The verdict in a word or two.
    let verdict: String
  }

  /// The whole page: one file that refers to no other and needs no script.
  ///
  /// - Parameters:
  ///   - figures: the figures, in the order in which they are shown.
  ///   - verdicts: the rows of the table; without any, the table is left out.
  /// - Returns: an HTML document.
  static func html(figures: [PaperFigure], verdicts: [Verdict]) -> String {
    "<!DOCTYPE html>\n"
  }
}
