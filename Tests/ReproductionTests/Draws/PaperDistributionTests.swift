import TestSupport
import Testing

@testable import Reproduction

/// Distributions of draws against values worked out by hand.
@Suite struct PaperDistributionTests {
  /// The number 0.009, of which 0.0085 to 0.0095 print the same.
  private static let cost = Result {
    try PaperSupport.target("table2-aws-lambda-mobilenet-ort1.6-40")
  }

  @Test func `nine of ten further draws fall between the order statistics of their ranks`() throws {
    // The ranks of 5 % and 95 % among 19 draws are whole: 1 and 19.
    let draws = (1...19).map { Double($0 * 7 % 20) }
    let distribution = try #require(PaperDistribution(draws))
    #expect(distribution.predictive(0.9) == 1...19)
    #expect(distribution.predictive(0.5) == 5...15)
    // Of 39 draws the ranks of 10 % and 90 % are 4 and 36.
    let more = try #require(PaperDistribution((1...39).map { Double($0) }))
    let most = more.predictive(0.8)
    #expect((most.lowerBound - 4).magnitude < 1e-9 && (most.upperBound - 36).magnitude < 1e-9)
    #expect(more.predictive(0.79).lowerBound > 4)
    // Beyond the outermost draws nothing is known.
    #expect(more.predictive(0.999) == 1...39)
  }

  @Test func `one value has no distribution, and equal ones a point`() throws {
    #expect(PaperDistribution([0.009]) == nil)
    let point = try #require(PaperDistribution([0.009, 0.009, 0.009]))
    #expect(point.predictive(0.9) == 0.009...0.009)
    #expect(point.mean.halfWidth == 0)
    #expect(DrawVerdict(point, on: try Self.cost.get()) == .expected)
  }

  /// Where the draws lie, and what follows for the published number.
  struct Place: Sendable {
    /// How many of 199 draws are below the band; those that are not within it are above.
    let below: Int
    let within: Int
    let verdict: DrawVerdict
  }

  @Test(arguments: [
    Place(below: 0, within: 199, verdict: .expected),
    Place(below: 100, within: 0, verdict: .expected),
    Place(below: 9, within: 0, verdict: .expected),
    Place(below: 8, within: 0, verdict: .unusual),
    Place(below: 0, within: 9, verdict: .expected),
    Place(below: 1, within: 0, verdict: .unusual),
    Place(below: 0, within: 0, verdict: .unusual),
    Place(below: 199, within: 0, verdict: .unusual),
  ])
  func `a published number has its place among the draws`(place: Place) throws {
    let target = try Self.cost.get()
    let (below, within) = (place.below, place.within)
    let draws: [Double] = (0..<199).map { index in
      if index < below { return 0.005 }
      return index < below + within ? 0.0091 : 0.02
    }
    let distribution = try #require(PaperDistribution(draws))
    let quantile = (Double(below) + Double(within) / 2) / 199
    #expect((distribution.quantile(of: target) - quantile).magnitude < 1e-12)
    #expect(DrawVerdict(distribution, on: target) == place.verdict)
    let same = distribution.fraction(target) { $0 == .same }
    #expect((same - Double(within) / 199).magnitude < 1e-12)
  }

  @Test func `only many draws can contradict a number`() throws {
    let target = try Self.cost.get()
    let verdicts: [Int: DrawVerdict] = [
      2: .expected, 19: .expected, 20: .unusual, 199: .unusual, 200: .contradicted,
    ]
    for (count, verdict) in verdicts {
      let draws = (0..<count).map { 0.02 + Double($0) * 1e-5 }
      #expect(DrawVerdict(PaperDistribution(draws), on: target) == verdict, "\(count)")
    }
    #expect(DrawVerdict(nil, on: target) == .missing)
    #expect(DrawVerdict.contradicted.isWorse(than: .unusual))
    #expect(!DrawVerdict.expected.isWorse(than: .expected))
  }

  @Test func `the classes of numbers are by how they come about`() throws {
    let counts = Dictionary(grouping: PaperTarget.all, by: \.numberClass).mapValues(\.count)
    #expect(counts == [.contested: 41, .runLength: 12, .allServed: 12, .parameter: 7])
    for (id, numberClass) in [
      ("table3-gcp-gpu-server-mobilenet-tf1.15-200", PaperNumberClass.runLength),
      ("cold-lambda-ort1.6", .parameter), ("succ-aws-cpu-40", .allServed),
      ("succ-aws-cpu-120", .contested), ("table3-aws-sagemaker-mobilenet-tf1.15-40", .contested),
    ] {
      #expect(try PaperSupport.target(id).numberClass == numberClass)
    }
  }
}
