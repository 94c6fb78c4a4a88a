import SimCore

/// The keys of the batches that clients send.
enum ClientBatchKey: String, CaseIterable { case size, wait }

/// The keys of the batches that workers take from their queue.
enum ServerBatchKey: String, CaseIterable { case size, delay }

extension DeploymentDecoder {
  /// How clients gather requests, for less time than they wait for an answer; null for not at all.
  func clientBatch(_ reader: ObjectReader<ClientKey>, timeout: Interval?) -> Batching? {
    guard let value = reader.value(.batch), value.kind != .null,
      let batch = ObjectReader<ClientBatchKey>(value, path: reader.path(.batch), log: log)
    else { return nil }
    batch.required(.size)
    batch.required(.wait)
    let size = batch.integer(.size, in: 1...Batching.greatestSize)
    let wait = batch.interval(.wait, in: Interval(nanoseconds: 1) ... .longest)
    guard let size, let wait else { return nil }
    if let timeout, wait >= timeout {
      log.report(
        batch.value(.wait), path: batch.path(.wait),
        what: "is not less than the clients' timeout of \(timeout.text)",
        fix: "write a shorter time, or a longer \"timeout\"")
      return nil
    }
    return Batching(size: size, wait: wait)
  }

  /// How workers gather waiting requests; null for one by one.
  func serverBatch(_ value: JSONValue?, _ path: JSONPath) -> Batching? {
    guard let value, value.kind != .null,
      let batch = ObjectReader<ServerBatchKey>(value, path: path, log: log)
    else { return nil }
    batch.required(.size)
    let size = batch.integer(.size, in: 1...Batching.greatestSize)
    let delay = batch.interval(.delay, in: .zero ... .longest) ?? .zero
    return size.map { Batching(size: $0, wait: delay) }
  }
}
