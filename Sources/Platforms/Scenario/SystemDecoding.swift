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
    what it consists of: deployments, whose names stages and accounts use; without `functions` and \
    `client.retries`
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
        .list(.object(AccountKeys.object), least: 1, most: most), "list of objects, see below")),
    .otherwise("none"), "limits that several of the services share")
  static let stepPrice = Key<Money>(
    "price_per_step", .price, default: .zero,
    """
    what it costs besides whenever a request comes to a stage, retries included: the state \
    transition of a workflow service
    """)

  static let object = ScenarioObject(
    "system",
    """
    Several services as one deployment: a server that overflows to functions, a pipeline of steps, \
    versions that share the traffic. Its figures are those of requests from end to end, and of all \
    instances and costs together; `services.csv` has those of each service.
    """,
    keys: [name, services, stages, accounts, stepPrice])

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
    "retries", .object(RetryKeys.object), .otherwise("none"),
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
    "account", "Limits that several services share.", keys: [members, limit, burst, starts])
}

extension DeploymentDecoder {
  /// A deployment, of one service or of several; nil with problems reported.
  func anyDeployment(_ value: JSONValue, _ path: JSONPath) -> Deployment? {
    value[SystemKeys.services.name] == nil ? deployment(value, path) : system(value, path)
  }

  private func system(_ value: JSONValue, _ path: JSONPath) -> Deployment? {
    typealias Keys = SystemKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let name = reader.value(Keys.name).flatMap { self.name($0, reader.path(Keys.name)) }
    let stepPrice = reader[Keys.stepPrice]
    guard let services = list(reader, Keys.services, { service($0, $1) }) else {
      return nil
    }
    var indices: [String: Int] = [:]
    for (service, (element, place)) in zip(services, reader.array(Keys.services) ?? []) {
      if indices[service.name] != nil {
        log.report(
          element, path: place, what: "has the name of another service: \(service.name)",
          fix: "give each a \"name\" of its own")
        return nil
      }
      indices[service.name] = indices.count
    }
    let names = ServiceNames(indices: indices, names: services.map(\.name), log: log)
    let stages = list(reader, Keys.stages) { stage($0, $1, names) }
    let accounts =
      reader.value(Keys.accounts) == nil
      ? [] : list(reader, Keys.accounts) { account($0, $1, names, services) }
    guard let name, let stages, let accounts else { return nil }
    let system = SystemDeployment(
      services: services, accounts: accounts, stages: stages, stepPrice: stepPrice)
    if let problem = system.plan.problem {
      log.report(value, path: path, what: "cannot be: \(problem)", fix: "change what it says")
      return nil
    }
    return Deployment(name: name, system: system)
  }

  /// The elements of a list that must have some; nil with problems reported.
  private func list<Element>(
    _ reader: KeyReader, _ key: Key<JSONValue?>, _ read: (JSONValue, JSONPath) -> Element?
  ) -> [Element]? {
    guard let elements = reader.array(key) else { return nil }
    guard (1...SystemKeys.most).contains(elements.count) else {
      log.report(
        reader.value(key), path: reader.path(key),
        what: elements.isEmpty ? "is empty" : "has \(elements.count) elements",
        fix: "give 1 to \(SystemKeys.most)")
      return nil
    }
    let found = elements.map(read)
    return found.contains { $0 == nil } ? nil : found.compactMap { $0 }
  }

  /// A service of a system.
  private func service(_ value: JSONValue, _ path: JSONPath) -> Deployment? {
    if value[SystemKeys.services.name] != nil {
      log.report(
        value, path: path, what: "is a service of several services",
        fix: "list them all in the deployment, and say in \"stages\" how requests go")
      return nil
    }
    guard let service = deployment(value, path) else { return nil }
    if value[DeploymentKeys.functions.name] != nil {
      log.report(
        value[DeploymentKeys.functions.name],
        path: path.appending(key: DeploymentKeys.functions.name),
        what: "keeps instances as many functions need them, and this is one service",
        fix: "remove it")
      return nil
    }
    if service.client.retries != nil {
      log.report(
        value, path: path, what: "has clients that send requests again",
        fix: "write \"retries\" at the stage instead")
      return nil
    }
    if !service.latency.policy.columnTimes.isEmpty {
      log.report(
        value, path: path, what: "has service times by columns of a trace",
        fix: "give \"service_time\" alone: a trace is of the requests of all services")
      return nil
    }
    return service
  }

  private func stage(_ value: JSONValue, _ path: JSONPath, _ names: ServiceNames) -> Stage? {
    typealias Keys = StageKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let after = reader[Keys.after]
    let retries = reader.value(Keys.retries).map { self.retries($0, reader.path(Keys.retries)) }
    let given = Keys.routers.filter { reader.value($0) != nil }
    guard given.count == 1 else {
      log.report(
        value, path: path,
        what: given.isEmpty
          ? "does not say where requests go"
          : "says in \(given.count) ways where requests go",
        fix: "write one of \(Keys.routers.map { "\"\($0.name)\"" }.joined(separator: ", "))")
      return nil
    }
    if reader.value(Keys.after) != nil && reader.value(Keys.overflow) == nil {
      log.report(
        reader.value(Keys.after), path: reader.path(Keys.after),
        what: "is how long requests wait before they overflow, and this stage has no \"overflow\"",
        fix: "remove it, or list the services in \"overflow\"")
      return nil
    }
    guard let router = router(reader, after, names) else { return nil }
    switch retries {
    case .some(.none): return nil
    case .some(let policy?): return Stage(router, retry: policy)
    case .none: return Stage(router)
    }
  }

  private func router(
    _ reader: KeyReader, _ after: Interval?, _ names: ServiceNames
  ) -> Router? {
    typealias Keys = StageKeys
    if let name = reader.value(Keys.service) {
      return names.index(name, reader.path(Keys.service)).map { .overflow([$0]) }
    }
    if reader.value(Keys.overflow) != nil {
      return list(reader, Keys.overflow) { names.index($0, $1) }
        .map { .overflow($0, after: after) }
    }
    if reader.value(Keys.firstWithRoom) != nil {
      return list(reader, Keys.firstWithRoom) { names.index($0, $1) }.map { .firstWithRoom($0) }
    }
    return list(reader, Keys.split) { value, path in
      guard let reader = KeyReader(value, WeightKeys.object, path: path, log: log) else {
        return nil
      }
      reader.require()
      let weight = reader[WeightKeys.weight]
      let index = reader.value(WeightKeys.service).flatMap {
        names.index($0, reader.path(WeightKeys.service))
      }
      guard let weight, let index else { return nil }
      return WeightedService(index, weight: weight)
    }.map { .weighted($0) }
  }

  private func account(
    _ value: JSONValue, _ path: JSONPath, _ names: ServiceNames, _ services: [Deployment]
  ) -> Account? {
    typealias Keys = AccountKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let limit = reader[Keys.limit]
    let (burst, starts) = (reader[Keys.burst], reader[Keys.starts])
    let members = list(reader, Keys.members) { names.index($0, $1) }
    guard let members else { return nil }
    let isLimited = reader.value(Keys.burst) != nil || reader.value(Keys.starts) != nil
    // Such a service asks for an instance again and again, and has none until it gets one.
    let waiting = members.first { member in
      let plan = services[member].capacity.policy.plan
      return plan.evaluationPeriod != nil && plan.initialInstances == 0
    }
    if let waiting, isLimited, (starts ?? 0) < Self.slowestStarts {
      log.report(
        reader.value(Keys.starts) ?? value,
        path: reader.value(Keys.starts) == nil ? path : reader.path(Keys.starts),
        what: "lets so few instances start that requests at \(names.names[waiting]) could wait for "
          + "ever",
        fix: "write \"starts\" of at least \"3.6/h\", such as \"10/s\"")
      return nil
    }
    return Account(
      members: members, limit: limit,
      starts: isLimited ? StartLimit(burst: burst ?? 1, rate: starts ?? 0) : nil)
  }
}

/// The services of a system by their names.
private struct ServiceNames {
  let indices: [String: Int]
  let names: [String]
  let log: ProblemLog

  /// The index of the service that a value names; nil, with a problem reported, where there is
  /// none.
  func index(_ value: JSONValue, _ path: JSONPath) -> Int? {
    guard let name = log.string(value, path) else { return nil }
    if let index = indices[name] { return index }
    let near = Suggestion.nearest(to: name, among: names)
    log.report(
      value, path: path, what: "names no service: \(Excerpt.quoted(name))",
      fix: near.map { "did you mean \"\($0)\"?" }
        ?? "write one of \(names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", "))")
    return nil
  }
}
