/// The files of data, as text in fields.
enum EvidenceData {
  /// The lines of a file, without its header, as fields.
  static func lines(_ bytes: [UInt8]) -> [[String]] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A number of a file.
  static func number(_ text: String) -> Double {
    guard let number = Double(text) else {
      preconditionFailure("The data has a wrong number: \(text)")
    }
    return number
  }
}
