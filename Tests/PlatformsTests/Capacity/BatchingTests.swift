import Platforms
import SimCore
import Testing

@Suite struct BatchingTests {
  @Test func `a batch says how many and for how long`() {
    let batching = Batching(size: 8, wait: .milliseconds(50))
    #expect(batching.size == 8)
    #expect(batching.wait == .milliseconds(50))
  }

  @Test func `a batch of none, or of too many, is refused`() async {
    await #expect(processExitsWith: .failure) { _ = Batching(size: 0, wait: .zero) }
    await #expect(processExitsWith: .failure) {
      _ = Batching(size: Batching.greatestSize + 1, wait: .zero)
    }
  }

  @Test func `clients that give up before they send are refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = Client(timeout: .seconds(1), batch: Batching(size: 2, wait: .seconds(1)))
    }
  }
}
