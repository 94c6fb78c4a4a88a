import Testing

@testable import Studies

@Suite struct ShardTests {
  @Test(arguments: ["1/1", "3/8", "8/8"]) func `a part is read as it is written`(text: String) {
    #expect(Shard(text)?.text == text)
  }

  @Test(arguments: ["", "0/8", "9/8", "1", "1/0", "-1/8", "1/8/2", "a/b", "+1/8", "1/1000000"])
  func `what is no part is none`(text: String) { #expect(Shard(text) == nil) }

  @Test(arguments: [1, 2, 3, 7]) func `each cell is in one part, and parts are about as large`(
    count: Int
  ) {
    let shards = (1...count).map { Shard(part: $0, count: count) }
    for (points, replications) in [(1, 50), (50, 1), (10, 7)] {
      let cells = (0..<points).flatMap { point in
        (0..<replications).map { SweepCell(point: point, replication: $0) }
      }
      let sizes = shards.map { shard in cells.count(where: shard.has) }
      #expect(sizes.reduce(0, +) == cells.count)
      for cell in cells { #expect(shards.count { $0.has(cell) } == 1) }
      let (least, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
      #expect(most - least <= max(points, replications) / 5 + 2, "\(sizes)")
    }
  }

  private func part(_ variables: [String: String]) throws -> String? {
    try Shard.fromEnvironment { variables[$0] }.map { "\($0.shard.text) \($0.source)" }
  }

  @Test func `schedulers name the part in their variables`() throws {
    #expect(try part([:]) == nil)
    #expect(try part(["SLURM_ARRAY_TASK_COUNT": "4"]) == nil)
    #expect(
      try part([
        "SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1",
      ]) == "3/4 SLURM_ARRAY_TASK_ID")
    #expect(
      try part([
        "SLURM_ARRAY_TASK_ID": "14", "SLURM_ARRAY_TASK_COUNT": "3", "SLURM_ARRAY_TASK_MIN": "10",
        "SLURM_ARRAY_TASK_STEP": "2",
      ]) == "3/3 SLURM_ARRAY_TASK_ID")
    #expect(
      try part(["JOB_COMPLETION_INDEX": "0", "JOB_COMPLETIONS": "5"])
        == "1/5 JOB_COMPLETION_INDEX")
    #expect(
      try part(["AWS_BATCH_JOB_ARRAY_INDEX": "4", "AWS_BATCH_JOB_ARRAY_SIZE": "5"])
        == "5/5 AWS_BATCH_JOB_ARRAY_INDEX")
  }

  @Test(arguments: [
    ["JOB_COMPLETION_INDEX": "0"], ["JOB_COMPLETION_INDEX": "5", "JOB_COMPLETIONS": "5"],
    ["JOB_COMPLETION_INDEX": "x", "JOB_COMPLETIONS": "5"],
    ["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "4", "SLURM_ARRAY_TASK_MIN": "1"],
  ])
  func `variables that name no part are refused, with what to set`(variables: [String: String]) {
    do {
      _ = try Shard.fromEnvironment { variables[$0] }
      Issue.record("a part")
    } catch {
      #expect(error.fix.contains("--shard I/N"))
    }
  }
}
