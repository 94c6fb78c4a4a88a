import Testing

@testable import simctl

@Suite struct TableTests {
  @Test func `columns are aligned and lines have no trailing spaces`() {
    var table = Table([.left("name"), .right("requests"), .left("note")])
    table.append(["chat", "12", ""])
    table.append(["long name", "1234567", "slow"])
    #expect(
      table.text() == """
        name       requests  note
        chat             12
        long name   1234567  slow

        """)
  }

  @Test func `styles do not move the columns`() {
    var table = Table([.left("a"), .right("b")])
    table.append([Table.Cell("failed", style: .red), "1"])
    let text = table.text { text, style in style.applied(to: text) }
    #expect(
      text == """
        \u{1B}[1ma\u{1B}[0m       \u{1B}[1mb\u{1B}[0m
        \u{1B}[31mfailed\u{1B}[0m  1

        """)
  }

  @Test func `a line feed in a cell does not break its row`() {
    var table = Table([.left("a")])
    table.append(["x\ny"])
    #expect(table.text() == "a\nx\\ny\n")
  }

  @Test func `a console without colour writes the plain table`() throws {
    var table = Table([.left("a")])
    table.append(["x"])
    let console = Console.capturing()
    try console.write(table)
    #expect(console.captured(.output) == "a\nx\n")
  }
}
