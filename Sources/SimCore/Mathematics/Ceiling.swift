extension Elementary {
  /// The least whole number that is not below x.
  ///
  /// The standard library's `rounded(.up)` refers to the system's mathematical library.
  ///
  /// - Parameter x: from -2^63 to 2^62; numbers outside are cut to that range, and not-a-number
  ///   counts as zero.
  /// - Returns: the whole number.
  package static func ceiling(_ x: Double) -> Int {
    guard x > -0x1p63 else { return x.isNaN ? 0 : .min }
    guard x < 0x1p62 else { return 1 << 62 }
    let whole = Int(x)
    return Double(whole) < x ? whole + 1 : whole
  }
}
