/// The latency policies that a scenario can name.
public enum AnyLatency: Hashable, Sendable {
  /// Instances that start cold, in steps.
  case staged(StagedLatency)
  /// Machines with the model loaded.
  case preloaded(PreloadedLatency)
}
