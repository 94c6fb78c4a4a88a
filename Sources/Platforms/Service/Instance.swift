import SimCore

/// An instance from its creation to its termination.
///
/// A row is one line of a processor's cache, 64 bytes, as that of an ``Invocation`` is.
struct Instance: BitwiseCopyable {
  /// Its number in the order of creation, from 0; after 2^31 instances they start anew.
  var number: Int
  /// Since when it has served nothing; while it serves, and has several slots, since when it does.
  var idleSince: Instant
  var launched: Instant
  /// Slots in use: a batch takes one.
  var inService: Int32 = 0
  /// The invocation it starts for; -1 for none.
  var bound: Int32 = -1
  /// The queue of invocations that wait at this instance.
  var queue = RequestQueue()
  /// Its neighbours among the instances with room.
  var room = Links()
  /// Its place in the list of ready instances.
  var readyIndex: Int32 = -1
  /// Invocations in service beyond the first of each batch.
  var joined: Int32 = 0
  var state: State = .starting
  /// Whether it has begun to serve its first request.
  var hasServed = false
  /// Whether it is in the list of instances with room.
  var isListed = false
  /// Whether a timer for a batch of its own queue is on the agenda.
  var isTimed = false

  enum State: UInt8, BitwiseCopyable {
    /// The row is free.
    case none
    case starting
    case ready
    /// Takes no more requests and goes when it has none left.
    case draining
  }

  /// The invocations in service and waiting here.
  @inline(__always)
  var outstanding: Int32 { inService &+ joined &+ queue.count }

  init(number: Int, launched: Instant) {
    self.number = number
    self.launched = launched
    idleSince = launched
  }
}

/// The instances with room, those with a list of their own apart.
enum WithRoom: ChainPlace {
  @inline(__always)
  static func links<Result>(of row: inout Instance, _ body: (inout Links) -> Result) -> Result {
    body(&row.room)
  }
}

/// A first-come-first-served queue of invocations.
struct RequestQueue: BitwiseCopyable {
  private(set) var line = Chain<InLine>()
  private(set) var count: Int32 = 0

  /// The one that has waited longest; -1 for none.
  var head: Int32 { line.first }

  @inline(__always)
  mutating func append(_ row: Int, in rows: inout Table<Invocation>) {
    line.append(row, in: &rows)
    count &+= 1
  }

  /// Takes one out, wherever it stands.
  @inline(__always)
  mutating func remove(_ row: Int, in rows: inout Table<Invocation>) {
    line.remove(row, in: &rows)
    count &-= 1
  }
}
