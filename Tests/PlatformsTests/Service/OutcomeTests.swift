import Platforms
import Testing

@Suite struct OutcomeTests {
  @Test func `the names are those of the columns in the files`() {
    #expect(
      RequestOutcome.allCases.map(\.name) == [
        "succeeded", "throttled", "backlog_full", "timed_out", "unanswered",
      ])
  }

  @Test func `the numbers in the digest are fixed`() {
    #expect(RequestOutcome.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
  }
}
