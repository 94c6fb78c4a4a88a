import SimCore
import Testing

@Suite struct RandomTests {
  private func words(_ stream: String, replication: UInt64 = 0, seed: UInt64 = 9) -> [UInt64] {
    var random = Random(seed: seed, replication: replication, stream: RandomStream(stream))
    return (0..<4).map { _ in random.next() }
  }

  @Test func `streams of equal names are equal`() {
    #expect(words("service") == words("service"))
    #expect(RandomStream("service") == RandomStream.service)
  }

  @Test func `streams of different names, replications or seeds have no word in common`() {
    var seen: Set<UInt64> = []
    var count = 0
    for name in ["arrivals", "arrival states", "service", "cold starts", "routing", "network", ""] {
      for replication: UInt64 in 0..<20 {
        for seed: UInt64 in 0..<5 {
          seen.formUnion(words(name, replication: replication, seed: seed))
          count += 4
        }
      }
    }
    // Among 2800 random words of 64 bits a pair of equal ones has a probability of 2e-13.
    #expect(seen.count == count)
  }

  /// The four words follow from the published definitions of both generators, worked out once with
  /// integers of any length.
  @Test func `the generator keeps its bits`() {
    var random = Random(seed: 0)
    #expect(
      (0..<4).map { _ in random.next() } == [
        0x5317_5d61_490b_23df, 0x61da_6f3d_c380_d507, 0x5c0f_df91_ec9a_7bfc, 0x02ee_bf8c_3bbe_5e1a,
      ])
    #expect(Fingerprint.of(10_000) { $0.nextUnit() } == 0xf667_415e_92b6_2bfa)
  }

  @Test func `numbers below a bound are equally likely`() {
    var random = Random(seed: 7)
    var counts = [Int](repeating: 0, count: 6)
    let draws = 120_000
    for _ in 0..<draws { counts[Int(random.next(below: 6))] += 1 }
    let expected = Double(draws) / 6
    for count in counts {
      let deviation = (Double(count) - expected) / (expected * 5 / 6).squareRoot()
      #expect(abs(deviation) < allowedStandardErrors)
    }
  }
}
