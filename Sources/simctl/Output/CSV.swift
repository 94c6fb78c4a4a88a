/// Comma-separated values as RFC 4180 defines them, except for the end of a line.
///
/// A line ends with a line feed alone, as text files do on the supported systems; RFC 4180 asks for
/// CR LF, but every reader accepts both. Data are never altered: a field that a spreadsheet would
/// take for a formula, such as `=1+1`, is written as it is. Names are checked where scenarios are
/// read, so only numbers can start with a sign.
enum CSV {
  /// A field, in quotes if it contains a comma, a quote, a carriage return or a line feed.
  static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { byte in
      byte == 0x2C || byte == 0x22 || byte == 0x0D || byte == 0x0A
    }
    guard needsQuotes else { return text }
    var bytes: [UInt8] = [0x22]
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A line with its end.
  ///
  /// A single empty field is quoted, because an empty line would be no record.
  static func line(_ fields: [String]) -> String {
    if fields == [""] { return "\"\"\n" }
    return fields.map(field).joined(separator: ",") + "\n"
  }
}
