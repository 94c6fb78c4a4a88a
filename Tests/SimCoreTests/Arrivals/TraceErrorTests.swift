import SimCore
import Testing

@Suite struct TraceErrorTests {
  @Test func `an error of a row names its line`() {
    let error = TraceError(.negative, line: 12)
    #expect(error.description == "line 12: the arrival time is negative")
    #expect(TraceError(.empty).description == "the trace holds no arrival")
  }
}
