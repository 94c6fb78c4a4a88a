import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A document that a strict parser of XML has read to its end, and the elements it has.
package struct WellFormed {
  /// Why a document is not well-formed.
  package struct Failure: Error {
    package let message: String
    package let line: Int
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
  package let elements: [String]
  /// The identifiers in the document.
  package let identifiers: [String]
  /// The texts of a picture with their classes.
  package let texts: [(look: String, text: String)]

  /// The outermost element.
  package var root: String? { elements.first }

  /// Reads a document.
  package init(_ text: String) throws {
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
  package func count(of name: String) -> Int { elements.count { $0 == name } }

  /// The texts of a class.
  package func texts(of look: String) -> [String] { texts.filter { $0.look == look }.map(\.text) }
}
