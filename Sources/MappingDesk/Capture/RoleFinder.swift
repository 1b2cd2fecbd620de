import JSON
import Mapping
import MappingLanguage

/// Finds out what kind of thing a value is: by what the mapping does with it, else by the member it goes to or comes
/// from, else by how it looks.
struct RoleFinder {
    let uses: [ValueUses.Use]
    let fate: Fate?
    let place: JSONPointer
    let value: JSONValue

    var role: StandIns.Role {
        for use in uses {
            for function in use.functions {
                if let role = Self.byFunction[function.name] { return role }
            }
        }
        switch fate?.reading {
        case "datum", "geburt": return .date
        case "postcode": return .postcode
        case "geld", "zahl", "prozent", "flaeche", "ganzzahl": return .number
        default: break
        }
        // What looks like something is that, wherever it goes: an address in the field for remarks is still an address.
        if let role = looks, role != .identifier, role != .number || value.stringValue == nil { return role }
        for use in uses where use.isPlain {
            if let role = Self.byMember(use.target) { return role }
        }
        if let role = Self.byField(place.tokens) { return role }
        return looks ?? .text
    }

    private static let byFunction: [String: StandIns.Role] = [
        "telefon": .phone, "telefon-vorwahl": .phone, "telefon-nummer": .phone, "telefon-national": .phone,
        "telefon-e164": .phone, "email": .email, "name": .fullName, "vorname": .fullName, "nachname": .fullName,
        "geburtsname": .fullName, "titel": .fullName, "titel-liste": .fullName, "strasse": .street,
        "strassenname": .street, "hausnummer": .street, "adresse": .address, "plz": .postcode, "plz-ort": .town,
        "ort": .town, "iban": .iban, "bic": .bic, "datum": .date, "geburtsdatum": .date, "monat": .date,
        "epoch": .number, "url-parameter": .url, "zahl": .number, "betrag": .number, "prozent": .number,
        "flaeche": .number, "ganzzahl": .number, "jahre": .number, "spanne": .number, "spanne-von": .number,
        "spanne-bis": .number, "spanne-mitte": .number, "monatlich": .number, "jaehrlich": .number,
    ]

    /// By a member of the target and what encloses it.
    private static func byMember(_ target: [String]) -> StandIns.Role? {
        switch target.first {
        case "vorname": .givenName
        case "nachname", "geburtsname": .familyName
        case "strasse": .street
        case "hausnummer": .houseNumber
        case "plz": .postcode
        case "ort", "geburtsort": .town
        case "email": .email
        case "iban": .iban
        case "bic": .bic
        case "name": target.dropFirst().first == "arbeitgeber" ? .company : .fullName
        default: nil
        }
    }

    /// By the name of a field that nothing reads, or whose place in the target says nothing.
    private static func byField(_ tokens: [String]) -> StandIns.Role? {
        guard let name = tokens.last?.lowercased() else { return nil }
        if name == "ort" { return .town }
        for (words, role) in fields where words.contains(where: name.contains) { return role }
        return nil
    }

    private static let fields: [([String], StandIns.Role)] = [
        (["telefon", "phone", "mobil", "handy"], .phone), (["mail"], .email), (["iban"], .iban),
        (["vorname", "firstname", "first_name", "forename", "given"], .givenName),
        (["nachname", "lastname", "last_name", "surname", "geburtsname"], .familyName),
        (["firma", "company", "arbeitgeber"], .company),
        (["hausnummer", "housenumber", "streetnumber"], .houseNumber), (["strasse", "straße", "street"], .street),
        (["plz", "postleitzahl", "zip", "postal", "postcode"], .postcode),
        (["stadt", "city", "wohnort", "location"], .town),
    ]

    /// By its look alone.
    private var looks: StandIns.Role? {
        guard case .string(let text) = value else { return .number }
        if text.contains("://") { return .url }
        if text.contains("@"), text.contains("."), !text.contains(" ") { return .email }
        let digits = text.count(where: \.isNumber)
        guard digits > 0 else { return nil }
        if ShapedText.date(text, number: 0, day: "2026-06-15") != nil { return .date }
        if ShapedText.iban(text, number: 0) != nil { return .iban }
        if digits >= 7, text.allSatisfy({ $0.isNumber || " +()/-.".contains($0) }),
            text.first.map("+0(".contains) == true
        {
            return .phone
        }
        if !text.contains(where: \.isWhitespace), text.contains(where: \.isLetter) { return .identifier }
        return ShapedText.digits(text, number: 0) == nil ? nil : .number
    }
}
