import SimCore
import Testing

/// Rows that stand in two chains at a time.
private struct Row: BitwiseCopyable {
  var first = Links()
  var second = Links()
}

private enum First: ChainPlace {
  static func links<Result>(of row: inout Row, _ body: (inout Links) -> Result) -> Result {
    body(&row.first)
  }
}

private enum Second: ChainPlace {
  static func links<Result>(of row: inout Row, _ body: (inout Links) -> Result) -> Result {
    body(&row.second)
  }
}

@Suite struct ChainTests {
  private func order<Place: ChainPlace>(
    _ chain: Chain<Place>, _ rows: inout Table<Row>
  ) -> [Int] where Place.Row == Row {
    var order: [Int] = []
    var index = chain.first
    while index >= 0 {
      order.append(Int(index))
      index = Place.links(of: &rows[Int(index)]) { $0.next }
    }
    return order
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `two chains through the same rows keep their orders like arrays`(seed: UInt64) {
    var random = Random(seed: seed)
    var rows = Table<Row>()
    for _ in 0..<40 { rows.append(Row()) }
    var (first, second) = (Chain<First>(), Chain<Second>())
    var (ofFirst, ofSecond): ([Int], [Int]) = ([], [])
    for _ in 0..<500 {
      let row = Int(random.next(below: 40))
      if let place = ofFirst.firstIndex(of: row) {
        first.remove(row, in: &rows)
        ofFirst.remove(at: place)
      } else {
        first.append(row, in: &rows)
        ofFirst.append(row)
      }
      if random.next(below: 2) == 0 {
        if let place = ofSecond.firstIndex(of: row) {
          second.remove(row, in: &rows)
          ofSecond.remove(at: place)
        } else {
          second.append(row, in: &rows)
          ofSecond.append(row)
        }
      }
      #expect(order(first, &rows) == ofFirst)
      #expect(order(second, &rows) == ofSecond)
      #expect(first.isEmpty == ofFirst.isEmpty && Int(first.last) == ofFirst.last ?? -1)
    }
  }
}
