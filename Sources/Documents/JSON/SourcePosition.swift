/// A place in a text file.
public struct SourcePosition: Hashable, Comparable, Sendable {
  // Every value of a parsed file has a position, so it is kept small.
  private let lineNumber: UInt32
  private let columnNumber: UInt32

  /// The line, from 1.
  package var line: Int { Int(lineNumber) }

  /// The column, from 1, in Unicode code points.
  package var column: Int { Int(columnNumber) }

  /// A place in a file of less than 2^32 lines and columns.
  ///
  /// - Parameters:
  ///   - line: the line, from 1.
  ///   - column: the column, from 1, in Unicode code points.
  package init(line: Int, column: Int) {
    lineNumber = UInt32(clamping: line)
    columnNumber = UInt32(clamping: column)
  }

  /// Orders places from the start of a file to its end.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.lineNumber, left.columnNumber) < (right.lineNumber, right.columnNumber)
  }
}
