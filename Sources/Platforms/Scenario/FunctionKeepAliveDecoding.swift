import Documents
import SimCore

/// The keys of the hybrid histogram policy.
enum HybridHistogramKeys {
  private static let published = HybridHistogram()
  static let bin = Key<Interval>(
    "bin", .duration(.seconds(1) ... .minutes(1440)), default: published.bin,
    "the width of a bin of idle times")
  static let range = Key<Interval>(
    "range", .duration(.seconds(1) ... .minutes(10_080)), default: published.range,
    """
    the longest idle time that is counted in a bin, and how long all are kept where bins say nothing
    """)
  static let head = Key<Double>(
    "head", .number(0...1), default: published.head,
    "the fraction of idle times before which no instance is needed")
  static let tail = Key<Double>(
    "tail", .number(0...1), default: published.tail,
    "the fraction of idle times after which no instance is kept")
  static let margin = Key<Double>(
    "margin", .number(0...1), default: published.margin,
    "by what part instances start earlier and end later than that")
  static let variation = Key<Double>(
    "variation", .number(0...1000), default: published.variation,
    "the coefficient of variation of the bins below which they say nothing")
  static let outside = Key<Double>(
    "outside", .number(0...1), default: published.outside,
    "the fraction of idle times beyond the range above which the bins say nothing")

  static let object = ScenarioObject(
    "hybridHistogram",
    """
    Each function is kept, and started ahead, as its own idle times suggest (Shahrad and others, \
    2020; without the forecast by ARIMA).
    """,
    keys: [bin, range, head, tail, margin, variation, outside])
}

/// The keys of the greedy-dual policy.
enum GreedyDualKeys {
  static let memory = Key<ByteCount?>(
    "memory", .size(.megabytes(1) ... .largest), .required,
    "the memory of all instances together; a request that finds none is refused")

  static let object = ScenarioObject(
    "greedyDual",
    """
    Instances are kept until others need the memory; then goes whose function is called least, \
    starts fastest and is largest (Fuerst and Sharma, FaasCache, 2021).
    """,
    keys: [memory])
}

/// The keys of how functions are kept.
enum FunctionKeepAliveKeys {
  static let hybrid = Key<JSONValue?>(
    "hybrid_histogram", .object(HybridHistogramKeys.object),
    "by the idle times of each function")
  static let greedy = Key<JSONValue?>(
    "greedy_dual", .object(GreedyDualKeys.object), "until others need the memory")

  static let object = ScenarioObject(
    "functionKeepAlive",
    """
    How long idle instances of functions are kept, in place of the `keep_alive` of the capacity.
    """,
    rule: .one(of: [hybrid.name, greedy.name]), keys: [hybrid, greedy])
}

/// The keys of what a deployment says of functions.
enum DeploymentFunctionKeys {
  static let keepAlive = Key<JSONValue?>(
    "keep_alive", .object(FunctionKeepAliveKeys.object),
    .otherwise("the `keep_alive` of the capacity"), "how long idle instances are kept")

  static let object = ScenarioObject(
    "deploymentFunctions", "What holds for the functions of a workload of `functions`.",
    keys: [keepAlive])
}

extension DeploymentDecoder {
  /// How the functions of a workload are kept.
  func functions(_ value: JSONValue?, _ path: JSONPath) -> FunctionKeepAlive? {
    guard let value else { return .platform }
    guard
      let outer = KeyReader(value, DeploymentFunctionKeys.object, path: path, log: log)
    else { return nil }
    guard let inner = outer.value(DeploymentFunctionKeys.keepAlive) else { return .platform }
    typealias Keys = FunctionKeepAliveKeys
    let place = outer.path(DeploymentFunctionKeys.keepAlive)
    guard let reader = KeyReader(inner, Keys.object, path: place, log: log) else { return nil }
    switch (reader.value(Keys.hybrid), reader.value(Keys.greedy)) {
    case (let hybrid?, nil): return hybridHistogram(hybrid, reader.path(Keys.hybrid))
    case (nil, let greedy?):
      typealias Keys = GreedyDualKeys
      guard
        let reader = KeyReader(
          greedy, Keys.object, path: reader.path(FunctionKeepAliveKeys.greedy), log: log)
      else { return nil }
      reader.require()
      return reader[Keys.memory].map { .greedyDual(memory: $0) }
    default:
      if reader.hasUnknownKeys { return nil }
      log.report(
        inner, path: place, what: "names not exactly one way to keep instances",
        fix: "write one of hybrid_histogram and greedy_dual, such as "
          + "{ \"greedy_dual\": { \"memory\": \"100GB\" } }")
      return nil
    }
  }

  private func hybridHistogram(_ value: JSONValue, _ path: JSONPath) -> FunctionKeepAlive? {
    typealias Keys = HybridHistogramKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: log) else { return nil }
    var policy = HybridHistogram()
    policy.bin = reader[Keys.bin]
    policy.range = reader[Keys.range]
    policy.head = reader[Keys.head]
    policy.tail = reader[Keys.tail]
    policy.margin = reader[Keys.margin]
    policy.variation = reader[Keys.variation]
    policy.outside = reader[Keys.outside]
    if policy.bins > HybridHistogram.mostBins {
      log.report(
        value, path: path, what: "has more than \(HybridHistogram.mostBins) bins",
        fix: "make bins wider or the range shorter")
      return nil
    }
    if policy.head > policy.tail {
      log.report(
        value, path: path, what: "begins to keep instances later than it ends them",
        fix: "make head no greater than tail")
      return nil
    }
    return .hybridHistogram(policy)
  }
}
