import SimCore

/// The random streams of one deployment in one replication.
///
/// They depend on the seed and the replication only, not on the deployment: what two deployments
/// have in common, they draw alike.
struct Streams {
  var service: Random
  var coldStarts: Random
  var routing: Random
  var network: Random
  var idling: Random
  var interruptions: Random
  var replacements: Random

  init(seed: UInt64, replication: UInt64) {
    service = Random(seed: seed, replication: replication, stream: .service)
    coldStarts = Random(seed: seed, replication: replication, stream: .coldStarts)
    routing = Random(seed: seed, replication: replication, stream: .routing)
    network = Random(seed: seed, replication: replication, stream: .network)
    idling = Random(seed: seed, replication: replication, stream: RandomStream("idling"))
    interruptions = Random(
      seed: seed, replication: replication, stream: RandomStream("interruptions"))
    replacements = Random(
      seed: seed, replication: replication, stream: RandomStream("replacements"))
  }
}
