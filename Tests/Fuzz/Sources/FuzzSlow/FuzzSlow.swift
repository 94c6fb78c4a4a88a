import CFuzzer
import Documents
import Foundation
import FuzzSupport
import Platforms

// Few bytes become long documents of the same shape. Reading one that is eight times as long must
// take some eight times as long; inputs that take longer a byte are kept, as if they covered more.

private let catalog = Result { try Catalog.builtIn() }

/// How often the input stands in the shorter and the longer document.
private let (few, many) = (256, 2048)
/// By how much the longer may take longer: 8 times is linear, 64 quadratic.
private let greatestRatio = 24.0
/// Shorter times are not judged, in seconds.
private let leastTime = 0.1

/// The shapes of documents that are made of pieces.
private enum Shape: UInt8, CaseIterable {
  case raw, keys, array, text, about, deployments

  /// The document with so many pieces.
  func document(of piece: [UInt8], times: Int) -> [UInt8] {
    func joined(_ before: String, _ after: String, _ each: (Int) -> [UInt8]) -> [UInt8] {
      var bytes = Array(before.utf8)
      for index in 0..<times {
        if index > 0, self != .raw, self != .text, self != .about { bytes.append(0x2C) }
        bytes += each(index)
      }
      return bytes + after.utf8
    }
    let inText = piece.map { $0 == 0x22 || $0 == 0x5C || $0 < 0x20 ? 0x61 : $0 }
    switch self {
    case .raw: return joined("", "") { _ in piece }
    case .keys: return joined("{", "}") { Array("\"\($0)".utf8) + inText + Array("\":1".utf8) }
    case .array: return joined("[", "]") { _ in piece }
    case .text: return joined("\"", "\"") { _ in inText }
    case .about: return joined("{\"about\":\"", "\"}") { _ in inText }
    case .deployments:
      return joined("{\"deployments\":[", "]}") {
        Array("{\"name\":\"\($0)".utf8) + inText + Array("\",\"platform\":\"aws-lambda\"}".utf8)
      }
    }
  }
}

/// Reads a document and says what is wrong with it; the processor time that this took, in seconds.
private func time(_ document: [UInt8], _ catalog: Catalog) -> Double {
  let begun = clock()
  do throws(ProblemReport) {
    let value = try JSONParser.parse(document, file: "slow.json")
    _ = try Scenario(value, file: "slow.json", name: "slow", catalog: catalog)
  } catch {
    ReportRules.check(error.description)
  }
  return Double(clock() - begun) / Double(CLOCKS_PER_SEC)
}

/// Tries one input: its first byte says the shape, the others are the piece.
@c(LLVMFuzzerTestOneInput)
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard case .success(let builtIn) = catalog else { preconditionFailure("the catalog is valid") }
  let bytes = Fuzzer.bytes(start, min(count, 64))
  guard bytes.count > 1 else { return 0 }
  let shape = Shape.allCases[Int(bytes[0]) % Shape.allCases.count]
  let piece = Array(bytes.dropFirst())
  let long = shape.document(of: piece, times: many)
  var slow = time(long, builtIn)
  Fuzzer.noteCost(nanosecondsPerByte: slow * 1e9 / Double(long.count), kind: Int(shape.rawValue))
  if slow < leastTime { return 0 }
  let short = shape.document(of: piece, times: few)
  var fast = time(short, builtIn)
  // Whatever else the machine does makes times longer, never shorter.
  for _ in 0..<4 where slow > greatestRatio * fast {
    slow = min(slow, time(long, builtIn))
    fast = max(fast, time(short, builtIn))
  }
  require(
    slow <= greatestRatio * fast,
    "time is linear in bytes: \(shape), \(fast) s for \(few) pieces, \(slow) s for \(many)")
  return 0
}
