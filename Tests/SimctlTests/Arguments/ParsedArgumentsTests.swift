import Testing

@testable import simctl

@Suite struct ParsedArgumentsTests {
  @Test func `values have the types of their kinds`() throws {
    let parsed = try Fixture.parse(
      "a", "--only", "x,y", "--only=z", "--set", "p.q=1=2", "--scale=0.5", "--format", "csv")
    #expect(parsed.list("only") == ["x", "y", "z"])
    #expect(parsed.assignments("set").map(\.path) == ["p.q"])
    #expect(parsed.assignments("set").map(\.value) == ["1=2"])
    #expect(parsed.number("scale") == 0.5)
    #expect(parsed.choice("format", as: Fixture.Format.self) == .csv)
  }

  @Test func `what is not given has its default or nothing`() throws {
    let parsed = try Fixture.parse("a")
    #expect(parsed.integer("seed") == 1)
    #expect(!parsed.isGiven("seed"))
    #expect(parsed.choice("format", as: Fixture.Format.self) == .table)
    #expect(parsed.integer("replications") == nil)
    #expect(parsed.list("only").isEmpty)
    #expect(!parsed.flag("quiet"))
  }
}
