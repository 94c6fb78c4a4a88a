import Platforms
import SimCore
import Testing

@Suite struct AnyLatencyTests {
  private let staged = StagedLatency(
    network: .exponential(mean: .milliseconds(1)),
    coldStart: ColdStart(
      containerInitialisation: .exponential(mean: .seconds(1)),
      libraryImport: .exponential(mean: .seconds(2)),
      modelDownload: .exponential(mean: .seconds(3)), modelLoad: .exponential(mean: .seconds(4)),
      firstInference: .exponential(mean: .seconds(5)), billedSteps: [.libraryImport]),
    serviceTime: ServiceTime(.exponential(mean: .milliseconds(7)), parallelism: 2),
    executionLimit: .seconds(9))
  private let preloaded = PreloadedLatency(
    network: .exponential(mean: .milliseconds(2)),
    serviceTime: ServiceTime(.exponential(mean: .milliseconds(8)), parallelism: 3),
    executionLimit: .seconds(11))

  private func expectAlike(_ any: AnyLatency, _ policy: some LatencyPolicy) {
    var first = Random(seed: 4)
    var second = first
    for inService in 1...20 {
      let load = Load(inService: inService, waiting: 0)
      #expect(any.network(using: &first) == policy.network(using: &second))
      #expect(any.service(load, using: &first) == policy.service(load, using: &second))
      let start = any.startup(using: &first)
      let expected = policy.startup(using: &second)
      #expect(start.duration == expected.duration && start.billed == expected.billed)
      #expect(any.firstRequest(using: &first) == policy.firstRequest(using: &second))
    }
    #expect(first.next() == second.next())
    #expect(any.executionLimit == policy.executionLimit)
  }

  @Test func `each case takes as long as the policy in it`() {
    expectAlike(.staged(staged), staged)
    expectAlike(.preloaded(preloaded), preloaded)
  }

  @Test func `machines with the model loaded have no start`() {
    var random = Random(seed: 1)
    #expect(preloaded.startup(using: &random).duration == .zero)
    #expect(preloaded.firstRequest(using: &random) == .zero)
    #expect(
      random.next()
        == {
          var fresh = Random(seed: 1); return fresh.next()
        }())
  }

  @Test func `a staged latency passes on the steps of its cold start`() {
    var first = Random(seed: 3)
    var second = first
    let start = staged.startup(using: &first)
    let expected = staged.coldStart.startup(using: &second)
    #expect(start.duration == expected.duration && start.billed == expected.billed)
    #expect(
      staged.firstRequest(using: &first) == staged.coldStart.firstRequest(using: &second))
  }
}
