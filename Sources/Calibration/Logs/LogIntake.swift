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

extension LogIntake {
  /// How many requests were understood, whether or not they are kept.
  public var requests: Int { digest.requests + digest.untimed }

  /// Whether a scenario can be made of what is kept.
  public var isEnough: Bool { Calibration(digest, fitsProcess: false) != nil }

  /// What of the figures contradicts the others, as a clause; nil where all hold together.
  ///
  /// This is for logs from anywhere: whatever they say, nothing of it may.
  public var contradiction: String? {
    func total(_ parts: some Sequence<Int>) -> Int { parts.reduce(0, +) }
    if total(reader.formats.map(\.count)) != requests { return "requests and their forms" }
    if digest.failures + digest.observations.count > digest.requests { return "failures" }
    if digest.coldStarts > digest.requests { return "cold starts" }
    if digest.isTimed == true {
      if total(digest.counts) != digest.requests { return "requests and their periods" }
      let oldest = Double(digest.ages.oldest)
      if !(0...digest.span * 1e9 + 1e3).contains(oldest) { return "ages of instances" }
    }
    if digest.observations.contains(where: { $0.service < 0 || ($0.start ?? 0) < 0 }) {
      return "times below zero"
    }
    let excerpts = reader.firstMalformed.map(\.excerpt.utf8)
    if excerpts.contains(where: { $0.contains { $0 < 0x20 || $0 == 0x7f } }) {
      return "excerpts with control characters"
    }
    if reader.firstMalformed.count > reader.malformed { return "lines that are not understood" }
    guard let found = Calibration(digest, fitsProcess: false) else { return nil }
    let isSound = found.groups.allSatisfy { $0.service.mean.isFinite && $0.fitted > 0 }
    return isSound ? nil : "fitted times"
  }
}
