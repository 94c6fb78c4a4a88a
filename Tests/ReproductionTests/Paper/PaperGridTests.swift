import Testing

@testable import Reproduction

@Suite struct PaperGridTests {
  @Test func `the tables show every cost, success ratio and mean latency of the paper`() {
    let shown = Set(PaperGrid.all.flatMap(\.cells).compactMap { $0.target?.id })
    for target in PaperTarget.all {
      let isInTable = [.cost, .success, .latency].contains(target.quantity)
      #expect(shown.contains(target.id) == isInTable, "\(target.id)")
      #expect(PaperGrid.outside.contains { $0.id == target.id } != isInTable, "\(target.id)")
    }
  }

  @Test func `the tables have the paper's rows and columns`() {
    let tables = PaperGrid.all.filter { $0.name.hasPrefix("table-") }
    #expect(tables.map(\.columns.count) == [4, 6, 6])
    #expect(tables[0].cells.count == 12)
    #expect(tables[0].cells.allSatisfy { $0.target != nil })
  }

  @Test func `Table 3 leaves out what the paper did not run, and nothing else`() {
    let empty = PaperGrid.all.filter { $0.name == "table-3" }.flatMap(\.cells)
      .filter { $0.target == nil }
    #expect(
      empty.map { "\($0.column.system.name) \($0.workload)" } == [
        "SageMaker ALBERT workload-120", "SageMaker workload-200", "SageMaker ALBERT workload-200",
        "AI Platform ALBERT workload-120", "AI Platform workload-200",
        "AI Platform ALBERT workload-200",
      ])
    #expect(empty.allSatisfy { $0.origin.word == "predicted" })
  }

  @Test func `what a figure shows without a number is no prediction`() throws {
    let grid = try #require(PaperGrid.all.first { $0.name == "latency" })
    let cell = grid.cell("workload-40", grid.columns[0])
    #expect(cell.origin.word == "in figure")
  }
}
