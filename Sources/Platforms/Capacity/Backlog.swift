/// What servers do with a request, wherever its queue is: serve it, let it wait, or turn it away.
enum Backlog {
  /// Serves while there is room, else lets requests wait up to a number of them.
  @inline(__always)
  static func admit(_ fleet: FleetView, upTo backlog: Int) -> Admission {
    admit(available: fleet.available, queueLength: fleet.queueLength, upTo: backlog)
  }

  /// The same by what alone it depends on.
  @inline(__always)
  static func admit(available: Int, queueLength: Int, upTo backlog: Int) -> Admission {
    if available > 0 { return .serve }
    return queueLength < backlog ? .wait(starting: 0) : .refuse(.backlogFull)
  }
}
