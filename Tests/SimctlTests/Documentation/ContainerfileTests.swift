import TestSupport
import Testing

/// The image cannot be built by a test, but what it takes from here must be here.
@Suite struct ContainerfileTests {
  @Test func `what the image copies is there, and is all that the package is made of`() throws {
    let lines = try Repository.text("Containerfile").split(separator: "\n")
    let copied = lines.compactMap { line -> String? in
      let words = line.split(separator: " ")
      return words.count == 3 && words[0] == "COPY" ? String(words[1]) : nil
    }
    #expect(copied.count == 4)
    for path in copied { #expect(Repository.exists(path), "\(path)") }
    // The folder of built-in scenarios is a link; the manifest names folders of tests.
    #expect(Set(copied) == ["Package.swift", "Sources", "Scenarios", "Tests"])
    let build = "swift build -c release --static-swift-stdlib --product simctl"
    #expect(lines.contains("RUN \(build)"))
    #expect(try Repository.text("README.md").contains("`\(build)`"))
  }
}
