import Documents

/// What of a machine a model has to fit into: the memory of its graphics processors where it has
/// some, its own otherwise.
///
/// The rule is a lower bound and no estimate: the files of the model alone have to fit, once for
/// each copy. What the runtime, the operating system and the requests take comes on top, and is not
/// known.
struct MachineRoom: Equatable {
  /// How much there is.
  let size: ByteCount
  /// Whether it is that of graphics processors.
  let isGraphics: Bool

  /// The room of a machine; nil where nothing is said of its memory.
  init?(memory: ByteCount?, gpuMemory: ByteCount?) {
    guard let size = gpuMemory ?? memory else { return nil }
    self.size = size
    isGraphics = gpuMemory != nil
  }

  /// The room of a machine of the catalog; nil where the catalog does not say.
  init?(_ entry: Catalog.Entry) {
    func size(_ key: any DeclaredKey) -> ByteCount? {
      entry.plain[key.name].flatMap {
        ProblemLog(file: entry.name).amount($0, .root, in: PlatformSettings.memorySizes)
      }
    }
    self.init(memory: size(MachineKeys.memory), gpuMemory: size(MachineKeys.gpuMemory))
  }

  /// Whether so many copies of a model fit.
  func holds(_ copies: Int, of model: ByteCount) -> Bool {
    // Divided and not multiplied: many copies of a great model are more than a number can be.
    model.bytes <= size.bytes / Int64(copies)
  }

  /// Reports a model of which so many copies do not fit into the machine of a deployment.
  func check(_ model: ByteCount, copies: Int, _ deployment: KeyReader, _ catalog: Catalog) {
    guard !holds(copies, of: model) else { return }
    let own = deployment.value(DeploymentKeys.machine)
    let key = own == nil ? DeploymentKeys.model : DeploymentKeys.machine
    let needed = copies == 1 ? "a model" : "\(copies) copies of a model"
    let memory = isGraphics ? "graphics memory" : "memory"
    deployment.log.report(
      deployment.value(key) ?? deployment.object, path: deployment.path(key),
      what: "does not fit: the machine has \(size.text) of \(memory), which cannot hold \(needed) "
        + "of \(model.text)",
      fix: fix(model, copies, catalog))
  }

  /// How many machines an advice names.
  private static let advised = 4

  /// What would be right: the smallest machines of the same kind that hold the model.
  private func fix(_ model: ByteCount, _ copies: Int, _ catalog: Catalog) -> String {
    let fitting = catalog.entries(.machines).compactMap { entry in
      MachineRoom(entry).flatMap { room in
        room.isGraphics == isGraphics && room.holds(copies, of: model)
          ? (name: entry.name, size: room.size) : nil
      }
    }
    let fewer = copies > 1 ? ", or load fewer copies (\"model_copies\")" : ""
    let key = isGraphics ? MachineKeys.gpuMemory.name : MachineKeys.memory.name
    let own = "a machine of your own with more \"\(key)\"\(fewer)"
    if fitting.isEmpty { return "no machine of the catalog holds that: describe \(own)" }
    // Sorting keeps the catalog's order among machines of one size.
    let smallest = fitting.sorted { $0.size.bytes < $1.size.bytes }.prefix(Self.advised)
    var names = smallest.map { "\"\($0.name)\" (\($0.size.text))" }
    let others = fitting.count - names.count
    if others > 0 { names.append("\(others) more that \"simctl catalog\" lists") }
    return "choose \(names.joined(separator: ", ")), or describe \(own)"
  }
}
