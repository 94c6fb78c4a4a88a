import Documents
import Platforms
import Testing

struct NameRuleTests {
  @Test(arguments: [
    "a", "7", "resnet-50", "n1-standard-8", "kept for an hour (1)", "C++", "Größe", "模型", "a_b.c",
  ])
  func `letters, digits and a few signs are a name`(_ name: String) {
    #expect(NameRule.fault(of: name) == nil)
  }

  @Test(arguments: [
    "..", ".hidden", "a/b", "../../etc/passwd", "C:\\temp", "a\u{0}b", "a\nb", "a\u{1B}[31mb",
    "\u{202E}abc", "=1+1", "+1", "-rf", "@SUM(A1)", "a,b", "a\"b", "a;b", "a|b", "$(id)", "`id`",
    "\u{3164}", "a\u{200B}b", "a*", "~",
  ])
  func `paths, control characters, formulas and invisible letters are no name`(_ name: String) {
    #expect(NameRule.fault(of: name) == "is not a name: \(Excerpt.quoted(name))")
  }

  @Test func `a name is neither empty nor too long nor ends in what file systems drop`() {
    #expect(NameRule.fault(of: "") == "is an empty name")
    #expect(NameRule.fault(of: String(repeating: "a", count: 100)) == nil)
    #expect(NameRule.fault(of: String(repeating: "a", count: 101)) == "is too long for a name")
    #expect(NameRule.fault(of: "a ") == "ends in a space or a full stop")
    #expect(NameRule.fault(of: "a.") == "ends in a space or a full stop")
  }

  @Test(arguments: [
    (#""name": ▸"=1+1", "platform": "aws-lambda""#, "deployments[0].name", #""=1+1""#),
    (
      #""platform": { "name": ▸"../x", "like": "aws-lambda" }"#, "deployments[0].platform.name",
      #""../x""#
    ),
    (
      #""platform": "aws-lambda", "model": { "name": ▸"a\u0007", "like": "mobilenet" }"#,
      "deployments[0].model.name", #""a\u0007""#
    ),
  ])
  func `names in a scenario follow the rule`(_ text: String, path: String, name: String) throws {
    let model = text.contains("model") ? "" : #", "model": "mobilenet""#
    try Wrong(
      #"{ \#(text)\#(model), "runtime": "ort-1.6" }"#, path, "is not a name: \(name)",
      "starting with a letter or a digit"
    ).inDeployment.check()
  }
}
