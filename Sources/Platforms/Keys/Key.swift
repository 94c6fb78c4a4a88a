import Documents

/// A key of an object of a scenario: its name, what its value may be, and what it means.
///
/// It is declared once. The decoder reads by it, and the schema, the tables of the guide and the
/// words of the fuzzers are made from it.
struct Key<Value: Sendable>: DeclaredKey {
  let name: String
  let form: ValueForm
  let absence: Absence
  let about: String
  /// What is read where the key is absent, or its value is wrong.
  let fallback: Value
  /// Reads a value; nil, with a problem reported, when it is wrong.
  let read: @Sendable (ProblemLog, JSONValue, JSONPath) -> Value?

  /// A key that has a value of its own where it is absent.
  ///
  /// - Parameters:
  ///   - name: the key as it is written.
  ///   - kind: what its value may be.
  ///   - standard: the value where it is absent.
  ///   - words: what the guide says of the default, where its text alone does not tell.
  ///   - about: what it means, in words that continue the name, with the marks of Markdown.
  init(
    _ name: String, _ kind: ValueKind<Value>, default standard: Value, words: String? = nil,
    _ about: String
  ) {
    self.name = name
    form = kind.form
    absence = .standard(kind.text(standard), words: words)
    self.about = about
    fallback = standard
    read = kind.read
  }

  /// A key without a value of its own where it is absent.
  ///
  /// - Parameters:
  ///   - name: the key as it is written.
  ///   - kind: what its value may be.
  ///   - absence: what holds where it is absent.
  ///   - about: what it means, in words that continue the name, with the marks of Markdown.
  init<Wrapped: Sendable>(
    _ name: String, _ kind: ValueKind<Wrapped>, _ absence: Absence, _ about: String
  ) where Value == Wrapped? {
    self.name = name
    form = kind.form
    self.absence = absence
    self.about = about
    fallback = nil
    read = { log, value, path in kind.read(log, value, path).map { .some($0) } }
  }

  /// A key of which there is nothing to say where it is absent.
  init<Wrapped: Sendable>(_ name: String, _ kind: ValueKind<Wrapped>, _ about: String)
  where Value == Wrapped? {
    self.init(name, kind, .nothing, about)
  }
}

/// What holds where a key is absent.
enum Absence: Sendable, Hashable {
  /// It is an error.
  case required
  /// A value, as JSON, with words that stand for it in the guide.
  case standard(String, words: String?)
  /// Something that is no value, in words.
  case otherwise(String)
  /// Nothing that needs to be said.
  case nothing
}

/// A key, whatever the type of its value.
protocol DeclaredKey: Sendable {
  /// The key as it is written.
  var name: String { get }
  /// What its value may be.
  var form: ValueForm { get }
  /// What holds where it is absent.
  var absence: Absence { get }
  /// What it means.
  var about: String { get }
}
