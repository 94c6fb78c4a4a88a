import Platforms
import SimCore
import Synchronization

/// The results of finished runs in a hidden file of the output folder, from which a run that was
/// killed goes on.
///
/// The file begins with a line that names its form. Records follow, each with its length and a
/// fingerprint: first what the results are of, then results in the order in which they came in. A
/// record that is not whole, as a kill leaves it, ends what counts, and is cut off before more is
/// written.
///
/// A file of this name that is no journal, or that has a second name under which somebody keeps it,
/// is never written to.
package final class Journal: Sendable {
  /// The file's name.
  package static let name = ".simctl-journal"
  /// What the first line of every version begins with.
  private static let mark = Array("simctl journal ".utf8)
  private static let beginning = mark + Array("2\n".utf8)

  /// What a record holds, as its first byte.
  private enum Kind: UInt8 { case identity = 1, result }

  private struct State {
    var end = 0
    /// Where records of an earlier process are, and those of this one that are asked for by key.
    var places: [RunKey: Int] = [:]
    /// How many results there are.
    var count = 0
    /// A failure after which the end of the file is unknown.
    var failure: SystemError?
  }

  /// The lock of the folder.
  let lock: FolderLock
  /// Where the file is.
  package let path: String
  private let descriptor: Int32
  private let names: [String]
  private let numbers: [String: Int]
  private let state = Lock(State())

  /// Opens the journal of a folder.
  ///
  /// - Parameters:
  ///   - lock: the right to write into the folder.
  ///   - scenario: what the results are of.
  ///   - resumes: whether results that are there are kept; otherwise they are thrown away.
  /// - Throws: `OutputError`, or `StudyError` when the file is no journal, or its results are of
  ///   something else.
  package convenience init(_ lock: FolderLock, of scenario: Scenario, resumes: Bool) throws {
    try self.init(
      lock, of: JournalIdentity(of: scenario), names: scenario.deployments.map(\.name),
      resumes: resumes)
  }

  /// Opens the journal of a folder, of results that have names in place of deployments.
  init(
    _ lock: FolderLock, of identity: JournalIdentity, names: [String], resumes: Bool
  ) throws {
    self.lock = lock
    path = Directory.path(lock.folder, Self.name)
    self.names = names
    numbers = Dictionary(zip(names, names.indices)) { first, _ in first }
    descriptor = try Self.open(path, resumes: resumes)
    try read(expecting: identity)
    try keeping(.write) { () throws(SystemError) in
      try System.truncate(descriptor, to: state.withLock { $0.end })
    }
    if state.withLock({ $0.end }) == 0 {
      try append(Self.beginning)
      try append(.identity, Array(identity.text.utf8))
    }
  }

  deinit { try? System.closeFile(descriptor) }

  /// Opens the file; unless its results are kept, one that is there gives way to a new one.
  private static func open(_ path: String, resumes: Bool) throws -> Int32 {
    func openFile() throws(OutputError) -> Int32 {
      do throws(SystemError) {
        return try System.openForRecords(path)
      } catch {
        throw OutputError(action: .create, path: path, cause: error)
      }
    }
    let descriptor = try openFile()
    do {
      let begun = try System.read(from: descriptor, at: 0, count: mark.count)
      // A kill may have left less than the first line.
      guard mark.starts(with: begun), System.nameCount(of: descriptor) == 1 else {
        throw StudyError.foreign(path, "journal")
      }
      if resumes { return descriptor }
      try System.remove(path)
    } catch {
      try? System.closeFile(descriptor)
      guard let cause = error as? SystemError else { throw error }
      throw OutputError(action: .create, path: path, cause: cause)
    }
    try? System.closeFile(descriptor)
    return try openFile()
  }

  /// Whether there is no result.
  package var isEmpty: Bool { state.withLock { $0.count == 0 } }

  /// Where the results are that can be asked for by their run: those of an earlier process, and
  /// those added with ``append(_:of:)-([UInt8],_)``.
  package var places: [RunKey: Int] { state.withLock { $0.places } }

  /// Adds the result of a run.
  ///
  /// - Returns: where it is. As there may be millions of them, the journal does not keep that.
  package func append(_ figures: RunFigures, of key: RunKey) throws -> Int {
    var bytes: [UInt8] = []
    figures.append(to: &bytes)
    return try append(.result, Self.label(names[key.deployment], key.replication) + bytes)
  }

  /// Adds a result as bytes, which can then be asked for.
  func append(_ bytes: [UInt8], of key: RunKey) throws {
    let label = Self.label(names[key.deployment], key.replication)
    let place = try append(.result, label + bytes)
    state.withLock { $0.places[key] = place }
  }

  /// The result at a place, exactly as it was added.
  package func figures(at place: Int) throws -> RunFigures {
    guard let figures = RunFigures(try bytes(at: place)) else { throw unreadable }
    return figures
  }

  /// The bytes of a result that can be asked for.
  func bytes(of key: RunKey) throws -> ArraySlice<UInt8> {
    guard let place = state.withLock({ $0.places[key] }) else {
      preconditionFailure("Only results that are there are asked for.")
    }
    return try bytes(at: place)
  }

  private func bytes(at place: Int) throws -> ArraySlice<UInt8> {
    let length = state.withLock { $0.end }
    guard let (content, _) = try record(at: place, length: length),
      let (_, _, bytes) = Self.parts(content.dropFirst())
    else { throw unreadable }
    return bytes
  }

  private var unreadable: StudyError {
    StudyError(
      "a result in the file \(Quoted.text(path)) cannot be read", advice: Self.adviceToBeginAnew)
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
  /// - Returns: where it begins.
  @discardableResult
  private func append(_ kind: Kind, _ body: [UInt8]) throws -> Int {
    let content = [kind.rawValue] + body
    let frame = Self.bytes(UInt64(content.count)) + Self.bytes(Digest(of: content).value)
    let place = try append(frame + content)
    if kind == .result { state.withLock { $0.count += 1 } }
    return place
  }

  /// Adds bytes; after a failure, what was written of them is cut off.
  ///
  /// - Returns: where they begin.
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
      defer { state.end += bytes.count }
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
  private func read(expecting identity: JournalIdentity) throws {
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
        try check(String(decoding: body, as: UTF8.self), identity)
        isIdentified = true
      } else {
        guard kind == .result, take(body, at: offset) else { break }
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

  /// Notes the result in a record; false when the record makes no sense.
  private func take(_ body: ArraySlice<UInt8>, at place: Int) -> Bool {
    guard let (name, replication, _) = Self.parts(body) else { return false }
    // Deployments that this run leaves out keep their results.
    if let deployment = numbers[name] {
      let key = RunKey(deployment: deployment, replication: replication)
      state.withLock { state in
        state.places[key] = place
        state.count += 1
      }
    }
    return true
  }

  /// What the body of a result has: the deployment's name, the replication, and the result.
  private static func parts(
    _ body: ArraySlice<UInt8>
  ) -> (name: String, replication: Int, bytes: ArraySlice<UInt8>)? {
    let parts = body.split(separator: 0x0a, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let replication = Int(String(decoding: parts[1], as: UTF8.self)),
      replication >= 0
    else { return nil }
    return (String(decoding: parts[0], as: UTF8.self), replication, parts[2])
  }
}
