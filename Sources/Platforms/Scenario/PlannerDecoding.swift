import Documents
import SimCore

/// The keys of a planner of machines.
enum PlannerKeys {
  static let members = Key<JSONValue?>(
    "members",
    .value(
      .worded(.list(.string(length: 1), least: 1, most: SystemKeys.most), "list of names")),
    .required,
    """
    the services whose machines it counts: `managed-endpoint` without an `autoscaler`, from \
    `minimum` to `maximum`
    """)
  static let period = Key<Interval>(
    "period", .duration(.milliseconds(1) ... .seconds(86_400)), default: .minutes(1),
    "the time between two plans")
  static let window = Key<Interval>(
    "window", .duration(.milliseconds(1) ... .seconds(86_400)), default: .seconds(5),
    "how long requests are counted for a load, at most a `period`")
  static let headroom = Key<Double>(
    "headroom", .number(0.01...1000), default: 1.2, "what the greatest load is multiplied with")
  static let lookBack = Key<Interval?>(
    "look_back", .positiveDuration.orNull, .otherwise("the whole run"),
    "how far back the greatest load is looked for, in whole periods; `null` for the whole run")
  static let launch = Key<Interval>(
    "launch", .duration, default: .minutes(3),
    "how long a machine that is launched is reckoned to cost without serving")
  static let hold = Key<Int>(
    "hold", .integer(1...10_000), default: 6,
    "after how many plans in a row that need fewer machines some go")

  static let object = ScenarioObject(
    "planner",
    """
    Plans how many machines of several kinds there are, for the least cost that serves the \
    greatest load so far.
    """, keys: [members, period, window, headroom, lookBack, launch, hold])
}

extension DeploymentDecoder {
  /// The names that a planner's members have, as far as they can be read.
  func plannedNames(_ system: KeyReader) -> [String] {
    let planner = system.value(SystemKeys.planner)
    guard case .array(let members)? = planner?[PlannerKeys.members.name]?.kind else { return [] }
    return members.compactMap { member in
      if case .string(let name) = member.kind { name } else { nil }
    }
  }

  /// A planner of machines; nil with problems reported.
  func planner(
    _ value: JSONValue, _ path: JSONPath, _ names: SystemNames, _ services: [Deployment]
  ) -> FleetPlanner? {
    typealias Keys = PlannerKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let period = reader[Keys.period]
    let window = reader[Keys.window]
    if window > period {
      log.report(
        reader.value(Keys.window) ?? value, path: reader.path(Keys.window),
        what: "is longer than the period of \(period.text)", fix: "write \"\(period.text)\" or less"
      )
      return nil
    }
    var taken: Set<Int> = []
    let found = (reader.array(Keys.members) ?? []).map {
      member($0, $1, names, services, besides: &taken)
    }
    guard let members = all(found), !members.isEmpty else { return nil }
    return FleetPlanner(
      members: members, period: period, window: window, headroom: reader[Keys.headroom],
      lookBack: reader[Keys.lookBack], launch: reader[Keys.launch], hold: reader[Keys.hold])
  }

  /// A kind of machine, from the service that has it; nil with a problem reported.
  private func member(
    _ value: JSONValue, _ path: JSONPath, _ names: SystemNames, _ services: [Deployment],
    besides taken: inout Set<Int>
  ) -> FleetPlanner.Member? {
    guard let index = names.index(value, path, besides: &taken) else { return nil }
    func refuse(_ what: String, _ fix: String) -> FleetPlanner.Member? {
      log.report(value, path: path, what: what, fix: fix)
      return nil
    }
    guard case .managedEndpoint(let endpoint) = services[index].capacity,
      endpoint.autoscaler == nil
    else {
      return refuse(
        "is no service whose machines can be counted",
        "give it \"capacity\": { \"policy\": \"managed-endpoint\", \"autoscaler\": null } with a "
          + "\"minimum\" and a \"maximum\"")
    }
    guard case .perInstance(let billing) = services[index].billing else {
      return refuse(
        "has no price of a machine and hour",
        "give it \"billing\": { \"policy\": \"per-instance\" }")
    }
    guard let capacity = ServingCapacity(services[index]) else {
      return refuse(
        "has no time of service from which follows how much a machine serves",
        "give it a \"service_time\"")
    }
    return FleetPlanner.Member(
      service: index, machines: endpoint.minimum...endpoint.maximum,
      perSecond: capacity.perSecond / Double(capacity.instances),
      price: billing.perHour.dollars / 3600)
  }
}
