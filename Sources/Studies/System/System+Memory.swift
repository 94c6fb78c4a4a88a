#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the process uses of memory and may still use, in bytes.
package struct MemoryUse: Equatable {
  /// The part that is in use and in physical memory.
  package var resident: Int
  /// How much address space the limit of the process (`ulimit -v`) leaves; nil without a limit.
  package var belowLimit: Int?
  /// How much physical memory the machine could still give.
  package var available: Int?

  /// The least that is left alone.
  package static let reserve = 64 << 20

  /// Whether the next growth of what is in memory could fail.
  ///
  /// A table grows by moving into one of twice its size, beside itself. At worst it is all that is
  /// in use.
  package var isShort: Bool {
    if let belowLimit, belowLimit < 2 * resident + Self.reserve { return true }
    if let available, available < resident + Self.reserve { return true }
    return false
  }
}

extension System {
  /// What the process uses of memory; nil where the system does not tell.
  package static func memoryUse() -> MemoryUse? {
    guard let pages = firstNumbers("/proc/self/statm"), pages.count >= 2 else { return nil }
    let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    var use = MemoryUse(resident: pages[1] * pageSize)
    var limit = rlimit()
    #if canImport(Darwin) || canImport(Musl)
      let hasLimit = unsafe getrlimit(RLIMIT_AS, &limit) == 0
    #else
      let hasLimit = unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
    #endif
    if hasLimit, limit.rlim_cur < 1 << 62 {
      use.belowLimit = Int(limit.rlim_cur) - pages[0] * pageSize
    }
    if use.resident > 8 * MemoryUse.reserve { use.available = availableMemory() }
    return use
  }

  /// What the machine could give to programs without taking it from others.
  private static func availableMemory() -> Int? {
    guard let text = text("/proc/meminfo") else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }

  private static func firstNumbers(_ path: String) -> [Int]? {
    text(path).map { $0.split(whereSeparator: \.isWhitespace).compactMap { Int($0) } }
  }

  private static func text(_ path: String) -> String? {
    guard let descriptor = try? openForReading(path) else { return nil }
    defer { try? closeFile(descriptor) }
    var bytes: [UInt8] = []
    _ = try? read(from: descriptor, appendingTo: &bytes, capacity: 4096)
    return String(decoding: bytes, as: UTF8.self)
  }
}
