import Studies

extension ParsedArguments {
  /// What `--vary` names, in the order given; nothing where it is not given.
  func axes() throws(UsageError) -> [SweepAxis] {
    var axes: [SweepAxis] = []
    for (path, text) in assignments("vary") {
      do throws(VaryValues.Mistake) {
        axes.append(try SweepAxis(path: path, text: text))
      } catch {
        throw UsageError(
          "--vary \(Quoted.text("\(path)=\(text)")) \(error.what); \(error.fix)",
          command: command.name)
      }
      if axes.dropLast().contains(where: { $0.path == path }) {
        throw UsageError(
          "--vary \(Quoted.text(path)) is given twice; write all of its values at once",
          command: command.name)
      }
    }
    return axes
  }
}
