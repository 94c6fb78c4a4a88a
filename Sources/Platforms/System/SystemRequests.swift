import SimCore

/// A request of a system on its way.
struct SystemRequest: BitwiseCopyable {
  /// Its number in the order of arrivals, from 0; -1 where the row is free.
  var number: Int
  var arrival: Instant
  /// The mark of the window of the timeline in which it arrived.
  var window: Int
  /// How often it was sent to its stage.
  var attempts = 1
  /// Whether it was the first request of an instance on its way.
  var isCold = false
  /// What has been charged for it.
  var charge = RequestCharge.none
  /// The stage that it is at, or comes to next.
  var stage = 0
  /// Where in the order of the stage's router it was sent; -1 for nowhere yet.
  var place = -1
  /// The service that it was sent to last; -1 for none.
  var service = -1
  /// The instance that it had at the service that was done with it last; -1 for none.
  var instance = -1
  /// By what that service knows it.
  var visit = Visit()
  /// When it is withdrawn from a queue there; ``Instant/never`` for not at all.
  var deadline = Instant.never
  /// When its client gives up on this attempt, to send it again; ``Instant/never`` where that is
  /// for the service to say.
  var givesUp = Instant.never
}

/// The rows of all requests of a system that have no outcome.
struct SystemRequests: ~Copyable {
  var rows = Table<SystemRequest>(minimumCapacity: 64)
  private var freeRows = Table<Int32>(minimumCapacity: 64)
  /// Requests that arrived.
  private(set) var count = 0
  /// Those of them without an outcome.
  private(set) var open = 0

  init() {}

  /// Makes a row for the next request.
  mutating func arrive(at now: Instant, window: Int) -> Int {
    let request = SystemRequest(number: count, arrival: now, window: window)
    count += 1
    open += 1
    if freeRows.isEmpty {
      rows.append(request)
      return rows.count - 1
    }
    let row = Int(freeRows.removeLast())
    rows[row] = request
    return row
  }

  /// Frees the row of a request that has its outcome.
  mutating func release(_ row: Int) {
    rows[row].number = -1
    rows[row].deadline = .never
    rows[row].givesUp = .never
    freeRows.append(Int32(truncatingIfNeeded: row))
    open -= 1
  }

  /// The rows of the requests that are left, in the order of their arrival.
  var left: [Int] {
    var left: [Int] = []
    for row in 0..<rows.count where rows[row].number >= 0 { left.append(row) }
    return left.sorted { rows[$0].number < rows[$1].number }
  }
}
