/// The options that several commands have, each with the same words.
extension OptionDescription {
  /// The seed in place of the scenario's.
  static let seed = value(
    "seed", name: "N", .integer(0...(1 << 53)), "Use this seed instead of the scenario's")

  /// How many simulations are run at a time.
  static let jobs = value(
    "jobs", short: "j", name: "N", .integer(1...4096),
    "Run at most N simulations at a time (default: one for each processor)")

  /// Values of a scenario that are replaced.
  static let set = value(
    "set", name: "PATH=VALUE", .assignment, repeatable: true,
    "Replace a value of the scenario, such as workload.requests=1000")

  /// The option with which a command multiplies the traffic of a scenario.
  static let load = value(
    "load", name: "FACTOR", .number(1e-6...1e6),
    "Multiply the traffic: the same as --set workload.load=FACTOR")

  /// Neither notes nor progress.
  static let quiet = flag("quiet", short: "q", "Print no progress and no notes")

  /// Some of a scenario's deployments.
  ///
  /// - Parameter verb: what is done with them, such as `Run only`.
  /// - Returns: the option.
  static func only(_ verb: String) -> OptionDescription {
    value(
      "only", name: "NAME,...", .list, repeatable: true,
      "\(verb) the deployments of these names, platforms or models")
  }

  /// The form in which results are printed.
  ///
  /// - Parameter results: what is printed.
  /// - Returns: the option.
  static func format(_ results: String) -> OptionDescription {
    value(
      "format", short: "f", name: "FORMAT", .choice(of: ResultFormat.self), default: "table",
      "Print \(results) in this form")
  }
}
