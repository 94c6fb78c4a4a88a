import Platforms
import SimCore
import Synchronization

/// The results of finished runs in a hidden file of the output folder, from which a run that was
/// killed goes on.
///
/// The file begins with a line that names its form. Records follow, each with its length and a
/// fingerprint: first what the results are of, then for each process that has worked on the file
/// its number, then results in the order in which they came in. A record that is not whole, as a
/// kill leaves it, ends what counts, and is cut off before more is written.
package final class Journal: Sendable {
  /// The file's name.
  package static let name = ".simctl-journal"
  private static let beginning = Array("simctl journal 1\n".utf8)

  /// What a record holds, as its first byte.
  private enum Kind: UInt8 { case identity = 1, process, result }

  private struct State {
    var end = 0
    var places: [RunKey: (offset: Int, length: Int)] = [:]
    var processes: [Int32] = []
    /// A failure after which the end of the file is unknown.
    var failure: SystemError?
  }

  /// Where the file is.
  package let path: String
  private let descriptor: Int32
  private let deployments: [String]
  private let state = Lock(State())

  /// Opens the journal of a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder, which exists.
  ///   - scenario: what the results are of.
  ///   - resumes: whether results that are there are kept; otherwise they are thrown away.
  /// - Throws: `OutputError`, or `StudyError` when another process writes to the file, or its
  ///   results are of something else.
  package init(in folder: String, of scenario: Scenario, resumes: Bool) throws {
    path = Directory.path(folder, Self.name)
    deployments = scenario.deployments.map(\.name)
    descriptor = try Self.open(path)
    let identity = JournalIdentity(of: scenario)
    if resumes {
      try read(expecting: identity)
    } else {
      // Only to learn whose temporary files may lie about.
      try? read(expecting: nil)
      state.withLock { ($0.end, $0.places) = (0, [:]) }
    }
    try keeping(.write) { () throws(SystemError) in
      try System.truncate(descriptor, to: state.withLock { $0.end })
    }
    removeLeftovers(in: folder)
    if state.withLock({ $0.end }) == 0 {
      try append(Self.beginning)
      try append(.identity, Array(identity.text.utf8))
    }
    try append(.process, Array("\(System.processNumber)".utf8))
  }

  deinit {
    System.unlock(descriptor)
    try? System.closeFile(descriptor)
  }

  private static func open(_ path: String) throws -> Int32 {
    while true {
      let descriptor: Int32
      do throws(SystemError) {
        descriptor = try System.openForRecords(path)
      } catch {
        throw OutputError(action: .create, path: path, cause: error)
      }
      guard System.lock(descriptor) else {
        try? System.closeFile(descriptor)
        throw StudyError(
          "another simctl is writing to \(Quoted.text(Directory.containing(path)))",
          advice: "Wait for it to end, or choose another directory.")
      }
      // The process that had locked it may have removed it in between.
      if System.hasName(descriptor) { return descriptor }
      try? System.closeFile(descriptor)
    }
  }

  /// The runs whose results are there.
  package var keys: Set<RunKey> { state.withLock { Set($0.places.keys) } }

  /// Adds the result of a run.
  package func append(_ figures: RunFigures, of key: RunKey) throws {
    var body = Self.label(deployments[key.deployment], key.replication)
    let labelLength = body.count
    figures.append(to: &body)
    let (offset, length) = try append(.result, body)
    state.withLock { state in
      state.places[key] = (offset + labelLength, length - labelLength)
    }
  }

  /// The result of a run that is there, exactly as it was added.
  package func figures(of key: RunKey) throws -> RunFigures {
    guard let place = state.withLock({ $0.places[key] }) else {
      preconditionFailure("Only results that are there are asked for.")
    }
    let bytes = try keeping(.write) { () throws(SystemError) in
      try System.read(from: descriptor, at: place.offset, count: place.length)
    }
    guard let figures = RunFigures(bytes[...]) else {
      throw StudyError(
        "a result in the file \(Quoted.text(path)) cannot be read",
        advice: Self.adviceToBeginAnew)
    }
    return figures
  }

  /// Removes the file: what it is for is done, or nothing is in it.
  package func remove() { try? System.remove(path) }

  // MARK: - Records

  private static func label(_ deployment: String, _ replication: Int) -> [UInt8] {
    Array("\(deployment)\n\(replication)\n".utf8)
  }

  /// A number in eight bytes, the lowest first.
  private static func bytes(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Adds a record.
  ///
  /// - Returns: where its body stands.
  @discardableResult
  private func append(_ kind: Kind, _ body: [UInt8]) throws -> (offset: Int, length: Int) {
    let content = [kind.rawValue] + body
    let frame = Self.bytes(UInt64(content.count)) + Self.bytes(Digest(of: content).value)
    let end = try append(frame + content)
    return (end - body.count, body.count)
  }

  /// Adds bytes; after a failure, what was written of them is cut off.
  ///
  /// - Returns: the length of the file.
  @discardableResult
  private func append(_ bytes: [UInt8]) throws -> Int {
    try state.withLock { state in
      do throws(SystemError) {
        if let failure = state.failure { throw failure }
        try System.writeAll(bytes, to: descriptor)
      } catch {
        if (try? System.truncate(descriptor, to: state.end)) == nil { state.failure = error }
        throw OutputError(action: .write, path: path, cause: error)
      }
      state.end += bytes.count
      return state.end
    }
  }

  private func keeping<Result>(
    _ action: OutputError.Action, _ body: () throws(SystemError) -> Result
  ) throws(OutputError) -> Result {
    do throws(SystemError) {
      return try body()
    } catch {
      throw OutputError(action: action, path: path, cause: error)
    }
  }

  // MARK: - Reading

  /// Reads all records up to the first that is not whole.
  private func read(expecting identity: JournalIdentity?) throws {
    let (length, beginning) = try keeping(.create) { () throws(SystemError) in
      (
        try System.length(of: descriptor),
        try System.read(from: descriptor, at: 0, count: Self.beginning.count)
      )
    }
    // A kill may have left less than the first line.
    if Self.beginning.starts(with: beginning), beginning.count < Self.beginning.count { return }
    guard beginning == Self.beginning else {
      throw StudyError(
        "the file \(Quoted.text(path)) is no journal that this version of simctl can read",
        advice: Self.adviceToBeginAnew)
    }
    var offset = beginning.count
    var isIdentified = false
    while let (content, end) = try record(at: offset, length: length) {
      guard let kind = content.first.flatMap(Kind.init) else { break }
      let body = content.dropFirst()
      if !isIdentified {
        guard kind == .identity else { break }
        if let identity { try check(String(decoding: body, as: UTF8.self), identity) }
        isIdentified = true
      } else {
        guard take(kind, body, endingAt: end) else { break }
      }
      offset = end
    }
    if isIdentified { state.withLock { $0.end = offset } }
  }

  private func check(_ text: String, _ identity: JournalIdentity) throws {
    guard let found = JournalIdentity(text) else { return }
    if let difference = identity.difference(from: found) {
      throw StudyError(
        "the unfinished run in \(Quoted.text(Directory.containing(path))) \(difference)",
        advice: Self.adviceToBeginAnew)
    }
  }

  /// What to do about a journal that cannot be used.
  package static let adviceToBeginAnew =
    "Run it as it was begun, or leave out --resume: then everything is run anew."

  /// A whole record, and where it ends; nil at the end of what is whole.
  private func record(at offset: Int, length: Int) throws -> (content: [UInt8], end: Int)? {
    guard length - offset > 16 else { return nil }
    return try keeping(.write) { () throws(SystemError) in
      let frame = try System.read(from: descriptor, at: offset, count: 16)
      let count = Self.number(frame[..<8])
      guard count > 0, count <= UInt64(length - offset - 16) else { return nil }
      let content = try System.read(from: descriptor, at: offset + 16, count: Int(count))
      guard Digest(of: content).value == Self.number(frame[8...]) else { return nil }
      return (content, offset + 16 + content.count)
    }
  }

  /// Notes what a record says; false when that makes no sense.
  private func take(_ kind: Kind, _ body: ArraySlice<UInt8>, endingAt end: Int) -> Bool {
    switch kind {
    case .identity: return false
    case .process:
      guard let number = Int32(String(decoding: body, as: UTF8.self)) else { return false }
      state.withLock { $0.processes.append(number) }
      return true
    case .result:
      let parts = body.split(separator: 0x0a, maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3,
        let replication = Int(String(decoding: parts[1], as: UTF8.self))
      else { return false }
      // Deployments that this run leaves out keep their results.
      let name = String(decoding: parts[0], as: UTF8.self)
      if let deployment = deployments.firstIndex(of: name) {
        let key = RunKey(deployment: deployment, replication: replication)
        state.withLock { $0.places[key] = (end - parts[2].count, parts[2].count) }
      }
      return true
    }
  }

  /// Removes the temporary files of the processes that had worked on this before.
  ///
  /// They are dead, as the file was not locked.
  private func removeLeftovers(in folder: String) {
    let processes = state.withLock { Set($0.processes) }.subtracting([System.processNumber])
    if processes.isEmpty { return }
    for name in System.names(in: folder)
    where name.hasSuffix(".tmp") && processes.contains(where: { name.hasPrefix(".simctl-\($0)-") })
    {
      try? System.remove(Directory.path(folder, name))
    }
  }
}
