import SimCore
import Testing

@testable import Platforms

@Suite struct ObjectiveTests {
  private func check(
    _ text: String, _ measure: Objective.Measure, _ bound: Double, worst window: Interval? = nil,
    includesBound: Bool = false, text written: String? = nil
  ) throws {
    let objective = try Objective(text)
    #expect(objective.measure == measure)
    #expect(objective.window == window)
    #expect((objective.bound - bound).magnitude < 1e-12)
    #expect(objective.includesBound == includesBound)
    #expect(objective.text == written ?? text)
  }

  @Test func `objectives are read in the form of load tests`() throws {
    try check("p(99)<200ms", .percentile(.p99), 0.2)
    try check("p(99.9) < 2s", .percentile(.p999), 2, text: "p(99.9)<2s")
    try check("p(99, worst 1min)<1s", .percentile(.p99), 1, worst: .minutes(1))
    try check(
      "p( 50 ,worst 5s ) <= 1s", .percentile(.p50), 1, worst: .seconds(5),
      includesBound: true, text: "p( 50 ,worst 5s )<=1s")
    try check("mean<50ms", .mean, 0.05)
    try check("mean(worst 1h)<50ms", .mean, 0.05, worst: .seconds(3600))
    try check("max<=2s", .greatest, 2, includesBound: true)
    try check("success>99.9%", .success, 0.999)
    try check("success>=0.5", .success, 0.5, includesBound: true)
    try check("success(worst 5s)>100%", .success, 1, worst: .seconds(5))
    try check("cost<5/day", .cost(.day), 5)
    try check("cost<0.20USD/million", .cost(.million), 0.2)
    try check("cost<$3/hour", .cost(.hour), 3)
    try check("cost<100/month", .cost(.month), 100)
    try check("cost<0.01", .cost(.run), 0.01)
  }

  @Test func `an objective has a name without what it asks`() throws {
    #expect(try Objective("p( 99,worst 90s )<1s").name == "p(99, worst 90s)")
    #expect(try Objective("success(worst 5s)>1%").name == "success(worst 5s)")
    #expect(try Objective("cost<5USD/day").name == "cost/day")
    #expect(try Objective("max<5s").name == "max")
  }

  @Test func `a bound belongs to what is right only where it says so`() throws {
    let below = try Objective("p(99)<1s")
    #expect(below.isMet(by: 0.999) && !below.isMet(by: 1) && !below.isMet(by: 1.001))
    #expect(try Objective("p(99)<=1s").isMet(by: 1))
    let above = try Objective("success>99%")
    #expect(above.isMet(by: 0.991) && !above.isMet(by: 0.99) && !above.isMet(by: 0.989))
    #expect(try Objective("success>=99%").isMet(by: 0.99))
  }

  @Test(arguments: [
    ("", "compares nothing", "p(99)<200ms"),
    ("p(99)", "compares nothing", "write an objective such as"),
    ("p(99)<", "has an empty side", "write an objective"),
    ("<1s", "has an empty side", "write an objective"),
    ("p99<1s", "measures \"p99\", which is unknown", "did you mean p(99)?"),
    ("avg<1s", "measures \"avg\", which is unknown", "did you mean mean?"),
    ("sucess>99%", "which is unknown", "did you mean success?"),
    ("p<1s", "does not say which percentile", "p(99)<200ms"),
    ("p(98)<1s", "a percentile that runs do not have: \"98\"", "p(50), p(90), p(95), p(99)"),
    ("p(99<1s", "has a parenthesis that is not closed", "p(99)<200ms"),
    ("p(99, 1min)<1s", "something else than a window", "p(99, worst 1min)"),
    ("p(99, worst 1)<1s", "has a window that is none", "write a duration"),
    ("p(99, worst 1us)<1s", "has a window below 1 ms", "at least 1ms"),
    ("max(worst 1s)<1s", "gives max something in parentheses", "write max without"),
    ("p(99)>1s", "wants more of what there should be less", "write p(99)<1s"),
    ("success<99%", "wants few successes", "write success>99%"),
    ("p(99)<200", "has a bound that is none", "250ms"),
    ("success>101%", "has a bound that is no share", "success>99.9%"),
    ("success>99", "has a bound that is no share", "success>99.9%"),
    ("cost<5/week", "has a cost per \"week\", which is unknown", "/hour, /day, /month"),
    ("cost<5/days", "has a cost per \"days\", which is unknown", "did you mean /day?"),
    ("cost<5EUR/day", "no amount of dollars", "cost<5/day"),
    ("cost<nan", "no amount of dollars", "cost<5/day"),
  ])
  func `what is no objective is refused with what would be right`(
    text: String, what: String, fix: String
  ) {
    do {
      _ = try Objective(text)
      Issue.record("\(text) is an objective")
    } catch {
      #expect(error.what.contains(what), "\(error.what)")
      #expect(error.fix.contains(fix), "\(error.fix)")
    }
  }

  @Test func `a scenario has them as a list, of which each has its place in messages`() throws {
    func text(_ objective: String) -> String {
      ScenarioText.scenario().replacing(
        #""seed": 1"#, with: #""seed": 1, "objective": \#(objective)"#)
    }
    let scenario = try Decoded.scenario(text(#"["p(99)<1s", "cost<5/day"]"#))
    #expect(scenario.objectives.map(\.text) == ["p(99)<1s", "cost<5/day"])
    #expect(try Decoded.scenario(ScenarioText.scenario()).objectives.isEmpty)
    try Wrong(
      text(#"["p(99)<1s", ▸"p99<1s"]"#), "objective[1]", "measures \"p99\", which is unknown",
      "did you mean p(99)?"
    ).check()
    try Wrong(text("▸[]"), "objective", "is empty", "give 1 to 32 objectives").check()
  }
}
