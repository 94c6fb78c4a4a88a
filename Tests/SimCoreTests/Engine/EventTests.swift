import SimCore
import Testing

@Suite struct EventTests {
  @Test func `an event keeps its kind and its subject`() {
    for kind: UInt32 in 0..<16 {
      for subject in [0, 1, 1 << 20, Event.greatestSubject] {
        let event = Event(kind: kind, subject: subject)
        #expect(event.kind == kind)
        #expect(event.subject == subject)
        #expect(event.code < 1 << 31)
      }
    }
  }

  @Test func `a seventeenth kind of event is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Event(kind: 16) }
  }

  @Test func `a subject beyond the greatest is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = Event(kind: 0, subject: Event.greatestSubject + 1)
    }
  }

  @Test func `a subject below zero is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Event(kind: 0, subject: -1) }
  }
}
