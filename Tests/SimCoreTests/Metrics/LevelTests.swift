import SimCore
import Testing

@Suite struct LevelTests {
  private func at(_ nanoseconds: Int64) -> Instant { Instant(nanoseconds: nanoseconds) }

  @Test func `a level counts value times time`() {
    var level = Level()
    level.change(by: 2, at: at(10))
    level.change(by: 3, at: at(14))
    level.change(by: -4, at: at(20))
    #expect(level.value == 1)
    #expect(level.peak == 5)
    #expect(level.integral(at: at(20)) == 2 * 4 + 5 * 6)
    #expect(level.integral(at: at(30)) == 2 * 4 + 5 * 6 + 10)
    #expect(level.mean(at: at(38)) == 56.0 / 38)
  }

  @Test func `changes at one instant have no integral but may make a peak`() {
    var level = Level()
    level.change(by: 7, at: at(5))
    level.change(by: -7, at: at(5))
    #expect(level.peak == 7)
    #expect(level.integral(at: at(1000)) == 0)
  }

  @Test func `closing a window begins the next with the present value, and forgets no peak`() {
    var level = Level()
    level.change(by: 5, at: at(1))
    level.change(by: -3, at: at(2))
    #expect(level.closeWindow() == 5)
    #expect(level.closeWindow() == 2)
    level.change(by: 1, at: at(3))
    #expect(level.peak == 5)
    #expect(level.closeWindow() == 3)
    level.change(by: 9, at: at(4))
    #expect(level.peak == 12)
  }

  @Test func `a level agrees with the sum over single nanoseconds`() {
    var random = Random(seed: 3)
    for _ in 0..<50 {
      var level = Level()
      var values = [Int](repeating: 0, count: 200)
      var time: Int64 = 0
      while true {
        time += Int64(random.next(below: 20))
        guard time < 200 else { break }
        let difference = Int(random.next(below: 11)) - 5
        level.change(by: difference, at: at(time))
        for later in Int(time)..<200 { values[later] += difference }
      }
      #expect(level.integral(at: at(200)) == Int128(values.reduce(0, +)))
    }
  }

  @Test func `the integral does not overflow in the longest run`() {
    var level = Level()
    level.change(by: 1 << 40, at: .zero)
    #expect(level.integral(at: .latestHorizon) == Int128(1) << 101)
  }

  @Test func `an empty run has a mean of zero`() {
    var level = Level()
    level.change(by: 3, at: .zero)
    #expect(level.mean(at: .zero) == 0)
  }
}
