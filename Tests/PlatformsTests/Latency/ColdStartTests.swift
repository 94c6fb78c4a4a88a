import Platforms
import SimCore
import Testing

@Suite struct ColdStartTests {
  private func coldStart(_ billed: Set<ColdStart.Step> = []) -> ColdStart {
    ColdStart(
      containerInitialisation: .constant(.milliseconds(1)),
      libraryImport: .constant(.milliseconds(20)), modelDownload: .constant(.milliseconds(300)),
      modelLoad: .constant(.milliseconds(4000)), firstInference: .constant(.milliseconds(50_000)),
      billedSteps: billed)
  }

  @Test func `container and imports come before the first request, the rest belongs to it`() {
    var random = Random(seed: 1)
    #expect(coldStart().startup(using: &random).duration == .milliseconds(21))
    #expect(coldStart().firstRequest(using: &random) == .milliseconds(54_300))
    #expect(coldStart().mean == 54.321)
  }

  @Test(
    arguments: [
      ([], 0), ([.containerInitialisation], 1), ([.libraryImport], 20),
      ([.containerInitialisation, .libraryImport], 21), ([.modelDownload, .modelLoad], 0),
    ] as [(Set<ColdStart.Step>, Int64)])
  func `of a start only the billed steps are billed`(
    steps: Set<ColdStart.Step>, milliseconds: Int64
  ) {
    var random = Random(seed: 1)
    let startup = coldStart(steps).startup(using: &random)
    #expect(startup.billed == .milliseconds(milliseconds))
    #expect(startup.duration == .milliseconds(21))
  }

  @Test func `what is billed does not change what is drawn`() {
    func random(_ billed: Set<ColdStart.Step>) -> ColdStart {
      ColdStart(
        containerInitialisation: .exponential(mean: .seconds(1)),
        libraryImport: .exponential(mean: .seconds(2)),
        modelDownload: .exponential(mean: .seconds(3)), modelLoad: .exponential(mean: .seconds(4)),
        firstInference: .exponential(mean: .seconds(5)), billedSteps: billed)
    }
    var first = Random(seed: 2)
    var second = first
    for _ in 0..<50 {
      let all = random([.containerInitialisation, .libraryImport]).startup(using: &first)
      let none = random([]).startup(using: &second)
      #expect(all.duration == none.duration)
      #expect(all.billed == all.duration)
      #expect(none.billed == .zero)
      #expect(
        random([.libraryImport]).firstRequest(using: &first)
          == random([]).firstRequest(using: &second))
    }
  }
}
