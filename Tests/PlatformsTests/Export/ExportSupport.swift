import Platforms

/// Keeps all rows that it is given.
final class KeptRows: RowSink {
  private(set) var bytes: [UInt8] = []
  private(set) var takes = 0

  func take(_ rows: [UInt8]) {
    bytes += rows
    takes += 1
  }

  /// The rows, each as its fields; no field of these tests is quoted.
  var rows: [[String]] { csvRows(bytes) }
}

/// The fields of unquoted CSV, each row of which must end with a line feed.
func csvRows(_ bytes: [UInt8]) -> [[String]] {
  var lines = String(decoding: bytes, as: UTF8.self).split(
    separator: "\n", omittingEmptySubsequences: false)
  precondition(lines.last == "", "the last row is not complete")
  lines.removeLast()
  return lines.map {
    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }
}
