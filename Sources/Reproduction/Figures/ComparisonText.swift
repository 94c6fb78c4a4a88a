import Charts
import Platforms

/// What two runs over time show, in sentences.
struct ComparisonText {
  /// The names of the serverless function and of the other service.
  let names: (String, String)
  /// Their runs.
  let runs: (RunFigures, RunFigures)
  /// Their bins, which cover the same requests.
  let bins: (TimeBins, TimeBins)

  /// The sentences.
  var text: String {
    [means, peaks, lead, failures].filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var means: String {
    guard let own = runs.0.meanLatency else { return "" }
    guard let other = runs.1.meanLatency else { return "\(names.1) answers no request." }
    let factor = own > 0 ? " (\(FigureText.factor(other / own)) times that)" : ""
    return "Mean latency: \(names.0) \(FigureText.seconds(own)), "
      + "\(names.1) \(FigureText.seconds(other))\(factor)."
  }

  private var peaks: String {
    guard let own = peak(bins.0), let other = peak(bins.1) else { return "" }
    return "Highest mean over \(FigureText.time(bins.0.width)): "
      + "\(names.0) \(own), \(names.1) \(other)."
  }

  private func peak(_ bins: TimeBins) -> String? {
    var highest: (latency: Double, start: Double)?
    for bin in bins.bins {
      guard let latency = bin.latency, latency > (highest?.latency ?? -1) else { continue }
      highest = (latency, bin.start)
    }
    return highest.map {
      "\(FigureText.seconds($0.latency)) at t = \(FigureText.time($0.start))"
    }
  }

  private var lead: String {
    let both = zip(bins.0.bins, bins.1.bins).compactMap { own, other -> Bool? in
      guard let a = own.latency, let b = other.latency else { return nil }
      return a < b
    }
    guard !both.isEmpty else { return "" }
    let fraction = Double(both.count { $0 }) / Double(both.count)
    return "\(names.0) is the faster in \(FigureText.percent(fraction)) of the intervals in which "
      + "both answer."
  }

  private var failures: String {
    let ratio = runs.1.successRatio
    guard ratio < 1 else { return "No request to \(names.1) fails." }
    var text = "\(names.1) answers \(FigureText.percent(ratio)) of its requests"
    if let first = bins.1.bins.first(where: { $0.succeeded < $0.arrivals }) {
      text += "; the first to fail arrives near t = \(FigureText.time(first.start))"
    }
    if let gap = longestGap {
      text +=
        ", and none is answered of those from t = \(FigureText.time(gap.start)) to "
        + FigureText.time(gap.end)
    }
    return text + "."
  }

  /// The longest time of arrival of requests to the other service of which none succeeded.
  private var longestGap: (start: Double, end: Double)? {
    var longest: (start: Double, end: Double)?
    var open: (start: Double, end: Double)?
    for bin in bins.1.bins {
      guard bin.arrivals > 0, bin.succeeded == 0 else {
        if bin.succeeded > 0 { open = nil }
        continue
      }
      open = (open?.start ?? bin.start, bin.start + bin.length)
      if let open, open.end - open.start > (longest.map { $0.end - $0.start } ?? 0) {
        longest = open
      }
    }
    return longest
  }
}
