import Documents
import SimCore

/// The keys of the columns of a file with a row a request of some function.
enum FunctionColumnKeys {
  static let function = Key<JSONValue?>(
    "function", .value(.list(.string(length: 1), least: 1, most: 4)), .required,
    "the columns that name a function together, its own name last")
  static let start = Key<String?>(
    "start", .string(length: 1), "the column with the time of the request, in seconds")
  static let end = Key<String?>(
    "end", .string(length: 1),
    "the column with the time of its end, in seconds; `duration` before that it came")
  static let duration = Key<String?>(
    "duration", .string(length: 1), .otherwise("the service time of the deployment"),
    "the column with the execution time, in seconds")
  static let memory = Key<String?>(
    "memory", .string(length: 1), .otherwise("the memory of the deployment"),
    "the column with the memory, in MB; the greatest of a function's rows is that of its instances")

  static let object = ScenarioObject(
    "functionColumns", "What the columns of a file with a row a request are.",
    rule: .one(of: [start.name, end.name]), keys: [function, start, end, duration, memory])
}

extension ProblemLog {
  /// The columns of a file with a row a request; nil with problems reported.
  func functionColumns(_ value: JSONValue, _ path: JSONPath) -> FunctionColumns? {
    typealias Keys = FunctionColumnKeys
    guard let reader = KeyReader(value, Keys.object, path: path, log: self) else { return nil }
    reader.require()
    let (start, end) = (reader[Keys.start], reader[Keys.end])
    guard (reader.value(Keys.start) == nil) != (reader.value(Keys.end) == nil) else {
      report(
        value, path: path,
        what: start == nil ? "has no column of times" : "has two columns of times",
        fix: "write \"start\" or \"end\" with the name of one")
      return nil
    }
    var columns = FunctionColumns()
    columns.isEnd = end != nil
    columns.duration = reader[Keys.duration]
    columns.memory = reader[Keys.memory]
    if columns.isEnd, reader.value(Keys.duration) == nil {
      report(
        value, path: path, what: "has when requests end and not how long they take",
        fix: "add \"duration\", or write \"start\"")
      return nil
    }
    guard let time = start ?? end, let list = reader.value(Keys.function),
      let elements = array(list, reader.path(Keys.function))
    else { return nil }
    columns.time = time
    columns.function = elements.compactMap { string($0.0, $0.1) }
    guard (1...4).contains(elements.count), columns.function.count == elements.count else {
      if columns.function.count == elements.count {
        report(
          list, path: reader.path(Keys.function), what: "has \(elements.count) elements",
          fix: "give 1 to 4 columns, such as [\"app\", \"func\"]")
      }
      return nil
    }
    let names = columns.function + [time, columns.duration, columns.memory].compactMap(\.self)
    if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
      report(
        value, path: path, what: "gives \(Excerpt.quoted(name)) two meanings",
        fix: "give each column once")
      return nil
    }
    if let index = columns.function.firstIndex(of: "") {
      report(
        elements[index].0, path: elements[index].1, what: "is empty", fix: "name a column")
      return nil
    }
    return columns
  }
}
