import GermanValues
import JSON
import Leads

/// Finds what looks like an e-mail address or a telephone number, wherever it stands in a document.
///
/// By its shape and not by its name: senders call their fields what they like, and people write a number where a remark was
/// asked for. One too many costs a hash; one too few would leave something of a person behind.
struct TraitWalk {
    private(set) var traits: Set<PersonTrait> = []
    /// Nodes that belong to somebody else: the other leads of the post.
    private let passedOver: Set<Int>

    init(passingOver others: Set<Int> = []) { passedOver = others }

    /// Looks at a node and everything in it.
    mutating func look(at node: JSONNode) {
        guard !passedOver.contains(node.index) else { return }
        switch node.kind {
        case .string: if let text = node.string { look(at: text) }
        case .number: if let number = node.number { look(at: number) }
        case .array: for element in node.elements { look(at: element) }
        case .object:
            for member in node.members { look(at: member.value) }
            lookAtParts(of: node)
        case .null, .bool: break
        }
    }

    /// Looks at one text.
    mutating func look(at text: String) {
        let bytes = text.utf8
        if bytes.contains(0x40) {
            for email in IdentifyingValue.emails(text) { traits.insert(PersonTrait(.email, email)) }
        }
        guard Self.mayHoldNumber(bytes) else { return }
        for phone in IdentifyingValue.phones(.string(text)) { traits.insert(PersonTrait(.phone, phone)) }
    }

    /// Whether the digits of a text can be those of a telephone number, which begins with a zero or a plus, or has so many that
    /// its zero may be missing. Most texts with digits are dates and amounts, and reading each of them as a number costs more.
    private static func mayHoldNumber(_ bytes: String.UTF8View) -> Bool {
        // As much as two numbers in one field can have.
        guard bytes.count <= 80 else { return false }
        var digits = 0
        var beginsRight = false
        for byte in bytes {
            if byte &- 0x30 < 10 {
                if digits == 0, byte == 0x30 { beginsRight = true }
                digits += 1
            } else if byte == 0x2B {
                beginsRight = true
            }
        }
        return digits >= (beginsRight ? 6 : 9)
    }

    /// A number cell: a telephone number that has lost its zero, or begins with the country's code.
    private mutating func look(at number: JSONNumber) {
        guard (10...15).contains(number.text.utf8.count) else { return }
        for phone in IdentifyingValue.phones(.number(number)) { traits.insert(PersonTrait(.phone, phone)) }
    }

    /// A telephone number in two members, as targets have them.
    private mutating func lookAtParts(of node: JSONNode) {
        guard let area = node["vorwahl"]?.string, let number = node["nummer"]?.string else { return }
        for phone in IdentifyingValue.phones(.string("\(area) \(number)")) { traits.insert(PersonTrait(.phone, phone)) }
    }
}
