import Documents
import SimCore

/// The columns of a file with a row a request, by default those of the Azure Functions trace of
/// 2021.
public struct FunctionColumns: Sendable, Hashable {
  /// The columns that name the function together, such as its application and itself.
  public var function = ["app", "func"]
  /// The column with a time in seconds.
  public var time = "end_timestamp"
  /// Whether that is when the execution ended, and not when the request came.
  public var isEnd = true
  /// The column with the execution time in seconds; nil for the service time of the deployment.
  public var duration: String? = "duration"
  /// The column with the memory in MB; nil for that of the deployment.
  public var memory: String?

  /// The columns of the trace of 2021.
  public init() {}
}

extension OpenFunctionFiles {
  /// The most requests that are read: all of them are held.
  private static let mostRequests = 1 << 24
  /// Times above this, six years, are seconds since 1970.
  private static let mostSeconds = 200_000_000.0

  /// The requests of a function, as they are read.
  private struct Requests {
    var name: String
    var memory: ByteCount?
    var rows: [(time: Double, duration: Double)] = []
  }

  /// The functions of a file with a row a request, in the order in which they stand there.
  ///
  /// Times count from their own start; from the earliest request where that came before, or where
  /// they are since 1970.
  ///
  /// - Parameters:
  ///   - columns: what its columns are.
  ///   - otherwise: the memory of functions of which no row says it.
  ///   - load: how many requests are sent for each of the file.
  ///   - seed: what requests are drawn by at a load that is not 1; all replications have the same.
  /// - Returns: the functions.
  /// - Throws: the first thing that is wrong.
  package func profiles(
    _ columns: FunctionColumns, memory otherwise: ByteCount, load: Double, seed: UInt64
  ) throws(FunctionFileError) -> [FunctionProfile] {
    let found: [Requests]
    do throws(TraceError) {
      found = try read(columns)
    } catch {
      throw FunctionFileError(file: 0, error: error)
    }
    var earliest = Double.infinity
    for function in found {
      for row in function.rows { earliest = min(earliest, row.time) }
    }
    let origin = earliest < 0 || earliest > Self.mostSeconds ? earliest : 0
    var random = Random(seed: seed, stream: RandomStream("functions"))
    return found.map { function in
      let sorted = function.rows.enumerated().sorted {
        ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
      }
      var rows = sorted.map { row in
        (
          time: Interval(seconds: row.element.time - origin),
          duration: min(Interval(seconds: row.element.duration), .longest)
        )
      }
      if load != 1 { rows = Self.multiplied(rows, by: load, &random) }
      return FunctionProfile(
        name: function.name, memory: function.memory ?? otherwise,
        traffic: .times(rows.map { .zero + $0.time }),
        durations: columns.duration == nil ? [] : rows.map(\.duration))
    }
  }

  private func read(_ columns: FunctionColumns) throws(TraceError) -> [Requests] {
    var rows = try FunctionRows(invocations)
    var names: [Int] = []
    for name in columns.function { names.append(try rows.column(name)) }
    let time = try rows.column(columns.time)
    var duration: Int?
    if let name = columns.duration { duration = try rows.column(name) }
    var memory: Int?
    if let name = columns.memory { memory = try rows.column(name) }
    var found: [Requests] = []
    var places: [String: Int] = [:]
    var taken = Set<String>()
    var count = 0
    while try rows.next() {
      let fields = rows.fields()
      func number(_ column: Int?, _ name: String?) throws(TraceError) -> Double? {
        guard let column, let name else { return nil }
        guard column < fields.count else { throw TraceError(.noNumber(name), line: rows.line) }
        return try rows.number(fields[column], name)
      }
      let key = try Self.key(rows, fields, names)
      let place: Int
      if let known = places[key] {
        place = known
      } else {
        place = found.count
        places[key] = place
        let own = try rows.text(fields[names[names.count - 1]])
        // A name that another function has too is told apart by all columns.
        found.append(Requests(name: taken.insert(own).inserted ? own : key))
        if found.count > FunctionWorkload.mostFunctions {
          throw TraceError(
            .unreadable("there are more than \(FunctionWorkload.mostFunctions) functions"),
            line: rows.line)
        }
      }
      let took = try number(duration, columns.duration) ?? 0
      let moment = try number(time, columns.time) ?? 0
      guard moment - took < Interval.longest.seconds else {
        throw TraceError(.beyondHorizon, line: rows.line)
      }
      found[place].rows.append((moment - (columns.isEnd ? took : 0), took))
      if let megabytes = try number(memory, columns.memory) {
        let size = ByteCount(bytes: max(1, Int64(min(megabytes, 1e9) * 0x1p20)))
        found[place].memory = max(found[place].memory ?? size, size)
      }
      count += 1
      if count > Self.mostRequests {
        throw TraceError(
          .unreadable("there are more than \(Self.mostRequests) requests"), line: rows.line)
      }
    }
    try invocations.checkUnchanged()
    if found.isEmpty { throw TraceError(.empty) }
    return found
  }

  /// The requests at another load: at one above 1 each is sent at its time, and others as it is at
  /// times before the next of its function; below 1 each stays with that probability.
  private static func multiplied(
    _ rows: [(time: Interval, duration: Interval)], by load: Double, _ random: inout Random
  ) -> [(time: Interval, duration: Interval)] {
    if load < 1 { return rows.filter { _ in random.nextUnit() < load } }
    var sent: [(time: Interval, duration: Interval)] = []
    var gap = Interval.zero
    for (index, row) in rows.enumerated() {
      if index + 1 < rows.count { gap = rows[index + 1].time - row.time }
      let whole = Int(load)
      let extra = random.nextUnit() < load - Double(whole) ? whole : whole - 1
      var offsets: [Int64] = [0]
      for _ in 0..<extra {
        offsets.append(Int64(random.nextUnit() * Double(gap.nanoseconds)))
      }
      offsets.sort()
      for offset in offsets {
        sent.append((row.time + Interval(nanoseconds: offset), row.duration))
      }
    }
    return sent
  }
}
