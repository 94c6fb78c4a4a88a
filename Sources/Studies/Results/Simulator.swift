/// This simulator, as its results name it.
public enum Simulator {
  /// The version on which results depend.
  public static let version = "0.1.0"
}
