/// Measurements that somebody made of a real platform.
package struct Dataset: Sendable, Hashable {
  /// Its name, as `--only` takes it.
  package let name: String
  /// What was measured, in words.
  package let about: String
  /// Who measured it and where it was found.
  package let source: String
  /// The licence under which it is here.
  package let licence: String

  /// All of them, in the order of the table.
  package static let all: [Dataset] = [
    lambdaRuns, lambdaRates, lambdaBursts, lambdaMemory, lambdaResNet,
    gpuBatches, tritonClients, platformCases,
  ]

  /// Requests with their instances in runs of 28 hours on AWS Lambda.
  package static let lambdaRuns = Dataset(
    name: "lambda-runs",
    about: "cold starts in seven runs of 28 hours on AWS Lambda, April to June 2020, replayed",
    source: "pacslab/serverless-performance-modeling, experiments/results/res-01-*.csv",
    licence: "MIT, Copyright (c) 2020 Nima Mahmoudi")

  /// What the authors of those runs and of five others printed of them.
  package static let lambdaRates = Dataset(
    name: "lambda-rates",
    about: "probability of a cold start and instances at twelve rates of Poisson requests",
    source: "pacslab/simfaas, examples/exp.csv",
    licence: "MIT, Copyright (c) 2020 Nima Mahmoudi")

  /// How many instances are left of a burst after a pause.
  package static let lambdaBursts = Dataset(
    name: "lambda-bursts",
    about: "instances of AWS Lambda that are left of a burst after a pause, January 2020",
    source: "SeBS (Copik et al., Middleware 2021), analysis/container_eviction",
    licence: "statistics of a file without a licence of its own")

  /// The times of five functions at many memory sizes.
  static let lambdaMemory = Dataset(
    name: "lambda-memory",
    about: "warm times of five functions on AWS Lambda with 256 to 3008 MB of memory",
    source: "pacslab/SLApp-PerfCost-MdlOpt, docs/App_Lambda_Logs.csv",
    licence: "MIT, Copyright (c) 2020 Changyuan Lin")

  /// Cold and warm times of ResNet-50 at several memory sizes.
  static let lambdaResNet = Dataset(
    name: "lambda-resnet50",
    about: "cold and warm times of ResNet-50 in PyTorch on AWS Lambda with 512 to 3008 MB, "
      + "July to November 2020",
    source: "SeBS (Copik et al., Middleware 2021), analysis/cost/q1_cost/411_aws.csv",
    licence: "statistics of a file without a licence of its own")

  /// The latency of batches on graphics processors.
  static let gpuBatches = Dataset(
    name: "gpu-batches",
    about: "latency of batches of 1 to 256 on T4, DGX-1 and DGX-2 with TensorFlow 1.15",
    source: "NVIDIA/DeepLearningExamples, README tables of resnet50v1.5 and BERT",
    licence: "Apache-2.0, NVIDIA Corporation")

  /// Throughput and latency of Triton for clients that wait for their answers.
  package static let tritonClients = Dataset(
    name: "triton-clients",
    about: "throughput and mean latency of Triton serving ResNet-50 on A40, A100, V100 and T4 to "
      + "16 to 256 clients that wait for their answers",
    source: "NVIDIA/DeepLearningExamples, TensorFlow/Classification/ConvNets/triton/README.md",
    licence: "Apache-2.0, NVIDIA Corporation")

  /// Single numbers that were published of many platforms.
  package static let platformCases = Dataset(
    name: "platform-cases",
    about: "single numbers that were published of the platforms of today: scaling, starts, idle "
      + "lives, bills and capacities",
    source: "public pages and repositories, each beside its number",
    licence: "single facts, quoted with their sources")
}
