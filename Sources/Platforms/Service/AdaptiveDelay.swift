import SimCore

/// How long a free worker lets requests wait for another one, learnt from what batches have taken.
///
/// It waits for as long as one more request is likely to be worth it: with n requests, of which the
/// newest has waited for w,
///
/// ```
/// n (w + 1 ms + a) <= 0.95 W
/// ```
///
/// where a is what a request adds to the time of a batch, and W how long the oldest request of a
/// batch has waited on average, both of the last 50 batches. Source: bentoml/BentoML,
/// `src/bentoml/_internal/marshal/dispatcher.py`.
///
/// The first two batches teach nothing; they and the next have one request, the two after that up
/// to two and three.
struct AdaptiveDelay: Sendable {
  /// A batch that was served.
  private struct Sample {
    var size: Double
    var seconds: Double
    var wait: Double
  }

  /// The last batches, the oldest of them at ``next`` once there are ``kept``.
  private var samples: [Sample] = []
  private var next = 0
  /// Batches that were served in all.
  private var served = 0
  private var fitted = Instant.zero
  /// What a request adds to the time of a batch, in seconds.
  private(set) var perRequest = 2.0
  /// How long the oldest request of a batch waited, on average, in seconds.
  private(set) var meanWait = 0.0

  private static let kept = 50
  private static let skipped = 2
  private static let refit = Interval.seconds(5)

  /// Nothing yet.
  init() {}

  /// The most requests that the next batch may have, of so many at most.
  func size(upTo greatest: Int32) -> Int32 {
    let training = Int32(clamping: max(served - Self.skipped, 0) + 1)
    return training > 3 ? greatest : min(training, greatest)
  }

  /// How long after the newest of some requests a batch of them is served.
  func delay(for count: Int32) -> Interval {
    let seconds = 0.95 * meanWait / Double(max(count, 1)) - 0.001 - perRequest
    return seconds > 0 ? min(Interval(seconds: seconds), .longest) : .zero
  }

  /// Learns from a batch that was served.
  ///
  /// - Parameters:
  ///   - size: how many requests it had.
  ///   - time: how long its service took.
  ///   - wait: how long its oldest request had waited.
  ///   - now: the time.
  mutating func learn(_ size: Int32, time: Interval, wait: Interval, at now: Instant) {
    served += 1
    guard served > Self.skipped else { return }
    let sample = Sample(size: Double(size), seconds: time.seconds, wait: wait.seconds)
    if samples.count < Self.kept {
      samples.append(sample)
    } else {
      samples[next] = sample
      next = next + 1 < Self.kept ? next + 1 : 0
    }
    if samples.count > 3 && now - fitted < Self.refit { return }
    fitted = now
    fit()
  }

  /// The line of least squares through the times by size; of many, where all sizes are the same,
  /// the one with the least coefficients.
  private mutating func fit() {
    let count = Double(samples.count)
    let size = samples.reduce(0) { $0 + $1.size } / count
    let time = samples.reduce(0) { $0 + $1.seconds } / count
    var (products, squares) = (0.0, 0.0)
    for sample in samples {
      products += (sample.size - size) * (sample.seconds - time)
      squares += (sample.size - size) * (sample.size - size)
    }
    let slope = squares > 0 ? products / squares : size * time / (size * size + 1)
    perRequest = max(slope, 0.000_001)
    meanWait = samples.reduce(0) { $0 + $1.wait } / count
  }
}
