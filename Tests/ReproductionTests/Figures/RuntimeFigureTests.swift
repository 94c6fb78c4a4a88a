import Testing

@testable import Reproduction

@Suite struct RuntimeFigureTests {
  @Test func `what is seen is told with its numbers`() throws {
    let figure = try #require(RuntimeFigure.make(SampleRuns.all))
    // (3000 + 29 * 400) / (3000 + 29 * 40) is 3.5.
    #expect(
      figure.seenHere
        == "With ORT1.6, Lambda's mean latency is below Cloud Functions' in 0 of 3 workloads. "
        + "TensorFlow's mean is up to 3.5 times OnnxRuntime's on Lambda and up to 3.5 times on "
        + "Cloud Functions. Lambda's worst mean of the three workloads is 1.0 times its best, "
        + "Cloud Functions' 1.0 times (ORT1.6).")
  }

  @Test func `a deviation above the mean is cut at zero, which has no cap and is said`() throws {
    let figure = try #require(RuntimeFigure.make(SampleRuns.all))
    #expect(figure.svg.contains("cut there"))
    // The mean is below the deviation of every run but for TensorFlow's: 0.49 s with 0.47 s.
    #expect(figure.svg.matches(of: /class="whisker"/).count == 12 * 2 + 6)
  }
}
