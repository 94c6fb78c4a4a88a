import SimCore
import Testing

@testable import Platforms

@Suite struct CycleDecodingTests {
  private func pieces(_ text: String) throws -> [ArrivalProcess.Piece] {
    guard case .piecewise(let pieces, true)? = try Decoded.process(text)?.shape else { return [] }
    return pieces
  }

  @Test func `a sine has its mean, its peak and its valley`() throws {
    let pieces = try pieces(
      #"{ "sinusoidal": { "mean": "10/s", "amplitude": 0.5, "period": "1d", "peak": "15h" } }"#)
    #expect(pieces.count == 288)
    let length = pieces.reduce(Interval.zero) { $0 + $1.length }
    #expect(length == .minutes(24 * 60))
    let mean = pieces.reduce(0) { $0 + $1.rate * $1.length.seconds } / length.seconds
    #expect(abs(mean - 10) < 1e-9)
    // The steps beside the peak and the valley, five minutes each.
    #expect(abs(pieces[180].rate - 15) < 0.001 && abs(pieces[179].rate - 15) < 0.001)
    #expect(abs(pieces[36].rate - 5) < 0.001)
    // A quarter of a period later the rate is the mean, and falls by 2 pi / 288 of the amplitude.
    #expect(abs(pieces[251].rate - 10) < 0.06 && abs(pieces[252].rate - 10) < 0.06)
  }

  @Test func `the sine has the values of tables`() {
    let values: [(Double, Double)] = [
      (0, 0), (1.0 / 12, 0.5), (0.125, 0.707_106_781_186_547_5), (0.25, 1), (0.5, 0), (0.75, -1),
      (-1.0 / 12, -0.5), (1 + 1.0 / 12, 0.5), (5.0 / 12, 0.5),
    ]
    for (turns, value) in values { #expect(abs(Sine.sine(turns) - value) < 1e-14) }
  }

  @Test func `hours have their rates, over and over`() throws {
    let pieces = try pieces(#"{ "hourly": { "rates": ["1/s", "0/s", "3/min"] } }"#)
    #expect(pieces.map(\.rate) == [1, 0, 0.05])
    #expect(pieces.allSatisfy { $0.length == .minutes(60) })
  }

  @Test(arguments: [
    Wrong(
      #"{ "duration": "1s", "arrivals": { "hourly": { "rates": ▸["0/s"] } } }"#,
      "workload.arrivals.hourly.rates", "has no rate above 0, so that no request can arrive",
      "write such as"),
    Wrong(
      #"{ "duration": "1s", "arrivals": { "sinusoidal": { "mean": "1/s", "amplitude": ▸2 } } }"#,
      "workload.arrivals.sinusoidal.amplitude", "must be at most 1, found 2", "1"),
    Wrong(
      #"{ "duration": "1s", "arrivals": { "sinusoidal": ▸{ "amplitude": 1 } } }"#,
      "workload.arrivals.sinusoidal", "the key `mean` is missing", "add \"mean\""),
  ])
  func `a cycle that cannot be is refused`(_ wrong: Wrong) throws {
    try wrong.inWorkload.check()
  }
}
