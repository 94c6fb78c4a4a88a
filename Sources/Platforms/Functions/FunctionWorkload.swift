import Documents
import SimCore

/// Requests for many functions of one account, each with a rate, execution times and memory of its
/// own.
public struct FunctionWorkload: Sendable, Hashable {
  /// Where the functions come from.
  public enum Source: Sendable, Hashable {
    /// They are drawn from published distributions.
    case drawn(FunctionPopulation)
    /// They are in files of the forms of the Azure Functions traces of 2019 and 2021.
    case files(FunctionFiles)
  }

  /// The most functions that an account may have.
  package static let mostFunctions = 100_000

  /// Where the functions come from.
  public var source: Source
  /// What rates and counts are multiplied with.
  public var load = 1.0

  /// Requests for many functions.
  public init(_ source: Source) { self.source = source }
}

/// Functions as published distributions have them; see ``FunctionPopulation/profiles(seed:)``.
public struct FunctionPopulation: Sendable, Hashable {
  /// How long the functions execute.
  public enum Execution: String, Sendable, Hashable, CaseIterable {
    /// Each has a mean from the published distribution.
    case published
    /// All have the service time of the deployment.
    case deployment
  }

  /// How many functions there are; at least 1.
  public var count: Int
  /// Requests a second of all of them; nil for what the published rates add up to.
  public var rate: Double?
  /// Of the functions called at most once a minute, the part that is called at even intervals.
  public var timers = 0.2
  /// How long they execute.
  public var execution = Execution.published
  /// The coefficient of variation of the execution times of one function.
  public var variation = 0.5

  /// So many functions.
  public init(count: Int) { self.count = count }
}

/// Files of the forms of the Azure Functions traces of 2019 and 2021.
public struct FunctionFiles: Sendable, Hashable {
  /// The file with a row a function and a column a minute, or a row a request.
  public var invocations: String
  /// The columns of a file with a row a request; nil for one with a column a minute.
  public var columns: FunctionColumns?
  /// The file with execution times; nil for the service time of the deployment.
  public var durations: String?
  /// The file with the memory of applications; nil for that of the deployment.
  public var memory: String?

  /// A file of counts.
  public init(invocations: String) { self.invocations = invocations }

  /// All files, by the order in which they are read.
  package var all: [String] { [invocations] + [durations, memory].compactMap(\.self) }
}

/// A function of an account.
package struct FunctionProfile: Sendable, Hashable {
  /// Its name, unique among those of the account.
  package var name: String
  /// The memory of an instance.
  package var memory: ByteCount
  /// When it is called.
  package var traffic: FunctionTraffic
  /// The time of one request; nil for the service time of the deployment.
  package var execution: Distribution?
  /// The time of each request, in the order of its times; empty where they are drawn.
  package var durations: [Interval]

  /// A function.
  package init(
    name: String, memory: ByteCount, traffic: FunctionTraffic, execution: Distribution? = nil,
    durations: [Interval] = []
  ) {
    self.name = name
    self.memory = memory
    self.traffic = traffic
    self.execution = execution
    self.durations = durations
  }
}

/// When a function is called.
package enum FunctionTraffic: Sendable, Hashable {
  /// At random, so often a second.
  case poisson(rate: Double)
  /// At even intervals, the first within one.
  case timer(period: Interval)
  /// So often in every minute, at random within it.
  case minutes(FunctionCounts)
  /// At these times, which do not fall.
  case times([Instant])
}

/// Counts of one minute after another, most of which are small.
///
/// They are kept in groups of seven bits, the lowest first, so that a day of a function that is
/// hardly called takes 1440 bytes.
package struct FunctionCounts: Sendable, Hashable {
  /// The groups.
  private(set) var bytes: [UInt8] = []
  /// How many minutes there are.
  package private(set) var minutes = 0
  /// The sum of the counts.
  package private(set) var total: Int64 = 0

  /// No minutes.
  package init() {}

  /// Adds a minute.
  package mutating func append(_ count: Int64) {
    var rest = UInt64(count)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
    minutes += 1
    total += count
  }

  /// Reads the count at a place, which moves behind it; nil at the end.
  func next(_ place: inout Int) -> Int64? {
    var (count, shift) = (UInt64(0), UInt64(0))
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      count |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return Int64(count) }
      shift += 7
    }
    return nil
  }
}
