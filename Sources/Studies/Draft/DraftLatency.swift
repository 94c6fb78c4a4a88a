import Documents
import Platforms
import SimCore

/// How long a warm instance takes for a request, as it was measured: a number, or samples.
package struct DraftLatency: Equatable, Sendable {
  /// The probabilities and the times of a distribution; one time alone is the same for all.
  package let quantiles: [(probability: Double, time: Interval)]

  /// The largest file of samples, in bytes.
  private static let largestFile = 1 << 26
  /// The probabilities of which samples are asked: every fiftieth part, and the upper end closer.
  private static let probabilities =
    (0...49).map { Double($0) / 50 } + [0.99, 0.995, 0.999, 1]

  /// A time, such as `80ms`, or the path of a file of samples.
  ///
  /// A file has a sample a line, or a column of them before the first comma: durations such as
  /// `80ms`, or numbers of seconds; of milliseconds where a first line names the column so that it
  /// ends in `ms`.
  package init(_ text: String, isStopped: () -> Bool) throws {
    do throws(QuantityError) {
      let time = try Interval(text: text)
      guard time > .zero else {
        throw QuantityError(what: "the latency is zero", fix: "write such as 80ms")
      }
      quantiles = [(0.5, time)]
      return
    } catch {
      // What begins with a digit and names no file was meant as a time.
      guard Self.isFile(text) else {
        if text.first?.isNumber == true { throw DraftMistake(error) }
        throw DraftMistake(
          what: "\(Quoted.text(text)) is neither a duration nor a file",
          fix: "write such as 80ms, or the path of a file of samples")
      }
    }
    let bytes = try InputFile.read(text, maximumSize: Self.largestFile, isStopped: isStopped)
    quantiles = try Self.quantiles(of: Self.samples(bytes, text))
  }

  package static func == (left: DraftLatency, right: DraftLatency) -> Bool {
    left.quantiles.elementsEqual(right.quantiles) {
      $0.probability == $1.probability && $0.time == $1.time
    }
  }

  private static func isFile(_ path: String) -> Bool {
    guard let kind = try? System.kind(of: path) else { return false }
    return kind != .directory
  }

  /// The samples of a file, in order of size.
  private static func samples(_ bytes: [UInt8], _ path: String) throws(DraftMistake) -> [Interval] {
    var samples: [Interval] = []
    var unit = 1.0
    let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      let field = String(decoding: line.prefix { $0 != 0x2c && $0 != 0x0d }, as: UTF8.self)
      if field.isEmpty { continue }
      if let seconds = Double(field), seconds >= 0, seconds * unit < 1e9 {
        samples.append(Interval(seconds: seconds * unit))
      } else if let time = try? Interval(text: field) {
        samples.append(time)
      } else if samples.isEmpty && number == 0 {
        // The name of the column.
        unit = field.hasSuffix("ms") || field.hasSuffix("ms\"") ? 1e-3 : 1
      } else {
        throw DraftMistake(
          what: "\(Quoted.text(path)), line \(number + 1): \(Quoted.brief(field)) is no time",
          fix: "write a duration such as 80ms, or a number of seconds, on each line")
      }
    }
    guard let greatest = samples.max(), greatest > .zero else {
      throw DraftMistake(
        what: "\(Quoted.text(path)) has no sample above zero",
        fix: "write a duration such as 80ms, or a number of seconds, on each line")
    }
    return samples.sorted()
  }

  /// The quantiles of samples: between two of them as far as the probability lies.
  private static func quantiles(
    of samples: [Interval]
  ) -> [(probability: Double, time: Interval)] {
    guard samples.count > 1 else { return [(0.5, samples[0])] }
    return probabilities.map { probability in
      let place = probability * Double(samples.count - 1)
      let index = min(Int(place), samples.count - 2)
      let (lower, upper) = (samples[index].seconds, samples[index + 1].seconds)
      let seconds = lower + (upper - lower) * (place - Double(index))
      return (probability, Interval(seconds: seconds))
    }
  }

  /// The distribution as a scenario has it.
  var value: JSONValue {
    if quantiles.count == 1 { return .text(quantiles[0].time.text) }
    let pairs = quantiles.map {
      JSONValue(.array([.number($0.probability), .text($0.time.text)]))
    }
    return .object([("quantiles", JSONValue(.array(pairs)))])
  }
}

extension JSONValue {
  /// An object of some members.
  static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    JSONValue(.object(members.map { JSONMember(key: $0.0, value: $0.1) }))
  }

  /// A text.
  static func text(_ text: String) -> JSONValue { JSONValue(.string(text)) }

  /// A number, which is finite.
  static func number(_ value: Double) -> JSONValue {
    JSONNumber(value).map { JSONValue(.number($0)) } ?? JSONValue(.null)
  }
}
