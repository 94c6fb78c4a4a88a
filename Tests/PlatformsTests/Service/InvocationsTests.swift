import SimCore
import Testing

@testable import Platforms

@Suite struct InvocationsTests {
  private func requests(_ invocations: borrowing Invocations, _ row: Int) -> [Int] {
    var numbers = [invocations.rows[row].request.number]
    var other = invocations.rows[row].others
    while other >= 0 {
      numbers.append(invocations.others[Int(other)].request.number)
      other = invocations.others[Int(other)].next
    }
    return numbers
  }

  @Test func `requests that a client sends as one stand in the order of their arrival`() {
    var invocations = Invocations()
    let row = invocations.admit(invocations.arrive(at: .zero, window: 0))
    var last = Int32(-1)
    for second in 1...4 as ClosedRange<Int64> {
      let request = invocations.arrive(at: .zero + .seconds(second), window: 0)
      last = invocations.join(request, to: row, after: last)
    }
    let alone = invocations.admit(invocations.arrive(at: .zero + .seconds(9), window: 1))
    #expect(requests(invocations, row) == [0, 1, 2, 3, 4])
    #expect(requests(invocations, alone) == [5])
    #expect(invocations.requests == 6 && invocations.open == 6)
  }

  @Test func `rows of invocations and of further requests are used again`() {
    var invocations = Invocations()
    for _ in 0..<50 {
      let row = invocations.admit(invocations.arrive(at: .zero, window: 0))
      var last = Int32(-1)
      for _ in 0..<3 {
        last = invocations.join(invocations.arrive(at: .zero, window: 0), to: row, after: last)
      }
      invocations.releaseOthers(of: row)
      invocations.release(row)
    }
    let rows = (invocations.rows.count, invocations.others.count)
    #expect(rows == (1, 3))
    #expect(invocations.requests == 200)
  }
}
