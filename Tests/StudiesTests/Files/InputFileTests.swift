import TestSupport
import Testing

@testable import Studies

@Suite struct InputFileTests {
  @Test func `a file is read whole, also when it is longer than one chunk`() throws {
    let directory = try ScratchDirectory()
    let text = String(repeating: "0123456789", count: 20_000)
    try directory.write(text, to: "in")
    #expect(String(decoding: try InputFile.read(directory.file("in")), as: UTF8.self) == text)
  }

  @Test func `a missing file, a directory and a file that is too long are told apart`() throws {
    let directory = try ScratchDirectory()
    try directory.write("12345", to: "in")
    let messages = [("none", 10), ("", 10), ("in", 4)].map { name, maximumSize in
      do throws(InputError) {
        _ = try InputFile.read(directory.file(name), maximumSize: maximumSize)
        return "no error"
      } catch {
        return error.message.split(separator: ": ").last.map(String.init) ?? ""
      }
    }
    #expect(messages == ["No such file or directory", "Is a directory", "File too large"])
  }
}
