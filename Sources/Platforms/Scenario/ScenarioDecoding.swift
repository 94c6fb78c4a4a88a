import SimCore

/// The keys of a scenario.
enum ScenarioKey: String, CaseIterable {
  case about, seed, workload, deployments, outputs
  case schema = "$schema"
}

/// The keys of the outputs.
enum OutputsKey: String, CaseIterable { case window, requests, events }

extension Scenario {
  /// The most deployments a scenario may have.
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
    let reader = ObjectReader<ScenarioKey>(value, path: .root, log: log)
    guard let reader else { throw ProblemReport(log.problems) }
    reader.required(.seed)
    let about = reader.string(.about) ?? ""
    _ = reader.string(.schema)
    let seed = reader.integer(.seed, in: 0...(1 << 53))
    let workload = reader.required(.workload).flatMap {
      log.workload($0, reader.path(.workload))
    }
    let outputs = reader.value(.outputs).map { log.outputs($0, reader.path(.outputs)) }
    let deployments = Self.deployments(reader, DeploymentDecoder(catalog: catalog, log: log))
    try log.throwIfAny()
    guard let seed, let workload, let deployments else {
      throw ProblemReport(Problem(file: file, what: "the scenario cannot be read", fix: ""))
    }
    self.init(
      name: name, about: about, seed: UInt64(seed), workload: workload, deployments: deployments,
      outputs: outputs ?? Outputs())
    digest = Digest(ofScenario: value)
  }

  /// The deployments; nil when one of them has problems.
  private static func deployments(
    _ reader: ObjectReader<ScenarioKey>, _ decoder: DeploymentDecoder
  ) -> [Deployment]? {
    reader.required(.deployments)
    guard let elements = reader.array(.deployments) else { return nil }
    let log = reader.log
    guard (1...mostDeployments).contains(elements.count) else {
      log.report(
        reader.value(.deployments), path: reader.path(.deployments),
        what: elements.isEmpty ? "is empty" : "has \(elements.count) elements",
        fix: "give 1 to \(mostDeployments) deployments")
      return nil
    }
    var deployments: [Deployment] = []
    var first: [String: JSONPath] = [:]
    for (element, path) in elements {
      guard let deployment = decoder.deployment(element, path) else { continue }
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
    var outputs = Outputs()
    guard let reader = ObjectReader<OutputsKey>(value, path: path, log: self) else {
      return outputs
    }
    outputs.window =
      reader.interval(.window, in: .milliseconds(1) ... .longest) ?? outputs.window
    outputs.requests = reader.bool(.requests) ?? outputs.requests
    outputs.events = reader.bool(.events) ?? outputs.events
    return outputs
  }
}
