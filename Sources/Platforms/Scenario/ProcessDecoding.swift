import SimCore

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

extension ProblemLog {
  /// An arrival process of a kind; nil with problems reported.
  ///
  /// - Throws: what is wrong with the process as a whole, or with an element of it.
  func process(
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
    let pieces = elements.compactMap { piece($0.0, $0.1) }
    guard pieces.count == elements.count else { return nil }
    return try .piecewise(pieces, repeats: repeats)
  }

  private func piece(_ value: JSONValue, _ path: JSONPath) -> ArrivalProcess.Piece? {
    guard let reader = ObjectReader<PieceKey>(value, path: path, log: self) else { return nil }
    reader.required(.rate)
    reader.required(.length)
    let rate = reader.rate(.rate, in: rates)
    let length = reader.interval(.length, in: Interval(nanoseconds: 1) ... .longest)
    guard let rate, let length else { return nil }
    return .init(rate: rate, length: length)
  }

  private func modulated(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    guard let reader = ObjectReader<ModulatedKey>(value, path: path, log: self) else { return nil }
    let states = reader.required(.states).flatMap { self.states($0, reader.path(.states)) }
    let names = states?.map(\.name)
    let matrix = reader.value(.generator).flatMap { self.matrix($0, reader.path(.generator)) }
    let path = reader.array(.path).flatMap { self.path($0, names) }
    let initial = reader.value(.initial).flatMap { stateIndex($0, reader.path(.initial), names) }
    switch (reader.value(.generator), reader.value(.path)) {
    case (nil, nil):
      report(
        value, path: reader.path, what: "says neither how states change nor their path",
        fix: "add \"generator\", a matrix of rates per second, or \"path\", a list of sojourns")
    case (_?, let given?):
      report(
        given, path: reader.path(.path), what: "contradicts the generator",
        fix: "remove one of the two: states change at random, or as the path says")
    case (nil, _?):
      report(
        ifGiven: reader.value(.initial), path: reader.path(.initial), what: "contradicts the path",
        fix: "remove it: the path says which state comes first")
      guard let states, let path, reader.value(.initial) == nil else { return nil }
      return try .pinned(rates: states.map(\.rate), path: path)
    case (_?, nil):
      guard let states, let matrix, initial != nil || reader.value(.initial) == nil else {
        return nil
      }
      return try .modulated(rates: states.map(\.rate), generator: matrix, initialState: initial)
    }
    return nil
  }

  /// The states in their order; one without a name goes by its number, from 0.
  private func states(
    _ value: JSONValue, _ path: JSONPath
  ) -> [(name: String, rate: Double)]? {
    guard let elements = array(value, path) else { return nil }
    let most = ArrivalProcess.mostStates
    guard (1...most).contains(elements.count) else {
      report(
        value, path: path,
        what: elements.isEmpty
          ? "must not be empty" : "has \(elements.count) states, more than the \(most) allowed",
        fix: elements.isEmpty
          ? "give at least one state" : "describe the process with fewer states")
      return nil
    }
    var states: [(name: String, rate: Double)] = []
    var names: Set<String> = []
    for (index, (element, path)) in elements.enumerated() {
      guard let reader = ObjectReader<StateKey>(element, path: path, log: self) else { continue }
      reader.required(.rate)
      let name = reader.string(.name) ?? "\(index)"
      if !names.insert(name).inserted {
        report(
          element, path: path, what: "has the name of another state: \(Excerpt.quoted(name))",
          fix: "give each state a name of its own")
      }
      if let rate = reader.rate(.rate, in: rates) { states.append((name, rate)) }
    }
    return states.count == elements.count ? states : nil
  }

  private func path(
    _ elements: [(JSONValue, JSONPath)], _ names: [String]?
  ) -> [ArrivalProcess.Sojourn]? {
    let sojourns = elements.compactMap { sojourn($0.0, $0.1, names) }
    return sojourns.count == elements.count ? sojourns : nil
  }

  private func sojourn(
    _ value: JSONValue, _ path: JSONPath, _ names: [String]?
  ) -> ArrivalProcess.Sojourn? {
    guard let reader = ObjectReader<SojournKey>(value, path: path, log: self) else { return nil }
    reader.required(.length)
    let length = reader.interval(.length, in: Interval(nanoseconds: 1) ... .longest)
    let state = reader.required(.state).flatMap { stateIndex($0, reader.path(.state), names) }
    guard let length, let state else { return nil }
    return .init(state: state, length: length)
  }

  /// A state by its name; nothing is reported when the names are not known.
  private func stateIndex(_ value: JSONValue, _ path: JSONPath, _ names: [String]?) -> Int? {
    guard let names else { return nil }
    return choice(value, path, of: names).flatMap { names.firstIndex(of: $0) }
  }

  private func matrix(_ value: JSONValue, _ path: JSONPath) -> [[Double]]? {
    guard let rows = array(value, path) else { return nil }
    let matrix = rows.compactMap { row, place -> [Double]? in
      guard let elements = array(row, place) else { return nil }
      let numbers = elements.compactMap { number($0.0, $0.1, in: -1e12...1e12) }
      return numbers.count == elements.count ? numbers : nil
    }
    return matrix.count == rows.count ? matrix : nil
  }

  private func markovian(
    _ value: JSONValue, _ path: JSONPath
  ) throws(ArrivalProcessError) -> ArrivalProcess? {
    guard let reader = ObjectReader<MarkovianKey>(value, path: path, log: self) else { return nil }
    let d0 = reader.required(.d0).flatMap { matrix($0, reader.path(.d0)) }
    let d1 = reader.required(.d1).flatMap { matrix($0, reader.path(.d1)) }
    let initial = reader.integer(.initial, in: 0...ArrivalProcess.mostStates - 1)
    guard let d0, let d1, initial != nil || reader.value(.initial) == nil else { return nil }
    return try .markovian(d0: d0, d1: d1, initialPhase: initial)
  }
}
