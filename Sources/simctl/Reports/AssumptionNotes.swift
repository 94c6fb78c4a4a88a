import Documents
import Platforms
import Studies

/// What deployments rest on without anybody having said it, as one note below a table.
enum AssumptionNotes {
  /// How many deployments are named of a kind.
  private static let greatestNames = 2

  /// The note; nil where nothing is assumed.
  static func line(_ deployments: [Deployment]) -> String? {
    var kinds: [(text: String, names: [String])] = []
    for (partName, deployment) in deployments.flatMap(\.parts) {
      for assumption in deployment.assumptions {
        let (text, name) = (short(assumption), Quoted.visible(partName))
        if let place = kinds.firstIndex(where: { $0.text == text }) {
          kinds[place].names.append(name)
        } else {
          kinds.append((text, [name]))
        }
      }
    }
    if kinds.isEmpty { return nil }
    let texts = kinds.map { kind in
      let more = kind.names.count - greatestNames
      return "\(kind.text) (\(kind.names.prefix(greatestNames).joined(separator: ", "))"
        + (more > 0 ? " and \(more) more)" : ")")
    }
    return "Assumed, and told by 'simctl validate': \(texts.joined(separator: "; "))."
  }

  /// An assumption in a few words, the same for all that can stand together.
  private static func short(_ assumption: Assumption) -> String {
    switch assumption {
    case .freeSteps(let steps): "cold starts without \(steps.joined(separator: ", "))"
    case .batchesWithoutGain: "no gain by batches"
    case .fullSpeed: "all workers at full speed"
    case .measuredAt(let size): "service times measured with \(size.text)"
    case .freeData: "data without a price"
    case .guesses: "values of the catalog that no published number pins"
    }
  }
}
