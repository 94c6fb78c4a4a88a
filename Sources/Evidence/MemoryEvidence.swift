import Documents
import Platforms
import SimCore

/// One of the measured functions, and what its work makes of the processor.
struct FunctionOverMemory: Sendable {
  /// Its name in the data.
  let name: String
  /// The most vCPUs that it uses at once.
  let vcpus: Double
  /// The share of its time at ``fittedSize`` in which it waits for something else.
  let waitingShare: Double

  /// The size in MB whose time is that of the scenario.
  static let fittedSize = 512
  /// The size in MB by which the second value of a function is set that has one.
  static let secondSize = 3008

  /// Whether a value of it was chosen by the time at ``secondSize``.
  var hasSecondValue: Bool { vcpus != 1 || waitingShare != 0 }

  /// The five functions: three compute with one thread; one waits besides, and one while it
  /// computes, so that beyond half a vCPU nothing makes it faster.
  static let all = [
    FunctionOverMemory(name: "f1", vcpus: 0.5, waitingShare: 0),
    FunctionOverMemory(name: "f2", vcpus: 1, waitingShare: 0),
    FunctionOverMemory(name: "f4", vcpus: 1, waitingShare: 0.171),
    FunctionOverMemory(name: "f5", vcpus: 1, waitingShare: 0),
    FunctionOverMemory(name: "f6", vcpus: 1, waitingShare: 0),
  ]
}

extension EvidenceCase {
  /// Five functions on AWS Lambda, warm, at 44 memory sizes: the time at one size is given, all
  /// others follow from the processor that the catalog gives to a size.
  static var lambdaMemory: [EvidenceCase] {
    let data = EvidenceData.lines(PackageResources.lambda_memory_csv)
    return FunctionOverMemory.all.map { function in
      EvidenceCase(dataset: .lambdaMemory) {
        let catalog = try Catalog.builtIn()
        let rows = data.filter { $0[0] == function.name }
        guard let given = rows.first(where: { $0[1] == "\(FunctionOverMemory.fittedSize)" }) else {
          preconditionFailure("The data has the size that is given.")
        }
        return try rows.map { fields in
          let size = fields[1]
          let replay = try DeploymentReplay(
            """
            { "platform": "aws-lambda@2021-03", "memory": "\(size)MB",
              "latency": { "network": "0s", "service_time": "\(given[3])ms",
                "measured_at": "\(given[1])MB", "vcpus": \(function.vcpus),
                "waiting_share": \(function.waitingShare) } }
            """, catalog)
          let latencies = replay.latencies([.zero, .zero + .seconds(100)])
          let isSecond = function.hasSecondValue && size == "\(FunctionOverMemory.secondSize)"
          return EvidenceRow(
            dataset: .lambdaMemory, condition: "\(function.name) with \(size) MB",
            quantity: "warm time", measured: EvidenceData.number(fields[3]) / 1000,
            uncertainty: standardError(fields[4], fields[2]) / 1000, simulated: latencies[1],
            halfWidth: nil, use: size == given[1] || isSecond ? .fitted : .predicted, digits: 3,
            series: function.name, at: EvidenceData.number(size))
        }
      }
    }
  }

  /// ResNet-50 on AWS Lambda at five memory sizes, cold and warm: both times are given at one size.
  static var lambdaResNet: [EvidenceCase] {
    let data = EvidenceData.lines(PackageResources.lambda_resnet50_csv)
    return [
      EvidenceCase(dataset: .lambdaResNet) {
        let catalog = try Catalog.builtIn()
        let size = "\(FunctionOverMemory.fittedSize)"
        func given(_ start: String) -> Double {
          guard let row = data.first(where: { $0[0] == size && $0[1] == start }) else {
            preconditionFailure("The data has the size that is given.")
          }
          return EvidenceData.number(row[3])
        }
        let load = DecimalText.fixed(given("cold") - given("warm"), digits: 4)
        return try data.map { fields in
          let replay = try DeploymentReplay(
            """
            { "platform": { "name": "lambda", "like": "aws-lambda@2021-03",
                "cpu": { "measured_at": "\(size)MB" } }, "memory": "\(fields[0])MB",
              "latency": { "network": "0s", "service_time": "\(given("warm"))s", "vcpus": 2,
                "cold_start": {
                  "container_initialisation": "0s", "library_import": "0s",
                  "model_download": "0s", "first_inference": "0s", "variation": 0,
                  "model_load": { "base": "\(load)s", "vcpus": 1 } } } }
            """, catalog)
          let latencies = replay.latencies([.zero, .zero + .seconds(100)])
          let isCold = fields[1] == "cold"
          // That the load uses one vCPU is seen at the greatest size.
          let isGiven =
            fields[0] == size || (isCold && fields[0] == "\(FunctionOverMemory.secondSize)")
          return EvidenceRow(
            dataset: .lambdaResNet, condition: "\(fields[0]) MB", quantity: "\(fields[1]) time",
            measured: EvidenceData.number(fields[3]),
            uncertainty: standardError(fields[4], fields[2]), simulated: latencies[isCold ? 0 : 1],
            halfWidth: nil, use: isGiven ? .fitted : .predicted, digits: 3,
            at: EvidenceData.number(fields[0]))
        }
      }
    ]
  }

  /// Half of the 95 % interval of a mean of so many calls with such a standard deviation.
  private static func standardError(_ deviation: String, _ count: String) -> Double {
    1.96 * EvidenceData.number(deviation) / EvidenceData.number(count).squareRoot()
  }
}
