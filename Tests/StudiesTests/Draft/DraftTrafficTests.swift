import Testing

@testable import Studies

@Suite struct DraftTrafficTests {
  @Test func `a rate, a day and a file are told apart`() throws {
    #expect(try DraftTraffic("300/min") == .rate(5))
    #expect(try DraftTraffic("0/s..20/s") == .daily(least: 0, greatest: 20))
    #expect(try DraftTraffic(#filePath) == .trace(#filePath))
  }

  @Test(arguments: [
    ("5", "has no unit"), ("0/s", "is not above 0"), ("5/s..1/s", "falls"),
    ("..5/s", "is empty"), ("1/s..x", "does not begin with a number"), ("", "is empty"),
  ])
  func `what is no traffic is refused`(text: String, what: String) {
    let error = #expect(throws: DraftMistake.self) { try DraftTraffic(text) }
    #expect(error?.what.contains(what) == true, "\(String(describing: error))")
  }

  @Test func `a run is long enough for its percentiles, and no longer than a month`() throws {
    #expect(try DraftTraffic("5/s").value["duration"]?.compactText == #""2h""#)
    #expect(try DraftTraffic("500/s").value["duration"]?.compactText == #""1h""#)
    #expect(try DraftTraffic("1/h").value["duration"]?.compactText == #""720h""#)
  }

  @Test func `a day has the mean of its two rates`() throws {
    let wave = try DraftTraffic("1/s..3/s").value["arrivals"]?["sinusoidal"]
    #expect(wave?["mean"]?.compactText == #""2/s""#)
    #expect(wave?["amplitude"]?.compactText == "0.5")
  }
}
