/// Standard input, for what has to be read more than once.
package enum StandardInput {
  /// Puts an ordinary file in the place of standard input, with all that a pipe brings.
  ///
  /// The file is in the directory for temporary files (`TMPDIR`), has no name, and is gone with the
  /// process. Where standard input is an ordinary file already, nothing happens.
  ///
  /// - Parameter isStopped: asked now and then; the file is empty when it says so.
  /// - Throws: ``InputError`` or ``OutputError``.
  package static func keep(isStopped: () -> Bool) throws {
    if case .regular = try? System.kind(of: "/dev/stdin") { return }
    let file = ScratchFile()
    var (bytes, written) = ([UInt8](), 0)
    repeat {
      bytes.removeAll(keepingCapacity: true)
      do throws(SystemError) {
        _ = try System.read(
          from: 0, appendingTo: &bytes, capacity: 1 << 18, isStopped: isStopped)
      } catch {
        throw InputError(path: "-", cause: error)
      }
      try file.write(bytes[...], at: written)
      written += bytes.count
      if isStopped() { return }
    } while !bytes.isEmpty
    try file.becomeStandardInput()
  }
}
