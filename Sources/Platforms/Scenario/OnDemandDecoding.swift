import Documents
import SimCore

/// The keys of on-demand capacity.
enum OnDemandKeys {
  static let policy = Key<JSONValue?>("policy", .constant(CapacityName.onDemand), "")
  static let keepAlive = Key<JSONValue?>(
    "keep_alive", .defined(.keepAlive), .required,
    """
    how long an idle instance is kept: a duration, a distribution from which it is drawn whenever \
    an instance becomes idle, or a law by which they become fewer, see below
    """)
  static let greatestAge = Key<Interval?>(
    "greatest_age", .positiveDuration.orNull, .otherwise("no limit"),
    """
    the age beyond which an instance takes no more requests; provisioned ones stay; `null` for no \
    limit
    """)
  static let limit = Key<Int>(
    "limit", .integer(1...DeploymentDecoder.mostInstances), default: 1000,
    "the greatest number of instances at a time")
  static let burst = Key<Int?>(
    "burst", .integer(1...DeploymentDecoder.mostInstances),
    .otherwise("no limit; 1 where `starts` is given"),
    "how many instances may be created at once after a long rest")
  static let starts = Key<Double?>(
    "starts", .rate(0...1e9), .otherwise("no limit; `\"0/s\"` where `burst` is given"),
    """
    how fast the burst refills, in instances per period; where requests wait \
    (`beyond_limit`), at least `"3.6/h"`
    """)
  static let beyondLimit = Key<OnDemand.BeyondLimit>(
    "beyond_limit", .choice, default: OnDemand.BeyondLimit.refuse,
    "what is done with a request for which no instance may be created now: it is refused, or waits")
  static let waitsForAny = Key<Bool>(
    "waits_for_any", .boolean, default: false,
    "whether a request that made an instance start may be taken by another that is free earlier")
  static let reuse = Key<Reuse>(
    "reuse", .choice, default: Reuse.newest, "which idle instance takes the next request")
  static let provisioned = Key<Int>(
    "provisioned",
    .integer(0...DeploymentDecoder.mostInstances).worded("whole number, 0 to `limit`"), default: 0,
    """
    instances ready from the start and never revoked, which take requests before all others; at \
    most the limit; what they cost is in [billing](#billing)
    """)
  static let prewarm = Key<JSONValue?>(
    "prewarm", .defined(.preWarming), .otherwise("nothing"),
    "what starts instances ahead of demand, see below")
  static let backlog = Key<Int>(
    "backlog", .integer(0...DeploymentDecoder.mostRequests), default: 1_000_000,
    "the greatest number of requests waiting at a time")
  static let pacing = Key<Interval>(
    "pacing", .duration(.milliseconds(1) ... .seconds(3600)), default: .milliseconds(100),
    "how often waiting requests are looked at; only where `beyond_limit` is `\"wait\"`")

  static let concurrency = Key<Int>(
    "concurrency", .integer(1...DeploymentDecoder.mostInstances), default: 1,
    """
    how many requests an instance serves at the same time; with several, `latency.parallelism` \
    says how they slow one another down
    """)
  static let requests = Key<Double?>(
    "requests_per_instance", .rate(1e-9...1e9).orNull, .otherwise("no limit"),
    """
    how many requests are let in for each instance of `limit`, those of a second at once; others \
    are refused; `null` for no limit, and none where requests wait (`beyond_limit`)
    """)
  static let startDelay = Key<Interval>(
    "start_delay", .duration(.zero ... .seconds(86_400)), default: .zero,
    """
    how long a request waits before an instance is started for it: then one at a time, whenever \
    waiting requests are looked at (`pacing`), while the oldest has waited longer; only where \
    `beyond_limit` is `\"wait\"`
    """)
  static let longestWait = Key<Interval?>(
    "longest_wait", .duration(.milliseconds(1) ... .seconds(86_400)).orNull,
    .otherwise("no limit"),
    """
    how long a request may wait for an instance before it is refused, which is seen when waiting \
    requests are looked at (`pacing`); only where `beyond_limit` is `\"wait\"`; `null` for no limit
    """)
  static let longestWaitStarts = Key<Double>(
    "longest_wait_starts", .number(0...1000), default: 0,
    "how many times as long as a cold start on average that may be, if it is longer")

  static let object: ScenarioObject = ScenarioObject(
    "onDemand", "Instances created on demand, for one request at a time or for several.",
    isLayered: true, partOf: { DeploymentKeys.object },
    keys: [
      policy, keepAlive, greatestAge, limit, burst, starts, beyondLimit, waitsForAny, reuse,
      provisioned,
      prewarm, backlog, pacing, concurrency, requests, startDelay,
      longestWait, longestWaitStarts,
    ])
}

extension DeploymentDecoder {
  func onDemand(
    _ value: JSONValue, _ path: JSONPath, _ latency: AnyLatency?
  ) -> OnDemand? {
    typealias Keys = OnDemandKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let limit = reader[Keys.limit]
    // Without a word about it, starts are not limited.
    let starts =
      startLimit(reader, Keys.burst, Keys.starts) ?? StartLimit(burst: limit, rate: 1e9)
    let reuse = reader[Keys.reuse]
    let beyondLimit = reader[Keys.beyondLimit]
    if beyondLimit == .wait && starts.isSlow {
      reportSlowStarts(reader, Keys.starts, or: value, "is so low that requests could")
    }
    let keepAlive = reader.value(Keys.keepAlive).flatMap {
      self.keepAlive($0, reader.path(Keys.keepAlive))
    }
    let greatestAge = reader[Keys.greatestAge]
    let provisioned = reader[Keys.provisioned, in: 0...limit]
    let preWarming = reader.value(Keys.prewarm).flatMap {
      self.preWarming($0, reader.path(Keys.prewarm), limit: limit)
    }
    let waitsForAny = reader[Keys.waitsForAny]
    let backlog = reader[Keys.backlog]
    let pacing = reader[Keys.pacing]
    let concurrency = reader[Keys.concurrency]
    let requests = requestLimit(reader, limit: limit, beyondLimit)
    let startDelay = startDelay(reader, beyondLimit)
    let longestWait = longestWait(reader, latency, beyondLimit)
    guard let keepAlive else { return nil }
    var policy = OnDemand(
      limit: limit, starts: starts, keepAlive: keepAlive,
      greatestAge: greatestAge, reuse: reuse, beyondLimit: beyondLimit, waitsForAny: waitsForAny,
      provisioned: provisioned,
      preWarming: preWarming, backlog: backlog, pacing: pacing, concurrency: concurrency)
    policy.requests = requests
    policy.startDelay = startDelay
    policy.longestWait = longestWait
    return policy
  }

  /// How many requests are let in; nil for any number, as where they wait for what they may not
  /// have yet.
  private func requestLimit(
    _ reader: KeyReader, limit: Int, _ beyondLimit: OnDemand.BeyondLimit
  ) -> RequestLimit? {
    guard let rate = reader[OnDemandKeys.requests], beyondLimit == .refuse else { return nil }
    return RequestLimit(perSecond: Double(limit) * rate)
  }

  /// How long a request may wait for an instance; nil for any time, as where none may wait.
  private func longestWait(
    _ reader: KeyReader, _ latency: AnyLatency?, _ beyondLimit: OnDemand.BeyondLimit
  ) -> Interval? {
    let starts = reader[OnDemandKeys.longestWaitStarts]
    guard let wait = reader[OnDemandKeys.longestWait], beyondLimit == .wait else { return nil }
    guard case .staged(let latency)? = latency else { return wait }
    return max(wait, Interval(seconds: min(starts * latency.coldStart.mean, 86_400)))
  }

  /// How long a request waits before an instance is started for it; zero with a problem reported.
  private func startDelay(_ reader: KeyReader, _ beyondLimit: OnDemand.BeyondLimit) -> Interval {
    let key = OnDemandKeys.startDelay
    let delay = reader[key]
    guard delay > .zero, beyondLimit != .wait else { return delay }
    log.report(
      reader.value(key), path: reader.path(key),
      what: "lets requests wait, which are refused here",
      fix: "add \"\(OnDemandKeys.beyondLimit.name)\": \"wait\", or remove it")
    return .zero
  }
}
