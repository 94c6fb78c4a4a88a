import Studies

/// The lines of a log, in memory for one line at most.
package enum LogFile {
  /// The most bytes of a line, and of an object over several.
  static let longestLine = 1 << 20
  private static let chunk = 1 << 18
  /// What the systems call EINTR.
  private static let interrupted: Int32 = 4

  /// Reads a log to its end.
  ///
  /// - Parameters:
  ///   - path: the file, which may be a pipe; "-" is standard input.
  ///   - isStopped: asked now and then; reading ends with an error when it says so.
  ///   - long: called with the number of a line that is too long to be one.
  ///   - body: called with each other line, without its end, and its number from 1.
  /// - Throws: `InputError`, ``CompressedLog``, or what `body` throws.
  package static func forEachLine(
    _ path: String, isStopped: () -> Bool, long: (Int) -> Void,
    _ body: (ArraySlice<UInt8>, Int) throws -> Void
  ) throws {
    let descriptor = try open(path, isStopped: isStopped)
    defer { if path != "-" { try? System.closeFile(descriptor) } }
    var buffer: [UInt8] = []
    var line = 1
    var isLong = false
    var hasMore = true
    while hasMore, buffer.count < CompressedLog.bytes {
      hasMore = try read(path, descriptor, &buffer, isStopped) > 0
    }
    if let error = CompressedLog(path, begin: buffer) { throw error }
    repeat {
      var start = buffer.startIndex
      while let end = buffer[start...].firstIndex(of: 0x0a) {
        if isLong { long(line) } else { try body(buffer[start..<end], line) }
        isLong = false
        line += 1
        start = end + 1
      }
      buffer.removeFirst(start)
      if buffer.count > longestLine {
        isLong = true
        buffer.removeAll(keepingCapacity: true)
      }
      if isStopped() { throw InputError(path: path, cause: SystemError(number: interrupted)) }
      if hasMore { hasMore = try read(path, descriptor, &buffer, isStopped) > 0 }
    } while hasMore
    if isLong { long(line) } else if !buffer.isEmpty { try body(buffer[...], line) }
  }

  private static func open(_ path: String, isStopped: () -> Bool) throws(InputError) -> Int32 {
    do throws(SystemError) {
      return path == "-" ? 0 : try System.openForReading(path, isStopped: isStopped)
    } catch {
      throw InputError(path: path, cause: error)
    }
  }

  private static func read(
    _ path: String, _ descriptor: Int32, _ buffer: inout [UInt8], _ isStopped: () -> Bool
  ) throws(InputError) -> Int {
    do throws(SystemError) {
      return try System.read(
        from: descriptor, appendingTo: &buffer, capacity: chunk, isStopped: isStopped)
    } catch {
      throw InputError(path: path, cause: error)
    }
  }
}
