/// Logs on their way in: their lines, put together and understood, and what is kept of them.
public struct LogIntake {
  /// How the lines were read.
  package private(set) var reader = LogReader()
  /// What is kept of the requests.
  package private(set) var digest: LogDigest

  private var objects = JSONElements()
  private var log = ""

  /// An intake of nothing yet.
  ///
  /// - Parameter digest: what keeps the requests.
  package init(_ digest: LogDigest) { self.digest = digest }

  /// An intake of nothing yet.
  ///
  /// - Parameters:
  ///   - most: how many observations and how many periods are kept, at most.
  ///   - sink: called with each arrival in order, in nanoseconds from the first.
  public init(most: Int, sink: @escaping (Int64) throws -> Void) {
    self.init(LogDigest(most: most, sink: sink))
  }

  /// Begins a log.
  ///
  /// - Parameter name: what messages call it.
  public mutating func begin(_ name: String) {
    log = name
    objects = JSONElements()
  }

  /// Says of which deployments of a simulated run the log is, by their names.
  package mutating func know(_ deployments: [String: SimulatedDeployment]) {
    reader.deployments = deployments
  }

  /// Takes a line of the log, without its end, and its number from 1.
  ///
  /// - Throws: what the sink throws.
  public mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    // While objects are put together, the others of this value change.
    var objects = objects
    self.objects = JSONElements()
    defer { self.objects = objects }
    let name = log
    let isPart = try objects.take(
      line, number, long: { reader.refuseLong(log: name, line: $0) },
      { bytes, first in try add(bytes, first) })
    if !isPart { try add(line, number) }
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>, _ line: Int) throws {
    if let entry = reader.read(bytes, log: log, line: line) { try digest.add(entry) }
  }

  /// Counts a line that is too long to be one.
  package mutating func refuseLong(_ number: Int) { reader.refuseLong(log: log, line: number) }

  /// Ends the log; another may begin.
  public mutating func end() {
    if let line = objects.openLine { reader.refuseOpen(log: log, line: line) }
  }

  /// Takes the requests that were kept back to be put in order.
  ///
  /// - Throws: what the sink throws.
  public mutating func finish() throws { try digest.finish() }
}
