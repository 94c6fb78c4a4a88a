import SimCore

/// A request as a client made it.
struct Request: BitwiseCopyable {
  /// Its number in the order of arrivals, from 0.
  var number: Int
  var arrival: Instant
  /// The mark of the window of the timeline in which it arrived.
  var window: Int
}

/// What the platform is asked to do once: a request, or several that a client sends as one.
///
/// The first request stands in the row itself, because nearly all invocations have no other. A row
/// is one line of a processor's cache, 64 bytes: with very many in flight, fetching it is what a
/// request costs.
struct Invocation: BitwiseCopyable {
  /// The oldest of its requests.
  var request: Request
  /// When service began; until then, when it came to the platform.
  var started: Instant
  /// The instance that serves it or that it waits at; -1 for none.
  var instance: Int32 = -1
  /// The number of that instance, which spares whoever books the request a look at its row.
  var instanceNumber: Int32 = -1
  /// Its neighbours in the queue it waits in; in service, the next one of its batch.
  var line = Links()
  /// Its neighbours among all waiting ones in order of arrival.
  var age = Links()
  /// The second of its requests, a row of ``Invocations/others``; -1 where it has one alone.
  var others: Int32 = -1
  var state: State = .free
  /// Whether it is the first of its instance.
  var isCold = false
  /// Whether the platform ends its service at the execution limit.
  var isCutShort = false
  /// Whether its client has gone; its outcome has been booked, what follows is wasted work.
  var isAbandoned = false

  enum State: UInt8, BitwiseCopyable {
    /// The row is free.
    case free
    /// In a queue.
    case waiting
    /// Tied to an instance that is starting for it.
    case bound
    /// In service; of a batch, the first.
    case inService
    /// At the client, which gathers more requests for it.
    case gathering
    /// In service in a batch that another invocation leads.
    case joined
  }

  init(_ request: Request) {
    self.request = request
    started = request.arrival
  }
}

/// A further request of an invocation.
struct OtherRequest: BitwiseCopyable {
  var request: Request
  /// The next of the same invocation; -1 for none.
  var next: Int32 = -1
}

/// The queue that an invocation waits in.
enum InLine: ChainPlace {
  @inline(__always)
  static func links<Result>(of row: inout Invocation, _ body: (inout Links) -> Result) -> Result {
    body(&row.line)
  }
}

/// All waiting invocations whose client may give up, in order of arrival.
enum ByAge: ChainPlace {
  @inline(__always)
  static func links<Result>(of row: inout Invocation, _ body: (inout Links) -> Result) -> Result {
    body(&row.age)
  }
}
