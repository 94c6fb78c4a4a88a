/// The looks of all charts: classes that adapt to a light or dark screen and to paper.
package enum ChartStyle {
  /// The family of all texts of charts and pages.
  package static let fonts =
    "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif"

  /// The element that carries the classes; every chart begins with it.
  ///
  /// Colours are inherited as `color` and used as `currentColor`, and not as properties of CSS
  /// that not every program knows that shows pictures.
  package static let element =
    "<style>\n" + rules
    + colours(\.light) + "\n@media screen and (prefers-color-scheme:dark){\n" + darkRules
    + colours(\.dark) + "\n}\n</style>\n"

  private static let rules = """
    .chart{font:12px \(fonts)}
    .chart .paper{fill:#fff}
    .chart text{fill:#222}
    .chart .heading{font-size:15px;font-weight:600}
    .chart .strong{font-weight:600}
    .chart .value{font-size:11px}
    .chart .quiet{fill:#595959}
    .chart .axis{stroke:#595959;fill:none}
    .chart .grid{stroke:#dedede;fill:none}
    .chart .fine{stroke:#f1f1f1;fill:none}
    .chart .whisker{stroke:#222;fill:none;stroke-width:1.3}
    .chart .line{stroke:currentColor;fill:none;stroke-width:1.8;\
    stroke-linejoin:round;stroke-linecap:round}
    .chart .dotted{stroke-dasharray:0 4.5;stroke-width:2.4}
    .chart .fill{fill:currentColor}
    .chart .area{fill:currentColor;fill-opacity:.2}
    .chart .mark{fill:currentColor;stroke:#fff}
    .chart .outline{fill:none;stroke:#222;stroke-width:.8}
    .chart .hatch{fill:none;stroke:#fff;stroke-width:1.3;stroke-linecap:round}

    """

  private static let darkRules = """
    .chart .paper{fill:#17191c}
    .chart text{fill:#e8e8e8}
    .chart .quiet{fill:#adadad}
    .chart .axis{stroke:#adadad}
    .chart .grid{stroke:#3b3f44}
    .chart .fine{stroke:#24272b}
    .chart .whisker{stroke:#e8e8e8}
    .chart .mark{stroke:#17191c}
    .chart .outline{stroke:#e8e8e8}
    .chart .hatch{stroke:#17191c}

    """

  private static func colours(_ colour: (ChartColour) -> String) -> String {
    ChartColour.allCases.map { ".chart .\($0.rawValue){color:\(colour($0))}" }
      .joined(separator: "\n")
  }
}
