import Documents
import Platforms
import SimCore
import Studies

/// An inference server on one processor, as two of its measured conditions say it is.
struct TritonServer: Sendable {
  /// Copies of the model that share the processor, each with a batch of its own.
  static let copies = 2
  /// The most requests of a batch.
  static let greatestBatch = 128

  /// The time of a request outside of the server, in milliseconds.
  let network: Double
  /// What a batch takes whatever its size, in milliseconds.
  let fixed: Double
  /// What each request of a batch adds, in milliseconds.
  let each: Double

  /// The server that two conditions say.
  ///
  /// With both copies always busy, a throughput of X and a batch that takes T has X T / 2 requests;
  /// the straight line goes through the batches of the two conditions. The network is that of the
  /// first, where least is sent.
  init(fewest: TritonCondition, most: TritonCondition) {
    network = fewest.network
    each = (most.compute - fewest.compute) / (most.batch - fewest.batch)
    fixed = fewest.compute - each * fewest.batch
  }

  /// The scenario of some clients, for a time of which the beginning is left out.
  func scenario(clients: Int, seconds: Int, seed: Int) -> String {
    func milliseconds(_ value: Double) -> String { DecimalText.fixed(value, digits: 4) + "ms" }
    let one = milliseconds(fixed + each)
    let greatest = milliseconds(fixed + each * Double(Self.greatestBatch))
    return """
      { "seed": \(seed),
        "workload": { "duration": "\(seconds + 1)s", "warm_up": "1s",
          "arrivals": { "closed_loop": { "clients": \(clients) } } },
        "deployments": [{ "platform": "aws-gpu-server@2021-03",
          "capacity": { "workers": \(Self.copies),
            "batch": { "size": \(Self.greatestBatch), "delay": "1us" } },
          "latency": { "network": { "exponential": { "mean": "\(milliseconds(network))" } },
            "service_time": "\(one)",
            "batch_times": [[1, "\(one)"], [\(Self.greatestBatch), "\(greatest)"]] } }] }
      """
  }
}

/// What was measured with one number of clients.
struct TritonCondition: Sendable {
  /// The processor.
  let processor: String
  let clients: Int
  /// Answers a second.
  let throughput: Double
  /// The mean time of a request outside of the server, in milliseconds.
  let network: Double
  /// The mean time of its batch in the server, in milliseconds.
  let compute: Double
  /// The mean latency at the client, in milliseconds.
  let latency: Double

  init(_ fields: [String]) {
    processor = fields[0]
    clients = Int(EvidenceData.number(fields[1]))
    throughput = EvidenceData.number(fields[2])
    network = EvidenceData.number(fields[3])
    compute = EvidenceData.number(fields[5])
    latency = EvidenceData.number(fields[6])
  }

  /// How many requests a batch had, if all copies were always busy.
  var batch: Double { throughput * compute / 1000 / Double(TritonServer.copies) }
}

extension EvidenceCase {
  /// For how many seconds clients are counted, in each of so many replications.
  private static let (seconds, replications) = (2, 3)

  /// Clients that each wait for their answer: the numbers with the fewest and with the most of them
  /// say what the server is, those between follow from it.
  static var tritonClients: [EvidenceCase] {
    let conditions = EvidenceData.lines(PackageResources.triton_clients_csv).map {
      TritonCondition($0)
    }
    return conditions.map { condition in
      EvidenceCase(dataset: .tritonClients) {
        let same = conditions.filter { $0.processor == condition.processor }
        guard let fewest = same.first, let most = same.last else { return [] }
        let server = TritonServer(fewest: fewest, most: most)
        let catalog = try Catalog.builtIn()
        var throughputs: [Double] = []
        var latencies: [Double] = []
        for seed in 1...replications {
          let text = server.scenario(clients: condition.clients, seconds: seconds, seed: seed)
          let figures = try run(text, catalog)
          throughputs.append(Double(figures.succeeded) / Double(seconds))
          latencies.append(1000 * (figures.latency.moments.mean ?? 0))
        }
        guard let throughput = MeanInterval(throughputs), let latency = MeanInterval(latencies)
        else { return [] }
        let isGiven = [fewest.clients, most.clients].contains(condition.clients)
        func row(_ quantity: String, _ measured: Double, _ found: MeanInterval) -> EvidenceRow {
          EvidenceRow(
            dataset: .tritonClients,
            condition: "\(condition.clients) clients on \(condition.processor)",
            quantity: quantity, measured: measured, uncertainty: nil, simulated: found.mean,
            halfWidth: found.halfWidth, use: isGiven ? .fitted : .predicted, digits: 1,
            series: condition.processor, at: Double(condition.clients))
        }
        return [
          row("answers a second", condition.throughput, throughput),
          row("mean latency", condition.latency, latency),
        ]
      }
    }
  }

  private static func run(_ text: String, _ catalog: Catalog) throws -> RunFigures {
    let scenario = try Scenario(
      parsing: Array(text.utf8), file: "triton", name: "triton", catalog: catalog)
    var nobody = NoObserver()
    return try scenario.run(scenario.deployments[0], observer: &nobody)
  }
}
