/// A step of a cold start, for the paper's figure 7.
struct ColdStartStep: Sendable, Hashable {
  /// The order of steps it is part of, such as `sequential` or `parallel 1`.
  let graph: String
  /// What is done, such as `library import`.
  let step: String
  /// When it begins, in seconds from the start of the instance, from 0.
  let start: Double
  /// When it ends, in seconds from the start of the instance.
  let end: Double
}
