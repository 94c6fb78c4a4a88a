import Testing

@testable import Charts

@Suite struct BarGroupsTests {
  private let box = Box(left: 10, top: 0, right: 310, bottom: 50)

  @Test func `bars stand side by side inside their group and do not overlap`() {
    let groups = BarGroups(groups: 3, bars: 4)
    for group in 0..<3 {
      var end = box.left + Double(group) * 100
      for bar in 0..<4 {
        let edges = groups.edges(group: group, bar: bar, in: box)
        #expect(edges.left > end)
        #expect(edges.right > edges.left)
        end = edges.right
      }
      #expect(end < box.left + Double(group + 1) * 100)
    }
  }

  @Test func `a group's bars are centred in it`() {
    let groups = BarGroups(groups: 3, bars: 1)
    #expect(groups.middle(group: 1, bar: 0, in: box) == 160)
  }

  @Test func `few bars do not become wider than allowed`() {
    let edges = BarGroups(groups: 1, bars: 1).edges(group: 0, bar: 0, in: box)
    #expect(edges.right - edges.left <= 48)
  }
}
