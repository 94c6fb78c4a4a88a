import Foundation
import Testing

/// A terminal without a screen: what a program writes to it can be read back.
final class PseudoTerminal {
  private let controller: Int32
  /// The program's side.
  let terminal: FileHandle

  /// Opens a terminal.
  init() throws {
    var controller: Int32 = -1
    var program: Int32 = -1
    try #require(openpty(&controller, &program, nil, nil, nil) == 0)
    self.controller = controller
    terminal = FileHandle(fileDescriptor: program, closeOnDealloc: true)
  }

  deinit { close(controller) }

  /// Everything that is written until no process has the program's side open any more.
  func readToEnd() throws -> String {
    try terminal.close()
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      // The end is a count of 0 or, on Linux, the error EIO.
      let count = read(controller, &buffer, buffer.count)
      guard count > 0 else { break }
      text += buffer[..<count]
    }
    return String(decoding: text, as: UTF8.self)
  }
}
