import SimCore

// The figures of services as whole numbers, for files that only the program itself reads.

extension SystemRow: StoredValue {
  func write(to writer: inout FigureWriter) {
    services.write(to: &writer)
    for count in [sentOn, retries, steps] { count.write(to: &writer) }
  }
  init(from reader: inout FigureReader) {
    services = [ServiceFigures](from: &reader)
    sentOn = UInt64(from: &reader)
    retries = UInt64(from: &reader)
    steps = UInt64(from: &reader)
  }
}

extension ServiceFigures: StoredValue {
  func write(to writer: inout FigureWriter) {
    name.write(to: &writer)
    for figure in RunFigures.storedOfService { figure.write(figures, &writer) }
  }
  init(from reader: inout FigureReader) {
    name = String(from: &reader)
    figures = .none
    // A service has no services, so that no file nests deeper than this.
    for figure in RunFigures.storedOfService { figure.read(&figures, &reader) }
  }
}
