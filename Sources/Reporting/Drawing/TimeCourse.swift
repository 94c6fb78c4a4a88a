import Charts
import Documents

/// The windows of a run as a report shows them: those of the file, or several joined to one.
struct TimeCourse {
  /// The most points of a chart; of a longer run neighbouring windows are joined.
  static let mostPoints = 120

  /// The figures of a point, with the text of the file where it is one window of it.
  struct Window {
    /// When it begins, in seconds.
    let time: Double
    /// The texts by column.
    let texts: [String]

    /// The number of a column; nil where it has none.
    func value(_ column: Column) -> Double? { Double(texts[column.rawValue]) }
  }

  /// The columns of a point.
  enum Column: Int, CaseIterable {
    case time, arrivals, succeeded, failed, mean, p50, p95, p99, instances, inService, queue

    /// Its name in `timeline.csv`.
    var name: String {
      switch self {
      case .time: "time_s"
      case .arrivals: "arrivals"
      case .succeeded: "succeeded"
      case .failed: "failed"
      case .mean: "latency_mean_s"
      case .p50: "latency_p50_s"
      case .p95: "latency_p95_s"
      case .p99: "latency_p99_s"
      case .instances: "instances"
      case .inService: "in_service"
      case .queue: "queue_length"
      }
    }

    /// What a table calls it.
    var heading: String {
      switch self {
      case .time: "from, s"
      case .arrivals: "arrivals"
      case .succeeded: "succeeded"
      case .failed: "failed"
      case .mean: "mean, s"
      case .p50: "p50, s"
      case .p95: "p95, s"
      case .p99: "p99, s"
      case .instances: "instances"
      case .inService: "in service"
      case .queue: "queue"
      }
    }
  }

  /// The points in order of time.
  let windows: [Window]
  /// How many windows of the file a point is.
  let joined: Int
  /// The length of a point, in seconds.
  let length: Double
  /// When the last point ends, in seconds.
  let end: Double

  /// The windows of a run.
  init(_ table: ReportTable, _ rows: [[String]], end: Double) {
    let count = Self.mostPoints
    let joined = (rows.count + count - 1) / count
    self.joined = max(1, joined)
    let starts = rows.map { table.number($0, "time_s") ?? 0 }
    let width = starts.count > 1 ? starts[1] - starts[0] : max(end, 0.001)
    length = width * Double(self.joined)
    self.end = max(end, (starts.last ?? 0) + 0.001)
    let places = Column.allCases.map { table.place(of: $0.name) ?? 0 }
    windows = stride(from: 0, to: rows.count, by: self.joined).map { first in
      let part = rows[first..<min(first + joined, rows.count)].map { row in
        places.map { row[$0] }
      }
      return Window(time: starts[first], texts: part.count == 1 ? part[0] : Self.join(part))
    }
  }

  /// Several windows as one: counts are added, means weighted by successes, of percentiles the
  /// greatest is taken, and levels are means.
  private static func join(_ windows: [[String]]) -> [String] {
    func values(_ column: Column) -> [Double] {
      windows.compactMap { Double($0[column.rawValue]) }
    }
    return Column.allCases.map { column in
      switch column {
      case .time: return windows[0][column.rawValue]
      case .arrivals, .succeeded, .failed:
        return DecimalText.fixed(values(column).reduce(0, +), digits: 0)
      case .mean:
        let pairs = windows.compactMap { row -> (mean: Double, count: Double)? in
          guard let mean = Double(row[column.rawValue]) else { return nil }
          return (mean, Double(row[Column.succeeded.rawValue]) ?? 0)
        }
        let count = pairs.reduce(0) { $0 + $1.count }
        if count == 0 { return "" }
        let sum = pairs.reduce(0) { $0 + $1.mean * $1.count }
        return DecimalText.fixed(sum / count, digits: 9)
      case .p50, .p95, .p99:
        return values(column).max().map { DecimalText.fixed($0, digits: 9) } ?? ""
      case .instances, .inService, .queue:
        let all = values(column)
        return DecimalText.fixed(all.reduce(0, +) / Double(max(1, all.count)), digits: 6)
      }
    }
  }

  /// The greatest value of a column.
  func greatest(_ column: Column) -> Double { windows.compactMap { $0.value(column) }.max() ?? 0 }

  /// Where a point stands on an axis of time: in its middle.
  func middle(_ window: Window) -> Double { min(end, window.time + length / 2) }

  /// The line of a column, cut where it has no value.
  func line(
    _ column: Column, in panel: Panel, _ time: Scale, _ values: Scale, per: Double = 1
  ) -> [[Point]] {
    var runs: [[Point]] = [[]]
    for window in windows {
      guard let value = window.value(column) else {
        runs.append([])
        continue
      }
      runs[runs.count - 1].append(
        Point(panel.x(middle(window), on: time), panel.y(value / per, on: values)))
    }
    return runs
  }
}
