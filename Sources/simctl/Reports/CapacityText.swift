import Documents
import Platforms
import Studies

/// What a deployment can do and what it rests on, as lines for people.
enum CapacityText {
  /// The lines of a deployment, none wider than a layout where words allow it.
  static func lines(_ deployment: Deployment, _ layout: HelpLayout) -> [String] {
    deployment.parts.flatMap { lines($0.name, $0.deployment, layout) }
  }

  /// The lines of a service.
  private static func lines(
    _ name: String, _ deployment: Deployment, _ layout: HelpLayout
  ) -> [String] {
    let capacity = ServingCapacity(deployment).map { text($0, deployment) }
    let texts =
      ["\(Quoted.visible(name)): \(capacity ?? "no capacity can be derived from it")"]
      + deployment.assumptions.map { "assumed: \($0.words)" }
    return texts.enumerated().flatMap { index, text in
      let indentation = index == 0 ? 2 : 4
      let wrapped = layout.lines(of: text, width: layout.columns - indentation - 2)
      return wrapped.enumerated().map { number, line in
        String(repeating: " ", count: indentation + (number > 0 ? 2 : 0)) + line
      }
    }
  }

  /// So many requests a second, and how that comes about.
  private static func text(_ capacity: ServingCapacity, _ deployment: Deployment) -> String {
    let noun = capacity.instances == 1 ? "instance" : "instances"
    var text =
      "at most \(rate(capacity.perSecond)) requests/s = \(DecimalText.grouped(capacity.instances)) "
      + "\(noun) x \(slots(capacity)) at a time"
    if capacity.batch > 1 {
      text += " x \(capacity.batch) in a batch / \(rate(capacity.batchFactor)) times"
    } else {
      text += " /"
    }
    text += " \(time(capacity.service)) of service"
    if let memory = deployment.memory { text += " with \(memory.size.text)" }
    if let most = capacity.letIn, most <= capacity.perSecond {
      text += "; more are not let in"
    }
    if capacity.initialInstances < capacity.instances, capacity.initialInstances > 0 {
      text += "; \(DecimalText.grouped(capacity.initialInstances)) from the start"
    }
    if capacity.lastingSpeed < 1 {
      text += "; \(rate(capacity.lasting)) when its CPU credits are spent"
    }
    return text
  }

  /// How many requests an instance serves at full speed.
  private static func slots(_ capacity: ServingCapacity) -> String {
    capacity.parallelism < Double(capacity.slots)
      ? PlainNumber.text(capacity.parallelism) + " of \(capacity.slots)" : "\(capacity.slots)"
  }

  private static func rate(_ value: Double) -> String {
    value >= 100
      ? DecimalText.grouped(value, digits: 0) : RoundedText.significant(value, digits: 3)
  }

  private static func time(_ seconds: Double) -> String {
    RoundedText.significant(seconds, digits: 3) + "s"
  }
}
