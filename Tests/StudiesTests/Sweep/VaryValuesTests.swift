import Testing

@testable import Studies

@Suite struct VaryValuesTests {
  @Test(arguments: [
    ("1024MB,2048MB", ["1024MB", "2048MB"]),
    ("one", ["one"]),
    ("true,false,null", ["true", "false", "null"]),
    (#"{"mean":"1s","cv":0.2},"2s""#, [#"{"mean":"1s","cv":0.2}"#, #""2s""#]),
    (#"[1,2],"a,b\",c""#, ["[1,2]", #""a,b\",c""#]),
    ("1..10/10", ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]),
    ("0.1..0.3/3", ["0.1", "0.2", "0.3"]),
    ("0..1/4", ["0", "0.333333333", "0.666666667", "1"]),
    ("10..1/4", ["10", "7", "4", "1"]),
    ("512MB..2048MB/4", ["512MB", "1024MB", "1536MB", "2048MB"]),
    ("512..1024MB/2", ["512MB", "1024MB"]),
    ("10/s..30/s/3", ["10/s", "20/s", "30/s"]),
    ("1..100/log/5", ["1", "3.162", "10", "31.62", "100"]),
    ("512MB..4096MB/log/4", ["512MB", "1024MB", "2048MB", "4096MB"]),
    ("1/s..1000/s/log/4", ["1/s", "10/s", "100/s", "1000/s"]),
    ("0.001..10/log/5", ["0.001", "0.01", "0.1", "1", "10"]),
    ("20000..80000/log/3", ["20000", "40000", "80000"]),
  ])
  func `lists and ranges name their values`(text: String, values: [String]) throws {
    #expect(try VaryValues.values(text) == values)
  }

  @Test(arguments: [
    ("", "has an empty value", "commas"), ("1,,2", "has an empty value", "commas"),
    ("1,2,1", "has '1' twice", "once"), ("1..10", "without a number of values", "1..10/10"),
    ("1..10/x", "without a number of values", "1..10/10"),
    ("1..10/1", "is a range of 1 values", "from 2 to"),
    ("1..10/1000000", "is a range of 1000000 values", "from 2 to"),
    ("a..10/3", "an end that is no number: 'a'", "512MB..4096MB/8"),
    ("1MB..10GB/3", "goes from 'MB' to 'GB'", "the same unit"),
    ("0..10/log/3", "has ratios from or to 0", "above 0"), ("a\nb", "has control characters", ""),
  ])
  func `what names no values is refused with what would`(text: String, what: String, fix: String) {
    do {
      _ = try VaryValues.values(text)
      Issue.record("\(text) names values")
    } catch {
      #expect(error.what.contains(what), "\(error.what)")
      #expect(fix.isEmpty || error.fix.contains(fix), "\(error.fix)")
    }
  }

  @Test func `every combination is a point, the last axis varying fastest`() throws {
    let grid = SweepGrid([
      try SweepAxis(path: "a", text: "1,2"), try SweepAxis(path: "b", text: "x,y,z"),
    ])
    #expect(grid.count == 6)
    #expect(
      (0..<6).map { grid.values(of: $0).joined() } == ["1x", "1y", "1z", "2x", "2y", "2z"])
    let large = try SweepAxis(path: "c", text: "1..5000/5000")
    #expect(SweepGrid([large, large]).count == nil)
  }
}
