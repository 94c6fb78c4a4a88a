import Documents
import Platforms
import Testing

struct AssumptionDecodingTests {
  private func assumptions(_ text: String) throws -> [Assumption] {
    try Decoded.deployment("{ \(text) }").assumptions
  }

  @Test func `what the catalog knows well is no assumption`() throws {
    #expect(
      try assumptions(#""platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6""#)
        .isEmpty)
    #expect(
      try assumptions(
        #""platform": "aws-gpu-server", "model": "mobilenet", "runtime": "tf-1.15""#
      ).isEmpty)
  }

  @Test func `an own runtime without a cold start starts for nothing, and that is said`() throws {
    let runtime = #""runtime": { "name": "own" }"#
    let service = #""latency": { "service_time": "80ms""#
    let model = #""model": { "name": "m", "size": "1MB" }"#
    #expect(
      try assumptions(#""platform": "aws-lambda", \#(model), \#(runtime), \#(service) }"#)
        == [.freeSteps(["library_import", "model_load", "first_inference"])])
    // Without a model nothing is loaded.
    #expect(
      try assumptions(#""platform": "aws-lambda", \#(runtime), \#(service) }"#)
        == [.freeSteps(["library_import", "first_inference"])])
    #expect(
      try assumptions(
        """
        "platform": "aws-lambda", \(model), \(runtime), \(service), "cold_start": {
          "library_import": "1s", "model_load": "0s", "first_inference": "0s" } }
        """
      ).isEmpty)
  }

  @Test func `a batch without a gain is named`() throws {
    let batch = #""capacity": { "batch": { "size": 8 } }"#
    let server = #""platform": "aws-gpu-server", \#(batch), "latency": { "service_time": "9ms""#
    let known = try assumptions(#"\#(server), "parallelism": 2, "batch_marginal": 0.2 }"#)
    #expect(known.isEmpty)
    #expect(try assumptions(#"\#(server), "parallelism": 2 }"#) == [.batchesWithoutGain])
    #expect(
      try assumptions(#"\#(server) }"#) == [.batchesWithoutGain, .fullSpeed(workers: 2)])
    // A batch of one is none.
    #expect(
      try assumptions(
        #""platform": "aws-gpu-server", "capacity": { "batch": { "size": 1 } }, "#
          + #""latency": { "service_time": "9ms", "parallelism": 2 }"#
      ).isEmpty)
  }

  @Test func `a time of one's own is taken as measured where the platform's were`() throws {
    let function = #""platform": "aws-lambda", "runtime": "ort-1.6", "memory": "1GB""#
    #expect(
      try assumptions(#"\#(function), "latency": { "service_time": "80ms" }"#)
        == [.measuredAt(.gigabytes(2))])
    #expect(
      try assumptions(
        #"\#(function), "latency": { "service_time": "80ms", "measured_at": "2GB" }"#
      ).isEmpty)
    #expect(try assumptions(#"\#(function), "model": "mobilenet""#).isEmpty)
  }

  @Test func `guesses of the catalog are named unless something else is written`() throws {
    let paths = try assumptions(
      #""platform": "aws-sagemaker", "model": "mobilenet", "runtime": "tf-1.15""#)
    // The cold start of the runtime means nothing on a machine that has the model loaded.
    #expect(paths == [.guesses(["capacity.drain", "capacity.serves_abandoned"])])
    #expect(
      try assumptions(
        """
        "platform": "aws-sagemaker", "model": "mobilenet", "runtime": "tf-1.15",
        "capacity": { "drain": "0s" }
        """) == [.guesses(["capacity.serves_abandoned"])])
  }

  @Test func `data without any price are named, where there are data`() throws {
    func assumptions(_ payload: String, _ billing: String) throws -> [Assumption] {
      try Decoded.scenario(
        ScenarioText.scenario(
          workload: """
            { "duration": "1h", "arrivals": { "constant": { "rate": "1/s" } }\(payload) }
            """,
          deployments: """
            { "platform": "aws-lambda", "model": "mobilenet", "runtime": "ort-1.6",
              "billing": { \(billing) } }
            """)
      ).deployments[0].assumptions
    }
    let payload = #", "payload": { "answer": "1MB" }"#
    let price = #""per_gb_out": "0.09USD""#
    #expect(try assumptions(payload, "") == [.freeData])
    #expect(try assumptions(payload, price).isEmpty)
    #expect(try assumptions("", "").isEmpty)
    #expect(Assumption.freeData.words.contains("billing.per_gb_out"))
  }

  @Test func `each has a sentence that names the key which would say it`() {
    let all: [Assumption] = [
      .freeSteps(["model_load"]), .batchesWithoutGain, .fullSpeed(workers: 8),
      .measuredAt(.gigabytes(2)),
    ]
    let keys = ["cold_start", "batch_marginal", "parallelism", "measured_at"]
    for (assumption, key) in zip(all, keys) {
      #expect(assumption.words.contains("latency.\(key)"))
    }
    #expect(Assumption.guesses(["a.b", "c"]).words.hasSuffix("number pins: a.b, c"))
  }
}
