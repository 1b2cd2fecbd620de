import Moments
import SeededRandom
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test("every moment from year 0 to 9999 comes back as it was written")
    func roundTrip() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<20_000 {
            let moment = Int64.random(in: -62_167_219_200_000...253_402_300_799_999, using: &random)
            let text = Timestamp.text(moment)
            #expect(text.utf8.count == 24)
            #expect(Timestamp.milliseconds(text) == moment, "\(text)")
            let second = Timestamp.secondsText(moment)
            let remainder = ((moment % 1_000) + 1_000) % 1_000
            #expect(Timestamp.milliseconds(second) == moment - remainder, "\(second)")
        }
    }

    @Test("later moments are written greater")
    func order() {
        var random = SeededRandom(seed: 2)
        for _ in 0..<5_000 {
            let moment = Int64.random(in: -62_167_219_200_000..<253_402_300_799_999, using: &random)
            #expect(Timestamp.text(moment) < Timestamp.text(moment + 1))
        }
    }

    @Test(
        "times are written in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (.max, "9999-12-31T23:59:59.999Z"), (.min, "0000-01-01T00:00:00.000Z"),
        ] as [(Int64, String)]
    )
    func written(milliseconds: Int64, text: String) {
        #expect(Timestamp.text(milliseconds) == text)
    }

    @Test(
        "seconds are rounded down, also before 1970",
        arguments: [
            (784_111_740_999, "1994-11-06T08:49:00Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] as [(Int64, String)]
    )
    func seconds(milliseconds: Int64, text: String) {
        #expect(Timestamp.secondsText(milliseconds) == text)
    }

    @Test(
        "a moment may be written short, with another zone, or with more digits than are kept",
        arguments: [
            ("1970-01-02", 86_400_000), ("1970-01-01T00:01", 60_000), ("1970-01-01 00:01Z", 60_000),
            ("1970-01-01t00:00:01z", 1_000), ("1970-01-01T00:00:01.5Z", 1_500), ("1970-01-01T00:00:01,25Z", 1_250),
            ("1970-01-01T00:00:01.9999999Z", 1_999), ("1970-01-01T02:00:00+02:00", 0), ("1970-01-01T02:00:00+0200", 0),
            ("1970-01-01T02:00:00+02", 0), ("1969-12-31T22:30:00-01:30", 0),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ] as [(String, Int64)]
    )
    func read(text: String, milliseconds: Int64) {
        #expect(Timestamp.milliseconds(text) == milliseconds)
    }

    @Test(
        "what is no moment is not read",
        arguments: [
            "", "gestern", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31T00:00:00Z", "2026-1-1",
            "2026-01-01T", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00Zx", "2026-01-01garbage", "2026-01-01T00:00:00+2:00", "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00:00+02:60", "2026-01-01T00:00:00 UTC", "٢٠٢٦-01-01", "20260101",
        ]
    )
    func refused(text: String) {
        #expect(Timestamp.milliseconds(text) == nil)
    }
}
