import Documents
import SimCore

/// How long instances of functions are kept that serve nothing.
public enum FunctionKeepAlive: Sendable, Hashable {
  /// As the capacity of the platform says.
  case platform
  /// As the idle times of each function say.
  case hybridHistogram(HybridHistogram)
  /// Until others need the memory.
  case greedyDual(memory: ByteCount)
}

/// The hybrid histogram policy: each function is kept, and started ahead, as its own idle times
/// suggest.
///
/// Idle times, from the end of the last request in service to the next arrival, are counted in
/// bins. A function whose shortest idle times (those below the fraction ``head``) are longer than a
/// bin is ended when it becomes idle and started again shortly before them; it is then kept until
/// its longest usual idle time (the fraction ``tail``) has passed. Where the histogram says
/// nothing, because its bins are too even or too many idle times are beyond its range, nothing is
/// started ahead and instances are kept for the whole range. The forecast by an ARIMA model for
/// functions with idle times beyond the range is left out.
///
/// Source: M. Shahrad and others, "Serverless in the Wild", USENIX ATC 2020, section 4.
public struct HybridHistogram: Sendable, Hashable {
  /// The width of a bin.
  public var bin = Interval.minutes(1)
  /// The longest idle time that is counted in a bin.
  public var range = Interval.minutes(240)
  /// The fraction of idle times before which no instance is needed.
  public var head = 0.05
  /// The fraction of idle times after which no instance is kept.
  public var tail = 0.99
  /// By what part windows begin earlier and end later.
  public var margin = 0.1
  /// The coefficient of variation of the bins from which on the histogram says something.
  public var variation = 2.0
  /// The fraction of idle times beyond the range from which on it says nothing.
  public var outside = 0.5

  /// The policy as it was published.
  public init() {}

  /// How many bins there are.
  var bins: Int { max(1, Int((range.nanoseconds + bin.nanoseconds - 1) / bin.nanoseconds)) }

  /// The most bins that a histogram may have.
  package static let mostBins = 1440
}

/// When an idle function is started again, and how long it is kept, counted from its last request.
struct FunctionWindows: BitwiseCopyable {
  /// How long there is no instance; zero where the one that is there stays.
  var preWarming: Interval
  /// When instances end.
  var end: Interval
}

/// The idle times of all functions, in bins, and what follows from them.
struct IdleHistograms: ~Copyable {
  private let policy: HybridHistogram
  private let bins: Int
  private var counts: Table<UInt32>
  var functions: Table<State>

  struct State: BitwiseCopyable {
    var inside: UInt64 = 0
    var outside: UInt64 = 0
    var sumOfSquares: UInt64 = 0
    /// From how many idle times on the windows are found anew.
    var due: UInt64 = 1
    var windows: FunctionWindows
  }

  /// Histograms without idle times.
  init(_ policy: HybridHistogram, functions count: Int) {
    self.policy = policy
    bins = policy.bins
    counts = Table(repeating: 0, count: count * policy.bins)
    functions = Table(
      repeating: State(windows: FunctionWindows(preWarming: .zero, end: policy.range)),
      count: count)
  }

  /// What the idle times of a function suggest.
  func windows(of function: Int) -> FunctionWindows { functions[function].windows }

  /// Counts an idle time.
  ///
  /// The windows are found anew after each of the first idle times, and then whenever there are a
  /// sixteenth more, so that busy functions cost little.
  mutating func add(_ idle: Interval, to function: Int) {
    let bin = Int(idle.nanoseconds / policy.bin.nanoseconds)
    if bin < bins {
      let place = function &* bins &+ bin
      functions[function].sumOfSquares &+= 2 &* UInt64(counts[place]) &+ 1
      counts[place] &+= 1
      functions[function].inside &+= 1
    } else {
      functions[function].outside &+= 1
    }
    let state = functions[function]
    let count = state.inside + state.outside
    if count >= state.due {
      functions[function].due = count + max(1, count / 16)
      functions[function].windows = found(function, state)
    }
  }

  private func found(_ function: Int, _ state: State) -> FunctionWindows {
    let standard = FunctionWindows(preWarming: .zero, end: policy.range)
    let (inside, all) = (Double(state.inside), Double(state.inside + state.outside))
    if state.inside == 0 || Double(state.outside) > policy.outside * all { return standard }
    let mean = inside / Double(bins)
    let variance = max(Double(state.sumOfSquares) / Double(bins) - mean * mean, 0)
    if Elementary.squareRoot(variance) < policy.variation * mean { return standard }
    var seen: UInt64 = 0
    var (first, last) = (-1, bins - 1)
    for bin in 0..<bins {
      seen += UInt64(counts[function * bins + bin])
      if first < 0 && Double(seen) >= policy.head * inside && seen > 0 { first = bin }
      if Double(seen) >= policy.tail * inside {
        last = bin
        break
      }
    }
    let preWarming = (policy.bin * Int64(max(first, 0))).scaled(by: 1 - policy.margin)
    let end = (policy.bin * Int64(last + 1)).scaled(by: 1 + policy.margin)
    return FunctionWindows(preWarming: preWarming, end: max(end, preWarming))
  }
}
