import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperVerdictTests {
  private func verdict(_ simulated: Double?, _ id: String) throws -> PaperVerdict {
    PaperVerdict(simulated, on: try PaperSupport.target(id))
  }

  @Test(arguments: [
    (0.072, PaperVerdict.same), (0.0715, .same), (0.0725, .same), (0.07251, .within),
    (0.0755, .within), (0.0757, .off), (0.0685, .within), (0.0683, .off), (0, .off),
  ])
  func `a rounded number is met to its digits, within 5 %, or not`(
    simulated: Double, expected: PaperVerdict
  ) throws {
    #expect(try verdict(simulated, "table2-gcp-cloud-functions-mobilenet-ort1.6-200") == expected)
  }

  @Test func `a count that is printed whole has to be that count`() throws {
    #expect(try verdict(15, "count-lambda-40") == .same)
    #expect(try verdict(16, "count-lambda-40") == .off)
    #expect(try verdict(71, "count-cf-40") == .within)
  }

  @Test func `a ratio is met to its digits`() throws {
    #expect(try verdict(185.34, "ratio-sagemaker-lambda-40") == .same)
    #expect(try verdict(180, "ratio-sagemaker-lambda-40") == .within)
  }

  @Test func `a bound or an approximate number has a band and no tolerance`() throws {
    #expect(try verdict(1200, "count-cf-tf-200-first") == .inside)
    #expect(try verdict(1300, "count-cf-tf-200-first") == .inside)
    #expect(try verdict(1301, "count-cf-tf-200-first") == .outside)
    #expect(try verdict(0.0149, "gpu-service") == .inside)
    #expect(try verdict(0.0151, "gpu-service") == .outside)
  }

  @Test func `without a simulated number the verdict says so`() throws {
    #expect(try verdict(nil, "gpu-service") == .missing)
  }

  @Test func `verdicts are ordered`() {
    let order: [PaperVerdict] = [.same, .within, .off, .missing]
    for (better, worse) in zip(order, order.dropFirst()) {
      #expect(worse.isWorse(than: better) && !better.isWorse(than: worse))
    }
    #expect(PaperVerdict.outside.isWorse(than: .inside))
    #expect(!PaperVerdict.same.isWorse(than: .same))
  }
}
