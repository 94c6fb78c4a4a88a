import TestSupport
import Testing

@testable import Studies

@Suite struct TemporaryPathsTests {
  @Test func `a place is free again once its path is taken out`() async {
    // A process of its own, where no other test takes places.
    await #expect(processExitsWith: .success) {
      let first = TemporaryPaths.insert("/nonexistent/a")
      let second = TemporaryPaths.insert("/nonexistent/b")
      #expect(first == 0)
      #expect(second == 1)
      TemporaryPaths.remove(at: first)
      #expect(TemporaryPaths.insert("/nonexistent/c") == 0)
    }
  }

  @Test func `a discarded file is counted and a committed one is not`() async {
    await #expect(processExitsWith: .success) {
      let directory = try ScratchDirectory()
      try OutputFile(directory.file("a")).discard()
      try OutputFile(directory.file("b")).commit()
      #expect(TemporaryPaths.discardedCount == 1)
    }
  }
}
