import Documents
import SimCore

/// The keys of the batches that clients send.
enum ClientBatchKeys {
  static let size = Key<Int?>(
    "size", .integer(1...Batching.greatestSize), .required,
    "the most requests of a batch; 1 for no batches")
  static let wait = Key<Interval?>(
    "wait", .positiveDuration, .required,
    "how long the oldest waits for others; less than the timeout")

  static let object = ScenarioObject(
    "clientBatch",
    """
    Requests that are sent as one: as many as a batch has, or what is there once the oldest has \
    waited.
    """, isLayered: true, keys: [size, wait])
}

/// The keys of the batches that workers take from their queue.
enum ServerBatchKeys {
  static let size = ClientBatchKeys.size
  static let delay = Key<Interval>(
    "delay", .duration, default: .zero,
    "how long a free worker lets the oldest wait for others; `\"0s\"` takes what is there")

  static let latencyTarget = Key<Interval?>(
    "latency_target", .positiveDuration.orNull, .otherwise("batches of `size`"),
    """
    how long a batch may take: workers begin with one request and learn up to `size` how many that \
    is; `null` for batches of `size`
    """)

  static let adaptive = Key<Bool>(
    "adaptive", .boolean, default: false,
    """
    whether a free worker waits for one request more as long as that is likely to pay, by what \
    batches have taken and waited so far, in place of a `delay`
    """)

  static let object = ScenarioObject(
    "serverBatch",
    """
    Waiting requests that a worker takes and serves as one: as many as a batch has, or what is \
    there once the oldest has waited.
    """, isLayered: true, keys: [size, delay, latencyTarget, adaptive])
}

extension DeploymentDecoder {
  /// How clients gather requests, for less time than they wait for an answer; null for not at all.
  func clientBatch(_ reader: KeyReader, timeout: Interval?) -> Batching? {
    typealias Keys = ClientBatchKeys
    guard let value = reader[ClientKeys.batch],
      let batch = KeyReader(value, Keys.object, path: reader.path(ClientKeys.batch), log: log)
    else { return nil }
    batch.require()
    let size = batch[Keys.size]
    let wait = batch[Keys.wait]
    guard let size, let wait else { return nil }
    if let timeout, wait >= timeout {
      log.report(
        batch.value(Keys.wait), path: batch.path(Keys.wait),
        what: "is not less than the clients' timeout of \(timeout.text)",
        fix: "write a shorter time, or a longer \"timeout\"")
      return nil
    }
    return Batching(size: size, wait: wait)
  }

  /// How workers gather waiting requests; nil for one by one.
  func serverBatch(_ value: JSONValue?, _ path: JSONPath) -> Batching? {
    typealias Keys = ServerBatchKeys
    guard let value, let batch = KeyReader(value, Keys.object, path: path, log: log) else {
      return nil
    }
    batch.require()
    let size = batch[Keys.size]
    let delay = batch[Keys.delay]
    let target = batch[Keys.latencyTarget]
    let isAdaptive = batch[Keys.adaptive]
    if isAdaptive && delay > .zero {
      log.report(
        batch.value(Keys.delay), path: batch.path(Keys.delay),
        what: "is fixed, where \"\(Keys.adaptive.name)\" says that it is learnt",
        fix: "remove one of them")
    }
    return size.map {
      Batching(size: $0, wait: delay, latencyTarget: target, isAdaptive: isAdaptive)
    }
  }
}
