import SimCore
import Testing

@Suite struct TableTests {
  @Test func `rows keep their values while the table grows`() {
    var table = Table<Int>(minimumCapacity: 0)
    for value in 0..<1000 { table.append(value * value) }
    #expect(table.count == 1000)
    for index in 0..<1000 { #expect(table[index] == index * index) }
  }

  @Test func `a row can be changed in place`() {
    var table = Table<Int>(repeating: 7, count: 3)
    table[1] += 1
    #expect((0..<3).map { table[$0] } == [7, 8, 7])
  }

  @Test func `rows are added and taken away at the end`() {
    var table = Table<Int>()
    #expect(table.count == 0 && table.isEmpty)
    table.append(1)
    table.append(2)
    #expect(table.removeLast() == 2)
    #expect(table.removeLast() == 1)
    #expect(table.count == 0 && table.isEmpty)
    table.append(3)
    #expect(table[0] == 3)
  }

  @Test func `truncating drops the rows at the end`() {
    var table = Table<Int>()
    for value in 0..<10 { table.append(value) }
    table.truncate(to: 4)
    #expect(table.count == 4)
    table.append(9)
    #expect((0..<5).map { table[$0] } == [0, 1, 2, 3, 9])
    table.truncate(to: 0)
    #expect(table.count == 0 && table.isEmpty)
  }

  @Test func `reading beyond the last row stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let table = Table<Int>(repeating: 0, count: 3)
      print(table[3])
    }
  }

  @Test func `reading before the first row stops the program`() async {
    await #expect(processExitsWith: .failure) {
      let table = Table<Int>(repeating: 0, count: 3)
      print(table[-1])
    }
  }

  @Test func `writing to a row that was taken away stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var table = Table<Int>(repeating: 0, count: 3)
      table.removeLast()
      table[2] = 1
    }
  }

  @Test func `taking a row from an empty table stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var table = Table<Int>()
      table.removeLast()
    }
  }

  @Test func `truncating to more rows than there are stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var table = Table<Int>(repeating: 0, count: 3)
      table.truncate(to: 4)
    }
  }
}
