import Platforms

/// What is searched together, and the published numbers by which it is judged.
package struct FitPlan {
  /// Parameters that are searched at the same time.
  package struct Block {
    /// Its name, for messages.
    package let name: String
    /// The indices of its parameters among all.
    package let parameters: [Int]
    /// What it is judged by.
    package let targets: [PaperTarget]
    /// The statements that it is judged by besides.
    package let statements: [PaperShape]
    /// The runs that are needed.
    package let cells: [PaperCell]
  }

  /// The blocks in the order in which they are searched: platforms first, in the order of the
  /// declaration, and last the workloads, which concern all of them.
  package let blocks: [Block]
  /// The targets that are left out of the search, to be predicted by it.
  package let heldOut: [PaperTarget]

  /// The paper's statements without a number, by which every block is judged.
  ///
  /// What makes one of them fail may lie in any platform. There are none where a workload is left
  /// out, as they speak of all.
  package let statements: [PaperShape]
  /// The names of parameters that only numbers left out would pin.
  package let undetermined: [String]

  /// Plans a fit.
  ///
  /// - Parameters:
  ///   - model: the simulation.
  ///   - patterns: names of parameters or groups, with `*` for any text; none for all.
  ///   - heldOut: workloads whose numbers and parameters are left out.
  ///   - together: whether everything is one block.
  ///   - start: where the search starts. From the present values a block is judged by all numbers
  ///     that change with it. From the middle, where most are far off, a platform is not judged by
  ///     what its parameters do to another one: that one is searched later.
  /// - Throws: what makes a changed parameter impossible.
  package init(
    _ model: FitModel, patterns: [String], heldOut: [String], together: Bool,
    start: FitStart = .current
  ) throws {
    self.heldOut = PaperTarget.all.filter { target in
      target.measuredOn.contains { heldOut.contains($0) }
    }
    let left = Set(self.heldOut.map(\.id))
    let statements = heldOut.isEmpty ? PaperShape.all : []
    self.statements = statements
    let targets = PaperTarget.all.filter { !left.contains($0.id) }
    let chosen = model.parameters.indices.filter { index in
      let parameter = model.parameters[index]
      let isWanted = patterns.isEmpty || patterns.contains(where: parameter.matches)
      return isWanted && !parameter.isOnly(of: heldOut)
    }
    undetermined = chosen.map { model.parameters[$0] }.filter { left.isSuperset(of: $0.targets) }
      .map(\.name)
    let affected = try FitPlan.affected(by: chosen, model)
    var groups: [(name: String, parameters: [Int])] = []
    for index in chosen {
      let name = together ? "all" : model.parameters[index].group
      if let place = groups.firstIndex(where: { $0.name == name }) {
        groups[place].parameters.append(index)
      } else {
        groups.append((name, [index]))
      }
    }
    let ordered =
      groups.filter { $0.name != FittedParameter.workloads }
      + groups.filter { $0.name == FittedParameter.workloads }
    blocks = ordered.map { group in
      let cells = group.parameters.reduce(into: Set<PaperCell>()) {
        $0.formUnion(affected[$1] ?? [])
      }
      let pinning = Set(group.parameters.flatMap { model.parameters[$0].targets })
      let own = targets.filter { target in
        if pinning.contains(target.id) { return true }
        if start == .current { return target.cells.contains(where: cells.contains) }
        if model.platforms.contains(group.name), model.platform(of: target) != group.name {
          return false
        }
        return target.cells.contains { $0.deployment == target.deployment && cells.contains($0) }
      }
      return Block(
        name: group.name, parameters: group.parameters, targets: own, statements: statements,
        cells: statements.isEmpty ? FitPlan.cells(of: own) : model.cells)
    }
  }

  /// The runs that targets need, each once.
  package static func cells(of targets: [PaperTarget]) -> [PaperCell] {
    var seen: Set<PaperCell> = []
    return targets.flatMap(\.cells).filter { seen.insert($0).inserted }
  }

  /// The runs that change with each parameter: found by changing it.
  private static func affected(
    by parameters: [Int], _ model: FitModel
  ) throws -> [Int: Set<PaperCell>] {
    let cells = cells(of: PaperTarget.all)
    let before = try model.runs(of: cells, numbers: model.current)
    var affected: [Int: Set<PaperCell>] = [:]
    for index in parameters {
      let parameter = model.parameters[index]
      let fraction = parameter.fraction(of: model.current[index])
      var numbers = model.current
      numbers[index] = parameter.number(at: fraction < 0.5 ? fraction + 0.4 : fraction - 0.4)
      let after = try model.runs(of: cells, numbers: numbers, includingFollowers: false)
      affected[index] = Set(cells.filter { before[$0] != after[$0] })
    }
    return affected
  }
}

extension PaperTarget {
  /// The workloads that it was measured on; none for a property of a deployment alone.
  package var measuredOn: [String] {
    switch quantity {
    case .coldStart, .service, .serviceRatio, .coldStartReduction: []
    default: quantity.spansWorkloads ? PaperRuns.workloads : [workload]
    }
  }
}

extension FittedParameter {
  /// Whether its name or that of its group is like a pattern with `*` for any text.
  func matches(_ pattern: String) -> Bool {
    Glob.matches(pattern, name) || Glob.matches(pattern, group)
  }

  /// Whether it says something of certain scenarios and of nothing else.
  package func isOnly(of scenarios: [String]) -> Bool {
    places.allSatisfy { place in
      if case .scenario(let name) = place.holder { return scenarios.contains(name) }
      return false
    }
  }
}

/// Patterns with `*` for any text.
enum Glob {
  /// Whether a pattern matches a whole text.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
    var (place, offset) = (0, 0)
    // Where to go on when the text after the last star does not match.
    var star: (place: Int, offset: Int)?
    while offset < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        star = (place, offset)
        place += 1
      } else if place < pattern.count, pattern[place] == text[offset] {
        place += 1
        offset += 1
      } else if let last = star {
        star = (last.place, last.offset + 1)
        (place, offset) = (last.place + 1, last.offset + 1)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
