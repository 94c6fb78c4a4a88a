import Platforms
import SimCore
import Testing

@Suite struct ServiceTimeTests {
  private let alone = Interval.milliseconds(100)

  private func time(_ service: ServiceTime, inService: Int, waiting: Int = 0) -> Interval {
    var random = Random(seed: 1)
    return service.sample(Load(inService: inService, waiting: waiting), using: &random)
  }

  @Test func `a plain service time does not depend on the load`() {
    let service = ServiceTime(.constant(alone))
    #expect(time(service, inService: 1) == alone)
    #expect(time(service, inService: 1000, waiting: 100_000) == alone)
  }

  @Test(arguments: [(1, 100), (2, 100), (4, 100), (5, 125), (8, 200), (12, 300)])
  func `hardware that serves four at full speed is shared evenly among more`(
    inService: Int, milliseconds: Int64
  ) {
    let service = ServiceTime(.constant(alone), parallelism: 4)
    #expect(time(service, inService: inService) == .milliseconds(milliseconds))
  }

  @Test func `hardware weaker than one request's full speed slows down the only one`() {
    let service = ServiceTime(.constant(alone), parallelism: 0.5)
    #expect(time(service, inService: 1) == .milliseconds(200))
  }

  @Test(arguments: [(0, 100), (49, 100), (50, 100), (51, 150), (1000, 150)])
  func `more waiting requests than the limit slow service down`(
    waiting: Int, milliseconds: Int64
  ) {
    let service = ServiceTime(.constant(alone), overloadFrom: 50, overloadFactor: 1.5)
    #expect(time(service, inService: 1, waiting: waiting) == .milliseconds(milliseconds))
  }

  @Test func `sharing and overload multiply`() {
    let service = ServiceTime(
      .constant(alone), parallelism: 2, overloadFrom: 10, overloadFactor: 1.5)
    #expect(time(service, inService: 6, waiting: 11) == .milliseconds(450))
  }

  @Test func `the load does not shift the stream of random numbers`() {
    let service = ServiceTime(.exponential(mean: alone), parallelism: 1, overloadFactor: 2)
    var light = Random(seed: 7)
    var heavy = light
    for _ in 0..<100 {
      let first = service.sample(Load(inService: 1, waiting: 0), using: &light)
      let second = service.sample(Load(inService: 3, waiting: 0), using: &heavy)
      #expect(second == first.scaled(by: 3))
    }
  }

  @Test(arguments: [(0.0, 100), (0.31, 317), (1.0, 800)])
  func `each further request of a batch adds its fraction`(marginal: Double, milliseconds: Int64) {
    let service = ServiceTime(.constant(alone), batchMarginal: marginal)
    var random = Random(seed: 1)
    for (batch, expected) in [(1, 100), (8, milliseconds)] {
      let time = service.sample(Load(inService: 1, waiting: 0, batch: batch), using: &random)
      #expect(time == .milliseconds(expected))
    }
  }

  @Test func `batches, sharing and overload multiply, with one draw`() {
    let service = ServiceTime(
      .exponential(mean: alone), parallelism: 1, overloadFrom: 0, overloadFactor: 1.5,
      batchMarginal: 0.5)
    var one = Random(seed: 7)
    var five = one
    for _ in 0..<100 {
      let first = service.sample(Load(inService: 1, waiting: 0), using: &one)
      let second = service.sample(Load(inService: 2, waiting: 1, batch: 5), using: &five)
      #expect(second == first.scaled(by: 2 * 1.5 * 3))
    }
  }

  @Test func `an overload that makes service faster is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = ServiceTime(.constant(.seconds(1)), overloadFactor: 0.9)
    }
  }
}
