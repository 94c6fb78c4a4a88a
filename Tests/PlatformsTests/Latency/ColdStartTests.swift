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

  private func overlapping(_ milliseconds: [Int64], _ billed: Set<ColdStart.Step> = []) -> ColdStart
  {
    ColdStart(
      containerInitialisation: .constant(.milliseconds(milliseconds[0])),
      libraryImport: .constant(.milliseconds(milliseconds[1])),
      modelDownload: .constant(.milliseconds(milliseconds[2])),
      modelLoad: .constant(.milliseconds(milliseconds[3])),
      firstInference: .constant(.milliseconds(milliseconds[4])), billedSteps: billed,
      graph: StartGraph(.parallel1, prerequisite: 0.25))
  }

  @Test(
    arguments: [
      // The download is over before the instance is ready.
      ([1000, 2000, 300, 40, 5], 3000, 45), ([1000, 2000, 1500, 40, 5], 3000, 45),
      // A second of it is left.
      ([1000, 2000, 2500, 40, 5], 3000, 1045),
    ] as [([Int64], Int64, Int64)])
  func `only what is left of an overlapping download lengthens the first request`(
    steps: [Int64], ready: Int64, first: Int64
  ) {
    var random = Random(seed: 1)
    let startup = overlapping(steps, [.libraryImport]).startup(using: &random)
    #expect(startup.duration == .milliseconds(ready))
    #expect(startup.preparation == .milliseconds(first))
    #expect(startup.billed == .milliseconds(steps[1]))
    #expect(overlapping(steps).mean == Double(ready + first) / 1000)
  }

  @Test func `the order of the graph does not change what is drawn`() throws {
    func random(_ order: StartGraph.Order) -> ColdStart {
      ColdStart(
        containerInitialisation: .exponential(mean: .seconds(1)),
        libraryImport: .exponential(mean: .seconds(2)),
        modelDownload: .exponential(mean: .seconds(3)), modelLoad: .exponential(mean: .seconds(4)),
        firstInference: .exponential(mean: .seconds(5)),
        graph: StartGraph(order, prerequisite: 0.5, slices: 4))
    }
    var sequential = Random(seed: 3)
    var (first, second) = (sequential, sequential)
    for _ in 0..<50 {
      let startup = random(.sequential).startup(using: &sequential)
      let preparation = random(.sequential).firstRequest(using: &sequential)
      #expect(startup.preparation == nil)
      let one = random(.parallel1).startup(using: &first)
      let two = random(.parallel2).startup(using: &second)
      #expect(one.duration == startup.duration)
      #expect(two.duration == startup.duration)
      #expect(try #require(one.preparation) < preparation)
      #expect(try #require(two.preparation) <= #require(one.preparation))
    }
  }
}
