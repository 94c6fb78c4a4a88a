import Testing

@testable import Studies

@Suite struct SweepRecordTests {
  private static func record() throws -> SweepRecord {
    SweepRecord(
      version: "1", scenario: "s, \"t\"", scenarioDigest: "00ff", seed: 1 << 53,
      axes: [
        try SweepAxis(path: "a.b", text: "1..3/3"),
        try SweepAxis(path: "c[0]", text: #"{"x":"\"y"},2"#),
      ], deployments: ["one", "two"], replications: 4, shard: Shard(part: 2, count: 3), digest: "d")
  }

  @Test func `a record comes back as it was written`() throws {
    let record = try Self.record()
    #expect(SweepRecord(Array(record.text.utf8)) == record)
  }

  @Test func `text that is cut off or something else is none`() throws {
    let bytes = Array(try Self.record().text.utf8)
    for count in 0..<bytes.count - 2 { #expect(SweepRecord(Array(bytes[..<count])) == nil) }
    #expect(SweepRecord(Array("{}".utf8)) == nil)
  }

  @Test func `what differs is named, and the part and its rows do not count`() throws {
    let record = try Self.record()
    var other = record
    other.shard = Shard(part: 1, count: 3)
    other.digest = "e"
    #expect(record.difference(from: other) == nil)
    let changes: [((inout SweepRecord) -> Void, String)] = [
      ({ $0.version = "2" }, "is of simctl 2"), ({ $0.scenario = "u" }, "is of the scenario 'u'"),
      ({ $0.scenarioDigest = "1" }, "is of a scenario or trace that says something else"),
      ({ $0.seed = 2 }, "has the seed 2"), ({ $0.axes.removeLast() }, "varies something else"),
      ({ $0.deployments = [] }, "has other deployments"),
      ({ $0.replications = 5 }, "has 5 replications, not 4"),
      ({ $0.shard = .whole }, "is one of 1 parts, not 3"),
    ]
    for (change, message) in changes {
      var changed = record
      change(&changed)
      #expect(record.difference(from: changed)?.hasPrefix(message) == true)
    }
  }
}
