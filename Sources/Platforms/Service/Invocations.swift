import SimCore

/// The rows of all invocations in flight, and the counts of requests and invocations.
struct Invocations: ~Copyable {
  var rows = Table<Invocation>(minimumCapacity: 256)
  var freeRows = Table<Int32>(minimumCapacity: 256)
  /// The requests of invocations beyond the first of each.
  var others = Table<OtherRequest>(minimumCapacity: 4)
  var freeOthers = Table<Int32>(minimumCapacity: 4)

  /// Requests that arrived.
  var requests = 0
  /// Requests whose outcome is open.
  var open = 0
  /// Invocations that came to the platform.
  var received = 0
  /// Invocations that were refused when they came.
  var refused = 0

  /// Takes down the next request.
  @inline(__always)
  mutating func arrive(at now: Instant, window: Int) -> Request {
    let request = Request(number: requests, arrival: now, window: window)
    requests &+= 1
    open &+= 1
    return request
  }

  /// Makes a row for an invocation of one request.
  ///
  /// - Returns: its row.
  /// - Complexity: O(1), amortised over the growth of the table.
  @inline(__always)
  mutating func admit(_ request: Request) -> Int {
    if freeRows.isEmpty {
      rows.append(Invocation(request))
      return rows.count &- 1
    }
    let row = Int(freeRows.removeLast())
    rows[row] = Invocation(request)
    return row
  }

  /// Adds a request to an invocation, behind all others of it.
  ///
  /// - Parameters:
  ///   - request: the request.
  ///   - row: the invocation.
  ///   - last: the row of the last of its other requests; -1 where it has none yet.
  /// - Returns: the row of the request.
  mutating func join(_ request: Request, to row: Int, after last: Int32) -> Int32 {
    let other: Int32
    if freeOthers.isEmpty {
      other = Int32(truncatingIfNeeded: others.count)
      others.append(OtherRequest(request: request))
    } else {
      other = freeOthers.removeLast()
      others[Int(other)] = OtherRequest(request: request)
    }
    if last >= 0 { others[Int(last)].next = other } else { rows[row].others = other }
    return other
  }

  /// Frees the row of an invocation whose other requests have been released.
  @inline(__always)
  mutating func release(_ row: Int) {
    rows[row].state = .free
    freeRows.append(Int32(truncatingIfNeeded: row))
  }

  /// Frees the rows of the requests of an invocation beyond the first.
  mutating func releaseOthers(of row: Int) {
    var other = rows[row].others
    while other >= 0 {
      freeOthers.append(other)
      other = others[Int(other)].next
    }
    rows[row].others = -1
  }
}
