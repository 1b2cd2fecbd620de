import Foundation
import JSON

let customer = "/haushalte/0/kunden/0"
let family = customer + "/personendaten/person/nachname"
let given = customer + "/personendaten/person/vorname"
let mail = customer + "/kontakt/email"
let phone = customer + "/kontakt/telefonnummer"
let notesOf = customer + "/kontakt/weitereKontaktmoeglichkeiten"
let purpose = "/finanzierungsbedarf/finanzierungszweck"

/// Bodies that are broken, empty, mislabelled or encoded twice.
extension SenderCase {
    private static let ingrid = #"{"name":"Ingrid Vogt","email":"ingrid@example.org"}"#
    private static let isIngrid = Outcome.delivered([given: "Ingrid", family: "Vogt", mail: "ingrid@example.org"])
    private static let escaped = "%7B%22name%22%3A%22Ingrid+Vogt%22%2C%22email%22%3A%22ingrid%40example.org%22%7D"
    private static let xml = "<anfrage><name>Ingrid Vogt</name><email>ingrid@example.org</email></anfrage>"

    static let bodies: [SenderCase] = [blank, blankForms, mislabelled, xmlOfAnyType, broken].flatMap { $0 }

    private static let blank: [SenderCase] =
        [
            #"{"name": "", "email": " "}"#, "{}", "[]", "null", "[{}]", #"{"lead": {}}"#,
            #"{"telefon": "–", "ort": "k.A."}"#, #""""#,
        ].map { SenderCase("nothing: \($0)", .json($0), .dead("nothing-mapped")) }

    private static let blankForms: [SenderCase] =
        ["name=&email=", "a=&b=", "", "submit=Senden", "=", "&&"].map {
            SenderCase("an empty form: \($0)", .form($0), .dead("nothing-mapped"))
        }

    private static let mislabelled: [SenderCase] =
        [
            SenderCase("no body", Post(body: [], type: nil), .dead("nothing-mapped")),
            // Mislabelled, or none of the labels.
            SenderCase("JSON as a form", .form(ingrid), isIngrid),
            SenderCase("JSON as text", .text(ingrid, as: "text/plain"), isIngrid),
            SenderCase("JSON without a type", .text(ingrid, as: nil), isIngrid),
            SenderCase("JSON as bytes", .text(ingrid, as: "application/octet-stream"), isIngrid),
            SenderCase("JSON as XML", .text(ingrid, as: "application/xml"), isIngrid),
            SenderCase("JSON as multipart", .text(ingrid, as: "multipart/form-data; boundary=b"), isIngrid),
            SenderCase("a form as JSON", .json("name=Ingrid+Vogt&email=ingrid%40example.org"), isIngrid),
            SenderCase(
                "a form without a type",
                .text("name=Ingrid+Vogt&email=ingrid%40example.org", as: nil),
                isIngrid
            ),
            SenderCase("JSON behind a byte order mark", .json("\u{FEFF}" + ingrid), isIngrid),
            SenderCase("JSON escaped as a form's value without a name", .form(escaped), isIngrid),
            SenderCase("the same with the sign behind it", .form(escaped + "="), isIngrid),
            SenderCase("JSON in a JSON text", .json(JSONValue.string(ingrid).text()), isIngrid),
        ]

    private static let xmlOfAnyType: [SenderCase] =
        ["application/xml", "text/xml", "text/plain", "application/x-www-form-urlencoded", "application/json", nil].map
    {
        type in
        SenderCase(
            "XML as \(type ?? "nothing")",
            own: #""form": [{"members": "$.payload.anfrage"}]"#,
            .text(xml, as: type),
            isIngrid
        )
    }

    private static let broken: [SenderCase] =
        [
            SenderCase("XML that nobody described", .form(xml), .dead("nothing-mapped")),
            SenderCase(
                "half an emoji",
                .json(#"{"name":"Ingrid Vogt","wunsch":"Danke \ud83d"}"#),
                .delivered(notes: ["wunsch: Danke \u{FFFD}"])
            ),
            SenderCase(
                "its other half",
                .json(#"{"name":"Ingrid Vogt","wunsch":"\udc00!"}"#),
                .delivered(notes: ["wunsch: \u{FFFD}!"])
            ),
            SenderCase(
                "U+0000",
                .json(#"{"name":"Ingrid Vogt","wunsch":"a\u0000b"}"#),
                .delivered(notes: ["wunsch: a\u{FFFD}b"])
            ),
            SenderCase(
                "U+0000 in a form",
                .form("name=Ingrid+Vogt&wunsch=a%00b"),
                .delivered(notes: ["wunsch: a\u{FFFD}b"])
            ),
            SenderCase(
                "a percent sign that escapes nothing",
                .form("name=Ingrid+Vogt&wunsch=100%&x=%zz"),
                .delivered(notes: ["wunsch: 100%", "x: %zz"])
            ),
            // Kept with their bytes, once.
            SenderCase("a raw line break", .json("{\"name\":\"Ingrid\nVogt\"}"), .dead("undecodable", status: 400)),
            SenderCase("a raw tab", .json("{\"name\":\"Ingrid\tVogt\"}"), .dead("undecodable", status: 400)),
            SenderCase("a comma too much", .json(#"{"name":"Ingrid Vogt",}"#), .dead("undecodable", status: 400)),
            SenderCase("single quotes", .json("{'name':'Ingrid Vogt'}"), .dead("undecodable", status: 400)),
            SenderCase("a name twice", .json(#"{"name":"Ingrid","name":"Vogt"}"#), .dead("undecodable", status: 400)),
            SenderCase("two lines of JSON", .json(ingrid + "\n" + ingrid), .dead("undecodable", status: 400)),
            SenderCase("JSON that ends too soon", .json(String(ingrid.dropLast(4))), .dead("undecodable", status: 400)),
            SenderCase(
                "a document type",
                .text("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", as: "text/xml"),
                .dead("undecodable", status: 400)
            ),
            SenderCase(
                "a picture",
                Post(body: [0x89, 0x50, 0x4E, 0x47], type: "image/png"),
                .dead("undecodable", status: 415)
            ),
            // Several persons where one belongs.
            SenderCase("a list of two", .json("[\(ingrid), {\"name\":\"Otto Kern\"}]"), .dead("several-leads")),
            SenderCase(
                "the same in a JSON text",
                .json(JSONValue.string("[\(ingrid), {\"name\":\"Otto Kern\"}]").text()),
                .dead("several-leads")
            ),
            SenderCase(
                "a list of two whose mapping says so",
                own: #""leads": "$.payload[*]""#,
                .json("[\(ingrid), {\"name\":\"Otto Kern\"}]"),
                .several([given: "Ingrid", family: "Vogt"], [given: "Otto", family: "Kern"])
            ),
            SenderCase(
                "one lead of XML where several may be",
                own: #""leads": "$.payload.leads.lead[*]""#,
                .text(
                    "<leads><lead><vorname>Ingrid</vorname><nachname>Vogt</nachname></lead></leads>",
                    as: "application/xml"
                ),
                .several([given: "Ingrid", family: "Vogt"])
            ),
            SenderCase(
                "two leads of XML",
                own: #""leads": "$.payload.leads.lead[*]""#,
                .text(
                    "<leads><lead><nachname>Vogt</nachname></lead><lead><nachname>Kern</nachname></lead></leads>",
                    as: "application/xml"
                ),
                .several([family: "Vogt"], [family: "Kern"])
            ),
        ]

}
