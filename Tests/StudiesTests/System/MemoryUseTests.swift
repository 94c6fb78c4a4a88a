import Testing

@testable import Studies

@Suite struct MemoryUseTests {
  private static let gigabyte = 1 << 30

  @Test func `memory is short when what is there could not be moved into twice its size`() {
    let gigabyte = Self.gigabyte
    #expect(!MemoryUse(resident: gigabyte).isShort)
    #expect(!MemoryUse(resident: gigabyte, belowLimit: 3 * gigabyte).isShort)
    #expect(MemoryUse(resident: gigabyte, belowLimit: 2 * gigabyte).isShort)
    #expect(!MemoryUse(resident: gigabyte, available: 2 * gigabyte).isShort)
    #expect(MemoryUse(resident: gigabyte, available: gigabyte).isShort)
    // A limit below what is there already leaves less than nothing.
    #expect(MemoryUse(resident: 1000, belowLimit: -5).isShort)
  }

  #if os(Linux)
    @Test func `what the process uses is told and is enough for these tests`() throws {
      let use = try #require(System.memoryUse())
      #expect(use.resident > 1 << 20)
      #expect(!MemoryLimit.isReached)
    }
  #endif
}
