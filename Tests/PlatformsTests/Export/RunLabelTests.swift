import Platforms
import Testing

@Suite struct RunLabelTests {
  @Test func `a row begins with the scenario, the deployment and the replication`() {
    let label = RunLabel(scenario: "quick", deployment: "lambda", replication: 3)
    #expect(String(decoding: label.prefix, as: UTF8.self) == "quick,lambda,3,")
  }

  @Test func `names are quoted where they need it`() {
    let label = RunLabel(scenario: "a,b", deployment: "say \"hi\"", replication: 0)
    #expect(
      String(decoding: label.prefix, as: UTF8.self) == "\"a,b\",\"say \"\"hi\"\"\",0,")
  }

  /// The rules of RFC 4180, section 2, for fields in double quotes.
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("two words", "two words"), ("ä€😀", "ä€😀"), ("a,b", "\"a,b\""),
    ("a\"b", "\"a\"\"b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""),
    ("a\r\nb", "\"a\r\nb\""), (",", "\",\""),
  ])
  func `a field is quoted when it holds a comma, a quote or a line break`(
    text: String, field: String
  ) {
    // By bytes, because characters would take a carriage return and a line feed for one.
    #expect(Array(CSVField.text(text).utf8) == Array(field.utf8))
  }
}
