import Documents
import SimCore

/// The keys of a scenario.
enum ScenarioKeys {
  static let about = Key<String?>(
    "about", .string, .otherwise("empty"), "what the scenario is about, in words")
  static let seed = Key<Int?>(
    "seed", .integer(0...(1 << 53)), .required,
    "where all randomness starts: the same seed gives the same results on every machine")
  static let workload = Key<JSONValue?>(
    "workload", .object(WorkloadKeys.object).worded("[object](#the-workload)"), .required,
    "the requests")
  static let deployments = Key<JSONValue?>(
    "deployments",
    .value(
      .worded(
        .list(
          .either([.object(DeploymentKeys.object), .object(SystemKeys.object)]), least: 1,
          most: Scenario.mostDeployments),
        "1 to 10 000 [objects](#deployments)")), .required,
    "what is to serve the requests; each deployment serves the same ones")
  static let outputs = Key<JSONValue?>(
    "outputs", .object(OutputsKeys.object).worded("[object](#outputs)"),
    "what is written besides the summary")
  static let objective = Key<JSONValue?>(
    "objective",
    .value(
      .worded(
        .list(.string(length: 1), least: 1, most: Objective.mostObjectives), "list of strings")),
    """
    what `simctl compare` and `plan` hold deployments to, such as `"p(99)<200ms"`, \
    `"p(99, worst 1min)<1s"`, `"success>99.9%"` and `"cost<5/day"`: see [objectives](objectives.md)
    """)
  static let schema = Key<String?>("$schema", .string, "the path of the schema, for editors")

  static let object = ScenarioObject(
    "scenario", keys: [about, seed, workload, deployments, objective, outputs, schema])
}

/// The keys of the outputs.
enum OutputsKeys {
  static let window = Key<Interval>(
    "window", .duration(.milliseconds(1) ... .longest), default: Outputs().window,
    "the length of a window of timeline.csv")
  static let requests = Key<Bool>(
    "requests", .boolean, default: Outputs().requests,
    "whether requests.csv is written, a row for each request")
  static let events = Key<Bool>(
    "events", .boolean, default: Outputs().events,
    """
    whether events.csv is written, a row for each event of an instance, refusal and decision of \
    an autoscaler
    """)

  static let object = ScenarioObject(
    "outputs", "What is written besides the summary.", keys: [window, requests, events])
}

extension Scenario {
  /// The most deployments a scenario may have, and the most services that they may have together.
  public static let mostDeployments = 10_000

  /// Reads a scenario from JSON, strictly: all that is wrong with it is reported at once.
  ///
  /// - Parameters:
  ///   - bytes: the text.
  ///   - file: the name shown in messages.
  ///   - name: the scenario's name; that of the file without its ending, as a rule.
  ///   - catalog: what deployments may name.
  /// - Throws: ``ProblemReport`` with every problem.
  public init(
    parsing bytes: [UInt8], file: String, name: String, catalog: Catalog
  ) throws(ProblemReport) {
    try self.init(
      try JSONParser.parse(bytes, file: file), file: file, name: name, catalog: catalog)
  }

  /// Decodes a scenario from JSON that has been parsed.
  ///
  /// - Parameters:
  ///   - value: the JSON.
  ///   - file: the name shown in messages.
  ///   - name: the scenario's name.
  ///   - catalog: what deployments may name.
  /// - Throws: ``ProblemReport`` with every problem.
  public init(
    _ value: JSONValue, file: String, name: String, catalog: Catalog
  ) throws(ProblemReport) {
    let log = ProblemLog(file: file)
    typealias Keys = ScenarioKeys
    let reader = KeyReader(value, Keys.object, path: .root, log: log)
    guard let reader else { throw ProblemReport(log.problems) }
    reader.require()
    let about = reader[Keys.about] ?? ""
    _ = reader[Keys.schema]
    let seed = reader[Keys.seed]
    let workload = reader[Keys.workload].flatMap { log.workload($0, reader.path(Keys.workload)) }
    let outputs = reader[Keys.outputs].map { log.outputs($0, reader.path(Keys.outputs)) }
    let objectives = log.objectives(reader)
    let decoder = DeploymentDecoder(
      catalog: catalog, log: log, payload: workload?.payload ?? Payload())
    let deployments = Self.deployments(reader, decoder)
    if let workload, let deployments, let elements = reader.array(Keys.deployments) {
      log.checkColumns(deployments, elements, workload)
      log.checkFunctions(deployments, elements, workload)
      log.checkSystems(deployments, elements, workload)
    }
    try log.throwIfAny()
    guard let seed, let workload, let deployments else {
      throw ProblemReport(Problem(file: file, what: "the scenario cannot be read", fix: ""))
    }
    self.init(
      name: name, about: about, seed: UInt64(seed), workload: workload, deployments: deployments,
      outputs: outputs ?? Outputs())
    self.objectives = objectives
    digest = Digest(ofScenario: value, catalog)
    document = value
  }

  /// The deployments; nil when one of them has problems.
  private static func deployments(
    _ reader: KeyReader, _ decoder: DeploymentDecoder
  ) -> [Deployment]? {
    typealias Keys = ScenarioKeys
    guard let elements = reader.array(Keys.deployments) else { return nil }
    let log = reader.log
    guard (1...mostDeployments).contains(elements.count) else {
      log.report(
        reader.value(Keys.deployments), path: reader.path(Keys.deployments),
        what: elements.isEmpty ? "is empty" : "has \(elements.count) elements",
        fix: "give 1 to \(mostDeployments) deployments")
      return nil
    }
    let services = elements.reduce(0) { $0 + SystemKeys.serviceCount($1.0) }
    guard services <= mostDeployments else {
      log.report(
        reader.value(Keys.deployments), path: reader.path(Keys.deployments),
        what: "have \(services) services", fix: "give them at most \(mostDeployments) in all")
      return nil
    }
    var deployments: [Deployment] = []
    var first: [String: JSONPath] = [:]
    for (element, path) in elements {
      guard let deployment = decoder.anyDeployment(element, path) else { continue }
      if let other = first[deployment.name] {
        log.report(
          element, path: path, what: "has the same name as \(other): \"\(deployment.name)\"",
          fix: "give each a \"name\" of its own")
      }
      first[deployment.name] = first[deployment.name] ?? path
      deployments.append(deployment)
    }
    return deployments.count == elements.count ? deployments : nil
  }
}

extension ProblemLog {
  /// What a scenario writes besides the summary.
  func outputs(_ value: JSONValue, _ path: JSONPath) -> Outputs {
    typealias Keys = OutputsKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else {
      return Outputs()
    }
    return Outputs(
      window: reader[Keys.window], requests: reader[Keys.requests], events: reader[Keys.events])
  }
}
