import SimCore
import Testing

@Suite struct DigestTests {
  private func digest(_ words: [UInt64]) -> Digest {
    var digest = Digest()
    for word in words { digest.fold(word) }
    return digest
  }

  @Test func `equal words give equal digests`() {
    #expect(digest([1, 2, 3]) == digest([1, 2, 3]))
  }

  @Test func `the order of two words shows, wherever they stand`() {
    var random = Random(seed: 1)
    let words = (0..<200).map { _ in random.next() }
    let original = digest(words)
    for first in words.indices.dropLast() {
      var swapped = words
      swapped.swapAt(first, first + 1)
      #expect(digest(swapped) != original)
    }
  }

  @Test func `a zero word at the end shows`() {
    #expect(digest([1]) != digest([1, 0]))
    #expect(digest([]) != digest([0]))
  }

  @Test func `every single bit of every word shows`() {
    let original = digest([10, 20, 30])
    for position in 0..<3 {
      for bit in 0..<64 {
        var words: [UInt64] = [10, 20, 30]
        words[position] ^= 1 << UInt64(bit)
        #expect(digest(words) != original)
      }
    }
  }

  private func ofFour(_ words: [UInt64]) -> Digest {
    var digest = Digest()
    digest.fold(words[0], words[1], words[2], words[3])
    return digest
  }

  @Test func `every single bit and the order of four words folded at once show`() {
    let words: [UInt64] = [1, 2, 3, 4]
    let original = ofFour(words)
    for position in 0..<4 {
      for bit in 0..<64 {
        var changed = words
        changed[position] ^= 1 << UInt64(bit)
        #expect(ofFour(changed) != original)
      }
      for other in 0..<position {
        var changed = words
        changed.swapAt(position, other)
        #expect(ofFour(changed) != original)
      }
    }
  }

  @Test func `the text has sixteen digits, zeros in front included`() {
    var digest = Digest()
    #expect(digest.text == "d243f6a8885a308d3")
    digest.value = 0xab
    #expect(digest.text == "d00000000000000ab")
    digest.value = .max
    #expect(digest.text == "dffffffffffffffff")
  }

  /// The numbers follow from the definition, worked out once with integers of any length.
  @Test func `the digest keeps its bits`() {
    #expect(digest([]).value == 0x243f_6a88_85a3_08d3)
    #expect(digest([1]).value == 0x7ade_520a_e65f_c9c4)
    #expect(digest([7, .max, 1 << 40]).value == 0x62a1_e603_0531_ea22)
  }

  @Test func `a text is read back, and no other text`() {
    var digest = Digest()
    for word in 0..<100 as Range<UInt64> {
      digest.fold(word)
      #expect(Digest(text: digest.text) == digest)
      #expect(Digest(text: digest.text.dropFirst()) == nil)
      #expect(Digest(text: digest.text.uppercased()) == nil)
    }
    #expect(Digest(text: "d+00000000000000a") == nil)
  }
}
