import Studies

/// A text that may not stand in the sources, and what to write instead.
struct BannedText: Sendable {
  /// The text, exactly.
  let text: String
  /// What to write instead.
  let instead: String
  /// The folders or files in which it is banned.
  let folders: [String]
  /// Whether comments and texts may have it.
  var inCode = true
  /// The files that have it for a good reason, and the reason.
  var exceptions: [String: String] = [:]

  /// All banned texts.
  static let all: [BannedText] = determinism + portability + discipline

  private static let everywhere = ["Sources", "Tests", "Package.swift"]

  private static let determinism = [
    BannedText(
      text: "Date(", instead: "simulated time: no result depends on a clock", folders: ["Sources"]),
    BannedText(
      text: "ContinuousClock", instead: "simulated time: no result depends on a clock",
      folders: ["Sources"]),
    BannedText(
      text: "SuspendingClock", instead: "simulated time: no result depends on a clock",
      folders: ["Sources"]),
    BannedText(
      text: "clock_gettime", instead: "simulated time: no result depends on a clock",
      folders: ["Sources"],
      exceptions: [
        "Sources/simctl/Console/System+Terminal.swift": "the line of progress is drawn in real time"
      ]),
    BannedText(
      text: "SystemRandomNumberGenerator", instead: "SimCore.Random with a stream",
      folders: ["Sources"]),
    BannedText(
      text: ".random(in", instead: "Random.next(below:) or nextUnit()", folders: ["Sources"]),
    BannedText(text: ".randomElement(", instead: "Random.next(below:)", folders: ["Sources"]),
    BannedText(text: ".shuffled(", instead: "an order from Random", folders: ["Sources"]),
    BannedText(text: ".shuffle(", instead: "an order from Random", folders: ["Sources"]),
    BannedText(text: "hashValue", instead: "SimCore.Digest", folders: ["Sources"]),
    BannedText(text: "Hasher(", instead: "SimCore.Digest", folders: ["Sources"]),
  ]

  private static let portability = [
    BannedText(
      text: "Mutex", instead: "Lock, which the thread sanitizer understands",
      folders: ["Sources", "Tests"],
      exceptions: ["Sources/Studies/System/Lock.swift": "it is what stands for Mutex"]),
    BannedText(
      text: "rounded(", instead: "Elementary.ceiling, which does not refer to libm",
      folders: ["Sources/SimCore"]),
    BannedText(
      text: "squareRoot()", instead: "Elementary.squareRoot, which does not refer to libm",
      folders: ["Sources/SimCore"]),
    BannedText(
      text: ".addingProduct(", instead: "a product and a sum, each rounded",
      folders: ["Sources/SimCore", "Sources/Platforms"]),
    BannedText(
      text: "Float", instead: "Double", folders: ["Sources/SimCore", "Sources/Platforms"]),
    BannedText(
      text: "unsafe", instead: "a Table", folders: ["Sources/SimCore"],
      exceptions: ["Sources/SimCore/Engine/Table.swift": "the one file with pointers"]),
  ]

  // The texts are put together here, so that this file does not have them.
  private static let discipline = [
    BannedText(
      text: "FIX" + "ME", instead: "the work, or an issue", folders: everywhere, inCode: false),
    BannedText(
      text: "TO" + "DO", instead: "the work, or an issue", folders: everywhere, inCode: false),
    BannedText(text: "try!", instead: "try, in a function that throws", folders: everywhere),
    BannedText(
      text: "fatalError(", instead: "precondition or preconditionFailure with a sentence",
      folders: ["Sources"]),
    BannedText(
      text: "-O" + "unchecked", instead: "-O: it is no slower and keeps the preconditions",
      folders: everywhere, inCode: false),
    BannedText(
      text: "unsafe" + "Flags", instead: "@inlinable: the package must stay usable by others",
      folders: everywhere, inCode: false,
      exceptions: ["Package.swift": "for targets that no library product holds"]),
  ]
}
