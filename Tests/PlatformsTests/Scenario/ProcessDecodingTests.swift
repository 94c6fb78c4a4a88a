import SimCore
import Testing

@testable import Platforms

struct ProcessDecodingTests {
  private static let states = #""states": [{ "name": "a", "rate": "1/s" }, { "rate": "2/s" }]"#

  @Test func `every arrival process arrives as it is written`() throws {
    #expect(
      try Decoded.process(#"{ "constant": { "rate": "6000/min" } }"#) == .constant(rate: 100))
    #expect(try Decoded.process(#"{ "poisson": { "rate": "0.5/s" } }"#) == .poisson(rate: 0.5))
    #expect(
      try Decoded.process(
        """
        { "piecewise": { "repeat": true,
          "pieces": [{ "rate": "0/s", "for": "2s" }, { "rate": "3/s", "for": "500ms" }] } }
        """)
        == .piecewise(
          [.init(rate: 0, length: .seconds(2)), .init(rate: 3, length: .milliseconds(500))],
          repeats: true))
    #expect(
      try Decoded.process(
        #"{ "map": { "d0": [[-3, 1], [0, -2]], "d1": [[2, 0], [1, 1]], "initial": 1 } }"#)
        == .markovian(d0: [[-3, 1], [0, -2]], d1: [[2, 0], [1, 1]], initialPhase: 1))
  }

  @Test func `states of a modulated process change at random or on a path`() throws {
    let generator: [[Double]] = [[-1, 1], [2, -2]]
    #expect(
      try Decoded.process(#"{ "mmpp": { \#(Self.states), "generator": [[-1, 1], [2, -2]] } }"#)
        == .modulated(rates: [1, 2], generator: generator))
    // A state without a name goes by its number.
    #expect(
      try Decoded.process(
        #"{ "mmpp": { \#(Self.states), "generator": [[-1, 1], [2, -2]], "initial": "1" } }"#)
        == .modulated(rates: [1, 2], generator: generator, initialState: 1))
    #expect(
      try Decoded.process(
        """
        { "mmpp": { \(Self.states),
          "path": [{ "state": "1", "for": "1s" }, { "state": "a", "for": "2s" }] } }
        """)
        == .pinned(
          rates: [1, 2],
          path: [.init(state: 1, length: .seconds(1)), .init(state: 0, length: .seconds(2))]))
  }

  @Test(arguments: [
    Wrong(
      #"{ "constant": ▸{} }"#, "workload.arrivals.constant", "the key `rate` is missing",
      #"add "rate""#),
    Wrong(
      #"{ "constant": { "rate": ▸5 } }"#, "workload.arrivals.constant.rate",
      "must be a rate with its unit, found the number 5", #"write "5/s""#),
    Wrong(
      #"{ "poisson": { "rate": ▸"0/s" } }"#, "workload.arrivals.poisson.rate",
      "needs at least one rate above 0", "write a rate above 0"),
    Wrong(
      #"{ "poisson": { "rate": ▸"2000000000/s" } }"#, "workload.arrivals.poisson.rate",
      #"must be at most 1000000000/s, found "2000000000/s""#, "write a rate from 0/s"),
    Wrong(
      #"{ "poisson": { "rate": "1/s", ▸"rates": 1 } }"#, "workload.arrivals.poisson.rates",
      "unknown key", "did you mean `rate`?"),
    Wrong(
      #"{ "piecewise": ▸{} }"#, "workload.arrivals.piecewise", "the key `pieces` is missing",
      #"add "pieces""#),
    Wrong(
      #"{ "piecewise": { "pieces": ▸[] } }"#, "workload.arrivals.piecewise.pieces",
      "must not be empty", "give at least one element"),
    Wrong(
      #"{ "piecewise": { "pieces": ▸[{ "rate": "0/s", "for": "1s" }] } }"#,
      "workload.arrivals.piecewise.pieces", "needs at least one rate above 0", "above 0"),
    Wrong(
      #"{ "piecewise": { "pieces": [▸{ "rate": "1/s" }] } }"#,
      "workload.arrivals.piecewise.pieces[0]", "the key `for` is missing", #"add "for""#),
    Wrong(
      #"{ "piecewise": { "pieces": [▸{ "for": "1s" }] } }"#,
      "workload.arrivals.piecewise.pieces[0]", "the key `rate` is missing", #"add "rate""#),
    Wrong(
      #"{ "piecewise": { "pieces": [{ "rate": "1/s", "for": ▸"0s" }] } }"#,
      "workload.arrivals.piecewise.pieces[0].for", #"must be at least 1ns, found "0s""#,
      "write a duration"),
    Wrong(
      #"{ "piecewise": { "pieces": [{ "rate": "1/s", "for": "1s" }], "repeat": ▸1 } }"#,
      "workload.arrivals.piecewise.repeat", "must be true or false, found 1", "true or false"),
    Wrong(
      #"{ "piecewise": { "pieces": [▸7] } }"#, "workload.arrivals.piecewise.pieces[0]",
      "must be an object, found 7", "write { }"),
    Wrong(
      #"{ "map": ▸{ "d1": [[1]] } }"#, "workload.arrivals.map", "the key `d0` is missing",
      #"add "d0""#),
    Wrong(
      #"{ "map": { "d0": [[-1]], "d1": [[1]], "initial": ▸64 } }"#,
      "workload.arrivals.map.initial", "must be at most 63, found 64", "from 0 to 63"),
    Wrong(
      #"{ "map": { "d0": [[-1]], "d1": [[1]], "initial": ▸1 } }"#,
      "workload.arrivals.map.initial", "there is no state 1 among 0..<1", "from 0 to 0"),
    Wrong(
      #"{ "map": { "d0": [▸[-1]], "d1": [[2]] } }"#, "workload.arrivals.map.d0[0]",
      "the row must sum to 0, not to 1.0", "write minus the sum"),
    Wrong(
      #"{ "map": { "d0": [[▸1]], "d1": [[2]] } }"#, "workload.arrivals.map.d0[0][0]",
      "the diagonal must hold minus the rate of leaving the state", "below 0"),
    Wrong(
      #"{ "map": { "d0": [[-1, 1], [0, -1]], "d1": ▸[[0, 0]] } }"#, "workload.arrivals.map.d1",
      "must have 2 elements, has 1", "give 2, one a state"),
    Wrong(
      #"{ "map": { "d0": [["x"]], "d1": [[1]] } }"#.replacing(#""x""#, with: #"▸"x""#),
      "workload.arrivals.map.d0[0][0]", #"must be a number, found "x""#, "write a number"),
  ])
  func `what is wrong with a process is said where it stands`(_ wrong: Wrong) throws {
    try wrong.inArrivals.check()
  }

  @Test(arguments: [
    Wrong(
      #"▸{ S }"#, "", "says neither how states change nor their path",
      #"add "generator""#),
    Wrong(
      #"▸{ "generator": [[0]] }"#, "", "the key `states` is missing", #"add "states""#),
    Wrong(
      #"{ "states": ▸[], "generator": [] }"#, ".states", "must not be empty", "one state"),
    Wrong(
      #"{ "states": ▸[], "path": [{ "state": "a", "for": "1s" }] }"#, ".states",
      "must not be empty", "one state"),
    Wrong(
      #"{ S, "generator": [[-1, 1], [1, -1]], "path": ▸[{ "state": "a", "for": "1s" }] }"#,
      ".path", "contradicts the generator", "remove one of the two"),
    Wrong(
      #"{ S, "path": [{ "state": "a", "for": "1s" }], "initial": ▸"a" }"#, ".initial",
      "contradicts the path", "remove it"),
    Wrong(
      #"{ S, "path": ▸[] }"#, ".path", "must not be empty", "at least one"),
    Wrong(
      #"{ S, "path": [{ "state": ▸"b", "for": "1s" }] }"#, ".path[0].state",
      #""b" is not one of the choices"#, #"write one of "a", "1""#),
    Wrong(
      #"{ S, "path": [▸{ "for": "1s" }] }"#, ".path[0]", "the key `state` is missing",
      #"add "state""#),
    Wrong(
      #"{ S, "path": [▸{ "state": "a" }] }"#, ".path[0]", "the key `for` is missing",
      #"add "for""#),
    Wrong(
      #"{ S, "path": [{ "state": "a", "for": ▸"1" }] }"#, ".path[0].for",
      #"the duration "1" has no unit"#, "write a duration"),
    Wrong(
      #"{ S, "path": [{ "state": "a", "for": "1s", ▸"four": 1 }] }"#, ".path[0].four",
      "unknown key", "did you mean `for`?"),
    Wrong(
      #"{ S, "generator": ▸[[0]] }"#, ".generator", "must have 2 elements, has 1", "give 2"),
    Wrong(
      #"{ S, "generator": [[-1, 1], ▸[1, -2]] }"#, ".generator[1]",
      "the row must sum to 0, not to -1.0", "write minus the sum"),
    Wrong(
      #"{ S, "generator": [[-1, 1], [▸-2, 2]] }"#, ".generator[1][0]",
      "must be 0 or between 1e-15 and 1000000000.0 per second", "write 0 or a rate"),
    Wrong(
      #"{ S, "generator": ▸[[-1, 1], [0, 0]] }"#, ".generator",
      "some states cannot reach others, so an initial state must be named: the stationary "
        + "distribution is not unique", #"add "initial""#),
    Wrong(
      #"{ S, "generator": [[-1, 1], [1, -1]], "initial": ▸"c" }"#, ".initial",
      #""c" is not one of the choices"#, #"write one of "a", "1""#),
    Wrong(
      #"{ S, "generator": [[-1, 1], ▸1] }"#, ".generator[1]", "must be an array, found 1",
      "write [ ]"),
    Wrong(
      #"{ "states": [{ "name": "a", "rate": "1/s" }, ▸{ "name": "a", "rate": "1/s" }], "#
        + #""generator": [[-1, 1], [1, -1]] }"#, ".states[1]",
      #"has the name of another state: "a""#, "of its own"),
    Wrong(
      #"{ "states": [▸{ "name": "a" }], "generator": [[0]] }"#, ".states[0]",
      "the key `rate` is missing", #"add "rate""#),
    Wrong(
      #"{ "states": [{ "name": ▸3, "rate": "1/s" }], "generator": [[0]] }"#, ".states[0].name",
      "must be a string, found 3", #"write "3""#),
    Wrong(
      #"{ "states": ▸[{ "rate": "0/s" }], "generator": [[0]] }"#, ".states",
      "needs at least one rate above 0", "above 0"),
    Wrong(
      #"{ "states": [{ "rate": ▸"0.00000000000000000001/s" }], "generator": [[0]] }"#,
      ".states[0].rate", "must be 0 or between 1e-15 and 1000000000.0 per second",
      "write 0 or a rate"),
    Wrong(
      #"{ S, "generator": [[-1, 1], [1, -1]], ▸"initail": "a" }"#, ".initail", "unknown key",
      "did you mean `initial`?"),
  ])
  func `what is wrong with a modulated process is said where it stands`(_ wrong: Wrong) throws {
    let text = wrong.text.replacing("S,", with: Self.states + ",").replacing(
      "S }", with: Self.states + " }")
    try Wrong(
      #"{ "mmpp": \#(text) }"#, "workload.arrivals.mmpp" + wrong.path, wrong.what, wrong.fix
    ).inArrivals.check()
  }

  @Test func `names of states are shown like any text of a file`() throws {
    let problems = problemsOfScenario(
      ScenarioText.scenario(
        workload: #"""
          { "duration": "9s", "arrivals": { "mmpp": {
            "states": [{ "name": "\u001b[2J", "rate": "1/s" }],
            "path": [{ "state": "\u001b[3J", "for": "9s" }, { "state": "x", "for": "9s" }] } } }
          """#))
    #expect(problems.count == 2)
    for problem in problems {
      #expect(problem.description.utf8.allSatisfy { $0 >= 0x20 })
      #expect(problem.fix.contains(#""\u001B[2J""#))
    }
  }

  @Test func `more states than allowed are refused before their names are looked at`() {
    let states = Array(repeating: #"{ "name": "a", "rate": "1/s" }"#, count: 65)
    let problems = problemsOfScenario(
      ScenarioText.scenario(
        workload: """
          { "duration": "9s", "arrivals": { "mmpp": {
            "states": [\(states.joined(separator: ","))],
            "path": [{ "state": "b", "for": "9s" }] } } }
          """))
    #expect(problems.map(\.what) == ["has 65 states, more than the 64 allowed"])
    #expect(problems.first?.path?.description == "workload.arrivals.mmpp.states")
  }
}
