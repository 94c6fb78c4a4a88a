import Documents
import SimCore

/// The keys of clients that wait for an answer before they send again.
enum ClosedLoopKeys {
  static let clients = Key<Int?>(
    "clients", .integer(1...ClosedLoop.mostClients), .required,
    "how many clients there are; each has one request open at a time")
  static let thinkTime = Key<JSONValue?>(
    "think_time", .defined(.distribution), .otherwise("`\"0s\"`"),
    "how long a client waits after an answer before it sends again, and before its first request")
  static let backOff = Key<Interval>(
    "back_off", .positiveDuration, default: .seconds(1),
    "how long it waits in place of that when a request has failed")

  static let object = ScenarioObject(
    "closedLoop",
    """
    Clients that send a request, wait for its answer, think, and send the next, as load testers do \
    with a fixed number of users: how many requests come depends on the answers, so that \
    deployments do not serve the same ones. Nobody sends after `duration`, or once `requests` have \
    been sent; only one of the two may stand there. `load` multiplies the clients.
    """,
    keys: [clients, thinkTime, backOff])
}

extension ProblemLog {
  /// Clients in a closed loop.
  func closedLoop(_ value: JSONValue, _ path: JSONPath) -> ClosedLoop? {
    typealias Keys = ClosedLoopKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let backOff = reader[Keys.backOff]
    let thinkTime =
      reader.value(Keys.thinkTime).map { distribution($0, reader.path(Keys.thinkTime)) }
      ?? .constant(.zero)
    guard let clients = reader[Keys.clients], let thinkTime else { return nil }
    return ClosedLoop(clients: clients, thinkTime: thinkTime, backOff: backOff)
  }

  /// So many times as many clients; nil, with a problem reported, when that is none or too many.
  func multiplied(_ loop: ClosedLoop, by load: Double, _ workload: KeyReader) -> ClosedLoop? {
    var loop = loop
    let clients = (Double(loop.clients) * load).rounded()
    guard clients >= 1, clients <= Double(ClosedLoop.mostClients) else {
      report(
        workload.value(WorkloadKeys.load), path: workload.path(WorkloadKeys.load),
        what: clients < 1
          ? "leaves none of \(loop.clients) clients"
          : "makes more than \(ClosedLoop.mostClients) of \(loop.clients) clients",
        fix: clients < 1 ? "write a greater load" : "write a smaller load")
      return nil
    }
    loop.clients = Int(clients)
    return loop
  }
}
