import Documents
import Testing

@Suite struct SuggestionTests {
  private let keys = ["keep_alive", "memory", "memory_max", "rate", "seed"]

  @Test(arguments: [
    ("keep-alive", "keep_alive"), ("keepalive", "keep_alive"), ("keep_alvie", "keep_alive"),
    ("KEEP_ALIVE", "keep_alive"), ("memroy", "memory"), ("memorymax", "memory_max"),
    ("sed", "seed"), ("Rates", "rate"), ("memory", "memory"), ("speed", "seed"),
  ])
  func `Likely misspellings are recognised`(text: String, meant: String) {
    #expect(Suggestion.nearest(to: text, among: keys) == meant)
  }

  @Test(arguments: ["", "x", "horizon", "mem", "ra", "keep_alive_and_more_words"])
  func `Unlike names have no suggestion`(text: String) {
    #expect(Suggestion.nearest(to: text, among: keys) == nil)
  }

  @Test func `The first of names as near wins`() {
    #expect(Suggestion.nearest(to: "cat", among: ["bat", "hat", "rat"]) == "bat")
    #expect(Suggestion.nearest(to: "cat", among: ["hut", "hat", "bat"]) == "hat")
    #expect(Suggestion.nearest(to: "a", among: ["b"]) == nil)
    #expect(Suggestion.nearest(to: "a", among: []) == nil)
  }

  @Test func `A swap of neighbours is one difference`() {
    #expect(Suggestion.nearest(to: "abdc", among: ["abcd"]) == "abcd")
    // Two replacements would be more than a third of four characters.
    #expect(Suggestion.nearest(to: "abxy", among: ["abcd"]) == nil)
  }

  @Test func `Texts of a megabyte have no suggestion, on either side`() {
    let long = String(repeating: "k", count: 1 << 20)
    #expect(Suggestion.nearest(to: long, among: [long, "k"]) == nil)
    #expect(Suggestion.nearest(to: "kk", among: [long, "k"]) == "k")
  }
}
