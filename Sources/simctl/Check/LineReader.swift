import Studies

/// Reads a file line by line, in constant memory.
struct LineReader: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  private static let chunk = 1 << 18

  /// Opens a file.
  init(_ path: String) throws(SystemError) {
    descriptor = try System.openForReading(path) { Interruption.isRequested }
  }

  deinit { try? System.closeFile(descriptor) }

  /// The next line without its end; nil after the last one.
  mutating func next() throws(SystemError) -> ArraySlice<UInt8>? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { position = end + 1 }
        return buffer[position..<end]
      }
      searched = buffer.count
      if isAtEnd {
        defer { position = buffer.count }
        return position < buffer.count ? buffer[position...] : nil
      }
      buffer.removeFirst(position)
      searched -= position
      position = 0
      isAtEnd =
        try System.read(
          from: descriptor, appendingTo: &buffer, capacity: Self.chunk,
          isStopped: { Interruption.isRequested }) == 0
    }
  }
}
