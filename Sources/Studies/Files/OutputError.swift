#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why an output file or directory could not be made.
package struct OutputError: UserFacingError, Equatable {
  /// What was being done.
  package enum Action: String, Sendable {
    case createDirectory = "create the directory"
    case create = "create"
    case write = "write"
    case lock = "lock the directory"
    case writeTemporary = "keep results in a temporary file in"
    case rename = "put the finished file in place at"
  }

  /// What was being done.
  package let action: Action

  /// The path as the user knows it: never that of a temporary file.
  package let path: String

  /// What the system said.
  package let cause: SystemError

  /// What went wrong, as one line.
  package var message: String { "cannot \(action.rawValue) \(Quoted.text(path)): \(cause.text)" }

  /// What to do about it, where something can be done.
  package var advice: String? {
    switch cause.number {
    case ENOSPC, EDQUOT: "Free some space, or choose a directory on another disk."
    case EACCES, EPERM: "Choose a directory that you may write to, or change its permissions."
    case EROFS: "The disk is read-only; choose a directory on another disk."
    case ENOTDIR: "A part of the path is a file; remove it or choose another directory."
    case EISDIR: "A directory has this name; remove it or choose another name."
    case EMFILE, ENFILE: "Raise the limit with 'ulimit -n', or write fewer files at once."
    case ENAMETOOLONG: "Choose a shorter name."
    case ENOENT: "The directory does not exist or was removed; create it first."
    case EFBIG: "The file would exceed the size limit; see 'ulimit -f'."
    case ELOOP: "Symbolic links in the path lead in a circle; choose another directory."
    case EINVAL: "Only ordinary files can be replaced; choose another name."
    default: nil
    }
  }
}
