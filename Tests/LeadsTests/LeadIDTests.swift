import Leads
import SeededRandom
import Testing

@Suite("Lead ids")
struct LeadIDTests {
    @Test("an id is a UUID of version 7 with the moment of acceptance in front")
    func version() {
        var random = SeededRandom(seed: 7)
        for now in [0, 1, 1_790_000_000_000, 0xFFFF_FFFF_FFFF] as [Int64] {
            let id = LeadID.make(now: now, using: &random)
            let text = Array(id.rawValue)
            #expect(text.count == 36)
            #expect(text[14] == "7")
            #expect("89ab".contains(text[19]))
            #expect(id.milliseconds == now)
            #expect(LeadID(id.rawValue) == id)
            #expect(LeadID(id.rawValue.uppercased()) == id)
        }
    }

    @Test("the example of RFC 9562 is written as the RFC writes it")
    func example() throws {
        let id = try #require(LeadID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"))
        #expect(id.rawValue == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(id.milliseconds == 1_645_557_742_000)
    }

    @Test("each digit is written as it is, and ids that are drawn by themselves are different")
    func digits() {
        for digit in UInt64(0)..<16 {
            let half = (0..<16).reduce(UInt64(0)) { bits, place in bits << 4 | (digit + place) & 0xF }
            let hex = String(half, radix: 16)
            let digits = String(repeating: "0", count: 16 - hex.count) + hex
            let text = LeadID(high: half, low: half).rawValue
            #expect(text.filter { $0 != "-" } == digits + digits)
        }
        #expect(Set((0..<1_000).map { _ in LeadID.make(now: 1) }).count == 1_000)
    }

    @Test(
        "what is not an id of ours is refused",
        arguments: [
            "", "017f22e2", "017f22e2-79b0-4cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
            "017f22e279b07cc398c4dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0", "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
            "{17f22e2-79b0-7cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-98c4-dc0c0c0739ä",
        ]
    )
    func invalid(text: String) {
        #expect(LeadID(text) == nil)
    }

    @Test("ids sort by time, as text and as values")
    func order() {
        var random = SeededRandom(seed: 7)
        let ids = (0..<200).map { LeadID.make(now: 1_790_000_000_000 + $0, using: &random) }
        #expect(ids.sorted() == ids)
        #expect(ids.map(\.rawValue).sorted() == ids.map(\.rawValue))
    }

    @Test(
        "the beginning of an id bounds all ids that start so",
        arguments: ["", "0", "017f22e2", "017f22e2-", "017f22e2-79B0-7cc3-9"]
    )
    func prefix(prefix: String) throws {
        let id = try #require(LeadID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"))
        let range = try #require(LeadID.range(prefix: prefix))
        #expect(range.contains(id))
        #expect(range.lowerBound.rawValue.hasPrefix(prefix.lowercased()))
        #expect(range.upperBound.rawValue.hasPrefix(prefix.lowercased()))
    }

    @Test(
        "no id starts with this",
        arguments: ["-", "017f22e-", "017f22e279", "%", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0"]
    )
    func noPrefix(prefix: String) {
        #expect(LeadID.range(prefix: prefix) == nil)
    }
}
