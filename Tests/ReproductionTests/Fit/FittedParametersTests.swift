import Documents
import Platforms
import TestSupport
import Testing

@testable import Reproduction

@Suite struct FittedParametersTests {
  private static func declaration() throws -> FittedParameters {
    try FittedParameters(parsing: try FitSources(directory: nil).declaration)
  }

  @Test func `every declared value exists and lies within its bounds`() throws {
    // The model looks each of them up, with its unit.
    let model = try FitSupport.model()
    #expect(model.parameters.count > 20)
    for (parameter, number) in zip(model.parameters, model.current) {
      #expect((parameter.low...parameter.high).contains(number), "\(parameter.name)")
    }
    for unpinned in try Self.declaration().unpinned {
      for place in unpinned.places {
        guard case .catalog(let section, let entry) = place.holder else { continue }
        let value = try? Catalog.builtIn().entry(section, entry)?.annotated.value(at: place.path)
        #expect(value != nil, "\(entry) \(place.path)")
      }
    }
  }

  @Test func `every fitted value of the catalog is declared or says that nothing pins it`() throws {
    let declaration = try Self.declaration()
    let places =
      declaration.parameters.flatMap { $0.places + $0.followers }
      + declaration.unpinned.flatMap(\.places)
    let catalog = try Catalog.builtIn()
    var count = 0
    for section in Catalog.Section.allCases {
      for entry in catalog.entries(section) {
        for parameter in entry.ownParameters where parameter.source.hasPrefix("fitted") {
          count += 1
          let isDeclared = places.contains { place in
            place.holder == .catalog(section, entry.name)
              && (place.path == parameter.path || place.path.hasPrefix(parameter.path + "."))
          }
          let isUnpinned = parameter.source.contains("no published number pins it")
          let aim = parameter.source.split(separator: ": ", maxSplits: 1).last ?? ""
          let isTakenOver = aim.hasPrefix("as ")
          #expect(
            isDeclared || isUnpinned || isTakenOver,
            "\(section.rawValue)/\(entry.name) \(parameter.path)")
        }
      }
    }
    #expect(count > 30)
  }

  @Test func `no value is declared twice, and every declared one of the catalog is called fitted`()
    throws
  {
    let declaration = try Self.declaration()
    let places =
      declaration.parameters.flatMap { $0.places + $0.followers }
      + declaration.unpinned.flatMap(\.places)
    for (index, place) in places.enumerated() {
      let isDouble = places[..<index].contains {
        $0.holder == place.holder && $0.path == place.path
      }
      #expect(!isDouble, "\(place.holder.name) \(place.path)")
      guard case .catalog(let section, let name) = place.holder else { continue }
      let entry = try #require(try Catalog.builtIn().entry(section, name))
      let source = entry.parameters.first {
        place.path == $0.path || place.path.hasPrefix($0.path + ".")
      }?.source
      #expect(source?.hasPrefix("fitted") == true, "\(name) \(place.path)")
    }
    let names = declaration.parameters.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func `no parameter names a workload except those of the scenarios`() throws {
    for parameter in try Self.declaration().parameters {
      let isOfScenarios = parameter.places.allSatisfy { place in
        if case .scenario = place.holder { return true }
        return false
      }
      #expect((parameter.group == FittedParameter.workloads) == isOfScenarios)
      #expect(isOfScenarios || !parameter.name.contains("workload"))
    }
  }

  @Test func `no more parameters are pinned than there are numbers that pin them`() throws {
    let parameters = try Self.declaration().parameters
    let known = Set(PaperTarget.all.map(\.id))
    for group in Set(parameters.map(\.group)).sorted() + ["all"] {
      let own = parameters.filter { group == "all" || $0.group == group }
      let targets = Set(own.flatMap(\.targets))
      #expect(own.count <= targets.count, "\(group)")
      #expect(targets.isSubset(of: known), "\(targets.subtracting(known).sorted())")
      #expect(own.allSatisfy { !$0.targets.isEmpty })
    }
  }

  @Test func `everything that is wrong with a declaration is reported`() {
    let text = """
      { "parameters": [
        { "at": "nowhere x", "group": "g", "unit": "ms", "from": 1, "to": 2, "targets": [] },
        { "at": "machines/m x", "group": "g", "unit": "feet", "from": 2, "to": 1, "targets": [] },
        { "at": "machines/m x", "group": "g", "unit": "", "from": 2, "to": 1, "targets": [] }
      ] }
      """
    let report = #expect(throws: ProblemReport.self) {
      try FittedParameters(parsing: Array(text.utf8))
    }
    #expect(report?.problems.count == 3)
  }
}
