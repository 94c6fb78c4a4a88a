import SimCore
import Testing

@testable import Platforms

struct BatchTimesTests {
  @Test(
    arguments: [
      // 10, 16, 40 ms at 1, 4 and 8.
      (1, 1), (2, 1.2), (3, 1.4), (4, 1.6), (5, 2.2), (6, 2.8), (8, 4), (9, 4.6), (18, 10),
    ] as [(Int, Double)])
  func `times between sizes and beyond lie on straight lines`(size: Int, factor: Double) {
    let times = BatchTimes([(1, 10), (4, 16), (8, 40)])
    #expect(abs(times.factor(of: size) - factor) < 1e-12)
  }

  @Test func `times may fall where they were measured, and not beyond`() {
    let times = BatchTimes([(1, 10), (2, 20), (4, 15)])
    #expect(abs(times.factor(of: 3) - 1.75) < 1e-12)
    #expect(times.factor(of: 4) == 1.5 && times.factor(of: 100) == 1.5)
  }

  @Test func `measured sizes are met exactly, and a table of two is the marginal time`() {
    let times = BatchTimes([(1, 5.79), (2, 6.61), (4, 7.12)])
    #expect(times.factor(of: 2) == 6.61 / 5.79 && times.factor(of: 4) == 7.12 / 5.79)
    let line = ServiceTime(.constant(.milliseconds(100)), batchTimes: BatchTimes([(1, 2), (3, 4)]))
    let marginal = ServiceTime(.constant(.milliseconds(100)), batchMarginal: 0.5)
    var random = Random(seed: 1)
    for batch in [1, 2, 3, 9] {
      let load = Load(inService: 1, waiting: 0, batch: batch)
      #expect(line.sample(load, using: &random) == marginal.sample(load, using: &random))
    }
  }

  @Test func `whether batches gain is seen at any size`() {
    #expect(ServiceTime(.constant(.zero), batchMarginal: 0.9).gainsByBatches)
    #expect(!ServiceTime(.constant(.zero)).gainsByBatches)
    let gains = BatchTimes([(1, 1), (2, 2), (8, 7)])
    #expect(ServiceTime(.constant(.zero), batchTimes: gains).gainsByBatches)
    let none = BatchTimes([(1, 1), (2, 2), (8, 9)])
    #expect(!ServiceTime(.constant(.zero), batchTimes: none).gainsByBatches)
  }
}
