import JSON
import SeededRandom
import Testing

@testable import GermanValues

@Suite("Persons")
struct PersonTests {
    @Test(
        "unseen names",
        arguments: [
            ("Ben Müller", "Ben", "Müller"), ("Al Muster", "Al", "Muster"), ("H. Müller", "H.", "Müller"),
            ("ERIKA MUSTER-MANN", "Erika", "Muster-Mann"), ("ben müller", "Ben", "Müller"),
            ("von Muster", nil, "von Muster"),
            ("Dr. h. c. Max Muster", "Max", "Muster"), ("Dr.-Ing. Max Muster", "Max", "Muster"),
            ("Max Muster MBA", "Max", "Muster"),
            ("Prof.Dr.med. Max Muster", "Max", "Muster"), ("Max de la Cruz", "Max", "de la Cruz"),
            ("Mu\u{308}ller, Max", "Max", "Müller"),
            ("Max Muster jun.", "Max", "Muster jun."), ("Sehr geehrter Herr Max Muster", "Max", "Muster"),
            ("Leonardo Di Caprio", "Leonardo", "Di Caprio"), ("Max (Maxi) Muster", "Max", "Muster"),
            ("Иван Иванов", "Иван", "Иванов"), ("Jan v. d. Berg", "Jan", "v. d. Berg"),
            ("Jan v.d. Berg", "Jan", "v.d. Berg"), ("Max V. Muster", "Max V.", "Muster"),
            ("Max D. Muster", "Max D.", "Muster"), ("Anna Müller - Lüdenscheidt", "Anna", "Müller-Lüdenscheidt"),
            ("Erika Muster, verw. Beispiel", "Erika", "Muster"), ("Erika Muster geb. Probe", "Erika", "Muster"),
            ("Erika (geb. Probe) Muster", "Erika", "Muster"), ("Erika Muster geb.Probe", "Erika", "Muster"),
            ("Max Muster III", "Max", "Muster III"), ("Baronin von Muster", nil, "Baronin von Muster"),
        ] as [(String, String?, String)]
    )
    func unseen(_ text: String, _ given: String?, _ surname: String) throws {
        let name = try #require(try Personenname.read(.string(text)))
        #expect(name.givenNames == given)
        #expect(name.surname == surname)
    }

    @Test(
        "a name at birth and a former name are neither surname nor given name",
        arguments: [
            ("Erika Muster (geb. Probe)", "Probe", nil), ("Erika Muster (geborene von Probe)", "von Probe", nil),
            ("ERIKA MUSTER (GEB. PROBE)", "Probe", nil),
            ("Erika Muster geb. Probe verw. Beispiel", "Probe", "verw. Beispiel"),
            ("Erika Muster, verw. Beispiel", nil, "verw. Beispiel"), ("Erika Muster (Chefin)", nil, nil),
            ("Erika Muster (geb.)", nil, nil),
        ] as [(String, String?, String?)]
    )
    func otherNames(_ text: String, _ atBirth: String?, _ former: String?) throws {
        let name = try #require(try Personenname.read(.string(text)))
        #expect(name.surname == "Muster" && name.givenNames == "Erika")
        #expect(name.nameAtBirth == atBirth && name.formerName == former)
    }

    @Test(
        "what is not the name of one person is refused with its reason",
        arguments: [
            ("Familie Muster", "mehrere_personen"), ("Max und Erika", "mehrere_personen"), ("Muster AG", "firma"),
            ("Muster e.K.", "firma"), ("Firma Max Muster", "firma"), ("Fa. Muster", "firma"),
            ("Herr Max Muster, Frau Erika Beispiel", "mehrere_personen"), ("Herr", "name_format"),
            ("Max 2", "name_format"), ("a, b, c", "name_format"),
            ("https://example.org", "name_format"), ("Dr.", "name_format"), (",", "name_format"),
            ("!?!", "name_format"),
        ]
    )
    func refused(_ text: String, _ code: String) {
        do {
            let name = try Personenname.read(.string(text))
            Issue.record("\(String(describing: name))")
        } catch {
            #expect(error.code == code)
        }
    }

    @Test("a title is found wherever it stands in a whole name")
    func titlesInNames() throws {
        for text in ["Dr. Max Muster", "Muster, Dr. Max", "Max Muster, Dr.", "Muster, Herr Dr. Max", "Muster Dr., Max"]
        {
            #expect(try Titel.read(.string(text)) == Titel(isDoctor: true), "\(text)")
        }
        #expect(try Titel.read("Muster, Max") == nil)
    }

    @Test("both persons of a couple can be told apart")
    func couples() {
        func persons(_ text: String) -> JSONValue? {
            do { _ = try Personenname.read(.string(text)) } catch { return error.detail }
            return nil
        }
        let salutations: JSONValue = [
            ["anrede": "HERR", "nachname": "Muster"], ["anrede": "FRAU", "nachname": "Muster"],
        ]
        #expect(persons("Herr und Frau Muster")?.isEquivalent(to: salutations) == true)
        let names: JSONValue = [["vorname": "Max", "nachname": "Muster"], ["vorname": "Erika", "nachname": "Probe"]]
        #expect(persons("Max Muster und Erika Probe")?.isEquivalent(to: names) == true)
        #expect(persons("Max Muster & Söhne") == nil)
        #expect(persons("Familie Muster") == nil)
        #expect(persons("A und B und C") == nil)
    }

    @Test("form builders' objects are names, too")
    func objects() throws {
        let name = try Personenname.read(["prefix": "Frau Dr.", "first": "Erika", "last": "Muster"])
        #expect(name?.salutation == .frau)
        #expect(name?.title.isDoctor == true)
        #expect(name?.surname == "Muster")
        #expect(try Personenname.read(["first": "", "last": ""]) == nil)
    }

    @Test("titles of a whole name", arguments: [("Prof. Dr. Max Muster", true), ("Frau Dr. Muster", true)])
    func titles(_ text: String, _ isDoctor: Bool) throws {
        #expect(try Titel.read(.string(text))?.isDoctor == isDoctor)
        #expect(try Titel.read("Max Muster") == nil)
        #expect(try Titel.read("PROF_DR") == Titel(isDoctor: true, isProfessor: true))
        #expect(try Titel.read("kein Titel") == Titel())
    }
}

@Suite("Consent")
struct ConsentTests {
    private static let refusals = [
        "nicht", "kein", "keine", "keinen", "not", "no", "ohne", "lehne", "ablehnen", "abgelehnt", "widerspreche",
        "widersprochen",
        "widerrufe", "declined", "refuse", "never", "nein", "don't", "NICHT", "Nicht.", "niemals", "verweigere",
        "opt-out",
    ]

    @Test("a text with a word of refusal is never consent", arguments: refusals)
    func neverGuessed(_ refusal: String) {
        var random = SeededRandom(seed: UInt64(refusal.utf8.count))
        let words = [
            "ich", "stimme", "zu", "ja", "einverstanden", "Datenschutz", "akzeptiere", "gerne", "Daten", "ok", "die",
            "on",
        ]
        for _ in 0..<200 {
            var text = (0..<Int.random(in: 0...6, using: &random)).map { _ in words.randomElement(using: &random) ?? ""
            }
            text.insert(refusal, at: Int.random(in: 0...text.count, using: &random))
            let reading = Reading { () throws(Unreadable) in
                try Einwilligung.read(.string(text.joined(separator: " ")), accepted: nil)
            }
            #expect(reading.value != true, "\(text)")
        }
    }

    @Test("only an accepted text is consent where a mapping names them, also one with a word of refusal")
    func accepted() throws {
        let texts = ["einverstanden, dass Daten nicht weitergegeben werden"]
        #expect(try Einwilligung.read(.string(texts[0]), accepted: texts) == true)
        #expect(try Einwilligung.read(.string(" " + texts[0] + " "), accepted: texts) == true)
        #expect(try Einwilligung.read("einverstanden", accepted: texts) == false)
        #expect(try Einwilligung.read("ja", accepted: texts) == false)
        #expect(try Einwilligung.read(["x", .string(texts[0])], accepted: texts) == true)
        #expect(try Einwilligung.read("", accepted: texts) == false)
        #expect(try Einwilligung.read(.null, accepted: texts) == nil)
    }

    @Test(
        "unclear is unclear",
        arguments: [
            "Einwilligung nicht erteilt", "einverstanden, dass Daten nicht weitergegeben werden", "7", "☒", "⟂",
            "ohne Werbung",
        ]
    )
    func unclear(_ text: String) {
        do {
            let value = try Einwilligung.read(.string(text), accepted: nil)
            Issue.record("\(String(describing: value))")
        } catch {
            #expect(error.code == "einwilligung_unklar")
        }
    }
}
