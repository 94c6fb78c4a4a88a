import Platforms
import SimCore
import TestSupport
import Testing

/// The mean of a sequence and its standard error by the method of batch means.
///
/// The sequence is cut into thirty parts that are long against its correlation, whose means are
/// nearly independent. Source: A. Law and W. Kelton, "Simulation Modeling and Analysis",
/// McGraw-Hill, section 9.5.
struct BatchMeans {
  let mean: Double
  let standardError: Double

  init(_ values: [Double]) {
    let batches = 30
    let size = values.count / batches
    precondition(size >= 30, "a batch needs some values")
    let means = (0..<batches).map { batch in
      values[batch * size..<(batch + 1) * size].reduce(0, +) / Double(size)
    }
    let average = means.reduce(0, +) / Double(batches)
    let squares = means.reduce(0) { $0 + ($1 - average) * ($1 - average) }
    mean = average
    standardError = (squares / Double(batches * (batches - 1))).squareRoot()
  }
}

/// How many standard errors a mean may lie off its closed form; with thirty batches chance takes it
/// farther once in 2500 times (Student's distribution with 29 degrees of freedom).
let allowedTheoryErrors = 4.0

/// Holds a sequence's mean against its closed form.
///
/// - Parameters:
///   - values: the sequence.
///   - theory: the closed form.
///   - precision: the greatest standard error, in proportion, with which the test still says
///     something, in a whole campaign.
///   - comment: what the sequence is, where a test holds several.
///   - sourceLocation: where the test is.
func expectMean(
  _ values: [Double], _ theory: Double, precision: Double = 0.02, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let means = BatchMeans(values)
  #expect(
    abs(means.mean - theory) <= allowedTheoryErrors * means.standardError, comment,
    sourceLocation: sourceLocation)
  #expect(
    means.standardError <= precision * Campaign.spread * theory, comment,
    sourceLocation: sourceLocation)
}

/// A run in the steady state, with what the theory speaks of.
struct SteadyRun {
  /// A request after the warm-up, in seconds.
  struct Request {
    var arrival: Double
    var sojourn: Double
    var service: Double
    var outcome: RequestOutcome
    var instance: Int
    var isCold: Bool

    /// The time before service: exact, since service is billed by the nanosecond.
    var wait: Double { sojourn - service }
  }

  /// The requests after the warm-up, in the order of their arrival.
  let requests: [Request]
  /// The windows of the timeline after the warm-up, except the last.
  let windows: ArraySlice<Timeline.Window>
  /// The length of a window, in seconds.
  let window: Double
  /// The figures of the whole run.
  let figures: RunFigures

  /// Runs a platform for a number of requests, of which the first twentieth is the warm-up, or for
  /// as many of them as are enough for batches of windows.
  init(
    _ capacity: some CapacityPolicy, service: Distribution, batchMarginal: Double = 1,
    arrivals: ArrivalProcess, batch: Batching? = nil, requests whole: Int = 100_000,
    timeout: Double? = nil, window: Double = 1, seed: UInt64 = 1
  ) throws {
    let enough = 1500 * window * (arrivals.meanRate ?? 0)
    let count = Campaign.part(of: whole, atLeast: max(30_000, Int(enough)))
    var log = RunLog()
    log.seesEvents = false
    log.records.reserveCapacity(count)
    var stream = try ArrivalStream(
      arrivals, extent: .requests(Int64(count)), seed: seed, replication: 0)
    let billing = PerUseBilling(
      perRequest: .zero, perSecond: .zero, step: Interval(nanoseconds: 1))
    let figures = Simulation.run(
      capacity: capacity,
      latency: PreloadedLatency(
        network: .constant(.zero),
        serviceTime: ServiceTime(service, batchMarginal: batchMarginal)),
      billing: billing,
      client: Client(timeout: timeout.map(Interval.init(seconds:)), batch: batch),
      arrivals: &stream, options: RunOptions(seed: seed, window: Interval(seconds: window)),
      observer: &log)
    self.figures = try #require(figures)
    let records = log.records.sorted { $0.request < $1.request }
    requests = records.dropFirst(count / 20).map { record in
      Request(
        arrival: record.arrival.seconds, sojourn: record.latency.seconds,
        service: record.charge.billed.seconds, outcome: record.outcome,
        instance: record.instance, isCold: record.isCold)
    }
    let all = self.figures.timeline.windows
    windows = all[(all.count / 20)..<(all.count - 1)]
    self.window = self.figures.timeline.width.seconds
  }

  /// For each request whether something holds, as 0 or 1.
  func fraction(_ holds: (Request) -> Bool) -> [Double] { requests.map { holds($0) ? 1 : 0 } }

  /// The mean number in service in each window.
  var inService: [Double] { windows.map { Double($0.inService) / 1e9 / window } }

  /// The mean number waiting in each window.
  var waiting: [Double] { windows.map { Double($0.queueLength) / 1e9 / window } }

  /// The mean number in the system in each window.
  var inSystem: [Double] { zip(inService, waiting).map { $0 + $1 } }
}

extension Distribution {
  /// An exponential distribution with a rate a second.
  static func exponential(rate: Double) -> Distribution {
    .exponential(mean: Interval(seconds: 1 / rate))
  }
}
