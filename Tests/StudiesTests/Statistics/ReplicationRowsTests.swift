import Platforms
import Testing

@testable import Studies

@Suite struct ReplicationRowsTests {
  /// A function with a queue that grows, and a server, each with percentiles of its windows.
  private func rows(_ count: Int) throws -> [[SummaryRow]] {
    let scenario = try Replications.scenario(
      """
      {
        "seed": 3,
        "workload": { "arrivals": { "poisson": { "rate": "20/s" } }, "duration": "100s" },
        "deployments": [
          {
            "name": "slow", "platform": "aws-cpu-server",
            "model": "mobilenet", "runtime": "tf-1.15",
            "capacity": { "instances": 1, "workers": 1, "backlog": 100000 },
            "latency": { "service_time": "100ms" }
          },
          {
            "name": "fast", "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6",
            "latency": { "service_time": { "exponential": { "mean": "20ms" } } }
          }
        ],
        "outputs": { "window": "1s" }
      }
      """)
    return try scenario.deployments.map { deployment in
      try (0..<count).map { replication in
        var task = StudyTask(scenario, deployment, replication: replication)
        task.findsPercentiles = true
        return task.row(of: try task.figures())
      }
    }
  }

  @Test func `rows come out as they went in`() throws {
    for rows in try rows(3) {
      let packed = try ReplicationRows(rows)
      #expect(packed.count == 3 && packed.first.line == rows[0].line)
      let again = Array(packed)
      #expect(again.map(\.line) == rows.map(\.line))
      #expect(again.map(\.warnings) == rows.map(\.warnings))
      #expect(again.map(\.steadyState) == rows.map(\.steadyState))
      #expect(again.map(\.latencyPeak) == rows.map(\.latencyPeak))
      #expect(again.map(\.figures.digest) == rows.map(\.figures.digest))
      #expect(again.map(\.figures.timeline.width) == rows.map(\.figures.timeline.width))
    }
    let slow = try rows(1)[0][0]
    #expect(slow.warnings.contains { $0.kind == .overloaded })
  }

  @Test func `a row that is kept takes a few hundred bytes`() throws {
    for row in try rows(1).joined() {
      #expect(PackedRow(row).bytes.count < 300)
      #expect(MemoryLayout<SummaryRow>.size > 1000)
    }
  }

  @Test func `without a row there is nothing to go through`() throws {
    let row = try rows(1)[0][0]
    var packed = ReplicationRows(like: row)
    #expect(packed.count == 0 && Array(packed).isEmpty)
    try packed.append(PackedRow(row))
    #expect(packed.map(\.line) == [row.line])
  }

  @Test func `rows that are too many for memory come back from the file`() throws {
    let all = try rows(9)
    let shared = ScratchFile()
    var packed = all.map { ReplicationRows(like: $0[0], file: shared, keeping: 300) }
    for replication in 0..<9 {
      for deployment in all.indices {
        try packed[deployment].append(
          PackedRow(all[deployment][replication], place: 100 * replication + deployment))
      }
    }
    for (deployment, rows) in packed.enumerated() {
      #expect(rows.count == 9 && rows.first.line == all[deployment][0].line)
      // Twice, as who goes through them changes nothing.
      for _ in 1...2 { #expect(rows.map(\.line) == all[deployment].map(\.line)) }
      #expect(Array(rows.places) == (0..<9).map { 100 * $0 + deployment })
    }
    #expect(packed[0].failure == nil)
  }

  @Test func `rows for which there is no file are an error that names the directory`() throws {
    let row = try rows(1)[0][0]
    let file = ScratchFile(in: "/nowhere/at-all")
    var packed = ReplicationRows(like: row, file: file, keeping: 300)
    try packed.append(PackedRow(row))
    let error = #expect(throws: OutputError.self) {
      for _ in 0..<9 { try packed.append(PackedRow(row)) }
    }
    #expect(
      error?.message
        == "cannot keep results in a temporary file in '/nowhere/at-all': No such file or directory"
    )
    #expect(packed.failure == error)
  }
}
