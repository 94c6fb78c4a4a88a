import TestSupport
import Testing

@testable import Reproduction

@Suite struct ColdStartFigureTests {
  @Test func `every step has a bar, and orders are compared with the first`() throws {
    let figure = try #require(ColdStartFigure.make(SampleRuns.coldStarts))
    let document = try WellFormed(figure.svg)
    #expect(document.texts(of: "strong") == ["sequential", "parallel 1"])
    #expect(document.texts(of: "step").count == 4)
    #expect(figure.svg.matches(of: /<rect class="outline"/).count == 4)
    #expect(
      figure.seenHere == "sequential: 2.00 s; parallel 1: 1.50 s, 25.0 % shorter than sequential.")
  }

  @Test func `the same step, or a part of it, has the same colour in every order`() throws {
    let steps = [
      ColdStartStep(graph: "a", step: "load", start: 0, end: 1),
      ColdStartStep(graph: "b", step: "import", start: 0, end: 1),
      ColdStartStep(graph: "b", step: "load 1", start: 1, end: 2),
      ColdStartStep(graph: "b", step: "load 2", start: 2, end: 3),
    ]
    let figure = try #require(ColdStartFigure.make(steps))
    let colours = figure.svg.matches(of: /class="fill (\w+)"/).map { String($0.1) }
    #expect(colours == ["blue", "orange", "blue", "blue"])
  }

  @Test func `without steps there is no figure`() {
    #expect(ColdStartFigure.make([]) == nil)
  }
}
