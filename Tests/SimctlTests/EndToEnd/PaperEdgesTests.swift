import TestSupport
import Testing

@testable import simctl

/// `simctl paper edges` as users run it.
@Suite struct PaperEdgesTests {
  @Test func `verdicts that hang on a value are named`() throws {
    let workplace = try Workplace()
    let result = try Program.run(
      ["paper", "edges", "--parameters", "aws-lambda/latency.cold_start.model_download.base"]
        + ["--change", "20", "--draws", "2"], in: workplace.directory.path)
    #expect(result.status == 0, "\(result.messages)")
    #expect(result.output.contains("parallel-1"))
    #expect(result.output.contains("2 of 2 changes change a verdict"))
  }

  @Test(arguments: [["--parameters", "none*"], ["--change", "0"], ["--draws", "1"]])
  func `a mistake in the command line names the help of the two words`(arguments: [String]) throws {
    let workplace = try Workplace()
    let result = try Program.run(["paper", "edges"] + arguments, in: workplace.directory.path)
    #expect(result.status == 2)
    #expect(result.messages.contains("See 'simctl paper edges --help'."))
  }
}
