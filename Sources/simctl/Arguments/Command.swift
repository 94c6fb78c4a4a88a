/// A command of the program: its description and its work.
struct Command: Sendable {
  let description: CommandDescription

  /// Does the work.
  ///
  /// Results go to the console's output; an error that conforms to ``UserFacingError`` says how the
  /// program ends.
  let run: @Sendable (ParsedArguments, Console) throws -> ExitCode

  init(
    _ description: CommandDescription,
    run: @escaping @Sendable (ParsedArguments, Console) throws -> ExitCode
  ) {
    self.description = description
    self.run = run
  }
}
