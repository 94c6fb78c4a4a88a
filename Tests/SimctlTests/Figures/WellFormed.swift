import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A document that a strict parser of XML has read to its end, and the elements it has.
struct WellFormed {
  /// Why a document is not well-formed.
  struct Failure: Error {
    let message: String
    let line: Int
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [String] = []
    var identifiers: [String] = []
    var texts: [(look: String, text: String)] = []
    private var isText = false

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      elements.append(elementName)
      if let identifier = attributes["id"] { identifiers.append(identifier) }
      isText = elementName == "text"
      if isText { texts.append((attributes["class"] ?? "", "")) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isText { texts[texts.count - 1].text += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      isText = false
    }
  }

  /// The names of the elements in the order in which they begin.
  let elements: [String]
  /// The identifiers in the document.
  let identifiers: [String]
  /// The texts of a picture with their classes.
  let texts: [(look: String, text: String)]

  /// The outermost element.
  var root: String? { elements.first }

  /// Reads a document.
  init(_ text: String) throws {
    let parser = XMLParser(data: Data(text.utf8))
    let reader = Reader()
    parser.delegate = reader
    guard parser.parse() else {
      throw Failure(message: "\(String(describing: parser.parserError))", line: parser.lineNumber)
    }
    elements = reader.elements
    identifiers = reader.identifiers
    texts = reader.texts
  }

  /// How many elements of a name there are.
  func count(of name: String) -> Int { elements.count { $0 == name } }

  /// The texts of a class.
  func texts(of look: String) -> [String] { texts.filter { $0.look == look }.map(\.text) }
}
