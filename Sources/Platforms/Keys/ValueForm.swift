import SimCore

/// What a value of a scenario may be, for whoever describes it: the schema, the guide, the fuzzers.
indirect enum ValueForm: Sendable {
  case integer(ClosedRange<Int>)
  case number(ClosedRange<Double>)
  case boolean
  /// Any text of at least so many characters.
  case string(length: Int)
  case choice([String])
  /// The one text that is allowed.
  case constant(String)
  case duration(ClosedRange<Interval>)
  case size
  case rate
  case money
  /// A name that results show.
  case name
  /// A name of the catalog.
  case entry(Catalog.Section)
  case object(ScenarioObject)
  /// Something that has a name of its own in the schema.
  case defined(Definition)
  /// Elements of one form, at least and, if there is a limit, at most so many.
  case list(ValueForm, least: Int, most: Int?)
  case pair(ValueForm, ValueForm)
  case either([ValueForm])
  case null
  /// A form that the guide puts in words of its own.
  case worded(ValueForm, String)
}

/// A form of values that several keys share, with a name.
struct Definition: Sendable {
  /// Its name in the schema.
  let name: String
  /// What it is; nil where the keys say it.
  let about: String?
  /// What the guide says of it as a value.
  let words: String
  /// The value that stands for none, as JSON.
  let standard: String?
  /// The form; made when it is asked for, because forms may contain themselves.
  let form: @Sendable () -> ValueForm

  init(
    _ name: String, _ about: String? = nil, words: String, standard: String? = nil,
    form: @escaping @Sendable () -> ValueForm
  ) {
    self.name = name
    self.about = about
    self.words = words
    self.standard = standard
    self.form = form
  }
}
