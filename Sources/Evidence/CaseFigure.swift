import Platforms
import SimCore

/// What is read out of the runs of a published case, in seconds where it is a time.
enum CaseFigure: String, CaseIterable, Sendable {
  /// From a moment on until an instance is created.
  case untilCreated = "until created"
  /// From a moment on until so many instances are ready.
  case untilReady = "until ready"
  /// From a moment on until no more than so many instances are left.
  case untilGone = "until gone"
  /// How many instances there are right after the first are created, from a moment on.
  case firstStep = "first step"
  /// The time of all instances between two moments.
  case instanceTime = "instance time"
  /// The mean time from the creation of an instance until it is ready, where that takes any.
  case start
  /// The time from the first answer until its instance is revoked.
  case idleLife = "idle life"
  /// The mean latency of an answer.
  case meanLatency = "mean latency"
  /// The latency that half of the answers do not exceed.
  case medianLatency = "median latency"
  /// The latency that 95 % of the answers do not exceed.
  case latency95 = "95th percentile of latency"
  /// The execution time that is charged for a request, in the mean.
  case billedTime = "billed time"
  /// Answers a second between two moments.
  case answers
}

/// What of a run a figure looks at, in seconds from the beginning.
struct CaseWindow: Sendable {
  /// From when on.
  let since: Double
  /// Until when; nil for the end of the run.
  let until: Double?
  /// How many instances are waited for.
  let count: Int
}

/// What was seen of the run of a case, in seconds from its beginning.
struct CaseLog: RunObserver {
  /// The life of an instance; what did not happen is nil.
  struct Life: Sendable {
    var created = 0.0
    var ready: Double?
    var gone: Double?
    var isRevoked = false
  }

  var seesRequests: Bool { true }
  var seesEvents: Bool { true }
  var seesDecisions: Bool { false }
  /// The instances by their numbers, which count from 0.
  private var lives: [Life] = []
  /// The answers in the order in which requests ended.
  private var answers: [(end: Double, latency: Double)] = []

  mutating func request(_ record: RequestRecord) {
    guard record.outcome == .succeeded else { return }
    answers.append(((record.arrival + record.latency).seconds, record.latency.seconds))
  }

  mutating func instance(_ number: Int, _ change: InstanceChange, at now: Instant) {
    while lives.count <= number { lives.append(Life()) }
    let time = now.seconds
    switch change {
    case .created: lives[number].created = time
    case .ready: lives[number].ready = time
    case .revoked:
      lives[number].gone = time
      lives[number].isRevoked = true
    case .draining, .terminated: lives[number].gone = lives[number].gone ?? time
    case .reused, .interrupted: break
    }
  }

  mutating func refused(_ request: Int, _ outcome: RequestOutcome, at now: Instant) {}
  mutating func scaling(_ decision: ScalingDecision, instances: Int, at now: Instant) {}
}

extension CaseLog {
  /// A figure of the run.
  ///
  /// - Parameters:
  ///   - figure: what is asked for.
  ///   - window: what of the run counts for it.
  ///   - figures: the figures of the run.
  /// - Returns: the number; nil where nothing of the kind happened.
  func value(_ figure: CaseFigure, in window: CaseWindow, of figures: RunFigures) -> Double? {
    let since = window.since
    let until = window.until ?? figures.end.seconds
    switch figure {
    case .untilCreated: return firstCreation(from: since).map { $0 - since }
    case .untilReady:
      let times = lives.compactMap(\.ready).filter { $0 > since }.sorted()
      return times.first { ready(at: $0) >= window.count }.map { $0 - since }
    case .untilGone:
      let times = lives.compactMap(\.gone).filter { $0 > since }.sorted()
      return times.first { ready(at: $0) <= window.count }.map { $0 - since }
    case .firstStep:
      return firstCreation(from: since).map { time in
        Double(lives.count { $0.created <= time && ($0.gone ?? .infinity) > time })
      }
    case .instanceTime:
      return lives.reduce(0) { sum, life in
        sum + max(0, min(life.gone ?? until, until) - max(life.created, since))
      }
    case .start:
      return mean(
        lives.compactMap { life in life.ready.map { $0 - life.created } }.filter { $0 > 0 })
    case .idleLife:
      guard let answer = answers.first, let gone = lives.first(where: \.isRevoked)?.gone else {
        return nil
      }
      return gone - answer.end
    case .meanLatency: return mean(answers.map(\.latency))
    case .medianLatency: return percentile(0.5)
    case .latency95: return percentile(0.95)
    case .billedTime: return Double(figures.billedNanoseconds) / 1e9 / Double(figures.requests)
    case .answers:
      return Double(answers.count { $0.end >= since && $0.end < until }) / (until - since)
    }
  }

  private func firstCreation(from time: Double) -> Double? {
    lives.map(\.created).filter { $0 >= time && $0 > 0 }.min()
  }

  private func ready(at time: Double) -> Int {
    lives.count { ($0.ready ?? .infinity) <= time && ($0.gone ?? .infinity) > time }
  }

  private func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  private func percentile(_ part: Double) -> Double? {
    let sorted = answers.map(\.latency).sorted()
    guard !sorted.isEmpty else { return nil }
    let rank = (part * Double(sorted.count)).rounded(.up)
    return sorted[max(Int(rank) - 1, 0)]
  }
}
