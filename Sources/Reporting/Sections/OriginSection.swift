import Charts
import Documents
import Platforms
import Studies

/// Where a report comes from: the command, seed and fingerprints, the scenario, and the values of
/// the catalog that it rests on, with their sources.
enum OriginSection {
  static func html(_ source: RunSource, _ catalog: Catalog) -> String {
    let entries = entries(of: source.document, catalog)
    let tables = entries.map { section, entry in
      let about = entry.about.isEmpty ? "" : ": \(entry.about)"
      return ReportPage.details(
        "\(section.noun) \(entry.name)\(about)",
        ReportPage.table(
          "\(section.noun) \(entry.name)",
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

  /// The entries of the catalog that a scenario names, by section, each once.
  static func entries(
    of document: JSONValue, _ catalog: Catalog
  ) -> [(section: Catalog.Section, entry: Catalog.Entry)] {
    var names: [Catalog.Section: [String]] = [:]
    func note(_ name: String?, _ section: Catalog.Section) {
      guard let name, names[section]?.contains(name) != true else { return }
      names[section, default: []].append(name)
    }
    guard case .array(let deployments)? = document["deployments"]?.kind else { return [] }
    for deployment in deployments {
      let platform = name(deployment["platform"])
      let (model, runtime) = (name(deployment["model"]), name(deployment["runtime"]))
      note(platform, .platforms)
      note(model, .models)
      note(runtime, .runtimes)
      note(name(deployment["machine"]), .machines)
      note(name(deployment["platform"]?["machine"]), .machines)
      if let platform, let entry = catalog.entry(.platforms, platform) {
        note(name(entry.plain["machine"]), .machines)
      }
      if let platform, let model, let runtime {
        note("\(platform)/\(model)/\(runtime)", .profiles)
      }
    }
    return Catalog.Section.allCases.flatMap { section in
      (names[section] ?? []).compactMap { name in
        catalog.entry(section, name).map { (section, $0) }
      }
    }
  }

  /// The entry of the catalog that something is, or is like; nil where it is all of one's own.
  private static func name(_ value: JSONValue?) -> String? {
    var value = value
    while let like = value?["like"] { value = like }
    if case .string(let name)? = value?.kind { return name }
    return nil
  }
}
