/// What a number in a column of a trace adds to the service time of its request.
package struct ColumnTime: Hashable, Sendable {
  /// The name of the column in the header, or the key in lines of JSON.
  package let name: String
  /// What each unit of the number adds, from 0 on.
  package let each: Interval

  /// A time for each unit of the numbers of a column.
  package init(_ name: String, each: Interval) {
    self.name = name
    self.each = each
  }
}
