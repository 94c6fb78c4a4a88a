import Testing

@testable import Platforms

@Suite struct InvocationTests {
  @Test func `the row of an invocation, like that of an instance, is one line of the cache`() {
    #expect(MemoryLayout<Invocation>.stride == 64)
    #expect(MemoryLayout<Instance>.stride == 64)
  }
}
