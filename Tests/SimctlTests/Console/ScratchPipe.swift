import Foundation

import Studies

@testable import simctl

/// Both ends of a pipe, closed with the value.
final class ScratchPipe: Sendable {
  let reader: FileHandle
  let writer: FileHandle

  init() {
    System.ignoreWriteSignals()
    let pipe = Pipe()
    reader = pipe.fileHandleForReading
    writer = pipe.fileHandleForWriting
  }
}
