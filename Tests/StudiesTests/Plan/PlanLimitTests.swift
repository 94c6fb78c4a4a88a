import Testing

@testable import Studies

@Suite struct PlanLimitTests {
  @Test(arguments: [0.07, 0.5, 0.99, 1, 1.01, 3.3, 15.9])
  func `the bracket has the limit in it and is narrow`(limit: Double) throws {
    var loads: [Double] = []
    let found = PlanLimit { load in
      loads.append(load)
      return load <= limit
    }
    let (holds, fails) = (try #require(found.holds), try #require(found.fails))
    #expect(holds <= limit && limit < fails)
    #expect(fails / holds <= PlanLimit.nearness)
    #expect(loads.count <= 11)
    #expect(Set(loads).count == loads.count)
  }

  @Test func `what lies beyond is not looked for`() {
    let never = PlanLimit { _ in false }
    #expect(never.holds == nil && never.fails == 1 / 16)
    let always = PlanLimit { _ in true }
    #expect(always.holds == 16 && always.fails == nil)
  }
}
