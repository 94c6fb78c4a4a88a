@testable import Reproduction

/// The model of the fit as it comes with the program, made once for all tests.
enum FitSupport {
  private static let made = Result { try FitModel(FitSources(directory: nil)) }

  /// The model of the fit.
  static func model() throws -> FitModel { try made.get() }
}
