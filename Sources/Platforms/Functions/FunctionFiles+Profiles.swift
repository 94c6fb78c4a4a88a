import Documents
import SimCore

/// Files of functions, opened.
package struct OpenFunctionFiles {
  /// The file of counts.
  package let invocations: TraceFile
  /// The file of execution times.
  package let durations: TraceFile?
  /// The file of memory.
  package let memory: TraceFile?

  /// Opened files.
  package init(invocations: TraceFile, durations: TraceFile?, memory: TraceFile?) {
    self.invocations = invocations
    self.durations = durations
    self.memory = memory
  }
}

/// Why files of functions cannot be read.
package struct FunctionFileError: Error {
  /// Which of the files it is, by their order.
  package let file: Int
  /// What is wrong with it.
  package let error: TraceError
}

extension OpenFunctionFiles {
  private static let owner = ["HashOwner", "HashApp"]
  private static let function = ["HashOwner", "HashApp", "HashFunction"]
  /// The columns of execution times, with the probability that each is of.
  private static let percentiles: [(probability: Double, column: String)] = [
    (0, "percentile_Average_0"), (0.01, "percentile_Average_1"),
    (0.25, "percentile_Average_25"), (0.5, "percentile_Average_50"),
    (0.75, "percentile_Average_75"), (0.99, "percentile_Average_99"),
    (1, "percentile_Average_100"),
  ]

  /// The functions in the files, in the order of the counts.
  ///
  /// - Parameter otherwise: the memory of functions of which no file says it.
  /// - Returns: the functions.
  /// - Throws: the first thing that is wrong.
  package func profiles(
    memory otherwise: ByteCount
  ) throws(FunctionFileError) -> [FunctionProfile] {
    let times = try Self.at(1) { () throws(TraceError) in try readDurations() }
    let sizes = try Self.at(durations == nil ? 1 : 2) { () throws(TraceError) in
      try readMemory()
    }
    return try Self.at(0) { () throws(TraceError) in
      try readInvocations(times, sizes, otherwise)
    }
  }

  private static func at<Value>(
    _ file: Int, _ body: () throws(TraceError) -> Value
  ) throws(FunctionFileError) -> Value {
    do throws(TraceError) {
      return try body()
    } catch {
      throw FunctionFileError(file: file, error: error)
    }
  }

  /// The texts of some columns of a row, put together.
  static func key(
    _ rows: FunctionRows, _ fields: [Range<Int>], _ columns: [Int]
  ) throws(TraceError) -> String {
    var key = ""
    for column in columns {
      guard column < fields.count else { throw TraceError(.noField, line: rows.line) }
      if !key.isEmpty { key += "," }
      key += try rows.text(fields[column])
    }
    return key
  }

  private func readDurations() throws(TraceError) -> [String: Distribution] {
    guard let durations else { return [:] }
    var rows = try FunctionRows(durations)
    var (names, columns) = ([Int](), [Int]())
    for name in Self.function { names.append(try rows.column(name)) }
    for percentile in Self.percentiles { columns.append(try rows.column(percentile.column)) }
    var found: [String: Distribution] = [:]
    while try rows.next() {
      let fields = rows.fields()
      let key = try Self.key(rows, fields, names)
      var points: [(probability: Double, value: Interval)] = []
      for (percentile, column) in zip(Self.percentiles, columns) {
        guard column < fields.count else {
          throw TraceError(.noNumber(percentile.column), line: rows.line)
        }
        let milliseconds = try rows.number(fields[column], percentile.column)
        let value = min(Interval(seconds: milliseconds / 1000), .longest)
        if let last = points.last?.value, value < last {
          throw TraceError(
            .unreadable("the percentiles of the execution time fall"), line: rows.line)
        }
        points.append((percentile.probability, value))
      }
      guard found.updateValue(.quantiles(points), forKey: key) == nil else {
        throw TraceError(.unreadable("the function has an earlier row too"), line: rows.line)
      }
    }
    try durations.checkUnchanged()
    return found
  }

  private func readMemory() throws(TraceError) -> [String: ByteCount] {
    guard let memory else { return [:] }
    var rows = try FunctionRows(memory)
    var names: [Int] = []
    for name in Self.owner { names.append(try rows.column(name)) }
    let column = try rows.column("AverageAllocatedMb")
    var found: [String: ByteCount] = [:]
    while try rows.next() {
      let fields = rows.fields()
      let key = try Self.key(rows, fields, names)
      guard column < fields.count else {
        throw TraceError(.noNumber("AverageAllocatedMb"), line: rows.line)
      }
      let megabytes = try rows.number(fields[column], "AverageAllocatedMb")
      let size = ByteCount(bytes: max(1, Int64(min(megabytes, 1e9) * 0x1p20)))
      guard found.updateValue(size, forKey: key) == nil else {
        throw TraceError(.unreadable("the application has an earlier row too"), line: rows.line)
      }
    }
    try memory.checkUnchanged()
    return found
  }

  private func readInvocations(
    _ times: [String: Distribution], _ sizes: [String: ByteCount], _ otherwise: ByteCount
  ) throws(TraceError) -> [FunctionProfile] {
    var rows = try FunctionRows(invocations)
    var names: [Int] = []
    for name in Self.function { names.append(try rows.column(name)) }
    let first = try rows.column("1")
    var minutes = 1
    while first + minutes < rows.header.count && rows.header[first + minutes] == "\(minutes + 1)" {
      minutes += 1
    }
    var profiles: [FunctionProfile] = []
    var (keys, taken) = (Set<String>(), Set<String>())
    var total: Int64 = 0
    while try rows.next() {
      let fields = rows.fields()
      let key = try Self.key(rows, fields, names)
      guard keys.insert(key).inserted else {
        throw TraceError(.unreadable("the function has an earlier row too"), line: rows.line)
      }
      guard fields.count >= first + minutes else {
        throw TraceError(
          .unreadable("the row has fewer minutes than the header"), line: rows.line)
      }
      var counts = FunctionCounts()
      for minute in 0..<minutes { counts.append(try rows.count(fields[first + minute])) }
      total += counts.total
      if total > 1 << 53 { throw TraceError(.tooManyRequests, line: rows.line) }
      // A name that another function of the account has too is told apart by owner and application.
      let own = try rows.text(fields[names[2]])
      let name = taken.insert(own).inserted ? own : key
      let application = try Self.key(rows, fields, Array(names.prefix(2)))
      profiles.append(
        FunctionProfile(
          name: name, memory: sizes[application] ?? otherwise, traffic: .minutes(counts),
          execution: times[key]))
      if profiles.count > FunctionWorkload.mostFunctions {
        throw TraceError(
          .unreadable("there are more than \(FunctionWorkload.mostFunctions) functions"),
          line: rows.line)
      }
    }
    try invocations.checkUnchanged()
    if profiles.isEmpty { throw TraceError(.empty) }
    return profiles
  }
}
