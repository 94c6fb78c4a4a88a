import Documents
import SimCore

// Stages and accounts: what names the services of a system.
extension DeploymentDecoder {
  func stage(_ value: JSONValue, _ path: JSONPath, _ names: SystemNames) -> Stage? {
    typealias Keys = StageKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    let after = reader[Keys.after]
    let retries = reader[Keys.retries].map { self.retries($0, reader.path(Keys.retries)) }
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
    let router = router(reader, after, names)
    guard isMeant(reader, after, router, names), let router else { return nil }
    switch retries {
    case .some(.none): return nil
    case .some(let policy?): return Stage(router, retry: policy)
    case .none: return Stage(router)
    }
  }

  /// Whether a stage that says `after` has services for which that means something.
  private func isMeant(
    _ reader: KeyReader, _ after: Interval?, _ router: Router?, _ names: SystemNames
  ) -> Bool {
    typealias Keys = StageKeys
    guard let value = reader.value(Keys.after) else { return true }
    func report(_ what: String, _ fix: String) -> Bool {
      log.report(value, path: reader.path(Keys.after), what: what, fix: fix)
      return false
    }
    guard let list = reader.value(Keys.overflow) else {
      return report(
        "is how long requests wait before they overflow, and this stage has no \"overflow\"",
        "remove it, or list the services in \"overflow\"")
    }
    if case .array(let services) = list.kind, services.count == 1 {
      return report(
        "is how long requests wait before they overflow, and there is no service to go to",
        "remove it, or list another service in \"overflow\"")
    }
    guard let after, let router else { return true }
    for index in router.services.dropLast() {
      guard let service = names.services[index], let wait = service.client.batch?.wait,
        wait >= after
      else { continue }
      return report(
        "withdraws requests before the clients of \"\(service.name)\" have sent them",
        "write more than their batch's \"wait\" of \(wait.text)")
    }
    return true
  }

  private func router(
    _ reader: KeyReader, _ after: Interval?, _ names: SystemNames
  ) -> Router? {
    typealias Keys = StageKeys
    if let name = reader.value(Keys.service) {
      return names.index(name, reader.path(Keys.service)).map { .overflow([$0]) }
    }
    if reader.value(Keys.overflow) != nil {
      return indices(reader, Keys.overflow, names).map { .overflow($0, after: after) }
    }
    if reader.value(Keys.firstWithRoom) != nil {
      return indices(reader, Keys.firstWithRoom, names).map { .firstWithRoom($0) }
    }
    var seen: Set<Int> = []
    let found = some(reader, Keys.split, of: "services") { value, path -> WeightedService? in
      guard let reader = KeyReader(value, WeightKeys.object, path: path, log: log) else {
        return nil
      }
      reader.require()
      let weight = reader[WeightKeys.weight]
      let index = reader.value(WeightKeys.service).flatMap {
        names.index($0, reader.path(WeightKeys.service), besides: &seen)
      }
      guard let weight, let index else { return nil }
      return WeightedService(index, weight: weight)
    }
    guard let choices = all(found) else { return nil }
    if choices.allSatisfy({ $0.weight == 0 }) {
      log.report(
        reader.value(Keys.split), path: reader.path(Keys.split), what: "has weights of zero alone",
        fix: "write a \"weight\" above zero for one of them")
      return nil
    }
    return .weighted(choices)
  }

  /// The services that a list names, each once.
  private func indices(
    _ reader: KeyReader, _ key: Key<JSONValue?>, _ names: SystemNames
  ) -> [Int]? {
    var seen: Set<Int> = []
    return all(
      some(reader, key, of: "names of services") { names.index($0, $1, besides: &seen) })
  }

  /// What services share; nil where what is said of it has problems.
  func accounts(_ reader: KeyReader, _ names: SystemNames) -> [Account]? {
    guard let value = reader.value(SystemKeys.accounts), value.kind != .null,
      value.kind != .array([])
    else { return [] }
    var taken: Set<Int> = []
    return all(
      some(reader, SystemKeys.accounts, of: "accounts") { account($0, $1, names, &taken) })
  }

  private func account(
    _ value: JSONValue, _ path: JSONPath, _ names: SystemNames, _ taken: inout Set<Int>
  ) -> Account? {
    typealias Keys = AccountKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let limit = reader[Keys.limit]
    let starts = startLimit(reader, Keys.burst, Keys.starts)
    let members = all(
      some(reader, Keys.members, of: "names of services") {
        names.index($0, $1, besides: &taken, as: "is a member of an account already")
      })
    if reader.value(Keys.limit) == nil && starts == nil {
      log.report(
        value, path: path, what: "limits nothing",
        fix: "write \"limit\", \"burst\" or \"starts\"")
      return nil
    }
    guard let members else { return nil }
    // Such a service asks for an instance again and again, and has none until it gets one.
    let waiting = members.lazy.compactMap { names.services[$0] }.first { service in
      let plan = service.capacity.policy.plan
      return plan.evaluationPeriod != nil && plan.initialInstances == 0
    }
    if let waiting, let starts, starts.isSlow {
      reportSlowStarts(
        reader, Keys.starts, or: value,
        "lets so few instances start that requests at \(waiting.name) could")
      return nil
    }
    return Account(members: members, limit: limit, starts: starts)
  }
}

/// The services of a system by their names, as far as these can be read.
struct SystemNames {
  /// The services in order; nil where one has problems.
  let services: [Deployment?]
  /// The services as they are written, and where.
  let places: [(JSONValue, JSONPath)]
  /// Whether each has a name, unlike all others.
  private(set) var areAllKnown: Bool
  private var indices: [String: Int] = [:]
  private var names: [String] = []
  private let log: ProblemLog

  /// The names of services; reports those that have the name of another.
  init(_ found: [Deployment?]?, _ places: [(JSONValue, JSONPath)], _ log: ProblemLog) {
    services = found ?? []
    self.places = found == nil ? [] : places
    self.log = log
    areAllKnown = found != nil
    for (index, (service, place)) in zip(services, self.places).enumerated() {
      // One that has problems may still say its name.
      var known = service?.name
      if known == nil, case .string(let text)? = place.0["name"]?.kind { known = text }
      guard let name = known else {
        areAllKnown = false
        continue
      }
      if indices[name] != nil {
        areAllKnown = false
        log.report(
          place.0, path: place.1,
          what: "has the name of another service: \(Excerpt.quoted(name))",
          fix: "give each a \"name\" of its own")
      } else {
        indices[name] = index
        names.append(name)
      }
    }
  }

  /// The index of the service that a value names; nil, with a problem reported, where there is
  /// none.
  func index(_ value: JSONValue, _ path: JSONPath) -> Int? {
    guard let name = log.string(value, path) else { return nil }
    if let index = indices[name] { return index }
    // It may be the one whose name is not known, and that is reported already.
    if !areAllKnown { return nil }
    let near = Suggestion.nearest(to: name, among: names)
    log.report(
      value, path: path, what: "names no service: \(Excerpt.quoted(name))",
      fix: near.map { "did you mean \"\($0)\"?" }
        ?? "write one of \(names.prefix(5).map { "\"\($0)\"" }.joined(separator: ", "))")
    return nil
  }

  /// The same of a service that is none of those that have been named, among which it then is.
  func index(
    _ value: JSONValue, _ path: JSONPath, besides taken: inout Set<Int>,
    as what: String = "is there already"
  ) -> Int? {
    guard let index = index(value, path) else { return nil }
    if taken.insert(index).inserted { return index }
    log.report(value, path: path, what: what, fix: "name each service once")
    return nil
  }
}
