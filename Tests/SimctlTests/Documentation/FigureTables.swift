import Platforms

/// The tables of the figures of summary.csv, made from their declarations.
enum FigureTables {
  /// The table of the guide, or of the model's page.
  static func table(_ page: String) throws -> [String] {
    switch page {
    case "guide":
      return ["| Column | Meaning | Unit |", "| --- | --- | --- |"]
        + SummaryFigure.all.map { "| `\($0.column)` | \($0.about) | \($0.unit) |" }
    case "model":
      return ["| column | definition |", "|---|---|"]
        + SummaryFigure.all.map { "| `\($0.column)` | \($0.definition) |" }
    default: throw MarkedTables.Fault.unknownName(page)
    }
  }
}
