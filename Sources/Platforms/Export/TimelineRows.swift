import Documents
import SimCore

/// The rows of `timeline.csv`: the figures of a run over time.
package enum TimelineRows {
  /// The first line of the file.
  package static let header =
    "scenario,deployment,replication,time_s,arrivals,succeeded,failed,latency_mean_s,instances,"
    + "queue_length,in_service,digest,instances_created,instances_ready,instances_busy_peak,"
    + "latency_p50_s,latency_p95_s,latency_p99_s\n"

  /// The rows of one run, a window each.
  ///
  /// `time_s` is the start of the window. Requests count in the window in which they arrived;
  /// instances, ready instances, queue length and requests in service are means over the window.
  /// Percentiles are empty where the run was not watched for them.
  package static func append(
    _ figures: RunFigures, label: RunLabel, to bytes: inout [UInt8]
  ) {
    let timeline = figures.timeline
    let latencies = figures.windowPercentiles
    let prefix = label.prefix
    let digest = Array(",\(figures.digest.text),".utf8)
    for (index, window) in timeline.windows.enumerated() {
      let length = Int128(max(timeline.length(of: index).nanoseconds, 1))
      bytes += prefix
      DecimalText.append(seconds: timeline.start(of: index) - .zero, digits: 3, to: &bytes)
      for count in [window.arrivals, window.succeeded, window.failed] {
        bytes.append(comma)
        DecimalText.append(Int(count), to: &bytes)
      }
      bytes.append(comma)
      if window.succeeded > 0 {
        let divisor = Int128(window.succeeded) * 1_000_000_000
        bytes += DecimalText.ratio(window.latencySum, divisor, digits: 9).utf8
      }
      for integral in [window.instances, window.queueLength, window.inService] {
        bytes.append(comma)
        bytes += DecimalText.ratio(integral, length, digits: 6).utf8
      }
      bytes += digest
      DecimalText.append(Int(window.created), to: &bytes)
      bytes.append(comma)
      bytes += DecimalText.ratio(window.ready, length, digits: 6).utf8
      bytes.append(comma)
      DecimalText.append(window.busyPeak, to: &bytes)
      let percentiles = index < latencies.count ? latencies[index] : nil
      for value in [percentiles?.p50, percentiles?.p95, percentiles?.p99] {
        bytes.append(comma)
        if let value { DecimalText.append(seconds: value, digits: 9, to: &bytes) }
      }
      bytes.append(newline)
    }
  }

  static let comma: UInt8 = 0x2c
  static let newline: UInt8 = 0x0a
}
