import GermanValues
import JSON
import Leads

/// Finds what looks like an e-mail address or a telephone number, wherever it stands in a document.
///
/// By its shape and not by its name: senders call their fields what they like, and people write a number where a remark was
/// asked for. One too many costs a hash; one too few would leave something of a person behind.
struct TraitWalk {
    private(set) var traits: Set<PersonTrait> = []
    /// Texts that were looked at: a document says again what its payload says. As many as a usual lead has.
    private var known: [String] = []
    private static let mostKnown = 16

    /// Looks at a node and everything in it.
    ///
    /// - Parameter others: nodes that belong to somebody else: the other leads of the post.
    mutating func look(at node: JSONNode, passingOver others: Set<Int> = []) {
        look(at: node.index, of: node.document, passingOver: others)
    }

    private mutating func look(at index: Int, of document: JSONDocument, passingOver others: Set<Int>) {
        guard others.isEmpty || !others.contains(index) else { return }
        switch document.kind(at: index) {
        case .string:
            let isTelling = document.withUTF8(at: index) { $0.contains(0x40) || PhoneShape.mayBeSeen(in: $0) }
            if isTelling, let text = document.string(at: index) { look(at: text) }
        case .number:
            if let number = document.number(at: index) { insert(IdentifyingValue.phones(number), .phone) }
        case .array: document.forEachElement(of: index) { look(at: $0, of: document, passingOver: others) }
        case .object:
            var (area, number): (Int?, Int?)
            document.forEachMember(of: index) { name, value in
                look(at: value, of: document, passingOver: others)
                if document.isName(Self.areaCode, at: name) { area = value }
                if document.isName(Self.number, at: name) { number = value }
            }
            if let area, let number { look(atParts: area, number, of: document) }
        case .null, .bool: break
        }
    }

    /// Looks at one text.
    mutating func look(at text: String) {
        guard !known.contains(text) else { return }
        if known.count < Self.mostKnown { known.append(text) }
        insert(IdentifyingValue.emails(text), .email)
        insert(IdentifyingValue.phones(text), .phone)
    }

    /// A telephone number in two members, as targets have them.
    private mutating func look(atParts area: Int, _ number: Int, of document: JSONDocument) {
        guard let area = document.string(at: area), let number = document.string(at: number) else { return }
        look(at: "\(area) \(number)")
    }

    private static let areaCode = JSONKey("vorwahl")
    private static let number = JSONKey("nummer")

    private mutating func insert(_ values: [String], _ kind: PersonTrait.Kind) {
        for value in values { traits.insert(PersonTrait(kind, value)) }
    }
}
