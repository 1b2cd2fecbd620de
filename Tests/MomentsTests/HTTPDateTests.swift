import Moments
import SeededRandom
import Testing

@Suite("HTTP dates")
struct HTTPDateTests {
    @Test("every second from 1970 to 9999 comes back as it was written")
    func roundTrip() {
        var random = SeededRandom(seed: 4)
        for _ in 0..<10_000 {
            let moment = Int64.random(in: 0...253_402_300_799, using: &random) * 1_000
            let text = HTTPDate.text(moment + 999)
            #expect(text.utf8.count == 29)
            #expect(HTTPDate.milliseconds(text) == moment, "\(text)")
        }
    }

    @Test("a moment is written as RFC 9110 wants it")
    func written() {
        #expect(HTTPDate.text(784_111_777_000) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    }

    @Test(
        "all three forms are read",
        arguments: [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ]
    )
    func forms(text: String) {
        #expect(HTTPDate.milliseconds(text) == 784_111_777_000)
    }

    @Test(
        "what is no date, or a day that does not exist, is not read",
        arguments: [
            "", "soon", "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 31 Feb 2027 08:49:37 GMT",
            "Sun, 06 Nov 1994 25:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nvo 1994 08:49:37 GMT", "Sun, 06 Nov 1969 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
        ]
    )
    func refused(text: String) {
        #expect(HTTPDate.milliseconds(text) == nil)
    }
}
