import GermanValues
package import JSON
package import Leads
import Mapping
import MappingLanguage
import Submissions
import Targets

/// Whom a lead is about, as far as it can be told: e-mail addresses and telephone numbers wherever they stand in what was
/// sent, names with days of birth where the target has them, the sender's own keys.
package enum PersonTraits {
    /// The traits of a lead as it is when it comes.
    static func of(_ lead: Lead, _ built: BuiltLead) -> [PersonTrait] {
        var walk = TraitWalk()
        look(at: built, &walk)
        look(atNamesOf: lead, &walk)
        return walk.traits
    }

    /// The traits of a lead of a post that no lead can be built of.
    static func of(_ lead: Lead, undecodable post: Submission) -> [PersonTrait] {
        var walk = TraitWalk()
        look(at: post, &walk)
        look(atNamesOf: lead, &walk)
        return walk.traits
    }

    /// The traits of a stored lead as it is built today.
    ///
    /// - Parameters:
    ///   - submission: what was sent; looked through as bytes where no lead can be built of it.
    ///   - more: what came again under the lead's key, with other content, and what a vendor's answer held around it.
    package static func of(_ lead: Lead, _ judgement: Judgement, _ submission: Submission?, more: [[UInt8]] = [])
        -> Set<PersonTrait>
    {
        var walk = TraitWalk()
        switch judgement {
        case .one(let built): look(at: built, &walk)
        case .several(let leads): for built in leads { look(at: built, &walk) }
        case .dead: if let submission { look(at: submission.readable, &walk) }
        }
        for content in more { look(at: Submission(body: content), &walk) }
        look(atNamesOf: lead, &walk)
        return Set(walk.traits)
    }

    /// What the lead itself is called.
    private static func look(atNamesOf lead: Lead, _ walk: inout TraitWalk) {
        walk.look(atReference: lead.reference)
        if let id = lead.senderID { walk.look(atReference: id) }
    }

    /// A reference as it is compared.
    package static func reference(_ text: String) -> String {
        let line = oneLine(text)
        return line.utf8.contains { $0 >= 0x80 || (0x41...0x5A).contains($0) } ? line.lowercased() : line
    }

    /// The number of a case as it is compared.
    package static func caseNumber(_ text: String) -> String { oneLine(text).uppercased() }

    private static func oneLine(_ text: String) -> String {
        var copy = text
        if copy.withUTF8({ isOneLine($0) }) { return text }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        // The same by bytes: telling characters apart takes longer than all the rest.
        let words = text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }

    /// Whether a text of ASCII has no other blanks than single ones between its words.
    private static func isOneLine(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text {
            guard byte < 0x80, byte > 0x20 || byte == 0x20 && previous != 0x20 else { return false }
            previous = byte
        }
        return previous != 0x20
    }

    /// The part of a post with several leads that is this lead.
    package static func part(of built: BuiltLead) -> JSONValue? {
        built.composed.root(of: .item)?.value
    }

    // MARK: A lead that can be built

    private static func look(at built: BuiltLead, _ walk: inout TraitWalk) {
        let input = built.composed
        let others = input.otherLeads
        let payload = input.root(of: .payload)
        // Where the mapping says nothing of a form, it is the payload.
        let form = input.root(of: .form).flatMap { $0.index == payload?.index ? nil : $0 }
        for part in [payload, input.root(of: .query), form] {
            if let part { walk.look(at: part, passingOver: others) }
        }
        if let document = built.document?.document {
            WrittenText.look(at: document, persons: built.mapping.persons, &walk)
        }
        for key in built.sendersKeys { walk.look(atReference: key) }
        walk.look(atReference: built.reference)
        if let claim = built.claim, claim.isNumber { walk.note(PersonTrait(.caseNumber, caseNumber(claim.number))) }
    }

    /// - Parameter birthDate: the day as ISO 8601 has it; what stands behind it is left out.
    package static func name(family: String, given: String, birthDate: String) -> PersonTrait {
        let parts = [IdentifyingValue.name(family), IdentifyingValue.name(given), String(birthDate.prefix(10))]
        return PersonTrait(.nameAndBirthDate, parts.joined(separator: "\u{0}"))
    }

    // MARK: One that cannot

    /// What has the shape of something personal in a post that no lead can be built of.
    private static func look(at submission: Submission, _ walk: inout TraitWalk) {
        let decoded = try? SubmissionDecoder.decode(submission.body, contentType: submission.contentType)
        if let document = decoded.flatMap({ try? JSONDocument(parsing: $0.json) }) {
            walk.look(at: document.root)
        } else {
            let text = String(decoding: submission.body, as: UTF8.self)
            for part in text.split(whereSeparator: { "\"'&=<>;,{}[]\n\r\t".contains($0) }) {
                walk.look(at: String(part))
            }
        }
        for member in submission.query { if let text = member.value.stringValue { walk.look(at: text) } }
    }
}

extension CaseClaim {
    /// The number that it claims; one of several kinds has its kind before it.
    fileprivate var number: String { key.split(separator: ":").last.map(String.init) ?? key }
}
