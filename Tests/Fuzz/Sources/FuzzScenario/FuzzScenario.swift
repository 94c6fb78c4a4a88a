import Documents
import FuzzSupport
import Platforms

// Any bytes: they become a scenario, or a report that keeps the rules of reports.

private let catalog = Result { try Catalog.builtIn() }

/// Tries one input.
@c(LLVMFuzzerTestOneInput)
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard case .success(let builtIn) = catalog else { preconditionFailure("the catalog is valid") }
  let bytes = Fuzzer.bytes(start, count)
  do throws(ProblemReport) {
    let value = try JSONParser.parse(bytes, file: "fuzz.json")
    // What was read is written and read again: nothing is lost on the way.
    let again = try JSONParser.parse(Array(value.prettyText.utf8), file: "again.json")
    require(again == value, "a value survives being written")
    let compact = try JSONParser.parse(Array(value.compactText.utf8), file: "compact.json")
    require(compact == value, "a value survives being written on one line")
    _ = try Scenario(value, file: "fuzz.json", name: "fuzz", catalog: builtIn)
  } catch {
    require(error.problems.allSatisfy { $0.file == "fuzz.json" }, "what was written can be read")
    ReportRules.check(error.description)
  }
  return 0
}
