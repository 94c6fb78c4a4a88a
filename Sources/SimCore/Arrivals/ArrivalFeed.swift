/// The arrivals of any source, taken from it some dozen at a time.
///
/// An event loop asks for an arrival with every request. The feed is one type whatever the source,
/// so that one event loop serves all of them, and the source is called so seldom that the call
/// costs nothing.
@usableFromInline package struct ArrivalFeed: ArrivalSource {
  /// Where the arrivals come from; it is ahead of the feed by the times that are not handed out.
  @usableFromInline package private(set) var source: any ArrivalSource
  @usableFromInline var times: [Instant] = []
  @usableFromInline var count = 0
  @usableFromInline var position = 0

  /// The arrivals of a source.
  @usableFromInline package init(_ source: any ArrivalSource) { self.source = source }

  /// The time of the next arrival, or nil after the last one.
  @inlinable
  @inline(__always)
  package mutating func next() -> Instant? {
    if position >= count {
      takeMore()
      if count == 0 { return nil }
    }
    let arrival = times[position]
    position &+= 1
    return arrival
  }

  @usableFromInline
  @inline(never)
  mutating func takeMore() {
    position = 0
    count = source.fill(&times)
  }
}
