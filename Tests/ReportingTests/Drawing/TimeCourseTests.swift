import Testing

@testable import Reporting

@Suite struct TimeCourseTests {
  private static let header = TimeCourse.Column.allCases.map(\.name).joined(separator: ",") + "\n"

  private func course(_ rows: [String], end: Double) throws -> TimeCourse {
    let text = Self.header + rows.map { $0 + "\n" }.joined()
    let table = try ReportTable(Array(text.utf8), name: "timeline.csv")
    return TimeCourse(table, table.rows, end: end)
  }

  @Test func `few windows are shown with the texts of the file`() throws {
    let rows = [
      "0.000,4,3,1,0.250000000,0.2,0.3,0.4,1.000000,0.500000,2.000000",
      "2.000,0,0,0,,,,,1.000000,0.000000,0.000000",
    ]
    let course = try course(rows, end: 3)
    #expect(course.joined == 1)
    #expect(course.windows.map { $0.texts.joined(separator: ",") } == rows)
    #expect(course.length == 2)
    #expect(course.windows[1].value(.mean) == nil)
    #expect(course.greatest(.queue) == 2)
  }

  @Test func `of many windows neighbours are joined`() throws {
    let rows = (0..<(2 * TimeCourse.mostPoints)).map { index in
      index % 2 == 0
        ? "\(index).000,3,3,0,1.000000000,0.1,1,2,4,1,0"
        : "\(index).000,3,1,2,5.000000000,0.2,1,2,4,1,1"
    }
    let course = try course(rows, end: Double(rows.count))
    #expect(course.joined == 2)
    #expect(course.windows.count == TimeCourse.mostPoints)
    // The mean of three latencies of 1 s and one of 5 s; the greater of two medians.
    #expect(
      course.windows[1].texts == [
        "2.000", "6", "4", "2", "2.000000000", "0.200000000", "1.000000000", "2.000000000",
        "4.000000", "1.000000", "0.500000",
      ])
    #expect(course.length == 2)
  }
}
