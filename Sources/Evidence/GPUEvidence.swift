import Platforms
import SimCore

extension EvidenceCase {
  /// The latency of batches on graphics processors: the times of the smallest and the greatest
  /// measured size are given, those between follow from the straight line through the two.
  static var gpuBatches: [EvidenceCase] {
    var groups: [(curve: [String], rows: [[String]])] = []
    for fields in EvidenceData.lines(PackageResources.gpu_batches_csv) {
      let curve = Array(fields.prefix(3))
      if let last = groups.indices.last, groups[last].curve == curve {
        groups[last].rows.append(fields)
      } else {
        groups.append((curve, [fields]))
      }
    }
    return groups.map { curve, rows in
      EvidenceCase(dataset: .gpuBatches) {
        guard let first = rows.first, let last = rows.last else { return [] }
        let catalog = try Catalog.builtIn()
        return try rows.map { fields in
          let replay = try DeploymentReplay(
            """
            { "platform": "aws-gpu-server@2021-03",
              "capacity": { "workers": 1, "batch": { "size": \(fields[3]), "delay": "1s" } },
              "latency": { "network": "0s", "service_time": "\(first[4])ms",
                "batch_times": [[1, "\(first[4])ms"], [\(last[3]), "\(last[4])ms"]] } }
            """, catalog)
          let size = Int(EvidenceData.number(fields[3]))
          let latencies = replay.latencies(Array(repeating: .zero, count: size))
          let isBERT = curve[0].hasPrefix("bert")
          let model = isBERT ? "BERT" : "ResNet-50"
          return EvidenceRow(
            dataset: .gpuBatches,
            condition: "\(curve[0]) on \(curve[1]), \(curve[2]), \(fields[3]) at once",
            quantity: "\(model), \(curve[2])", measured: EvidenceData.number(fields[4]),
            uncertainty: nil, simulated: 1000 * (latencies.max() ?? 0), halfWidth: nil,
            use: fields == first || fields == last ? .fitted : .predicted, digits: 2,
            series: isBERT ? "\(curve[0]) on \(curve[1])" : curve[1], at: Double(size))
        }
      }
    }
  }
}
