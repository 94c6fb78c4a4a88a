import Documents
import SimCore

extension Digest {
  /// The fingerprint of what a scenario's JSON says, however its text is spaced and broken into
  /// lines.
  ///
  /// The seed is left out: it stands beside the fingerprint wherever that is written, and another
  /// may be given on the command line. A platform counts as the edition that is meant, by its key
  /// in the catalog: so a fingerprint is another once a newer edition is the newest, and that of a
  /// scenario of the first editions is what it was before there were others.
  init(ofScenario value: JSONValue, _ catalog: Catalog) {
    guard case .object(let members) = catalog.keyed(value).kind else {
      preconditionFailure("A scenario is an object.")
    }
    let rest = members.filter { $0.key != ScenarioKeys.seed.name }
    self.init(of: Array(JSONValue(.object(rest)).compactText.utf8))
  }

  /// The fingerprint of bytes.
  package init(of bytes: [UInt8]) {
    var folder = ByteFolder()
    folder.fold(bytes[...])
    self = folder.digest
  }
}

/// Folds bytes into a digest, eight at a time, in pieces of any length.
private struct ByteFolder {
  private var folded = Digest()
  private var word: UInt64 = 0
  private var count: UInt64 = 0

  /// Folds in the next bytes.
  mutating func fold(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      word |= UInt64(byte) &<< ((count & 7) &* 8)
      count &+= 1
      if count & 7 == 0 {
        folded.fold(word)
        word = 0
      }
    }
  }

  /// The digest of all bytes so far; their number is folded in last.
  var digest: Digest {
    var digest = folded
    digest.fold(word)
    digest.fold(count)
    return digest
  }
}

extension Scenario {
  /// Folds the bytes of the trace, if the scenario has one, into its digest: the same scenario with
  /// another trace asks another question.
  ///
  /// From then on every run of the scenario reads the very file that was folded in, or fails. What
  /// was folded in once is not again.
  ///
  /// - Parameters:
  ///   - directory: where the file of the trace is looked for when its path is relative.
  ///   - proceed: called now and then; reading stops when it returns false.
  /// - Throws: ``RunError`` when the trace cannot be read.
  package mutating func foldTrace(
    in directory: String, proceed: () -> Bool = { true }
  ) throws(RunError) {
    if case .functions(let functions) = workload.arrivals {
      return try foldFunctions(functions, in: directory, proceed)
    }
    guard case .trace(let trace) = workload.arrivals, traceState == nil else { return }
    let file: TraceFile
    do {
      file = try TraceFile(trace.path(in: directory))
    } catch {
      throw .trace(file: trace.file, error)
    }
    try fold(file, named: trace.file, proceed)
    traceState = file.state
  }

  /// The same of files of functions, one after another.
  private mutating func foldFunctions(
    _ functions: FunctionWorkload, in directory: String, _ proceed: () -> Bool
  ) throws(RunError) {
    guard case .files(let files) = functions.source, functionStates.isEmpty else { return }
    let opened = try open(files, in: directory)
    for (file, name) in zip(opened, files.all) { try fold(file, named: name, proceed) }
    functionStates = opened.map(\.state)
  }

  /// Folds the bytes of a file into the digest, where there is one.
  private mutating func fold(
    _ file: TraceFile, named name: String, _ proceed: () -> Bool
  ) throws(RunError) {
    guard digest != nil else { return }
    var folder = ByteFolder()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    do throws(TraceError) {
      while proceed() {
        let count = try file.read(into: &buffer)
        if count == 0 {
          try file.checkUnchanged()
          digest?.fold(folder.digest.value)
          return
        }
        folder.fold(buffer[..<count])
      }
    } catch {
      throw .trace(file: name, error)
    }
    throw .stopped
  }
}
