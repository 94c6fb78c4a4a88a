import Synchronization

#if !THREAD_SANITIZER
  /// A value that one thread at a time has.
  ///
  /// It is the standard library's `Mutex`, under a name that stands for another type in builds for
  /// the thread sanitizer.
  package typealias Lock = Mutex
#else
  #if canImport(Darwin)
    import Darwin
  #elseif canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// A lock that the thread sanitizer understands, instead of `Mutex` of the standard library.
  ///
  /// On Linux that one waits inside the library, which is compiled without the sanitizer, so every
  /// access after a wait is reported as a race. Only builds with the condition `THREAD_SANITIZER`
  /// have this type: what is checked is that whatever threads share is used under its lock.
  package struct Lock<Value>: ~Copyable, @unchecked Sendable {
    private final class Storage {
      let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
      var value: Value

      init(_ value: Value) {
        self.value = value
        pthread_mutex_init(lock, nil)
      }

      deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
      }
    }

    private let storage: Storage

    /// An open lock of a value.
    package init(_ value: consuming sending Value) { storage = Storage(value) }

    /// Calls a function with the value when no other thread has it.
    package borrowing func withLock<Result: ~Copyable, E: Error>(
      _ body: (inout sending Value) throws(E) -> sending Result
    ) throws(E) -> sending Result {
      pthread_mutex_lock(storage.lock)
      defer { pthread_mutex_unlock(storage.lock) }
      return try body(&storage.value)
    }
  }
#endif
