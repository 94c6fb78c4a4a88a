import Studies
import Synchronization
import Testing

@Suite struct WorkersTests {
  private struct Refused: Error, Equatable {
    let piece: Int
  }

  @Test(arguments: [1, 2, 3, 16, 1000])
  func `what pieces give stands in their order, whatever the number of jobs`(jobs: Int) throws {
    let squares = try Workers.collect(200, jobs: jobs) { $0 * $0 }
    #expect(squares == (0..<200).map { $0 * $0 })
  }

  @Test func `no pieces give nothing, and nothing is called`() throws {
    let none: [Int] = try Workers.collect(0, jobs: 4) { throw Refused(piece: $0) }
    #expect(none.isEmpty)
  }

  @Test func `a piece may give nothing, and still has its place`() throws {
    let halves = try Workers.collect(5, jobs: 2) { $0.isMultiple(of: 2) ? $0 / 2 : nil }
    #expect(halves == [0, nil, 1, nil, 2])
  }

  @Test(arguments: [1, 2, 8])
  func `of several errors that of the lowest piece is thrown, and no piece is begun after it`(
    jobs: Int
  ) {
    let begun = Atomic<Int>(0)
    #expect(throws: Refused(piece: 10)) {
      try Workers.collect(1_000_000, jobs: jobs) { piece in
        begun.wrappingAdd(1, ordering: .relaxed)
        if piece >= 10 { throw Refused(piece: piece) }
      }
    }
    #expect(begun.load(ordering: .relaxed) <= 10 + jobs)
  }
}
