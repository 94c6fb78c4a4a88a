import Testing

@testable import Studies

@Suite struct FileNameComponentTests {
  @Test(
    arguments: [
      ("chat-70b_v1.2", "chat-70b_v1.2"), ("a/b", "a%2Fb"), ("..", "%2E."), (".", "%2E"),
      ("-rf", "%2Drf"), ("a\nb\0", "a%0Ab%00"), ("100%", "100%25"), ("é", "%C3%A9"),
      ("", "%empty"), ("%empty", "%25empty"),
    ])
  func `every text becomes a safe component`(text: String, component: String) {
    #expect(FileNameComponent.make(from: text) == component)
  }

  @Test func `all single bytes of ASCII give different safe components`() {
    let components = (UInt8(0)..<128).map {
      FileNameComponent.make(from: "a" + String(UnicodeScalar($0)))
    }
    #expect(Set(components).count == 128)
    let isSafe = components.allSatisfy { component in
      component.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    }
    #expect(isSafe)
  }

  @Test func `long texts are cut to the bound and still differ`() {
    let long = String(repeating: "é", count: 500)
    let components = [long, long + "a", long + "b"].map(FileNameComponent.make(from:))
    #expect(Set(components).count == 3)
    let isBounded = components.allSatisfy { $0.utf8.count <= FileNameComponent.maximumLength }
    #expect(isBounded)
    let fitting = String(repeating: "a", count: FileNameComponent.maximumLength)
    #expect(FileNameComponent.make(from: fitting) == fitting)
  }

  @Test func `names that differ in case only clash`() {
    let clash = FileNameComponent.clash(among: ["chat", "code", "Chat"])
    #expect(clash?.first == "chat")
    #expect(clash?.second == "Chat")
    #expect(FileNameComponent.clash(among: ["a/b", "a%2Fb", "ab"]) == nil)
  }
}
