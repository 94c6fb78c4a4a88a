import Charts
import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperPageTests {
  private static let verdicts = [
    PaperPage.Verdict(
      name: "a & b", published: "0.052 s", simulated: "<0.1 s", predictive: "",
      relativeError: "+3.1 %",
      verdict: "agrees")
  ]
  private static let page = PaperPage.html(
    figures: PaperFigureTests.figures, verdicts: verdicts)

  @Test func `every figure is in the contents, with both texts`() {
    for figure in PaperFigureTests.figures {
      #expect(Self.page.contains("href=\"#\(figure.name)\""))
      #expect(Self.page.contains("<section id=\"\(figure.name)\">"))
      #expect(Self.page.contains("<dd>\(PaperPage.prose(figure.paperSays))</dd>"))
      #expect(Self.page.contains("<dd>\(PaperPage.prose(figure.seenHere))</dd>"))
    }
  }

  @Test func `no line ends between a number and its unit`() {
    #expect(PaperPage.prose("5 s & 3.1 % of 5 systems") == "5&#160;s &amp; 3.1&#160;% of 5 systems")
  }

  @Test func `the looks of charts stand in the page once`() {
    #expect(Self.page.ranges(of: ".chart .paper{fill:#fff}").count == 1)
    #expect(Self.page.matches(of: /<svg\s/).count == PaperFigureTests.figures.count)
  }

  @Test func `the table shows what it is given, escaped`() {
    #expect(Self.page.contains("<th scope=\"row\">a &amp; b</th>"))
    #expect(Self.page.contains("&lt;0.1 s"))
    let bare = PaperPage.html(figures: [], verdicts: [])
    #expect(!bare.contains("id=\"verdicts\""))
  }

  @Test func `the page refers to no other file and runs nothing`() {
    #expect(!Self.page.contains("<script"))
    #expect(!Self.page.contains(" src="))
    #expect(!Self.page.replacing(Page.icon, with: "").contains("<link"))
    #expect(!Self.page.contains("@import"))
  }

  @Test func `the page is well-formed but for the elements of HTML that never close`() throws {
    let closed = Self.page.replacing("<!DOCTYPE html>\n", with: "")
      .replacing(/<meta [^>]*>/, with: "").replacing(Page.icon, with: "")
    let document = try WellFormed(closed)
    #expect(document.root == "html")
    #expect(Set(document.identifiers).count == document.identifiers.count)
  }
}
