import TestSupport
import Testing

@Suite struct LayoutTests {
  /// The folders in the first column of the table of the layout.
  private func documented() throws -> [String] {
    try Repository.text("docs/design.md").matches(of: /(?m)^\| `(Sources\/[^`]+)` \|/).map {
      String($0.1)
    }
  }

  @Test func `the design's page names every folder of the sources and no other`() throws {
    let folders = Repository.entries.filter { $0.isFolder && $0.path.hasPrefix("Sources/") }
      .map(\.path)
    #expect(folders.count > 20)
    #expect(try documented().sorted() == folders.sorted())
  }

  @Test func `no folder of the sources is empty`() {
    for entry in Repository.entries where entry.isFolder && entry.path.hasPrefix("Sources/") {
      #expect(Repository.entries.contains { $0.path.hasPrefix(entry.path + "/") })
    }
  }
}
