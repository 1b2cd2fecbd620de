import GermanValues
import JSON
import Leads
import Targets

/// Finds what looks like an e-mail address or a telephone number, wherever it stands in a document.
///
/// By its shape and not by its name: senders call their fields what they like, and people write a number where a remark was
/// asked for. One too many costs a hash; one too few would leave something of a person behind.
struct TraitWalk {
    /// What was found; once, as long as it is no more than a usual lead has.
    private(set) var traits: [PersonTrait] = []
    /// Texts that were looked at: a document says again what its payload says.
    private var known: [String] = []
    /// References that were looked at.
    private var references: [String] = []
    /// Texts, and traits, that are compared with what comes.
    private static let mostKnown = 16

    init() {
        traits.reserveCapacity(Self.mostKnown)
        known.reserveCapacity(Self.mostKnown)
    }

    /// Looks at a node and everything in it.
    ///
    /// - Parameter others: nodes that belong to somebody else: the other leads of the post.
    mutating func look(at node: JSONNode, passingOver others: Set<Int> = []) {
        node.document.withView { look(at: node.index, in: $0, passingOver: others) }
    }

    private mutating func look(at index: Int, in view: JSONView, passingOver others: Set<Int>) {
        guard others.isEmpty || !others.contains(index) else { return }
        switch view.kind(at: index) {
        case .string: look(at: view.text(at: index))
        case .number: look(atNumber: view.text(at: index))
        case .array: view.forEachElement(of: index) { look(at: $0, in: view, passingOver: others) }
        case .object:
            var (area, number): (Int?, Int?)
            view.forEachMember(of: index) { name, _, value in
                look(at: value, in: view, passingOver: others)
                switch PhonePart(named: view.text(at: name)) {
                case .area: area = value
                case .number: number = value
                case nil: break
                }
            }
            if let area, let number, view.kind(at: area) == .string, view.kind(at: number) == .string {
                look(
                    atArea: String(decoding: view.text(at: area), as: UTF8.self),
                    number: String(decoding: view.text(at: number), as: UTF8.self)
                )
            }
        case .null, .bool: break
        }
    }

    /// Looks at the text of a string.
    mutating func look(at text: UnsafeBufferPointer<UInt8>) {
        if text.mayTellWho { look(at: String(decoding: text, as: UTF8.self)) }
    }

    /// Looks at the text of a number.
    mutating func look(atNumber text: UnsafeBufferPointer<UInt8>) {
        guard IdentifyingValue.numberLengths.contains(text.count),
            let number = JSONNumber(String(decoding: text, as: UTF8.self))
        else { return }
        insert(IdentifyingValue.phones(number), .phone)
    }

    /// Looks at one text.
    mutating func look(at text: String) {
        guard !known.contains(text) else { return }
        if known.count < Self.mostKnown { known.append(text) }
        insert(IdentifyingValue.emails(text), .email)
        insert(IdentifyingValue.phones(text), .phone)
    }

    /// Looks at a telephone number in two members, as targets have them.
    mutating func look(atArea area: String, number: String) { look(at: "\(area) \(number)") }

    /// Looks at whoever stands at the end of a way.
    mutating func look(at node: JSONNode, along path: ArraySlice<String>, for person: PersonPlace) {
        guard let step = path.first else { return look(at: node, as: person) }
        if step == PersonPlace.any {
            for child in node.children { look(at: child, along: path.dropFirst(), for: person) }
        } else if let child = node[step] {
            look(at: child, along: path.dropFirst(), for: person)
        }
    }

    /// Looks at what says who somebody is.
    mutating func look(at node: JSONNode, as person: PersonPlace) {
        func read(_ path: [String]) -> String? { path.reduce(Optional(node)) { $0?[$1] }?.string }
        guard let family = read(person.familyName), let given = read(person.givenName),
            let birth = read(person.birthDate)
        else { return }
        note(PersonTraits.name(family: family, given: given, birthDate: birth))
    }

    /// Looks at what a lead is called.
    mutating func look(atReference text: String) {
        guard !references.contains(text) else { return }
        if references.count < Self.mostKnown { references.append(text) }
        note(PersonTrait(.reference, PersonTraits.reference(text)))
    }

    /// Takes note of a trait.
    mutating func note(_ trait: PersonTrait) {
        guard traits.count > Self.mostKnown || !traits.contains(trait) else { return }
        traits.append(trait)
    }

    private mutating func insert(_ values: [String], _ kind: PersonTrait.Kind) {
        for value in values { note(PersonTrait(kind, value)) }
    }

    /// A member that holds a part of a telephone number.
    enum PhonePart {
        case area, number

        /// By the member's name.
        init?(named name: UnsafeBufferPointer<UInt8>) {
            switch name.count {
            case 7 where name[0] == UInt8(ascii: "v") && name.isSame(as: "vorwahl"): self = .area
            case 6 where name[0] == UInt8(ascii: "n") && name.isSame(as: "nummer"): self = .number
            default: return nil
            }
        }
    }
}
