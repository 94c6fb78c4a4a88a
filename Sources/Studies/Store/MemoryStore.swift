import Platforms
import Synchronization

/// Keeps the windows of the runs as the text of `timeline.csv`, for whoever shows them and writes
/// no folder.
final class MemoryStore: RunStore {
  /// The rows of each run.
  private let rows = Lock<[RunKey: [UInt8]]>([:])

  func take(_ figures: RunFigures, of key: RunKey, label: RunLabel, index: Int) -> Int {
    var bytes: [UInt8] = []
    TimelineRows.append(figures, label: label, to: &bytes)
    rows.withLock { $0[key] = bytes }
    return 0
  }

  func finish(_ results: StudyResults, check: () throws -> Void) {}

  /// The file: the rows of all runs, by deployment and replication.
  var timeline: [UInt8] {
    rows.withLock { rows in
      let keys = rows.keys.sorted {
        ($0.deployment, $0.replication) < ($1.deployment, $1.replication)
      }
      return Array(TimelineRows.header.utf8) + keys.flatMap { rows[$0] ?? [] }
    }
  }
}
