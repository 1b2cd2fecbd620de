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
    static func of(_ lead: Lead, _ built: BuiltLead) -> Set<PersonTrait> { of(built).union(names(of: lead)) }

    /// The traits of a lead of a post that no lead can be built of.
    static func of(_ lead: Lead, undecodable post: Submission) -> Set<PersonTrait> { of(post).union(names(of: lead)) }

    /// The traits of a stored lead as it is built today.
    ///
    /// - Parameters:
    ///   - submission: what was sent; looked through as bytes where no lead can be built of it.
    ///   - more: what came again under the lead's key, with other content, and what a vendor's answer held around it.
    package static func of(_ lead: Lead, _ judgement: Judgement, _ submission: Submission?, more: [[UInt8]] = [])
        -> Set<PersonTrait>
    {
        var traits: Set<PersonTrait> = []
        switch judgement {
        case .one(let built): traits = of(built)
        case .several(let leads): for built in leads { traits.formUnion(of(built)) }
        case .dead: if let submission { traits = of(submission.readable) }
        }
        for content in more { traits.formUnion(of(Submission(body: content))) }
        return traits.union(names(of: lead))
    }

    /// What the lead itself is called.
    private static func names(of lead: Lead) -> [PersonTrait] {
        [lead.senderID, lead.reference].compactMap { $0 }.map { PersonTrait(.reference, reference($0)) }
    }

    /// A reference as it is compared.
    package static func reference(_ text: String) -> String { oneLine(text).lowercased() }

    /// The number of a case as it is compared.
    package static func caseNumber(_ text: String) -> String { oneLine(text).uppercased() }

    private static func oneLine(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
            return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        // The same by bytes: telling characters apart takes longer than all the rest.
        let words = text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }

    /// The part of a post with several leads that is this lead.
    package static func part(of built: BuiltLead) -> JSONValue? {
        built.composed.root(of: .item)?.value
    }

    // MARK: A lead that can be built

    private static func of(_ built: BuiltLead) -> Set<PersonTrait> {
        let input = built.composed
        let others = input.otherLeads
        var walk = TraitWalk()
        let payload = input.root(of: .payload)
        // Where the mapping says nothing of a form, it is the payload.
        let form = input.root(of: .form).flatMap { $0.index == payload?.index ? nil : $0 }
        for part in [payload, input.root(of: .query), form] {
            if let part { walk.look(at: part, passingOver: others) }
        }
        let document = built.document.flatMap { try? JSONDocument(parsing: $0.document) }
        if let document { walk.look(at: document.root) }
        var traits = walk.traits
        if let document {
            for place in built.mapping.profile.persons { traits.formUnion(names(at: place, in: document.root)) }
        }
        for key in built.sendersKeys + [built.reference] { traits.insert(PersonTrait(.reference, reference(key))) }
        if let claim = built.claim, claim.isNumber { traits.insert(PersonTrait(.caseNumber, caseNumber(claim.number))) }
        return traits
    }

    private static func names(at place: PersonPlace, in root: JSONNode) -> Set<PersonTrait> {
        var traits: Set<PersonTrait> = []
        func walk(_ node: JSONNode, _ path: ArraySlice<String>) {
            guard let step = path.first else {
                let read = { (path: [String]) in path.reduce(Optional(node)) { $0?[$1] }?.string }
                guard let family = read(place.familyName), let given = read(place.givenName),
                    let birth = read(place.birthDate)
                else { return }
                traits.insert(name(family: family, given: given, birthDate: birth))
                return
            }
            if step == PersonPlace.any {
                for child in node.children { walk(child, path.dropFirst()) }
            } else if let child = node[step] {
                walk(child, path.dropFirst())
            }
        }
        walk(root, place.path[...])
        return traits
    }

    /// - Parameter birthDate: the day as ISO 8601 has it; what stands behind it is left out.
    package static func name(family: String, given: String, birthDate: String) -> PersonTrait {
        let parts = [IdentifyingValue.name(family), IdentifyingValue.name(given), String(birthDate.prefix(10))]
        return PersonTrait(.nameAndBirthDate, parts.joined(separator: "\u{0}"))
    }

    // MARK: One that cannot

    /// What has the shape of something personal in a post that no lead can be built of.
    private static func of(_ submission: Submission) -> Set<PersonTrait> {
        var walk = TraitWalk()
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
        return walk.traits
    }
}

extension CaseClaim {
    /// The number that it claims; one of several kinds has its kind before it.
    fileprivate var number: String { key.split(separator: ":").last.map(String.init) ?? key }
}
