import SimCore

/// The clients of a service: how long they wait, who of them waits, and what they gather before
/// they send it.
struct Clients {
  /// How long a client waits for an answer; nil for ever.
  let timeout: Interval?
  /// How clients gather requests that they send as one; nil where each is sent by itself.
  let batching: Batching?
  /// All invocations that wait and whose client may give up, in order of arrival.
  ///
  /// Every client of a service has the same patience, so the oldest is the first to give up, and
  /// one timer for it serves them all.
  var patient = Chain<ByAge>()
  /// Whether a timer for the oldest of them is on the agenda.
  var isTimed = false
  /// How many invocations left a queue because nobody waited for them any more.
  var left = 0
  var gathering = Gathering()

  /// What the clients have gathered for their next invocation.
  struct Gathering: BitwiseCopyable {
    /// The invocation, and the last of its other requests; meaningless while there are none.
    var invocation: Int32 = -1
    var last: Int32 = -1
    /// How many requests it has.
    var count = 0
    /// Whether a timer is on the agenda.
    var isTimed = false
  }

  init(_ client: Client) {
    timeout = client.timeout
    batching = (client.batch?.size ?? 1) > 1 ? client.batch : nil
  }
}
