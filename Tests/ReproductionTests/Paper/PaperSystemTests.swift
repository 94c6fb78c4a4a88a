import Platforms
import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperSystemTests {
  @Test func `the systems are the paper's eight, and their names those of the scenarios`() throws {
    var names: Set<String> = []
    for cloud in PaperCloud.allCases {
      for service in PaperService.allCases {
        names.insert(PaperSystem(cloud: cloud, service: service).name)
        for model in PaperModel.allCases {
          let deployment = PaperSystem(cloud: cloud, service: service).deployment(of: model)
          for workload in PaperRuns.workloads {
            #expect(try Self.deployments(workload).contains(deployment))
          }
        }
      }
    }
    #expect(names.count == 8)
  }

  @Test func `services differ in colour, mark and hatch`() {
    let services = PaperService.allCases
    #expect(Set(services.map(\.colour)).count == services.count)
    #expect(Set(services.map(\.marker)).count == services.count)
    #expect(Set(services.map(\.hatch)).count == services.count)
  }

  private static func deployments(_ workload: String) throws -> [String] {
    let text = try Repository.text("Scenarios/\(workload).json")
    let scenario = try Scenario(
      parsing: [UInt8](text.utf8), file: workload, name: workload, catalog: .builtIn())
    return scenario.deployments.map(\.name)
  }
}
