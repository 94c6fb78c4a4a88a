import Documents
import SimCore

/// The keys that both kinds of billing have: the price of a request and of its data, and of an hour
/// of the run, whatever comes.
enum CommonPriceKeys {
  static let perRequest = Key<Money>(
    "per_request", .price, default: .zero, "the price of a request")
  static let perGigabyteIn = Key<Money>(
    "per_gb_in", .price, default: .zero,
    "the price of a GB that requests bring, with the `payload` of the [workload](#the-workload)")
  static let perGigabyteOut = Key<Money>(
    "per_gb_out", .price, default: .zero,
    "the price of a GB that answers take, such as that of traffic to the internet")
  static let fixedPerHour = Key<Money>(
    "fixed_per_hour", .price, default: .zero,
    "the price of an hour of the run, whatever comes: of a load balancer, of kept files")
}

/// The keys of what instances start from that is kept for them.
enum SnapshotKeys {
  static let perGigabyteSecond = Key<Money>(
    "per_gb_second", .price, default: .zero,
    "the price of a GB of an instance's memory for a second of the run, in which it is kept")
  static let perGigabyteStart = Key<Money>(
    "per_gb_start", .price, default: .zero,
    "the price of a GB of memory for each start of an instance")

  static let object = ScenarioObject(
    "snapshotPrices", "The prices of a snapshot of memory from which instances start.",
    isLayered: true, keys: [perGigabyteSecond, perGigabyteStart])
}

/// The keys of billing by use.
enum PerUseKeys {
  static let policy = Key<JSONValue?>("policy", .constant(BillingName.perUse), "")
  static let perRequest = CommonPriceKeys.perRequest
  static let perGigabyteSecond = Key<Money>(
    "per_gb_second", .price, default: .zero,
    "the price of a GB of memory for a second of execution")
  static let perCPUSecond = Key<Money>(
    "per_cpu_second", .price, default: .zero,
    "the price of a unit of processor (see `cpu`) for a second of execution")
  static let step = Key<Interval>(
    "step", .duration(Interval(nanoseconds: 1) ... .seconds(86_400)), default: .milliseconds(1),
    "what execution time is rounded up to")
  static let minimum = Key<Interval>(
    "minimum", .duration(.zero ... .seconds(86_400)), default: .zero,
    "the shortest time charged for a request")
  static let charged = Key<PerUseBilling.Charged>(
    "charged", .choice, default: PerUseBilling.Charged.requests,
    """
    whose execution time: that of each request, or that of each instance while it serves at least \
    one, which differ where an instance serves several at a time
    """)
  static let provisioned = Key<JSONValue?>(
    "provisioned", .object(ProvisionedKeys.object), .otherwise("those of others"),
    "the prices of provisioned instances, see below")
  static let freeTier = Key<Bool>(
    "free_tier", .boolean, default: false,
    "whether the free requests, GB-seconds and processor-seconds are taken off at the end")
  static let freeRequests = Key<Int>(
    "free_requests", .integer(0...1_000_000_000_000), default: 0,
    "requests without the price of a request")
  static let freeGigabyteSeconds = Key<Double>(
    "free_gb_seconds", .number(0...1e12), default: 0, "GB-seconds of execution without a price")
  static let freeCPUSeconds = Key<Double?>(
    "free_cpu_seconds", .number(0...1e12), .otherwise("for as long as the memory"),
    "seconds of a unit of processor without a price")
  static let tiers = Key<JSONValue?>(
    "tiers",
    .value(.list(.object(TierKeys.object), least: 0, most: VolumePrices.most))
      .worded("0 to \(VolumePrices.most) objects, rising in GB-seconds"), .otherwise("none"),
    "what a GB-second costs in place of `per_gb_second` beyond so many of a month")
  static let snapshot = Key<JSONValue?>(
    "snapshot", .object(SnapshotKeys.object), .otherwise("none"),
    "the prices of a snapshot of memory from which instances start, see below")

  static let object: ScenarioObject = ScenarioObject(
    "perUse", "A price for each request and its execution time.", isLayered: true,
    partOf: { DeploymentKeys.object },
    keys: [
      policy, perRequest, perGigabyteSecond, perCPUSecond, charged, step, minimum, provisioned,
      freeTier, freeRequests, freeGigabyteSeconds, freeCPUSeconds, tiers, snapshot,
      CommonPriceKeys.perGigabyteIn, CommonPriceKeys.perGigabyteOut, CommonPriceKeys.fixedPerHour,
    ])
}

/// The keys of the prices of provisioned instances.
enum ProvisionedKeys {
  static let perGigabyteSecond = Key<Money?>(
    "per_gb_second", .price, .standard("\"0USD\"", words: nil),
    "the price of a GB of a provisioned instance for a second of the run, whether it serves or not")
  static let executionPerGigabyteSecond = Key<Money?>(
    "execution_per_gb_second", .price, .otherwise("`per_gb_second` of any other"),
    """
    the price of a GB of memory for a second of execution on a provisioned instance
    """)
  static let perCPUSecond = Key<Money?>(
    "per_cpu_second", .price, .standard("\"0USD\"", words: nil),
    """
    the price of a unit of processor of a provisioned instance for a second of the run, whether it \
    serves or not
    """)
  static let executionPerCPUSecond = Key<Money?>(
    "execution_per_cpu_second", .price, .otherwise("`per_cpu_second` of any other"),
    "the price of a unit of processor for a second of execution on a provisioned instance")

  static let object = ScenarioObject(
    "provisionedPrices", "The prices of provisioned instances.", isLayered: true,
    keys: [
      perGigabyteSecond, executionPerGigabyteSecond, perCPUSecond, executionPerCPUSecond,
    ])
}

/// The keys of billing by instance.
enum PerInstanceKeys {
  static let policy = Key<JSONValue?>("policy", .constant(BillingName.perInstance), "")
  static let perHour = Key<Money?>(
    "per_hour", .price, .otherwise("the machine's price; none where memory or processor has one"),
    "the price of an instance and hour")
  static let perGigabyteHour = Key<Money>(
    "per_gb_hour", .price, default: .zero,
    "the price of a GB of an instance's memory for an hour, beside `per_hour`")
  static let perCPUHour = Key<Money>(
    "per_cpu_hour", .price, default: .zero,
    "the price of a unit of an instance's processor (see `cpu`) for an hour, beside `per_hour`")
  static let perRequest = CommonPriceKeys.perRequest
  static let idle = Key<JSONValue?>(
    "idle", .object(IdleKeys.object).orNull, .otherwise("those of others"),
    """
    the prices of an instance that serves nothing while no more are there than at the start of the \
    run, see below; `null` for those of others
    """)
  static let freeTier = Key<Bool>(
    "free_tier", .boolean, default: false,
    "whether the free requests, GB-seconds and processor-seconds are taken off at the end")
  static let freeRequests = PerUseKeys.freeRequests
  static let freeGigabyteSeconds = Key<Double>(
    "free_gb_seconds", .number(0...1e12), default: 0,
    "GB-seconds of instances without the price of memory")
  static let freeCPUSeconds = Key<Double>(
    "free_cpu_seconds", .number(0...1e12), default: 0,
    "seconds of a unit of processor of instances without a price")
  static let step = Key<Interval>(
    "step", .positiveDuration, default: .seconds(1), "what a lifetime is rounded up to")
  static let minimum = Key<Interval>(
    "minimum", .duration, default: .zero, "the shortest lifetime charged")
  static let teardown = Key<Interval>(
    "teardown", .duration, default: .zero,
    "how long instances are charged beyond the end of the run")

  static let object: ScenarioObject = ScenarioObject(
    "perInstance", "A price for each instance and hour, from its launch to its end.",
    isLayered: true, partOf: { DeploymentKeys.object },
    keys: [
      policy, perHour, perGigabyteHour, perCPUHour, perRequest, step, minimum, teardown, idle,
      freeTier, freeRequests, freeGigabyteSeconds, freeCPUSeconds,
      CommonPriceKeys.perGigabyteIn, CommonPriceKeys.perGigabyteOut, CommonPriceKeys.fixedPerHour,
    ])
}

/// The keys of the prices of idle instances.
enum IdleKeys {
  static let perHour = Key<Money?>(
    "per_hour", .price, .otherwise("`per_hour` of any other"),
    "the price of an idle instance and hour")
  static let perGigabyteHour = Key<Money?>(
    "per_gb_hour", .price, .otherwise("`per_gb_hour` of any other"),
    "the price of a GB of its memory for an hour, beside `per_hour`")
  static let perCPUHour = Key<Money?>(
    "per_cpu_hour", .price, .otherwise("`per_cpu_hour` of any other"),
    "the price of a unit of its processor for an hour, beside `per_hour`")

  static let object = ScenarioObject(
    "idlePrices", "The prices of idle instances; together at most those of others.",
    isLayered: true, keys: [perHour, perGigabyteHour, perCPUHour])
}
