import Foundation
import TestSupport
import Testing

@testable import Studies
@testable import simctl

@Suite struct EndingErrorTests {
  @Test(arguments: [ENOSPC, EACCES, EROFS, ENOTDIR, EISDIR, EMFILE, ENAMETOOLONG, ENOENT, EFBIG])
  func `a file that could not be written is a failure`(number: Int32) {
    let error = OutputError(action: .write, path: "a", cause: SystemError(number: number))
    #expect(error.ending == .failure)
  }

  @Test func `errors that know how the program ends say so, and all others are failures`() {
    #expect(UsageError("wrong").ending == .usage)
    #expect(Interrupted(signal: .terminate).ending == .terminated)
    #expect(ConsoleError.closedPipe.ending == .closedPipe)
    #expect(CommandFailure("no").ending == .failure)
    #expect(StudyError("no").ending == .failure)
    // Without a signal, an input that could not be read for one is no more than that.
    let error = InputError(path: "a", cause: SystemError(number: EINTR))
    #expect(error.ending == .failure && error.asEnding.message == error.message)
  }

  @Test func `a signal tells how many incomplete files are removed`() async {
    await #expect(processExitsWith: .success) {
      let directory = try ScratchDirectory()
      try OutputFile(directory.file("a")).discard()
      try OutputFile(directory.file("b")).commit()
      #expect(
        Interrupted(signal: .interrupt).message
          == "stopped by SIGINT; 1 incomplete output file removed, "
          + "earlier results are as they were")
    }
  }
}
