/// Where the bytes of a trace come from, chunk by chunk; a file, as a rule.
public protocol ByteSource {
  /// Overwrites the buffer from its start with the bytes that follow.
  ///
  /// - Parameter buffer: room for the bytes; its count is the most that may be read, and stays as
  ///   it is.
  /// - Returns: how many bytes were read, from 1 up to the buffer's count, or 0 at the end.
  /// - Throws: ``TraceError`` with the reason ``TraceError/Reason/unreadable(_:)``.
  mutating func read(into buffer: inout [UInt8]) throws(TraceError) -> Int
}
