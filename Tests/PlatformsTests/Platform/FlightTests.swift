import Testing

@testable import Platforms

@Suite struct FlightTests {
  @Test func `the row of a request, like that of an instance, is one line of the cache`() {
    #expect(MemoryLayout<Flight>.stride == 64)
    #expect(MemoryLayout<Instance>.stride == 64)
  }
}
