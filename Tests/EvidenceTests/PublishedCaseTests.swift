import Platforms
import SimCore
import Testing

@testable import Evidence

/// Single numbers that were published of platforms, and what is read out of runs for them.
@Suite struct PublishedCaseTests {
  @Test func `each number is one of a kind and has its source and its date`() throws {
    let cases = Array(PublishedCase.all.joined())
    #expect(cases.count > 50)
    #expect(Set(cases.map { "\($0.condition), \($0.quantity)" }).count == cases.count)
    for published in cases {
      let isDated = published.source.wholeMatch(of: /.+ \(20\d\d(-\d\d)?\)/) != nil
      #expect(isDated, "\(published.condition)")
      #expect(published.measured > 0)
    }
    // No way to read a run is there for nothing.
    #expect(Set(cases.map(\.figure)) == Set(CaseFigure.allCases))
  }

  @Test func `whoever is fitted names the value of the catalog whose source has the number`() throws
  {
    let catalog = try Catalog.builtIn()
    for published in PublishedCase.all.joined() {
      guard let path = published.fitted, path != "condition" else {
        #expect(published.says == nil)
        continue
      }
      let entry = try #require(catalog.entry(.platforms, named: published.platform))
      let value = try #require(entry.parameters.first { $0.path == path })
      let says = try #require(published.says)
      #expect(value.source.contains(says), "\(published.condition): \(value.source)")
    }
  }

  @Test func `every condition holds a platform of the catalog in an edition`() throws {
    let catalog = try Catalog.builtIn()
    for published in PublishedCase.all.joined() {
      #expect(published.platform.contains("@"))
      #expect(catalog.entry(.platforms, named: published.platform) != nil)
    }
  }

  @Test func `figures are read out of what happened`() throws {
    var log = CaseLog()
    func at(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }
    for (number, created) in [Int64(0), 100, 100].enumerated() {
      log.instance(number, .created, at: at(created))
      log.instance(number, .ready, at: at(created == 0 ? 0 : created + 20 + Int64(number)))
    }
    log.instance(1, .draining, at: at(150))
    log.instance(1, .terminated, at: at(160))
    log.instance(2, .revoked, at: at(200))
    var figures = RunFigures.none
    figures.end = at(300)
    func value(_ figure: CaseFigure, _ since: Double, _ until: Double?, _ count: Int) -> Double? {
      log.value(
        figure, in: CaseWindow(since: since, until: until, count: count), of: figures)
    }
    #expect(value(.untilCreated, 90, nil, 1) == 10 && value(.untilCreated, 101, nil, 1) == nil)
    #expect(value(.untilReady, 90, nil, 2) == 31 && value(.untilReady, 90, nil, 3) == 32)
    #expect(value(.untilReady, 90, nil, 4) == nil)
    #expect(value(.untilGone, 130, nil, 2) == 20 && value(.untilGone, 130, nil, 1) == 70)
    #expect(value(.firstStep, 90, nil, 1) == 3)
    // 180, 40 and 90 s of the three until 290 s.
    #expect(value(.instanceTime, 110, 290, 1) == 310)
    #expect(value(.start, 0, nil, 1) == 21.5)
    #expect(value(.idleLife, 0, nil, 1) == nil && value(.meanLatency, 0, nil, 1) == nil)
    #expect(value(.latency95, 0, nil, 1) == nil && value(.answers, 0, 10, 1) == 0)
  }

  @Test func `what no run shows is said`() throws {
    let text = """
      { "workloads": { "one": { "requests": 1, "arrivals": { "constant": { "rate": "1/s" } } } },
        "cases": [{ "condition": "Lambda, briefly", "quantity": "idle life", "measured": 600,
          "source": "nobody", "date": "2026", "figure": "idle life", "workload": "one",
          "deployment": { "platform": "aws-lambda@2026-09", "memory": "512MB" },
          "numbers": [{}, { "figure": "billed time", "runs": 2 }] }] }
      """
    let cases = try PublishedCase.cases(of: Array(text.utf8))
    let numbers = try #require(cases.first)
    #expect(cases.count == 1 && numbers.count == 2 && numbers[1].source == "nobody (2026)")
    #expect(throws: MissingFigure.self) { try PublishedCase.rows(numbers) }
    #expect(try PublishedCase.rows([numbers[1]])[0].halfWidth != nil)
  }
}
