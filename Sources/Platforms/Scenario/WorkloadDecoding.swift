import SimCore

/// The keys of a workload.
enum WorkloadKey: String, CaseIterable { case duration, requests, arrivals, patience }

/// The arrival processes that a scenario can name.
enum ArrivalsKey: String, CaseIterable { case constant, poisson, piecewise, mmpp, map, trace }

/// The keys of a constant rate and of a Poisson process.
enum RateKey: String, CaseIterable { case rate }

/// The keys of a piecewise-constant Poisson process.
enum PiecewiseKey: String, CaseIterable { case pieces, `repeat` }

/// The keys of a piece of it.
enum PieceKey: String, CaseIterable {
  case rate
  case length = "for"
}

/// The keys of a Markov-modulated Poisson process.
enum ModulatedKey: String, CaseIterable { case states, generator, path, initial }

/// The keys of a state of it.
enum StateKey: String, CaseIterable { case name, rate }

/// The keys of a sojourn of its path.
enum SojournKey: String, CaseIterable {
  case state
  case length = "for"
}

/// The keys of a Markovian arrival process.
enum MarkovianKey: String, CaseIterable { case d0, d1, initial }

/// The keys of a trace.
enum TraceKey: String, CaseIterable { case file, column, scale }

extension ProblemLog {
  /// The requests of a scenario.
  func workload(_ value: JSONValue, _ path: JSONPath) -> Workload? {
    guard let reader = ObjectReader<WorkloadKey>(value, path: path, log: self) else { return nil }
    let duration = reader.interval(.duration, in: Interval(nanoseconds: 1) ... .longest)
    let requests = reader.integer(.requests, in: 1...Int(Extent.mostRequests))
    let patience = reader.interval(.patience, in: .zero ... .longest)
    guard let inner = reader.required(.arrivals),
      let arrivals = arrivals(inner, reader.path(.arrivals))
    else { return nil }
    if reader.value(.duration) != nil && duration == nil { return nil }
    if reader.value(.requests) != nil && requests == nil { return nil }
    let extent: Extent?
    switch (duration, requests) {
    case (let duration?, let requests?):
      extent = .exactly(requests: Int64(requests), within: duration)
    case (let duration?, nil): extent = .duration(duration)
    case (nil, let requests?): extent = .requests(Int64(requests))
    case (nil, nil): extent = nil
    }
    guard case .process(let process) = arrivals else {
      return Workload(arrivals: arrivals, extent: extent, patience: patience)
    }
    guard let extent else {
      report(
        value, path: path, what: "says neither how long requests come nor how many",
        fix: "add \"duration\": \"10min\" or \"requests\": 10000, or both for exactly so many")
      return nil
    }
    do {
      _ = try ArrivalStream(process, extent: extent, seed: 0, replication: 0)
    } catch {
      report(inner, path: reader.path(.arrivals), what: "\(error)", fix: "change it or the extent")
      return nil
    }
    return Workload(arrivals: arrivals, extent: extent, patience: patience)
  }

  private func arrivals(_ value: JSONValue, _ path: JSONPath) -> Workload.Arrivals? {
    guard let reader = ObjectReader<ArrivalsKey>(value, path: path, log: self) else { return nil }
    let named = ArrivalsKey.allCases.filter { reader.value($0) != nil }
    guard let kind = named.first, named.count == 1, let inner = reader.value(kind) else {
      report(
        value, path: path,
        what: named.isEmpty ? "names no arrival process" : "names more than one arrival process",
        fix: "write one of constant, poisson, piecewise, mmpp, map or trace, such as "
          + "{ \"poisson\": { \"rate\": \"100/s\" } }")
      return nil
    }
    let place = reader.path(kind)
    if kind == .trace { return trace(inner, place).map { .trace($0) } }
    do {
      return try process(kind, inner, place).map { .process($0) }
    } catch {
      report(inner, path: place, what: "\(error)", fix: "see the scenario guide for this process")
      return nil
    }
  }

  private func process(
    _ kind: ArrivalsKey, _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    switch kind {
    case .constant:
      guard let rate = soleRate(value, path) else { return nil }
      return try .constant(rate: rate)
    case .poisson:
      guard let rate = soleRate(value, path) else { return nil }
      return try .poisson(rate: rate)
    case .piecewise: return try piecewise(value, path)
    case .mmpp: return try modulated(value, path)
    case .map: return try markovian(value, path)
    case .trace: return nil
    }
  }

  private var rates: ClosedRange<Double> { 0...ArrivalProcess.highestRate }

  private func soleRate(_ value: JSONValue, _ path: JSONPath) -> Double? {
    guard let reader = ObjectReader<RateKey>(value, path: path, log: self) else { return nil }
    reader.required(.rate)
    return reader.rate(.rate, in: rates)
  }

  private func piecewise(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    guard let reader = ObjectReader<PiecewiseKey>(value, path: path, log: self) else { return nil }
    reader.required(.pieces)
    let repeats = reader.bool(.repeat) ?? false
    guard let elements = reader.array(.pieces) else { return nil }
    var pieces: [ArrivalProcess.Piece] = []
    for (element, place) in elements {
      guard let piece = ObjectReader<PieceKey>(element, path: place, log: self) else { continue }
      piece.required(.rate)
      piece.required(.length)
      if let rate = piece.rate(.rate, in: rates),
        let length = piece.interval(.length, in: Interval(nanoseconds: 1) ... .longest)
      {
        pieces.append(.init(rate: rate, length: length))
      }
    }
    guard pieces.count == elements.count else { return nil }
    return try .piecewise(pieces, repeats: repeats)
  }

  private func modulated(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    guard let reader = ObjectReader<ModulatedKey>(value, path: path, log: self) else { return nil }
    reader.required(.states)
    guard let elements = reader.array(.states) else { return nil }
    var names: [String] = []
    var stateRates: [Double] = []
    for (index, (element, place)) in elements.enumerated() {
      guard let state = ObjectReader<StateKey>(element, path: place, log: self) else { continue }
      state.required(.rate)
      names.append(state.string(.name) ?? "\(index)")
      if let rate = state.rate(.rate, in: rates) { stateRates.append(rate) }
    }
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      report(
        elements[index].0, path: elements[index].1, what: "has the name of another state",
        fix: "give each state a name of its own")
    }
    let matrix = reader.value(.generator).flatMap { self.matrix($0, reader.path(.generator)) }
    guard stateRates.count == elements.count else { return nil }
    if let path = reader.array(.path) {
      if reader.value(.initial) != nil {
        report(
          reader.object, path: reader.path(.initial), what: "contradicts the path",
          fix: "remove it: the path says which state comes first")
        return nil
      }
      let sojourns = path.compactMap { sojourn($0.0, $0.1, names) }
      guard sojourns.count == path.count else { return nil }
      return try .pinned(rates: stateRates, path: sojourns)
    }
    guard let matrix else {
      if reader.value(.generator) == nil && reader.value(.path) == nil {
        report(
          value, path: path, what: "says neither how states change nor their path",
          fix: "add \"generator\", a matrix of rates per second, or \"path\", a list of sojourns")
      }
      return nil
    }
    let initial = reader.value(.initial).flatMap { stateIndex($0, reader.path(.initial), names) }
    if reader.value(.initial) != nil && initial == nil { return nil }
    return try .modulated(rates: stateRates, generator: matrix, initialState: initial)
  }

  private func sojourn(
    _ value: JSONValue, _ path: JSONPath, _ names: [String]
  ) -> ArrivalProcess.Sojourn? {
    guard let reader = ObjectReader<SojournKey>(value, path: path, log: self) else { return nil }
    reader.required(.length)
    guard let length = reader.interval(.length, in: Interval(nanoseconds: 1) ... .longest),
      let state = reader.required(.state).flatMap({ stateIndex($0, reader.path(.state), names) })
    else { return nil }
    return .init(state: state, length: length)
  }

  /// A state by its name.
  private func stateIndex(_ value: JSONValue, _ path: JSONPath, _ names: [String]) -> Int? {
    choice(value, path, of: names).flatMap { names.firstIndex(of: $0) }
  }

  private func matrix(_ value: JSONValue, _ path: JSONPath) -> [[Double]]? {
    guard let rows = array(value, path) else { return nil }
    var matrix: [[Double]] = []
    for (row, place) in rows {
      guard let elements = array(row, place) else { return nil }
      let numbers = elements.compactMap { number($0.0, $0.1, in: -1e12...1e12) }
      guard numbers.count == elements.count else { return nil }
      matrix.append(numbers)
    }
    return matrix
  }

  private func markovian(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    guard let reader = ObjectReader<MarkovianKey>(value, path: path, log: self) else { return nil }
    guard let first = reader.required(.d0), let second = reader.required(.d1),
      let d0 = matrix(first, reader.path(.d0)), let d1 = matrix(second, reader.path(.d1))
    else { return nil }
    let initial = reader.integer(.initial, in: 0...ArrivalProcess.mostStates - 1)
    return try .markovian(d0: d0, d1: d1, initialPhase: initial)
  }

  private func trace(_ value: JSONValue, _ path: JSONPath) -> Workload.Trace? {
    guard let reader = ObjectReader<TraceKey>(value, path: path, log: self) else { return nil }
    reader.required(.file)
    let column = reader.string(.column)
    let scale = reader.number(.scale, in: 1e-9...1e9) ?? 1
    guard let file = reader.string(.file) else { return nil }
    guard !file.isEmpty else {
      report(reader.object, path: reader.path(.file), what: "is empty", fix: "name a CSV file")
      return nil
    }
    return Workload.Trace(file: file, column: column, timeScale: scale)
  }
}
