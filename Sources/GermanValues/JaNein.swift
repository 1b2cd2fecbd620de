import JSON

/// Yes or no. Blank is not no: it is nothing.
package enum JaNein {
    /// What a text says; nil for one that says neither.
    package static func answer(_ text: String) -> Bool? {
        guard case .bool(let flag)? = try? read(.string(text)) else { return nil }
        return flag
    }

    /// - Throws: `janein_ungueltig` for everything that is not plainly one of both ("2", "ja, aber").
    static func read(_ value: JSONValue) throws(Unreadable) -> JSONValue? {
        switch try Answer(value) {
        case nil: return nil
        case .flag(let flag): return .bool(flag)
        case .number(let number):
            if number.isEqual(to: 1) { return true }
            if number.isEqual(to: 0) { return false }
            throw invalid
        case .object: throw invalid
        case .text(var text):
            if let flag = text.withUTF8({ QuickReading.boolean($0.span) }) { return .bool(flag) }
            let line = AnswerTrimmings.withoutPictures(CleanText.line(text))
            // "Nicht vorhanden" says nothing elsewhere, and no here.
            if !line.isEmpty, let flag = plain(line) { return .bool(flag) }
            if CleanText.saysNothing(line) { return nil }
            throw invalid
        }
    }

    /// A text that is plainly yes or no, perhaps politely so ("Ja, gerne", "Nein danke").
    static func plain(_ line: String) -> Bool? {
        guard line.utf8.count <= 60 else { return nil }
        // "-1" must not become "1", so only words of letters are folded.
        if line == "1" { return true }
        if line == "0" { return false }
        let bare = line.drop { "\u{2713}\u{2714}\u{2611}\u{2612} ".contains($0) }
        if bare.isEmpty { return line.contains("\u{2612}") ? nil : true }
        guard line.first?.isLetter == true else { return nil }
        let words = folded(line.filter { $0 != "!" }).split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        if first == "trifft", let flag = applies[words.dropFirst().joined(separator: " ")] { return flag }
        if words.dropFirst().allSatisfy(yesFillers.contains), yes.contains(first) { return true }
        if words.dropFirst().allSatisfy(noFillers.contains), no.contains(first) { return false }
        return nil
    }

    private static let applies = ["zu": true, "nicht zu": false]

    private static let invalid = Unreadable(.janeinUngueltig, "Das ist weder Ja noch Nein.")

    /// What an answer can begin with.
    static var words: Set<String> { yes.union(no) }

    private static let yes: Set<String> = [
        "ja", "j", "yes", "y", "true", "wahr", "on", "x", "checked", "ok", "okay", "gerne", "gern", "jawohl", "an",
        "aktiv", "vorhanden", "stimmt", "richtig", "korrekt", "zutreffend", "vereinbart",
    ]
    private static let yesFillers: Set<String> = [
        "gerne", "gern", "bitte", "klar", "sicher", "natuerlich", "sehr", "unbedingt", "please", "sure", "of", "course",
    ]
    private static let no: Set<String> = [
        "nein", "n", "no", "false", "falsch", "off", "aus", "unchecked", "nicht", "kein", "keine", "keiner", "keines",
        "inaktiv", "ne", "noe",
    ]
    private static let noFillers: Set<String> = [
        "danke", "leider", "thanks", "thank", "you", "vorhanden", "zutreffend", "vereinbart",
    ]
}
