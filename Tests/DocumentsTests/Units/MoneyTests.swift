import Documents
import Testing

@Suite struct MoneyTests {
  @Test(
    arguments: [
      ("0.20USD", 200_000_000_000_000), ("0.0000166667 USD", 16_666_700_000), ("0USD", 0),
      ("1 USD", 1_000_000_000_000_000), ("0.000000000000001USD", 1),
      ("0.0000000000000010000USD", 1),
    ] as [(String, Int)])
  func `Amounts become femtodollars exactly`(text: String, femtodollars: Int) throws {
    #expect(try Money(text: text).femtodollars == Int128(femtodollars))
  }

  @Test(arguments: [
    ("0.0000000000000015USD", "is finer than 10^-15 USD"), ("1000000000001USD", "is too large"),
    ("9\(String(repeating: "0", count: 55))USD", "is too large"), ("-1USD", "must not be negative"),
    ("1.6e-05USD", "has an exponent, where a plain decimal number is wanted"),
    ("5EUR", "has the unknown unit \"EUR\""), ("$5", "does not begin with a number"),
  ])
  func `Texts that are no amount are refused`(text: String, what: String) {
    let error = #expect(throws: QuantityError.self) { try Money(text: text) }
    #expect(error?.what.hasSuffix(what) == true, "\(error?.description ?? "")")
  }

  @Test func `Decimal text rounds half to even`() {
    let amount = Money(femtodollars: 2_345_000_000_000_000)
    #expect(amount.decimalText(digits: 0) == "2")
    #expect(amount.decimalText(digits: 2) == "2.34")
    #expect(Money(femtodollars: 2_355_000_000_000_000).decimalText(digits: 2) == "2.36")
    #expect(Money(femtodollars: 2_345_000_000_000_001).decimalText(digits: 2) == "2.35")
    #expect(amount.decimalText(digits: 15) == "2.345000000000000")
    #expect(Money(femtodollars: -1).decimalText(digits: 2) == "0.00")
    #expect(Money(femtodollars: -5_000_000_000_001).decimalText(digits: 2) == "-0.01")
    #expect(Money.largest.decimalText(digits: 1) == "1000000000000.0")
  }

  @Test func `The shortest text reads back`() throws {
    for femtodollars: Int128 in [0, 1, 200_000_000_000_000, 16_666_700_000, 123 << 60] {
      let amount = Money(femtodollars: femtodollars)
      #expect(try Money(text: amount.text) == amount)
    }
    #expect(Money(femtodollars: 200_000_000_000_000).text == "0.2USD")
    #expect(Money.zero.text == "0USD")
    #expect(Money(femtodollars: 10_000_000_000_000_000).text == "10USD")
  }

  @Test func `A million small bills add to the exact total`() throws {
    let price = try Money(text: "0.0000166667USD")
    var total = Money.zero
    for _ in 0..<1_000_000 { total += price }
    #expect(total == price * 1_000_000)
    #expect(total.text == "16.6667USD")
    #expect(total.dollars == 16.6667)
    total -= price
    #expect(total < price * 1_000_000)
    #expect(total - price + price == total)
    #expect(Money(femtodollars: -1_500_000_000_000_000).dollars == -1.5)
  }
}
