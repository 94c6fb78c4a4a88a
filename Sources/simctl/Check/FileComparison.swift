import Platforms
import Studies

/// The first difference of two CSV files that ought to be the same.
struct FileDifference: Equatable {
  /// The row, from 1, without the header; 0 for the header.
  let row: Int
  /// What the row is about: its deployment and replication, as far as it has them.
  let subject: String
  /// The column; empty where a whole row is missing.
  let column: String
  /// What the first file has; nil for a row that it has not.
  let first: String?
  /// What the second file has.
  let second: String?
}

/// Compares CSV files row by row and, where rows differ, field by field.
struct FileComparison {
  /// How many rows are the same, the header not counted.
  private(set) var rows = 0
  /// The first difference.
  private(set) var difference: FileDifference?

  /// Compares two files.
  ///
  /// - Throws: ``CommandFailure`` where one cannot be read.
  init(_ first: String, _ second: String) throws {
    do {
      var left = try LineReader(first)
      var right = try LineReader(second)
      var header: [String] = []
      var row = 0
      while true {
        let (one, other) = (try left.next(), try right.next())
        if one == nil && other == nil { break }
        if one != other {
          difference = Self.difference(one, other, row: row, header: header)
          break
        }
        if row == 0, let one { header = Self.fields(one) }
        row += 1
        if row % 65_536 == 0 { try Interruption.check() }
      }
      rows = max(row - 1, 0)
    } catch let error as SystemError {
      throw CommandFailure("cannot read the rows of a run: \(error.text)")
    }
  }

  private static func difference(
    _ first: ArraySlice<UInt8>?, _ second: ArraySlice<UInt8>?, row: Int, header: [String]
  ) -> FileDifference {
    let (left, right) = (first.map(fields), second.map(fields))
    let known = left ?? right ?? []
    func field(_ column: String) -> String? {
      header.firstIndex(of: column).flatMap { place in
        place < known.count && !known[place].isEmpty ? known[place] : nil
      }
    }
    let subject = ["deployment", "replication"].compactMap { column in
      field(column).map { "\(column) \(column == "replication" ? $0 : Quoted.text($0))" }
    }.joined(separator: ", ")
    guard let left, let right else {
      return FileDifference(
        row: row, subject: subject, column: "", first: left?.joined(separator: ","),
        second: right?.joined(separator: ","))
    }
    let index = (0..<max(left.count, right.count)).first { index in
      index >= left.count || index >= right.count || left[index] != right[index]
    }
    let place = index ?? 0
    return FileDifference(
      row: row, subject: subject, column: place < header.count ? header[place] : "\(place + 1)",
      first: place < left.count ? left[place] : nil,
      second: place < right.count ? right[place] : nil)
  }

  /// The fields of a line, quotes taken off.
  static func fields(_ line: ArraySlice<UInt8>) -> [String] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in line {
      if byte == 0x22 {
        // A doubled quote within quotes closes and opens again, and is one quote.
        if !isQuoted && !fields[fields.count - 1].isEmpty {
          fields[fields.count - 1].append(byte)
        }
        isQuoted.toggle()
      } else if byte == 0x2C && !isQuoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }
}
