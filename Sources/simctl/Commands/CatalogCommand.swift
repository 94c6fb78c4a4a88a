import Documents
import Platforms
import Studies

extension Command {
  /// The command `simctl catalog`.
  static let catalog = Command(
    CommandDescription(
      name: "catalog",
      summary: "Show platforms, machines, models and runtimes, each value with its source",
      discussion: [
        """
        Without a name, everything that scenarios can name. With one, every value of that entry,
        with its unit and where it comes from: the paper, a price list, documentation, or fitted to
        published numbers. A scenario overrides any of them, key by key.
        """,
        """
        Platforms change: aws-lambda@2021-03 and aws-lambda@2026-09 are editions of one. A name
        without an edition means the newest.
        """,
      ],
      positionals: [
        .optional("NAME", completes: .catalog, "A platform, machine, model, runtime or profile")
      ],
      options: [
        .flag("changes", "Show what changed from edition to edition"),
        .value(
          "older-than", name: "TIME", .text,
          "Show values of older sources; such as 1y, 6mo or 90d"),
        .value(
          "on", name: "DATE", .text,
          "Count --older-than from this day; without it, from the newest source"),
      ],
      examples: [
        Example("simctl catalog", "what there is"),
        Example("simctl catalog aws-lambda", "all values of a platform, as it is now"),
        Example("simctl catalog aws-lambda --changes", "what is new since its first edition"),
        Example("simctl catalog --older-than 1y", "what ought to be looked up again"),
        Example("simctl catalog aws-lambda/mobilenet/ort-1.6", "what was measured for the three"),
      ])
  ) { arguments, console in
    let catalog = try Catalog.builtIn()
    let name = arguments.positionals.first
    if let text = arguments.text("older-than") {
      let age = try CatalogAge(text, on: arguments.text("on"), in: catalog)
      try CatalogText(catalog: catalog, console: console).writeAged(age, of: name)
      return .success
    }
    if arguments.isGiven("on") {
      throw UsageError("--on says from when --older-than counts", command: "catalog")
    }
    let text = CatalogText(catalog: catalog, console: console)
    guard let name else {
      if arguments.flag("changes") {
        throw UsageError("--changes needs the name of a platform", command: "catalog")
      }
      try text.writeAll()
      return .success
    }
    if arguments.flag("changes") {
      try text.writeChanges(of: name)
    } else {
      try text.write(name)
    }
    return .success
  }
}
