import Foundation
import TestSupport
import Testing

@testable import Studies

#if canImport(Glibc)
  private let fileSizeLimit = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
#else
  private let fileSizeLimit = RLIMIT_FSIZE
#endif

@Suite struct OutputErrorTests {
  @Test(arguments: [ENOSPC, EACCES, EROFS, ENOTDIR, EISDIR, EMFILE, ENAMETOOLONG, ENOENT, EFBIG])
  func `frequent failures come with advice`(number: Int32) {
    let error = OutputError(action: .write, path: "a\nb", cause: SystemError(number: number))
    #expect(error.message == "cannot write 'a\\nb': \(error.cause.text)")
    #expect(error.advice != nil)
  }

  @Test func `a file that could not be written whole is never committed`() async {
    await #expect(processExitsWith: .success) {
      System.ignoreWriteSignals()
      let directory = try ScratchDirectory()
      try directory.write("old", to: "a")
      var limit = rlimit(rlim_cur: 1 << 16, rlim_max: 1 << 16)
      setrlimit(fileSizeLimit, &limit)
      let file = try OutputFile(directory.file("a"))
      let chunk = [UInt8](repeating: 0x61, count: OutputFile.bufferCapacity)
      // A full buffer is written while the next one fills, so the failure may come with any call
      // from here on, and with the last one for certain.
      let failure = #expect(throws: OutputError.self) {
        try file.append(chunk)
        try file.finish()
      }
      #expect(failure?.cause.number == EFBIG)
      #expect(throws: OutputError.self) { try file.commit() }
      file.discard()
      #expect(try directory.names == ["a"])
      #expect(try directory.text("a") == "old")
    }
  }
}
