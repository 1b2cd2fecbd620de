import GermanValues
import JSON
import Moments

/// What people usually write where a mapping asks for a function, and what reading it costs.
@MainActor
enum Functions {
    private static let inputs: [(function: String, arguments: [JSONValue], usual: [JSONValue])] = [
        ("text", [], ["Bitte um Rückruf", "Mo-Fr ab 18 Uhr", "Wir wollen bis Herbst einziehen."]),
        ("zahl", [], ["358.000,00 €", "1.150", "3,75 %", "ca. 300 T€", "1500 € netto im Monat"]),
        ("betrag", [], ["4.825 €", "154.000", "78.000,00 €", "1.150,50 EUR"]),
        ("ganzzahl", ["monate"], ["10 Jahre", "120", "24 Monate"]),
        ("prozent", [], ["3,57 %", "2,5", "1.25%"]),
        ("flaeche", [], ["150 m²", "87,5", "600 qm"]),
        ("jahre", [], ["10 Jahre", "15", "zehn Jahre"]),
        ("spanne", [], ["50.000–100.000 €", "über 500.000 €", "300.000 - 400.000", "bis 250.000 €"]),
        ("spanne-von", [], ["50.000 € bis 100.000 €", "200.000–300.000 €"]),
        ("spanne-mitte", [], ["50.000–100.000 €", "1.500 - 2.000 €"]),
        ("ja-nein", [], ["ja", "Nein", "on", "Ja, gerne"]),
        ("einwilligung", [], ["on", "Ich stimme der Datenschutzerklärung zu", true]),
        ("datum", [], ["01.02.1980", "2026-09-01", "1.3.2015"]),
        ("geburtsdatum", [], ["01.02.1980", "1980-02-01", "1.2.80"]),
        ("monat", [], ["03/2015", "März 2012", "2015-03"]),
        ("telefon", [], ["030 420860", "0151 58557703", "+49 (0) 221 5550123", "0049 89 1234567"]),
        ("email", [], ["max.mustermann@example.org", "Erika.M@Example.ORG", "a.b@c.example.com"]),
        ("email-weitere", [], ["max.mustermann@example.org"]),
        ("anrede", [], ["Herr", "Frau", "herr", "weiblich"]),
        ("anrede-im-namen", [], ["Mustermann", "Herr Max Mustermann"]),
        ("titel", [], ["Dr.", "ohne", "Prof. Dr."]),
        ("name", [], ["Max Mustermann", "Erika Muster-Groß", "Dr. Max von der Heide", "Mustermann, Max"]),
        ("vorname", [], ["Max Mustermann", "Anna-Lena", "Erika"]),
        ("nachname", [], ["Max Mustermann", "Mustermann", "Müller"]),
        ("geburtsname", [], ["Mustermann", "Erika Mustermann geb. Muster"]),
        ("familienstand", [], ["verheiratet", "ledig", "geschieden"]),
        ("beschaeftigung", [], ["Angestellte/r", "Beamter", "Selbstständig"]),
        ("finanzierungszweck", [], ["Kauf", "Neubau", "Anschlussfinanzierung"]),
        ("objektart", [], ["Einfamilienhaus", "Eigentumswohnung", "DHH"]),
        ("nutzung", [], ["Eigennutzung", "vermietet"]),
        ("zeitrahmen", [], ["so schnell wie möglich", "egal"]),
        ("land", [], ["deutsch", "Deutschland", "Österreich"]),
        ("strasse", [], ["Teststr. 55", "Am Markt 5 a", "Immobilienstraße 16", "Hauptstraße"]),
        ("strassenname", [], ["Teststr. 55", "Am Markt 5 a", "Immobilienstraße 16"]),
        ("hausnummer", [], ["Teststr. 55", "Am Markt 5 a", "12a"]),
        ("adresszusatz", [], ["Teststr. 55", "Weg 7, Whg. 12"]),
        ("adresse", [], ["Musterstr. 5, 10115 Berlin", "Am Markt 5 a, 14467 Potsdam, Deutschland"]),
        ("adresse-plz", [], ["Teststr. 55", "Musterstr. 5, 10115 Berlin", "Berlin"]),
        ("adresse-ort", [], ["Teststr. 55", "10115 Berlin", "Berlin"]),
        ("plz", [], ["10179", "D-10179"]),
        ("plz-ort", [], ["10115 Berlin", "Berlin"]),
        ("ort", [], ["10179 Berlin", "Frankfurt am Main"]),
        ("iban", [], ["DE89 3704 0044 0532 0130 00", "DE89370400440532013000"]),
        ("bic", [], ["COBADEFFXXX"]),
        ("muster", ["[A-Z]{2}-[0-9]{5}"], ["Objekt BE-48213, Berlin"]),
        ("liste", [], ["Garten, Balkon, Keller"]),
        ("erste", [], ["Garten"]),
        ("klein", [], ["Baufinanzierung Herbst"]),
        ("gross", [], ["kauf"]),
    ]

    /// Prints the median of 21 rounds for one reading of each function's usual inputs.
    static func measure() {
        guard let today = CalendarDate(year: 2026, month: 6, day: 15) else { return }
        let context = ReadingContext(today: today)
        for (name, arguments, usual) in inputs {
            guard let function = ValueFunction.named(name)?.prepared(arguments) else {
                fatalError("there is no function \(name)")
            }
            var times: [Int] = []
            for _ in 0..<21 {
                let time = nanoseconds(usual.count * 500) {
                    for _ in 0..<500 {
                        for value in usual {
                            if function.apply(value, context: context).value != nil { sink &+= 1 }
                        }
                    }
                }
                times.append(time.cpu)
            }
            print("\(name): \(times.median) ns")
        }
    }

    /// Reads the usual inputs of one function so many times, for a profiler.
    static func run(_ name: String, _ count: Int) {
        guard let today = CalendarDate(year: 2026, month: 6, day: 15),
            let (_, arguments, usual) = inputs.first(where: { $0.function == name }),
            let function = ValueFunction.named(name)?.prepared(arguments)
        else { fatalError("there is no function \(name)") }
        let context = ReadingContext(today: today)
        for _ in 0..<count {
            for value in usual {
                if function.apply(value, context: context).value != nil { sink &+= 1 }
            }
        }
    }
}
