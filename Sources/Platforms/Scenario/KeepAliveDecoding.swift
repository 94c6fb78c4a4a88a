import Documents
import SimCore

/// The keys of a law by which idle instances become fewer.
enum KeepAliveKeys {
  static let longest = Key<Interval?>(
    "longest", .positiveDuration, .required, "the longest that an idle instance is kept")
  static let halving = Key<Interval?>(
    "halving", .positiveDuration, .required,
    """
    after each such time every second goes of the instances that have been idle so long; the one \
    idle longest stays
    """)
  static let alone = Key<Interval?>(
    "alone", .positiveDuration, .otherwise("`longest`"),
    "how long an instance is kept that is the only one")

  static let object = ScenarioObject(
    "halvingKeepAlive", "Idle instances that become fewer the longer they are idle.",
    isLayered: true, keys: [longest, halving, alone])
}

extension Definition {
  static let keepAlive = Definition(
    "keepAlive", "How long an idle instance is kept.",
    words: "duration, [distribution](#distributions) or object"
  ) {
    .either([
      .duration(Interval(nanoseconds: 1) ... .longest), .object(DistributionKeys.object),
      .object(KeepAliveKeys.object),
    ])
  }
}

extension DeploymentDecoder {
  func keepAlive(_ value: JSONValue, _ path: JSONPath) -> KeepAlive? {
    guard case .object = value.kind else {
      return log.amount(value, path, in: Interval(nanoseconds: 1) ... .longest)
        .map { KeepAlive($0) }
    }
    typealias Keys = KeepAliveKeys
    let names = value.members.map(\.key)
    if names.contains(where: DistributionKeys.object.names.contains)
      && !names.contains(where: Keys.object.names.contains)
    {
      return log.distribution(value, path).map { KeepAlive(drawnFrom: $0) }
    }
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    reader.require()
    let alone = reader[Keys.alone]
    guard let longest = reader[Keys.longest], let halving = reader[Keys.halving] else { return nil }
    return KeepAlive(
      longest, halving: KeepAlive.Halving(period: halving, alone: alone ?? longest))
  }
}
