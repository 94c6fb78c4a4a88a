/// A model on one of the paper's eight systems, with the runtime it has there.
struct PaperSystem: Hashable, Sendable {
  /// The column of the paper's tables it is in, such as `Lambda`.
  let name: String
  /// The deployment's name in the scenarios.
  let deployment: String

  static let lambda = PaperSystem(name: "Lambda", deployment: "aws-lambda-mobilenet-ort-1.6")
  static let lambdaTensorFlow = PaperSystem(
    name: "Lambda TF", deployment: "aws-lambda-mobilenet-tf-1.4")
  static let functions = PaperSystem(
    name: "Cloud Functions", deployment: "gcp-cloud-functions-mobilenet-ort-1.6")
  static let functionsTensorFlow = PaperSystem(
    name: "Cloud Functions TF", deployment: "gcp-cloud-functions-mobilenet-tf-1.15")
  static let sageMaker = PaperSystem(
    name: "SageMaker", deployment: "aws-sagemaker-mobilenet-tf-1.15")
  static let platform = PaperSystem(
    name: "AI Platform", deployment: "gcp-ai-platform-mobilenet-tf-1.15")
  static let amazonCPU = PaperSystem(
    name: "AWS CPU", deployment: "aws-cpu-server-mobilenet-tf-1.15")
  static let googleCPU = PaperSystem(
    name: "GCP CPU", deployment: "gcp-cpu-server-mobilenet-tf-1.15")
  static let amazonGPU = PaperSystem(
    name: "AWS GPU", deployment: "aws-gpu-server-mobilenet-tf-1.15")
  static let googleGPU = PaperSystem(
    name: "GCP GPU", deployment: "gcp-gpu-server-mobilenet-tf-1.15")

  /// The same system with the model ALBERT.
  var albert: PaperSystem {
    let parts = deployment.split(separator: "-").map { $0 == "mobilenet" ? "albert" : String($0) }
    return PaperSystem(name: name + " ALBERT", deployment: parts.joined(separator: "-"))
  }

  /// A run of it, in the workload of a number such as 40.
  func cell(_ workload: Int) -> PaperCell {
    PaperCell(scenario: "workload-\(workload)", deployment: deployment)
  }
}
