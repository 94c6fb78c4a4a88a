import Testing

@testable import simctl

@Suite struct ValueKindTests {
  @Test(
    arguments: [
      ("--replications=ten", "--replications must be a whole number from 1 to 100, not 'ten'"),
      ("--replications=0", "--replications must be a whole number from 1 to 100, not '0'"),
      ("--replications=1.5", "--replications must be a whole number from 1 to 100, not '1.5'"),
      ("--seed=-1", "--seed must be a whole number of at least 0, not '-1'"),
      (
        "--seed=99999999999999999999",
        "--seed must be a whole number of at least 0, not '99999999999999999999'"
      ),
      ("--scale=nan", "--scale must be a number from 0.0 to 10.0, not 'nan'"),
      ("--scale=", "--scale must be a number from 0.0 to 10.0, not ''"),
      ("--format=xml", "--format must be table, csv or json, not 'xml'"),
      ("--format=tabel", "--format must be table, csv or json, not 'tabel'; did you mean 'table'?"),
      ("--only=a,,b", "--only has an empty name in its list 'a,,b'"),
      ("--only=", "--only has an empty name in its list ''"),
      ("--set=a", "--set must have the form PATH=VALUE, unlike 'a'"),
      ("--set==1", "--set must have the form PATH=VALUE, unlike '=1'"),
    ])
  func `a value that is not of its kind is refused with what it must be`(
    argument: String, message: String
  ) {
    #expect(Fixture.problem("a", argument) == message)
  }

  @Test(arguments: ["--replications=1", "--replications=100", "--scale=1e-3", "--set=a="])
  func `the ends of a range and unusual spellings are taken`(argument: String) {
    #expect(Fixture.problem("a", argument) == "no problem")
  }

  @Test func `control characters of a value are spelled out`() {
    #expect(Fixture.problem("a", "--seed=\u{1B}[2J").hasSuffix("not '\\u{1B}[2J'"))
  }

  @Test func `bounds leave out what only the type sets`() {
    #expect(ValueKind.bounds(Int.min...Int.max) == "")
    #expect(ValueKind.bounds(Int.min...3) == " of at most 3")
    #expect(ValueKind.bounds(0...Double.infinity) == " of at least 0.0")
  }
}
