import Studies

/// A log that is compressed: what can be read of it comes through a pipe.
struct CompressedLog: UserFacingError, Equatable {
  /// The path, or "-" for standard input.
  let path: String
  /// What unpacks it to its standard output.
  let command: String

  /// How many bytes show it.
  static let bytes = 6

  private static let beginnings: [(bytes: [UInt8], command: String)] = [
    ([0x1f, 0x8b], "gzip -dc"), (Array("BZh".utf8), "bzip2 -dc"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "xz -dc"), ([0x28, 0xb5, 0x2f, 0xfd], "zstd -dc"),
    ([0x50, 0x4b, 0x03, 0x04], "unzip -p"),
  ]

  /// The error of a log that begins with some bytes; nil where it is not compressed.
  init?(_ path: String, begin: [UInt8]) {
    guard let found = Self.beginnings.first(where: { begin.starts(with: $0.bytes) }) else {
      return nil
    }
    (self.path, command) = (path, found.command)
  }

  /// What is wrong, as one line.
  var message: String {
    let name = path == "-" ? "standard input" : Quoted.text(path)
    return "cannot read \(name): it is compressed (\(command.prefix { $0 != " " }))"
  }

  /// The pipe that unpacks it.
  var advice: String? {
    let name = path == "-" ? "LOG" : Quoted.argument(path)
    return "Unpack it on the way: \(command) \(name) | simctl calibrate -"
  }
}
