/// This simulator, as its results name it.
package enum Simulator {
  /// The version on which results depend.
  package static let version = "0.1.0"
}
