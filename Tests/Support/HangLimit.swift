import Testing

extension TimeLimitTrait.Duration {
  /// After what time a test hangs: an hour.
  ///
  /// Swift Testing counts from when a test is started, which includes waiting for a processor
  /// beside all others. On a busy machine that takes minutes; only a hang takes this long.
  public static var hang: Self { .minutes(60) }
}
