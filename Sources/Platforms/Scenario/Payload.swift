import Documents

/// What a request brings and its answer takes, for platforms that charge data.
public struct Payload: Hashable, Sendable {
  /// The size of a request.
  public var request: ByteCount
  /// The size of its answer.
  public var answer: ByteCount

  /// The sizes of a request and of its answer; nothing unless given.
  public init(request: ByteCount = .zero, answer: ByteCount = .zero) {
    self.request = request
    self.answer = answer
  }
}

/// The keys of what requests bring and answers take.
enum PayloadKeys {
  /// A size that one request may have.
  private static let sizes = ByteCount.zero...ByteCount(bytes: 1 << 40)

  static let request = Key<ByteCount>(
    "request", .size(sizes), default: .zero, "what a request brings")
  static let answer = Key<ByteCount>(
    "answer", .size(sizes), default: .zero, "what an answer takes")

  static let object = ScenarioObject(
    "payload", "The sizes of a request and of its answer, where data are charged.",
    keys: [request, answer])
}

extension ProblemLog {
  /// What requests bring and answers take; nothing with problems reported.
  func payload(_ value: JSONValue, _ path: JSONPath) -> Payload {
    guard let reader = KeyReader(value, PayloadKeys.object, path: path, log: self) else {
      return Payload()
    }
    return Payload(request: reader[PayloadKeys.request], answer: reader[PayloadKeys.answer])
  }
}
