import SimCore
import TestSupport
import Testing

@testable import Studies

@Suite struct ScratchBytesTests {
  /// All bytes, fetched in portions.
  private func all(_ bytes: ScratchBytes, portion: Int) -> [UInt8] {
    var found: [UInt8] = []
    while true {
      let more = bytes.bytes(from: found.count, count: portion)
      #expect(more.count <= portion)
      if more.isEmpty { return found }
      found += more
    }
  }

  @Test(arguments: [1, 2, 7, 64, 1000])
  func `bytes come back in their order, whatever is kept in memory`(kept: Int) throws {
    let file = ScratchFile()
    var stored = (0..<3).map { _ in ScratchBytes(file, keeping: kept) }
    var expected = [[UInt8]](repeating: [], count: 3)
    var random = Random(seed: UInt64(kept))
    for _ in 0..<400 {
      let which = Int(random.next() % 3)
      let bytes = (0..<random.next() % 20).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      try stored[which].append(bytes[...])
      expected[which] += bytes
    }
    for (bytes, expected) in zip(stored, expected) {
      #expect(bytes.count == expected.count)
      for portion in [1, 13, 100_000] { #expect(all(bytes, portion: portion) == expected) }
    }
    #expect(file.failure == nil)
  }

  @Test func `a file leaves no name, and none is made for few bytes`() throws {
    let folder = try ScratchDirectory()
    do {
      let file = ScratchFile(in: folder.file("missing"))
      var few = ScratchBytes(file, keeping: 10)
      try few.append([1, 2, 3])
      #expect(all(few, portion: 10) == [1, 2, 3] && file.failure == nil)
    }
    let file = ScratchFile(in: folder.path)
    var many = ScratchBytes(file, keeping: 10)
    for _ in 0..<100 { try many.append([1, 2, 3]) }
    #expect(all(many, portion: 50).count == 300)
    #expect(try folder.names.isEmpty)
  }
}
