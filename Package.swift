// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

// What a run meets once, at its edge: text for a terminal, tables and charts.
// A newcomer waits for the compiler there and nobody for the code, so it is not optimised.
let unoptimised: SwiftSetting = .unsafeFlags(["-Onone"], .when(configuration: .release))
let edge = strict + [unoptimised]

let package = Package(
  name: "simctl",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SimCore", targets: ["SimCore"]),
    .library(name: "Documents", targets: ["Documents"]),
    .library(name: "Platforms", targets: ["Platforms"]),
    .library(name: "Studies", targets: ["Studies"]),
    .library(name: "Calibration", targets: ["Calibration"]),
    .executable(name: "simctl", targets: ["simctl"]),
  ],
  targets: [
    .target(name: "SimCore", swiftSettings: strict),
    .target(name: "Documents", swiftSettings: strict),
    .target(
      name: "Platforms", dependencies: ["SimCore", "Documents"],
      resources: [.embedInCode("Catalog/Data")],
      swiftSettings: strict),
    .target(
      name: "Studies", dependencies: ["SimCore", "Documents", "Platforms"], swiftSettings: strict),
    .target(
      name: "Charts", dependencies: ["SimCore", "Documents", "Platforms"], swiftSettings: edge),
    .target(
      name: "Verification", dependencies: ["SimCore", "Documents", "Platforms", "Studies"],
      swiftSettings: strict),
    .target(
      name: "Reproduction",
      dependencies: ["SimCore", "Documents", "Platforms", "Studies", "Charts"],
      resources: [.embedInCode("Data")], swiftSettings: edge),
    .target(
      name: "Evidence", dependencies: ["SimCore", "Documents", "Platforms", "Studies", "Charts"],
      resources: [.embedInCode("Data")], swiftSettings: edge),
    .target(
      name: "Reporting", dependencies: ["SimCore", "Documents", "Platforms", "Studies", "Charts"],
      swiftSettings: edge),
    .target(
      name: "Calibration",
      dependencies: ["SimCore", "Documents", "Platforms", "Studies", "Charts"],
      swiftSettings: strict),
    .executableTarget(
      name: "simctl",
      dependencies: [
        "SimCore", "Documents", "Platforms", "Studies", "Verification", "Reproduction",
        "Evidence", "Reporting", "Calibration",
      ],
      resources: [.embedInCode("Files/Scenarios")], swiftSettings: edge),
    .testTarget(
      name: "TestSupport",
      dependencies: ["SimCore", "Documents", "Platforms", "Studies", "Reproduction"],
      path: "Tests/Support"),
    .testTarget(
      name: "DocumentsTests", dependencies: ["SimCore", "Documents", "Platforms", "TestSupport"]),
    .testTarget(name: "SimCoreTests", dependencies: ["SimCore", "TestSupport"]),
    .testTarget(
      name: "PlatformsTests", dependencies: ["SimCore", "Documents", "Platforms", "TestSupport"]),
    .testTarget(
      name: "EvidenceTests",
      dependencies: [
        "SimCore", "Documents", "Platforms", "Studies", "Charts", "Evidence", "TestSupport",
      ]),
    .testTarget(name: "CalibrationTests", dependencies: ["SimCore", "Calibration"]),
    .testTarget(name: "ChartsTests", dependencies: ["Documents", "Charts", "TestSupport"]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "SimCore", "Documents", "Platforms", "Studies", "Charts", "Reporting", "TestSupport",
      ]),
    .testTarget(
      name: "StudiesTests",
      dependencies: ["SimCore", "Documents", "Platforms", "Studies", "TestSupport"]),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "SimCore", "Documents", "Platforms", "Studies", "Verification", "TestSupport",
      ]),
    .testTarget(
      name: "ReproductionTests",
      dependencies: [
        "SimCore", "Documents", "Platforms", "Studies", "Charts", "Reproduction", "TestSupport",
      ]),
    .testTarget(
      name: "SimctlTests",
      dependencies: [
        "simctl", "SimCore", "Documents", "Platforms", "Studies", "Reproduction", "TestSupport",
      ],
      exclude: ["EndToEnd/Help"]),
  ],
  swiftLanguageModes: [.v6]
)

// What tests themselves compute is little beside what they let the program compute.
for target in package.targets where target.type == .test { target.swiftSettings = [unoptimised] }
