import Documents
import Platforms
import SimCore
import Studies

/// What a reader should know of answers for which no real client would have waited.
enum PatienceNotes {
  /// How many deployments are named.
  private static let greatestNames = 3
  /// After how long the front ends of providers give up.
  ///
  /// Source: AWS, "InvokeEndpoint" of SageMaker, 60 s; integrations of API Gateway have 29 s.
  private static let longest = Interval.seconds(60)

  /// The note; nil where no client waits for so long, or all have a timeout of their own.
  static func line(_ results: StudyResults) -> String? {
    let found = results.means.compactMap { means -> String? in
      // Of several services each is called by itself: the way through all may well take longer.
      let parts = means.first.deployment.parts
      let slowest = means.rows.figures.flatMap { figures in
        zip(parts, figures.system?.services.map(\.figures) ?? [figures]).compactMap {
          part, figures in
          part.deployment.client.timeout == nil && figures.latency.moments.count > 0
            ? figures.latency.moments.greatest : nil
        }
      }.max()
      guard let slowest, slowest > longest else { return nil }
      let seconds = DecimalText.grouped(slowest.seconds, digits: 0)
      return "\(Quoted.visible(means.deployment)) (\(seconds) s)"
    }
    if found.isEmpty { return nil }
    let more = found.count - greatestNames
    return "Clients without a timeout waited for as long as an answer took: "
      + found.prefix(greatestNames).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
      + ". API Gateway gives up after 29 s, SageMaker after 60 s: set client.timeout."
  }
}
