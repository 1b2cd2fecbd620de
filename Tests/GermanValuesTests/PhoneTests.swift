import JSON
import SeededRandom
import Testing

@testable import GermanValues

@Suite("Telephone numbers")
struct PhoneTests {
    @Test("5,202 area codes: 4 of two digits, 85 of three, 3,882 of four, 1,231 of five")
    func table() {
        let lengths = Dictionary(grouping: AreaCodes.all, by: \.count).mapValues(\.count)
        #expect(lengths == [2: 4, 3: 85, 4: 3882, 5: 1231])
    }

    @Test("a number is split at its area code in whatever way it is written, and no digit is lost")
    func everyAreaCode() throws {
        var random = SeededRandom(seed: 3)
        for (index, code) in AreaCodes.all.enumerated() {
            let number = "12" + String(Int.random(in: 1000...9999, using: &random))
            let writings = [
                "0\(code) \(number)", "0\(code)/\(number)", "(0\(code)) \(number)", "+49 \(code) \(number)",
                "0049\(code)\(number)",
                "+49 (0)\(code) - \(number)", "Tel.: 0\(code)-\(number) (privat)",
            ]
            let writing = writings[index % writings.count]
            let phone = try #require(try Telefon.read(.string(writing)), "\(writing)")
            #expect(phone.areaCode == "0" + code, "\(writing)")
            #expect(phone.number == number)
            #expect(phone.e164 == "+49" + code + number)
        }
    }

    @Test("what is read from damaged numbers are digits that were typed, in their order")
    func conservation() throws {
        var mutator = Mutator(seed: 5)
        for line in ReadingCase.all where line.function == "telefon" {
            guard let text = line.input.stringValue else { continue }
            for _ in 0..<200 {
                let damaged = mutator.damaged(text)
                guard let phone = try? Telefon.read(.string(damaged)), phone.further == nil else { continue }
                let typed = damaged.replacing("(0)", with: "").filter { $0.isASCII && $0.isNumber }
                #expect(typed.hasSuffix(phone.number), "\(damaged)")
                let code = phone.areaCode.drop { "+0".contains($0) }
                #expect(
                    typed.hasSuffix(code + phone.number) || typed.hasSuffix(code + "0" + phone.number),
                    "\(damaged)"
                )
            }
        }
    }

    @Test(
        "unseen numbers",
        arguments: [
            ("+49 89 1234567", "089", "1234567"), ("0049-176-12345678", "0176", "12345678"),
            ("17612345678", "0176", "12345678"),
            ("\u{202A}+49 176 12345678\u{202C}", "0176", "12345678"), ("0700 12345678", "0700", "12345678"),
            ("032 12345678", "032", "12345678"), ("+1 212 5550123", "+1", "2125550123"),
            ("+44 (0)20 79460000", "+44", "2079460000"),
            ("Mobil: 0151/58557703", "0151", "58557703"), ("0212 912345", "02129", "12345"),
            ("0465 112345", "04651", "12345"),
            ("030–420860", "030", "420860"), ("+49 0176 12345678", "0176", "12345678"),
            ("0180 5 123456", "0180", "5123456"),
        ]
    )
    func unseen(_ text: String, _ code: String, _ number: String) throws {
        let phone = try #require(try Telefon.read(.string(text)))
        #expect(phone.areaCode == code)
        #expect(phone.number == number)
    }

    @Test(
        "of two extensions the first is called",
        arguments: [
            ("030 420860 -61/-62", "42086061", "-62"), ("030 420860-61 / -62", "42086061", "-62"),
            ("040/123456-0/-12", "1234560", "-12"), ("030 - 420860 / -12", "42086012", nil),
            ("030-1234/-12", "123412", nil),
        ] as [(String, String, String?)]
    )
    func extensions(_ text: String, _ number: String, _ further: String?) throws {
        let phone = try #require(try Telefon.read(.string(text)))
        #expect(phone.number == number && phone.further == further)
        var text = text
        #expect(text.withUTF8 { Telefon(one: $0)?.number } ?? number == number)
    }

    @Test(
        "what cannot be called is refused with its reason",
        arguments: [
            ("0176 123456789012", "laenge"), ("030 1234567890123", "zu_lang"), ("030 12", "laenge"), ("+49", "laenge"),
            ("00", "laenge"), ("0", "laenge"), ("+999 123456", "vorwahl_unbekannt"),
            ("030 420860 ab 18 Uhr", "zeichen"),
            ("030 420860 + 12", "zeichen"), ("max@example.com", "zeichen"), ("+49 30 420860 ext 5", "zeichen"),
            ("123456789012345678901234", "zu_lang"), ("(0)", "zeichen"), ("0261", "laenge"),
        ]
    )
    func refused(_ text: String, _ reason: String) {
        #expect(throws: Unreadable.self) { try Telefon.read(.string(text)) }
        do { _ = try Telefon.read(.string(text)) } catch { #expect(error.code == reason) }
    }

    @Test("form builders' objects are numbers, too")
    func objects() throws {
        #expect(try Telefon.read(["area": "030", "phone": "420860"])?.national == "030 420860")
        #expect(try Telefon.read(["full": "(0176) 12345678"])?.e164 == "+4917612345678")
        #expect(try Telefon.read(["area": "", "phone": ""])?.number == nil)
    }

    @Test("a number cell that lost the zero of a mobile number is repaired, others are not")
    func numberCells() throws {
        #expect(try Telefon.read(.number(JSONNumber("1.7612345678e10") ?? 0))?.national == "0176 12345678")
        #expect(try Telefon.read(.number(17_612_345_678))?.national == "0176 12345678")
        #expect(throws: Unreadable.self) { try Telefon.read(.number(30_420_860)) }
    }
}
