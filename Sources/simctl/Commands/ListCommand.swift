import Platforms

extension Command {
  /// What `simctl list` can list.
  enum Listing: String, CaseIterable {
    case scenarios, policies
  }

  /// The command `simctl list`.
  static let list = Command(
    CommandDescription(
      name: "list",
      summary: "List the scenarios that come with the program, and the policies",
      positionals: [.optional("WHAT", .choice(of: Listing.self), "What to list; all if left out")],
      examples: [
        Example("simctl list scenarios", "scenarios that 'simctl run' knows by name"),
        Example("simctl list policies", "capacity, latency and billing policies and their keys"),
      ])
  ) { arguments, console in
    let what = arguments.positionals.first.flatMap(Listing.init(rawValue:))
    if what != .policies { try listScenarios(console) }
    if what == nil { try console.writeLine() }
    if what != .scenarios { try listPolicies(console) }
    return .success
  }

  private static func listScenarios(_ console: Console) throws {
    let catalog = try Catalog.builtIn()
    var table = Table([.left("scenario"), .left("about")])
    for name in BuiltInScenarios.names {
      let bytes = BuiltInScenarios.bytes(name) ?? []
      let scenario = try Scenario(parsing: bytes, file: name, name: name, catalog: catalog)
      table.append([name, scenario.about])
    }
    try console.write(table)
  }

  private static func listPolicies(_ console: Console) throws {
    var table = Table([.left("kind"), .left("policy"), .left("about"), .left("keys")])
    for policy in PolicyGuide.all {
      table.append([policy.kind, policy.name, policy.about, policy.keys.joined(separator: ", ")])
    }
    try console.write(table)
  }
}
