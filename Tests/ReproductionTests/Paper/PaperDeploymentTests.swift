import TestSupport
import Testing

@testable import Reproduction

@Suite struct PaperDeploymentTests {
  @Test func `every one of them is in all three workloads`() throws {
    let all: [PaperDeployment] = [
      .lambda, .functions, .sageMaker, .aiPlatform, .amazonCPU, .googleCPU, .amazonGPU, .googleGPU,
    ]
    let runs = try PaperSupport.runs()
    for deployment in all + all.map(\.albert) + [.lambdaTensorFlow, .functionsTensorFlow] {
      for workload in [40, 120, 200] {
        #expect(runs[deployment.cell(workload)] != nil, "\(deployment.deployment)")
      }
    }
  }

  @Test func `comparisons call them by system, runtime and model`() {
    #expect(PaperDeployment.lambdaTensorFlow.name == "Lambda TF")
    #expect(PaperDeployment.sageMaker.albert.name == "SageMaker ALBERT")
  }
}
