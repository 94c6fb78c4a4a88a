/// Bytes that are added at the end and read from the beginning, in memory as long as they are few.
///
/// Copies share what is in the file: bytes are added to one of them only.
struct ScratchBytes: Sendable {
  /// How many bytes there are.
  private(set) var count = 0
  /// The last bytes.
  private var tail: [UInt8] = []
  /// Where the parts of the file are that have the bytes before; each is twice as long as the one
  /// before, so that their places take next to no memory.
  private var parts: [Int] = []
  private let file: ScratchFile
  private let kept: Int

  /// No bytes yet.
  ///
  /// - Parameters:
  ///   - file: where they go when they are many.
  ///   - kept: how many are kept in memory at the most, greater than 0.
  init(_ file: ScratchFile, keeping kept: Int) {
    precondition(kept > 0, "Something is kept.")
    self.file = file
    self.kept = kept
  }

  /// How many bytes are in the file.
  private var written: Int { count - tail.count }

  /// Adds bytes.
  mutating func append(_ bytes: ArraySlice<UInt8>) throws(OutputError) {
    tail += bytes
    count += bytes.count
    if tail.count > kept { try writeTail() }
  }

  private mutating func writeTail() throws(OutputError) {
    var rest = tail[...]
    while !rest.isEmpty {
      let (part, used) = place(of: count - rest.count)
      if part == parts.count { parts.append(file.room(for: length(of: part))) }
      let piece = rest.prefix(length(of: part) - used)
      try file.write(piece, at: parts[part] + used)
      rest = rest.dropFirst(piece.count)
    }
    tail.removeAll(keepingCapacity: true)
  }

  /// Up to some bytes from an index on; fewer at the end of a part, and none at the end of all.
  func bytes(from index: Int, count most: Int) -> ArraySlice<UInt8> {
    guard index < written else { return tail.dropFirst(index - written).prefix(most) }
    let (part, used) = place(of: index)
    let here = min(most, length(of: part) - used, written - index)
    return file.read(at: parts[part] + used, count: here)[...]
  }

  private func length(of part: Int) -> Int { kept << part }

  /// The part that has a byte of the file, and how far in.
  private func place(of index: Int) -> (part: Int, used: Int) {
    // Parts before part k have (2^k - 1) times the length of the first.
    let number = index / kept + 1
    let part = number.bitWidth - 1 - number.leadingZeroBitCount
    return (part, index - kept * ((1 << part) - 1))
  }
}
