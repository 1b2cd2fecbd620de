import JSON
import Leads

extension Remark {
    /// The remarks that name a place of the document they are about.
    ///
    /// `messages` are free text (fact sheet 1.4). A place is believed if the text holds a path that leads somewhere in the
    /// document that was sent (`antragsteller1.personendaten.vorname`, `haushalt.kinder[0].name`), or the name of a member
    /// that stands in it exactly once; a word that might as well be German prose is none.
    static func placed(_ messages: [String], in document: [UInt8]) -> [Remark] {
        guard !messages.isEmpty, let sent = try? JSONValue.parse(document) else { return [] }
        var names: [String: [JSONPointer]] = [:]
        collect(sent, .root, &names)
        return messages.compactMap { message in
            place(message, in: sent, names).map { Remark(place: $0.description, words: message) }
        }
    }

    private static func place(_ message: String, in sent: JSONValue, _ names: [String: [JSONPointer]]) -> JSONPointer? {
        let words = message.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "._[]/@".contains($0))) }
        for word in words {
            let tokens = word.split { ".[]/".contains($0) }.map(String.init)
            guard tokens.count > 1 else { continue }
            let pointer = JSONPointer(tokens)
            if sent[pointer: pointer] != nil { return pointer }
        }
        for word in words {
            // `messages` such as "iban ungültig": only names that German prose would not have by itself.
            let name = String(word.trimmingCharacters(".[]/"))
            if let places = names[name], places.count == 1, name.first?.isLowercase ?? false { return places[0] }
        }
        return nil
    }

    private static func collect(_ value: JSONValue, _ place: JSONPointer, _ names: inout [String: [JSONPointer]]) {
        switch value {
        case .object(let object):
            for member in object {
                names[member.key, default: []].append(place.appending(member.key))
                collect(member.value, place.appending(member.key), &names)
            }
        case .array(let elements):
            for (index, element) in elements.enumerated() { collect(element, place.appending(index), &names) }
        default: break
        }
    }
}

extension Substring {
    fileprivate func trimmingCharacters(_ characters: String) -> Substring {
        var rest = self
        while let first = rest.first, characters.contains(first) { rest.removeFirst() }
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return rest
    }
}
