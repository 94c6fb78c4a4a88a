import Documents
import Platforms
import Studies

/// Asks for what the options of `simctl new` do not say.
struct DraftQuestions {
  private let options: DraftOptions

  /// Questions about the rest.
  init(_ options: DraftOptions) { self.options = options }

  /// The scenario of options and answers.
  ///
  /// - Throws: ``CommandFailure`` when the input ends before.
  func draft(_ console: Console) throws -> ScenarioDraft {
    var questions = Questions(console)
    let modelSize =
      try options.modelSize
      ?? required(
        questions.ask("Size of the model's files, such as 100MB", DraftOptions.size))
    let packageSize =
      try options.packageSize
      ?? questions.ask(
        "Size of a function's package, such as 120MB", standard: "that of OnnxRuntime",
        DraftOptions.size)
    let latency =
      try options.latency
      ?? required(
        questions.ask(
          "Time of a request on a warm instance, such as 80ms, or a file of samples",
          DraftOptions.latency))
    let standard = ScenarioDraft.memory(holding: modelSize, packageSize)
    let memory =
      try options.memory
      ?? questions.ask(
        "Memory of a function with which it was measured", standard: standard.text,
        DraftOptions.memory)
    let traffic =
      try options.traffic
      ?? required(
        questions.ask(
          "Traffic: a rate such as 5/s, a day such as 1/s..20/s, or a file of times"
        ) { try DraftTraffic($0) })
    var objectives = options.objectives
    if objectives.isEmpty {
      let answer = try questions.ask(
        "What is wanted, such as p(99)<500ms", standard: "nothing", DraftOptions.objective)
      objectives = answer.map { [$0] } ?? []
    }
    var draft = ScenarioDraft(
      modelSize: modelSize, packageSize: packageSize, memory: memory, latency: latency,
      traffic: traffic)
    draft.measuredAt = options.measuredAt
    draft.graphicsLatency = options.graphicsLatency
    draft.objectives = objectives
    return draft
  }

  /// An answer that has no standard.
  private func required<Value>(_ answer: Value?) throws -> Value {
    guard let answer else { throw CommandFailure("a question has no answer") }
    return answer
  }
}
