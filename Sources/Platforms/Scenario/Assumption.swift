import Documents

/// Something of a deployment that nobody has said, and that its results rest on.
package enum Assumption: Hashable, Sendable {
  /// Steps of a cold start that take no time, because no time of theirs is given.
  case freeSteps([String])
  /// Batches that take as long as their requests one by one.
  case batchesWithoutGain
  /// So many workers of a machine, each of which serves at full speed whatever the others do.
  case fullSpeed(workers: Int)
  /// A service time of one's own, measured with as much memory as the platform's were.
  case measuredAt(ByteCount)
  /// Requests and answers whose data cost nothing, because no price of theirs is given.
  case freeData
  /// Values of the catalog that no published number pins, by their paths.
  case guesses([String])

  /// What is assumed and which key would say it, as a sentence without its full stop.
  package var words: String {
    switch self {
    case .freeSteps(let steps):
      "a cold start takes no time for \(steps.joined(separator: ", ")): latency.cold_start does "
        + "not give \(steps.count == 1 ? "it" : "them")"
    case .batchesWithoutGain:
      "a batch takes as long as its requests one by one: latency.batch_marginal is not given"
    case .fullSpeed(let workers):
      "all \(workers) workers of a machine serve at full speed at the same time: "
        + "latency.parallelism is not given"
    case .measuredAt(let size):
      "the service time was measured with \(size.text), as the platform's: latency.measured_at is "
        + "not given"
    case .freeData:
      "the data of requests and answers cost nothing: billing.per_gb_in and billing.per_gb_out are "
        + "not given"
    case .guesses(let paths):
      "\(paths.count == 1 ? "a value" : "\(paths.count) values") of the catalog that no published "
        + "number pins: \(paths.joined(separator: ", "))"
    }
  }
}
