import Documents
import SimCore

// How fast instances may start, of a service or of an account.
extension DeploymentDecoder {
  /// The limit on starts; nil where nothing is said of it.
  ///
  /// A burst alone is all that there will be.
  func startLimit(
    _ reader: KeyReader, _ burst: Key<Int?>, _ starts: Key<Double?>
  ) -> StartLimit? {
    let (atOnce, rate) = (reader[burst], reader[starts])
    let isSaid = (reader.value(burst) != nil, reader.value(starts) != nil)
    guard isSaid.0 || isSaid.1 else { return nil }
    // Of what cannot be read nothing more is to be said.
    if isSaid.1 && rate == nil { return StartLimit(burst: 1, rate: 1e9) }
    return StartLimit(burst: atOnce ?? 1, rate: rate ?? 0)
  }

  /// Reports starts that are too slow for requests that wait for one.
  ///
  /// - Parameters:
  ///   - reader: the keys of the limit.
  ///   - starts: the key of the rate.
  ///   - value: where it would be, if it is not there.
  ///   - what: what it does to requests, up to "could".
  func reportSlowStarts(
    _ reader: KeyReader, _ starts: Key<Double?>, or value: JSONValue, _ what: String
  ) {
    log.report(
      reader.value(starts) ?? value, path: reader.path(starts), what: "\(what) wait for ever",
      fix: "write a rate of instance starts of at least \"3.6/h\", such as \"10/s\"")
  }
}
