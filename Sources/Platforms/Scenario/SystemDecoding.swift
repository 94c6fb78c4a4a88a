import Documents
import SimCore

/// The keys of a deployment of several services.
enum SystemKeys {
  /// The most services, stages or accounts of a deployment.
  static let most = 100

  static let name = Key<JSONValue?>(
    "name", .value(.name), .required, "the name in all results, unique within the scenario")
  static let services = Key<JSONValue?>(
    "services",
    .value(
      .worded(
        .list(.object(DeploymentKeys.object), least: 1, most: most),
        "1 to \(most) [objects](#deployments)")), .required,
    """
    what it consists of: deployments, whose names stages and accounts use; without `functions`, \
    `client.retries` and `latency.column_times`
    """)
  static let stages = Key<JSONValue?>(
    "stages",
    .value(
      .worded(
        .list(.object(StageKeys.object), least: 1, most: most), "list of objects, see below")),
    .required, "the way of a request, step after step")
  static let accounts = Key<JSONValue?>(
    "accounts",
    .value(
      .worded(
        .either([.list(.object(AccountKeys.object), least: 0, most: most), .null]),
        "list of objects, see below, or `null`")),
    .otherwise("none"), "limits that several of the services share")
  static let stepPrice = Key<Money>(
    "price_per_step", .price, default: .zero,
    """
    what it costs besides whenever a request comes to a stage, retries included: the state \
    transition of a workflow service
    """)
  static let planner = Key<JSONValue?>(
    "planner", .object(PlannerKeys.object).orNull, .otherwise("each service by itself"),
    "what counts the machines of several services together, see below")

  static let object = ScenarioObject(
    "system",
    """
    Several services as one deployment: a server that overflows to functions, a pipeline of steps, \
    versions that share the traffic. Its figures are those of requests from end to end, and of all \
    instances and costs together; `services.csv` has those of each service.
    """,
    keys: [name, services, stages, accounts, planner, stepPrice])

  /// Whether a deployment is written as several services: it has a key that one service has not.
  static func isWritten(_ deployment: JSONValue) -> Bool {
    [services, stages, accounts, planner].contains { deployment[$0.name] != nil }
      || deployment[stepPrice.name] != nil
  }

  /// How many services a deployment has, as it is written; 1 where it is one.
  static func serviceCount(_ deployment: JSONValue) -> Int {
    guard case .array(let services)? = deployment[services.name]?.kind else { return 1 }
    return services.count
  }
}

/// The keys of a stage.
enum StageKeys {
  static let service = Key<String?>(
    "service", .string(length: 1), "the service that takes all requests")
  static let overflow = Key<JSONValue?>(
    "overflow", names,
    """
    the services in order: a request goes to the first, and to the next where it is refused, or \
    has waited for as long as `after` says
    """)
  static let after = Key<Interval?>(
    "after", .positiveDuration, .otherwise("only when refused"),
    "how long a request waits at a service of `overflow` before it is sent to the next")
  static let firstWithRoom = Key<JSONValue?>(
    "first_with_room", names,
    """
    the services in order: a request goes to the first that has a free slot, else to the last
    """)
  static let split = Key<JSONValue?>(
    "split",
    .value(
      .worded(
        .list(.object(WeightKeys.object), least: 1, most: SystemKeys.most), "list of objects")),
    "services that share the requests by chance, in proportion to their weights")
  static let retries = Key<JSONValue?>(
    "retries", .object(RetryKeys.object).orNull, .otherwise("none"),
    "how a request that fails here is sent again, to the beginning of the stage")

  /// A list of names of services.
  private static let names = ValueKind<JSONValue>.value(
    .worded(.list(.string(length: 1), least: 1, most: SystemKeys.most), "list of names"))

  static let routers = [service, overflow, firstWithRoom, split] as [any DeclaredKey]

  static let object = ScenarioObject(
    "stage",
    "A step on the way of a request. One of the first four keys says where it goes.",
    rule: .one(of: routers.map(\.name)),
    keys: [service, overflow, firstWithRoom, split, after, retries])
}

/// The keys of a service among those that share the requests.
enum WeightKeys {
  static let service = Key<String?>(
    "service", .string(length: 1), .required, "the name of the service")
  static let weight = Key<Double?>(
    "weight", .number(0...1e9), .required, "its part of the requests, in proportion to all weights")

  static let object = ScenarioObject(
    "weight", "A service that takes a part of the requests.", keys: [service, weight])
}

/// The keys of an account.
enum AccountKeys {
  static let members = Key<JSONValue?>(
    "members",
    .value(
      .worded(.list(.string(length: 1), least: 1, most: SystemKeys.most), "list of names")),
    .required, "the services that share it")
  static let limit = Key<Int?>(
    "limit", .integer(1...DeploymentDecoder.mostInstances), .otherwise("none"),
    """
    the greatest number of requests that all of them may have at a time, in service or with an \
    instance that starts for them
    """)
  static let burst = Key<Int?>(
    "burst", .integer(1...DeploymentDecoder.mostInstances),
    .otherwise("no limit; 1 where `starts` is given"),
    "how many instances they may create at once after a long rest")
  static let starts = Key<Double?>(
    "starts", .rate(0...1e9), .otherwise("no limit; `\"0/s\"` where `burst` is given"),
    "how fast the burst refills, in instances per period")

  static let object = ScenarioObject(
    "account", "Limits that several services share, one of them at least.",
    keys: [members, limit, burst, starts])
}

extension DeploymentDecoder {
  /// A deployment, of one service or of several; nil with problems reported.
  func anyDeployment(_ value: JSONValue, _ path: JSONPath) -> Deployment? {
    SystemKeys.isWritten(value) ? system(value, path) : deployment(value, path)
  }

  private func system(_ value: JSONValue, _ path: JSONPath) -> Deployment? {
    typealias Keys = SystemKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let name = reader.value(Keys.name).flatMap { self.name($0, reader.path(Keys.name)) }
    let stepPrice = reader[Keys.stepPrice]
    let members = plannedNames(reader)
    let services = some(reader, Keys.services, of: "services") { service($0, $1, members) }
    let names = SystemNames(services, reader.array(Keys.services) ?? [], log)
    let stages = some(reader, Keys.stages, of: "stages") { stage($0, $1, names) }
    let accounts = self.accounts(reader, names)
    if let stages { reportUnused(names, stages) }
    guard let name, names.areAllKnown,
      let services = all(services), let stages = all(stages), let accounts = all(accounts)
    else { return nil }
    var system = SystemDeployment(
      services: services, accounts: accounts, stages: stages, stepPrice: stepPrice)
    if let value = reader[Keys.planner] {
      system.planner = planner(value, reader.path(Keys.planner), names, services)
      if system.planner == nil { return nil }
    }
    if let problem = system.plan.problem {
      log.report(value, path: path, what: "cannot be: \(problem)", fix: "change what it says")
      return nil
    }
    return Deployment(name: name, system: system)
  }

  /// The elements of a list that must have some, without those that have problems; nil where there
  /// is no such list.
  func some<Element>(
    _ reader: KeyReader, _ key: Key<JSONValue?>, of noun: String,
    _ read: (JSONValue, JSONPath) -> Element?
  ) -> [Element?]? {
    guard let elements = reader.array(key) else { return nil }
    guard (1...SystemKeys.most).contains(elements.count) else {
      log.report(
        reader.value(key), path: reader.path(key),
        what: elements.isEmpty ? "is empty" : "has \(elements.count) elements",
        fix: "give 1 to \(SystemKeys.most) \(noun)")
      return nil
    }
    return elements.map(read)
  }

  /// The elements of a list, if none has problems.
  func all<Element>(_ elements: [Element?]?) -> [Element]? {
    guard let elements, !elements.contains(where: { $0 == nil }) else { return nil }
    return elements.compactMap { $0 }
  }

  /// A service of a system.
  private func service(
    _ value: JSONValue, _ path: JSONPath, _ plannedNames: [String]
  ) -> Deployment? {
    if value[SystemKeys.services.name] != nil {
      log.report(
        value, path: path, what: "is a service of several services",
        fix: "list them all in the deployment, and say in \"stages\" how requests go")
      return nil
    }
    var decoder = self
    if case .string(let name)? = value[SystemKeys.name.name]?.kind {
      decoder.isPlanned = plannedNames.contains(name)
    }
    guard let service = decoder.deployment(value, path) else { return nil }
    var isService = true
    func refuse(_ keys: [String], _ what: String, _ fix: String) {
      let found = keys.reduce(value as JSONValue?) { $0?[$1] }
      log.report(
        found ?? value, path: keys.reduce(path) { $0.appending(key: $1) }, what: what, fix: fix)
      isService = false
    }
    if value[DeploymentKeys.functions.name] != nil {
      refuse(
        [DeploymentKeys.functions.name],
        "keeps instances as many functions need them, and this is one service", "remove it")
    }
    if service.client.retries != nil {
      refuse(
        [DeploymentKeys.client.name, ClientKeys.retries.name],
        "has clients that send requests again", "write \"retries\" at the stage instead")
    }
    if !service.latency.policy.columnTimes.isEmpty {
      refuse(
        [DeploymentKeys.latency.name, ColumnTimeKeys.columnTimes.name],
        "has service times by columns of a trace",
        "give \"service_time\" alone: a trace is of the requests of all services")
    }
    return isService ? service : nil
  }

  /// Reports services to which no request comes.
  private func reportUnused(_ names: SystemNames, _ stages: [Stage?]) {
    // A stage with a problem may have been meant to name any of them.
    guard names.areAllKnown, let stages = all(stages) else { return }
    let used = Set(stages.flatMap(\.router.services))
    for (index, place) in names.places.enumerated() where !used.contains(index) {
      log.report(
        place.0, path: place.1, what: "is a service that no stage names",
        fix: "name it in a stage, or remove it")
    }
  }
}
