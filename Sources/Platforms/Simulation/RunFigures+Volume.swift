import Documents
import SimCore

extension RunFigures {
  /// The figures with the charge for the amount of use, if there is one.
  ///
  /// - Parameter billing: what the run was billed by.
  /// - Returns: the same figures otherwise.
  func settled(by billing: some BillingPolicy) -> RunFigures {
    var figures = self
    let charge = VolumeCharge(billing, use, lasting: traffic ?? end - .zero)
    figures.volume = charge.run == .zero && charge.month == .zero ? nil : charge
    return figures
  }
}
