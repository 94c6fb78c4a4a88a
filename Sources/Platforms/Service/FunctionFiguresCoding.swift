import Documents
import SimCore

// The figures of functions as whole numbers, for files that only the program itself reads.

extension FunctionFigures: StoredValue {
  func write(to writer: inout FigureWriter) {
    functions.write(to: &writer)
    classes.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    self.init(functions: [FunctionRow](from: &reader), classes: [FunctionClassRow](from: &reader))
  }
}

extension FunctionRow: StoredValue {
  func write(to writer: inout FigureWriter) {
    name.write(to: &writer)
    Int(memory.bytes).write(to: &writer)
    counts.write(to: &writer)
    latencyP99.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    self.init(
      name: String(from: &reader),
      memory: ByteCount(bytes: Int64(Int(from: &reader))), counts: FunctionCounters(from: &reader),
      latencyP99: Interval?(from: &reader))
  }
}

extension FunctionClassRow: StoredValue {
  func write(to writer: inout FigureWriter) {
    functions.write(to: &writer)
    counts.write(to: &writer)
    latencyP99.write(to: &writer)
    idleByteSeconds.write(to: &writer)
    blockedBy.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    self.init()
    functions = Int(from: &reader)
    counts = FunctionCounters(from: &reader)
    latencyP99 = Interval?(from: &reader)
    idleByteSeconds = Double(from: &reader)
    blockedBy = [Double](from: &reader)
  }
}

extension FunctionCounters: StoredValue {
  func write(to writer: inout FigureWriter) {
    for path in Self.counts { self[keyPath: path].write(to: &writer) }
    for path in Self.times { self[keyPath: path].write(to: &writer) }
    blocking.write(to: &writer)
  }
  init(from reader: inout FigureReader) {
    self.init()
    for path in Self.counts { self[keyPath: path] = UInt64(from: &reader) }
    for path in Self.times { self[keyPath: path] = Int128(from: &reader) }
    blocking = Double(from: &reader)
  }
}
