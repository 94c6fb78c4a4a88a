import TestSupport
import Testing

@Suite struct MarkdownTests {
  @Test func `every page has exactly one title`() throws {
    let pages = try MarkdownPage.all()
    #expect(pages.count >= 2)
    for page in pages { #expect(page.titles.count == 1, "\(page.path): \(page.titles)") }
  }

  @Test func `every relative link leads to a file and a heading`() throws {
    let pages = try MarkdownPage.all()
    let faults = pages.flatMap { page in
      page.links.compactMap { page.fault(of: $0, among: pages) }
    }
    #expect(faults == [])
    #expect(pages.flatMap(\.links).count > 20)
  }

  @Test func `every path of sources, tests and scenarios that a page names exists`() throws {
    for page in try MarkdownPage.all() where page.path.hasPrefix("docs/") {
      for code in page.codes {
        let isPath = ["Sources", "Tests", "Scenarios"].contains { folder in
          code == folder || code.hasPrefix(folder + "/")
        }
        // The page on a package of one's own names files of that package.
        if isPath && !code.contains("patient-pool") {
          #expect(Repository.exists(code), "\(page.path): \(code)")
        }
      }
    }
  }

  @Test func `titles, links and headings are found where they are`() {
    let page = MarkdownPage(
      path: "docs/page.md",
      text: """
        # A title

        ```
        # no title [no](link)
        ```

        See [the
        model](model.md#the-engine), [here](#two-words-2) and `[code](nowhere.md)`.

        ## Two words, 2!
        """)
    #expect(page.titles == ["# A title"])
    #expect(page.links == ["model.md#the-engine", "#two-words-2"])
    #expect(page.anchors == ["a-title", "two-words-2"])
    #expect(page.fault(of: "#two-words-2", among: [page]) == nil)
    #expect(page.fault(of: "#three-words", among: [page]) != nil)
    #expect(page.fault(of: "no-such-page.md", among: [page]) != nil)
    #expect(page.fault(of: "../Package.swift", among: [page]) == nil)
    #expect(page.fault(of: "https://example.org/no-such-page", among: [page]) == nil)
  }
}
