import Foundation
import JSON
import NIOHTTP1

/// Fields that come more than once, in other character sets, or with something lost on the way.
extension SenderCase {
    private static func multipart(_ parts: (name: String, value: [UInt8])..., type: String? = nil) -> Post {
        var body: [UInt8] = []
        for part in parts {
            let more = type.map { "Content-Type: \($0)\r\n" } ?? ""
            body += Array("--b\r\nContent-Disposition: form-data; name=\"\(part.name)\"\r\n\(more)\r\n".utf8)
            body += part.value + Array("\r\n".utf8)
        }
        return Post(body: body + Array("--b--\r\n".utf8), type: "multipart/form-data; boundary=b")
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
    private static let number: JSONValue = ["vorwahl": "030", "nummer": "420860"]
    private static let isNumber = Outcome.delivered([family: "Vogt", phone: number])
    private static let latin: [UInt8] = [0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72]

    static let forms: [SenderCase] = [
        // Repeated fields keep all their values; an empty one never wins.
        SenderCase("an empty repeat behind", .form("nachname=Vogt&telefon=030+420860&telefon="), isNumber),
        SenderCase("an empty repeat before", .form("nachname=Vogt&telefon=&telefon=030+420860"), isNumber),
        SenderCase("a blank repeat", .form("nachname=Vogt&telefon=030+420860&telefon=+"), isNumber),
        SenderCase("the same twice", .form("nachname=Vogt&telefon=030+420860&telefon=030+420860"), isNumber),
        SenderCase("an empty repeat in a list", .form("nachname=Vogt&telefon[]=030+420860&telefon[]="), isNumber),
        SenderCase(
            "an empty repeat of the address",
            .form("nachname=Vogt", query: "telefon=030+420860&telefon="),
            isNumber
        ),
        SenderCase(
            "an empty repeat of a part",
            multipart(("nachname", bytes("Vogt")), ("telefon", bytes("030 420860")), ("telefon", [])),
            isNumber
        ),
        SenderCase(
            "two answers of a form",
            .form("nachname=Vogt&haustier=Hund&haustier=Katze"),
            .delivered(notes: ["haustier.1: Hund", "haustier.2: Katze"])
        ),
        SenderCase(
            "two answers of an address",
            .form("nachname=Vogt", query: "haustier=Hund&haustier=Katze"),
            .delivered(notes: ["Hund", "Katze"])
        ),
        SenderCase(
            "two answers of parts",
            multipart(("nachname", bytes("Vogt")), ("haustier", bytes("Hund")), ("haustier", bytes("Katze"))),
            .delivered(notes: ["haustier.1: Hund", "haustier.2: Katze"])
        ),
        SenderCase(
            "two numbers of which one must be taken",
            .form("nachname=Vogt&telefon=030+420860&telefon=0171+2345678"),
            .delivered([family: "Vogt"], notes: ["telefon.1: 030 420860", "telefon.2: 0171 2345678"])
        ),
        SenderCase(
            "two streets of which one must be taken",
            .form("nachname=Vogt&strasse=Musterstr.+5&strasse=Weg+7&plz=10115&plz=10117"),
            .delivered(
                [family: "Vogt"],
                notes: ["strasse.1: Musterstr. 5", "strasse.2: Weg 7", "plz.1: 10115", "plz.2: 10117"]
            )
        ),
        SenderCase(
            "an answer with a remark of its own",
            .json(#"{"nachname": "Vogt", "vorname": {"value": "Ingrid", "kommentar": "Rufname Inge"}}"#),
            .delivered([given: "Ingrid"], notes: ["Rufname Inge"])
        ),
        SenderCase(
            "a box that was ticked over a hidden field",
            .form("nachname=Vogt&rueckruf=0&rueckruf=1"),
            .delivered([family: "Vogt"], notes: ["1"])
        ),
        // What the address says is the lead's.
        SenderCase(
            "an empty body with an address",
            .form("", query: "name=Ingrid+Vogt&email=ingrid%40example.org"),
            .delivered([family: "Vogt", mail: "ingrid@example.org"])
        ),
        SenderCase(
            "an address beside the body",
            .form("nachname=Vogt&telefon=030+420860", query: "telefon=0171+2345678"),
            .delivered([phone: number], notes: ["telefon: 0171 2345678"])
        ),
        SenderCase(
            "GET where nobody allows it",
            Post(body: [], type: nil, query: "name=Ingrid+Vogt", method: .GET),
            .none(405, says: "POST")
        ),
        SenderCase(
            "GET where it is allowed",
            source: #""methods": ["POST", "GET"],"#,
            Post(body: [], type: nil, query: "name=Ingrid+Vogt", method: .GET),
            .delivered([family: "Vogt"])
        ),
        SenderCase(
            "a probe where GET is allowed",
            source: #""methods": ["POST", "GET"],"#,
            Post(body: [], type: nil, method: .GET),
            .none(200, says: "ready")
        ),
        SenderCase("PUT", Post(body: bytes("{}"), type: "application/json", method: .PUT), .none(405, says: "POST")),
        SenderCase(
            "a page of another origin",
            source: #""origins": ["https://www.example.org"],"#,
            Post(
                body: bytes("nachname=Vogt"),
                type: "application/x-www-form-urlencoded",
                headers: [("Origin", "https://www.example.net")]
            ),
            .none(403)
        ),
        // Character sets.
        SenderCase(
            "windows-1252 without a word",
            .form("nachname=M%FCller&ort=K%F6ln"),
            .delivered([family: "Müller"])
        ),
        SenderCase(
            "windows-1252 as it is",
            Post(body: bytes("nachname=") + latin, type: "application/x-www-form-urlencoded"),
            .delivered([family: "Müller"])
        ),
        SenderCase(
            "one field in each set",
            .form("vorname=J%C3%B6rg&nachname=M%FCller"),
            .delivered([given: "Jörg", family: "Müller"])
        ),
        SenderCase(
            "_charset_",
            .form("_charset_=iso-8859-1&nachname=M%FCller"),
            .delivered([family: "Müller"], nowhere: ["_charset_"])
        ),
        SenderCase(
            "the euro sign of Windows",
            .form("nachname=Vogt&vorhaben=Kauf&kaufpreis=350.000+%80"),
            .delivered([purpose + "/kaufpreis": 350_000])
        ),
        SenderCase(
            "the euro sign of the source's set",
            source: #""charset": "iso-8859-15","#,
            .form("nachname=M%FCller&vorhaben=Kauf&kaufpreis=350.000+%A4"),
            .delivered([family: "Müller", purpose + "/kaufpreis": 350_000])
        ),
        SenderCase(
            "parts in two sets without a word",
            multipart(("vorname", bytes("Jörg")), ("nachname", latin)),
            .delivered([given: "Jörg", family: "Müller"])
        ),
        SenderCase("parts without a set", multipart(("nachname", latin)), .delivered([family: "Müller"])),
        SenderCase(
            "parts with one",
            multipart(("nachname", latin), type: "text/plain; charset=iso-8859-1"),
            .delivered([family: "Müller"])
        ),
        SenderCase(
            "JSON that says its set",
            Post(
                body: bytes(#"{"nachname":""#) + latin + bytes(#""}"#),
                type: "application/json; charset=windows-1252"
            ),
            .delivered([family: "Müller"])
        ),
        SenderCase(
            "JSON that does not",
            Post(body: bytes(#"{"nachname":""#) + latin + bytes(#""}"#), type: "application/json"),
            .dead("undecodable", status: 400)
        ),
        SenderCase(
            "XML that says its set",
            Post(
                body: bytes(#"<?xml version="1.0" encoding="ISO-8859-1"?><a><nachname>"#) + latin
                    + bytes("</nachname></a>"),
                type: "text/xml"
            ),
            .dead("nothing-mapped")
        ),
        // A plus that was not escaped.
        SenderCase("a lost plus", .form("nachname=Vogt&telefon=+4930420860"), isNumber),
        SenderCase("a lost plus before blanks", .form("nachname=Vogt&telefon=+49+30+420860"), isNumber),
        SenderCase(
            "a lost plus before a mobile",
            .form("nachname=Vogt&telefon=+491712345678"),
            .delivered([phone: ["vorwahl": "0171", "nummer": "2345678"]])
        ),
        SenderCase(
            "a lost plus abroad",
            .form("nachname=Vogt&telefon=+43+1+5123456"),
            .delivered([phone: ["vorwahl": "+43", "nummer": "15123456"]])
        ),
        SenderCase("a lost plus of an address", .form("nachname=Vogt", query: "telefon=+4930420860"), isNumber),
        SenderCase("a plus that was escaped", .form("nachname=Vogt&telefon=%2B4930420860"), isNumber),
    ]
}
