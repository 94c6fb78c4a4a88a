import Charts
import Documents
import Platforms
import Studies

/// Where a report comes from: the command, seed and fingerprints, the scenario, and the values of
/// the catalog that it rests on, with their sources.
enum OriginSection {
  static func html(_ source: RunSource, _ catalog: Catalog) -> String {
    let tables = catalog.uses(of: source.document).map { use in
      let (section, entry) = (use.section, use.entry)
      let about = entry.about.isEmpty ? "" : ": \(entry.about)"
      return ReportPage.details(
        "\(section.noun) \(entry.fullName)\(about)",
        ReportPage.table(
          "\(section.noun) \(entry.fullName)",
          ["key", "value", "unit", "source"].map { .init(heading: $0, isNumber: false) },
          entry.parameters.map { [$0.path, $0.value, $0.unit, $0.source] }))
    }
    return ReportPage.section(
      "origin", "Where this comes from",
      ReportPage.paragraph(
        "The same command gives the same results to the last byte, on any machine. The scenario "
          + "goes by its name: a file elsewhere is given by its path.")
        + ReportPage.facts([
          ("Command", source.command), ("simctl", Simulator.version), ("Seed", source.seed),
          ("Replications", "\(source.replications)"), ("Digest of all runs", source.digest),
          ("Digest of the scenario", source.scenarioDigest),
        ])
        + "<h3>The scenario</h3>\n"
        + ReportPage.paragraph(
          "What it says lies above the values of the catalog, which follow with their sources.")
        + ReportPage.details(
          "scenario \(source.scenario)",
          "<pre>\(MarkupText.escaped(source.document.prettyText))</pre>\n")
        + "<h3>Values of the catalog and their sources</h3>\n" + tables.joined())
  }
}
