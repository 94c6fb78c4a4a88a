import Documents
import Platforms
import SimCore
import TestSupport
import Testing

@testable import Studies

/// Races against all replications of all candidates.
@Suite struct PlanRaceTests {
  /// A scenario and objectives made of random numbers.
  private struct Question {
    var random: Random
    /// What is varied of each deployment.
    var axes: [SweepAxis] = []

    init(_ number: Int) { random = Random(seed: 271_828 + UInt64(number)) }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
      elements[Int(random.next(below: UInt64(elements.count)))]
    }

    mutating func scenario() -> String {
      let price = pick(["0.002USD", "0.02USD", "0.2USD"])
      let all = [
        #"{ "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "ort-1.6" }"#,
        #"{ "platform": "aws-lambda@2021-03", "model": "mobilenet", "runtime": "tf-1.4" }"#,
        """
        { "platform": "aws-gpu-server", "model": "mobilenet", "runtime": "tf-1.15",
          "billing": { "per_hour": "\(price)" } }
        """,
        """
        { "platform": "aws-cpu-server", "model": "mobilenet", "runtime": "tf-1.15",
          "capacity": { "backlog": \(pick([2, 20])) }, "billing": { "per_hour": "\(price)" } }
        """,
      ]
      var chosen = all.filter { _ in random.next(below: 2) == 0 }
      if chosen.isEmpty { chosen = [all[0]] }
      axes = chosen.enumerated().map { index, deployment in
        let path = "deployments[\(index)]"
        return deployment.contains("lambda")
          ? SweepAxis(path: "\(path).memory", values: ["1GB", "2GB", "4GB"])
          : SweepAxis(path: "\(path).capacity.instances", values: ["1", "2"])
      }
      return """
        { "seed": \(random.next(below: 1000)),
          "workload": { "duration": "4s", "arrivals": { "poisson": {
            "rate": "\(pick([1, 3, 10, 30]))/s" } } },
          "deployments": [\(chosen.joined(separator: ","))] }
        """
    }

    mutating func objectives() -> [String] {
      let time = pick(["20ms", "60ms", "100ms", "200ms", "400ms", "1s", "2s"])
      let measure = pick(["p(50)", "p(95)", "p(99)", "mean", "max", "p(90, worst 2s)"])
      let further = pick([[], ["success>90%"], ["success>99.9%"], ["cost<1/hour"]])
      return ["\(measure)<\(time)"] + further
    }
  }

  @Test func `thirty random questions have the choice of all replications`() throws {
    var found = 0
    var saved = 0
    for number in 0..<30 {
      var random = Question(number)
      let text = random.scenario()
      let space = try PlanSupport.space(text, axes: random.axes)
      var question = try PlanSupport.question(random.objectives(), replications: 4)
      let raced = try space.plan(question)
      question.isExhaustive = true
      let whole = try space.plan(question)
      #expect(whole.entries.allSatisfy { $0.replications == 4 })
      let names = [raced, whole].map { plan in
        [plan.choice.best, plan.choice.next, plan.choice.nearest].map { entry in
          entry.map { plan.candidate($0).name }
        }
      }
      #expect(names[0] == names[1], "\(number): \(question.objectives.map(\.text)) of \(text)")
      if whole.choice.best != nil { found += 1 }
      saved += raced.entries.reduce(0) { $0 + 4 - $1.replications }
      // What was dropped could not have been the choice.
      for (entry, complete) in zip(raced.entries, whole.entries) where entry.dropped == .misses {
        #expect(!complete.meetsAll)
      }
    }
    // Both kinds of questions are among them, and races are worth it.
    #expect((5...28).contains(found), "\(found)")
    #expect(saved > 60, "\(saved)")
  }

  @Test func `the choice is the cheapest that meets all, and the next costs more`() throws {
    let space = try PlanSupport.space(
      PlanSupport.machines([
        ("slow", "1USD", "400ms"), ("dear", "5USD", "10ms"), ("right", "2USD", "20ms"),
        ("same", "2USD", "20ms"),
      ]))
    let plan = try space.plan(try PlanSupport.question(["max<100ms", "success>=100%"]))
    #expect(plan.choice.best.map { plan.candidate($0).name } == "right")
    #expect(plan.ties.map { plan.candidate($0).name } == ["same"])
    // Two of 2 USD an hour are cheaper than one of 5 USD.
    #expect(plan.choice.next.map { plan.candidate($0).name } == "right, instances 2")
    let loss = try #require(plan.choice.loss?.mean)
    #expect((loss / 1440 - 1).magnitude < 0.01, "\(loss)")
  }

  @Test func `the nearest miss is that of the least ratio`() throws {
    let space = try PlanSupport.space(
      PlanSupport.machines([("far", "1USD", "40ms"), ("near", "9USD", "20ms")]),
      keeps: { _ in true })
    let plan = try space.plan(try PlanSupport.question(["max<10ms"]))
    #expect(plan.choice.best == nil)
    let nearest = try #require(plan.choice.nearest)
    #expect(plan.candidate(nearest).name == "near")
    #expect((nearest.miss - 2).magnitude < 0.05)
    #expect(nearest.replications == 4)
  }

  @Test func `the front has those that nothing beats in cost and latency`() throws {
    let space = try PlanSupport.space(
      PlanSupport.machines([
        ("a", "1USD", "80ms"), ("b", "2USD", "40ms"), ("c", "3USD", "60ms"), ("d", "4USD", "10ms"),
        ("refuses", "0.5USD", "1s"),
      ]),
      axes: [SweepAxis(path: "deployments[0].capacity.workers", values: ["1"])])
    let plan = try space.plan(try PlanSupport.question(["p(99)<50ms", "success>99%"]))
    #expect(
      plan.front.map { plan.candidate($0).origin } == ["a", "b", "d"])
    #expect(plan.choice.best.map { plan.candidate($0).origin } == "b")
  }

  @Test func `other loads have their own choice, and the limits lie between`() throws {
    let space = try PlanSupport.space(
      PlanSupport.machines([("small", "1USD", "40ms"), ("large", "3USD", "4ms")]),
      axes: [SweepAxis(path: "deployments[0].capacity.workers", values: ["1"])])
    let plan = try space.plan(
      try PlanSupport.question(
        ["p(99)<90ms", "success>99%"], replications: 2, limits: true, loads: [1, 5, 100]))
    #expect(
      plan.choices.map { choice in choice.best.map { plan.candidate($0).origin } }
        == ["small", "large", nil])
    #expect(plan.choices.map(\.rate) == [10, 50, 1000])
    #expect(plan.choices[2].nearest != nil)
    // A worker of 40 ms serves 25 requests a second, one of 4 ms 250, beyond 16 times the traffic.
    let limit = try #require(plan.limits[0])
    let (holds, fails) = (try #require(limit.holds), try #require(limit.fails))
    #expect(holds <= 2.6 && fails >= 2.4 && fails / holds <= 1.05, "\(holds) \(fails)")
    #expect(plan.limits[1] == PlanLimit { _ in true })
  }

  @Test func `nothing depends on how many run at a time`() throws {
    var question = try PlanSupport.question(["p(99)<100ms"], replications: 4)
    let space = try PlanSupport.space(
      ExampleScenarios.mixed(["function", "limited"]),
      axes: [
        SweepAxis(path: "deployments[0].memory", values: ["1GB", "2GB", "3GB"]),
        SweepAxis(path: "deployments[1].capacity.limit", values: ["2", "4", "8"]),
      ])
    let texts = try [1, 2, 7].map { jobs in
      question.jobs = jobs
      let plan = try space.plan(question)
      return SummaryText.csv(PlanFields.candidates(plan)) + PlanFiles.record(plan)
    }
    #expect(Set(texts).count == 1)
  }
}
