import Documents
import Platforms
import SimCore
import Testing

struct CatalogTests {
  private let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  @Test(arguments: Catalog.Section.allCases)
  func `every value of every entry has a source of a known kind`(
    _ section: Catalog.Section
  ) {
    let kinds = [
      "paper", "price list", "documentation", "third party", "measured", "fitted", "choice",
      "from memory", "not found",
    ]
    let entries = catalog.entries(section)
    #expect(!entries.isEmpty)
    for entry in entries {
      #expect(!entry.parameters.isEmpty, "\(entry.name)")
      // The name of a policy is a choice of how to describe the platform, and no measured value.
      for parameter in entry.parameters where !parameter.path.hasSuffix(".policy") {
        #expect(
          kinds.contains { parameter.source.hasPrefix($0) },
          "\(entry.name): \(parameter.path) has the source \"\(parameter.source)\"")
      }
    }
  }

  @Test func `entries have names that scenarios may use, each once, and say what they are`() {
    for section in Catalog.Section.allCases {
      let names = catalog.names(section)
      #expect(Set(names).count == names.count)
      for entry in catalog.entries(section) where section != .profiles {
        #expect(NameRule.fault(of: entry.subject) == nil)
        #expect(catalog.entry(section, named: entry.fullName)?.name == entry.name)
        #expect(!entry.about.isEmpty, "\(entry.name)")
        #expect(catalog.entry(section, entry.name) != nil)
      }
    }
    #expect(catalog.entry(.platforms, "no such platform") == nil)
  }

  @Test func `every profile decodes into a deployment of catalog entries`() throws {
    for profile in catalog.entries(.profiles) {
      let deployment = try deployment(of: profile)
      let names = [deployment.platform, deployment.model, deployment.runtime]
      #expect(names.joined(separator: "/") == profile.name)
      #expect(catalog.profile(platform: names[0], model: names[1], runtime: names[2]) != nil)
    }
  }

  @Test func `every model, runtime and first edition takes part in some profile`() throws {
    let profiles = catalog.entries(.profiles).map { $0.name.split(separator: "/").map(String.init) }
    for (place, section) in [Catalog.Section.platforms, .models, .runtimes].enumerated() {
      let used = Set(profiles.map { $0[place] })
      let entries = catalog.entries(section).filter { ($0.edition ?? "2021-03") == "2021-03" }
      #expect(used == Set(entries.map(\.name)))
    }
  }

  /// The published means of cold starts (paper, section 4.3), rounded to the digits given there.
  @Test(arguments: [
    ("aws-lambda", "ort-1.6", 2.25, 0.005), ("aws-lambda", "tf-1.4", 5.69, 0.005),
    ("gcp-cloud-functions", "ort-1.6", 8.16, 0.005),
    ("gcp-cloud-functions", "tf-1.15", 32.3, 0.05),
  ])
  func `cold starts take the published time on average`(
    platform: String, runtime: String, published: Double, rounding: Double
  ) throws {
    let profile = try #require(
      catalog.profile(platform: platform, model: "mobilenet", runtime: runtime))
    guard case .staged(let latency) = try deployment(of: profile).latency else {
      throw Decoded.Unexpected()
    }
    #expect(abs(latency.coldStart.mean - published) <= rounding)
  }

  @Test func `values are taken out of their sources`() throws {
    let entry = try #require(catalog.entry(.platforms, "aws-lambda"))
    #expect(entry.plain["package_limit"] == JSONValue(.string("250MB")))
    let parameter = try #require(entry.parameters.first { $0.path == "capacity.limit" })
    #expect(parameter.value == "1000")
    #expect(parameter.unit == "instances")
    #expect(parameter.source.hasPrefix("documentation: AWS Lambda quotas"))
    #expect(!entry.parameters.contains { $0.path == "about" })
  }

  private func deployment(of profile: Catalog.Entry) throws -> Deployment {
    let names = profile.name.split(separator: "/")
    return try Decoded.deployment(
      #"{ "platform": "\#(names[0])", "model": "\#(names[1])", "runtime": "\#(names[2])" }"#)
  }
}
