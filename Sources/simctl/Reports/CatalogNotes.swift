import Platforms
import Studies

/// What the reader of results should know of the catalog's values on which they rest.
enum CatalogNotes {
  /// The most values that a line names.
  private static let mostNames = 4

  /// A line on the values that nobody has seen a source of; nil where a scenario uses none.
  static func unsure(_ scenario: Scenario) -> String? {
    guard let document = scenario.document, let catalog = try? Catalog.builtIn() else {
      return nil
    }
    let values = catalog.unsureValues(of: document)
    if values.isEmpty { return nil }
    let shown = values.prefix(mostNames).map { "\($0.path) of \($0.name)" }
      .joined(separator: ", ")
    let more = values.count > mostNames ? " and \(values.count - mostNames) more" : ""
    return "From memory, or without a source: \(shown)\(more). See 'simctl catalog' for what is "
      + "assumed, or give your own."
  }
}
