import GermanValues
import JSON
import MappingLanguage

/// What marks a post as a test, whoever sends it: a member that is called so (`is_test`, `testLead`), and Meta's dummy texts.
///
/// A vendor's own mark is known by its form preset. Automation tools, shops' plug-ins and scripts pass it on under its name, and a
/// test that is nobody must never become real business.
enum TestMark {
    /// Whether a text has the word in it that every mark has; nearly no post has, and need not be composed for this.
    static func mayStand(in text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { bytes in
            func holdsWord(at start: Int) -> Bool {
                start >= 0 && start + 4 <= bytes.count && bytes[start] | 0x20 == UInt8(ascii: "t")
                    && bytes[start + 1] | 0x20 == UInt8(ascii: "e") && bytes[start + 2] | 0x20 == UInt8(ascii: "s")
                    && bytes[start + 3] | 0x20 == UInt8(ascii: "t")
            }
            // One of any four bytes in a row is looked at, and says where in the word it could be.
            for place in stride(from: 3, to: bytes.count, by: 4) {
                switch bytes[place] | 0x20 {
                case UInt8(ascii: "t"): if holdsWord(at: place) || holdsWord(at: place - 3) { return true }
                case UInt8(ascii: "e"): if holdsWord(at: place - 1) { return true }
                case UInt8(ascii: "s"): if holdsWord(at: place - 2) { return true }
                default: break
                }
            }
            return false
        }
    }

    /// Whether the lead bears one: in what stands around it, in itself, or among its fields.
    static func stands(in input: ComposedInput) -> Bool {
        let document = input.document
        let payload = document.only(in: input.parts[.payload])
        var roots = [payload]
        for part in [InputPart.item, .form] where input.parts[part] >= 0 && input.parts[part] != payload {
            roots.append(input.parts[part])
        }
        return roots.contains { stands(in: $0, of: document, depth: 0) }
    }

    private static func stands(in object: Int, of document: JSONDocument, depth: Int) -> Bool {
        var isMarked = false
        document.forEachMember(of: object) { name, value in
            if isMarked { return }
            switch document.kind(at: value) {
            case .object: isMarked = depth < mostLevels && stands(in: value, of: document, depth: depth + 1)
            case .bool: isMarked = document.bool(at: value) == true && isMark(name, of: document, isFlag: true)
            case .number:
                isMarked = document.number(at: value)?.isEqual(to: 1) == true && isMark(name, of: document)
            case .string:
                guard let text = document.string(at: value) else { return }
                isMarked =
                    text.hasPrefix(metasDummy) || isMark(name, of: document) && JaNein.answer(text) == true
            case .null, .array: break
            }
        }
        return isMarked
    }

    /// - Parameter isFlag: whether the member is true itself; then the plain word is enough.
    private static func isMark(_ name: Int, of document: JSONDocument, isFlag: Bool = false) -> Bool {
        guard let name = document.string(at: name), name.utf8.count <= 24 else { return false }
        let letters = name.lowercased().filter(\.isLetter)
        return names.contains(letters) || isFlag && letters == "test"
    }

    private static let names: Set<String> = [
        "istest", "testlead", "istestlead", "testsubmission", "istestsubmission", "testmode", "testmodus",
    ]
    /// How Meta's testing tool fills in a field (payload facts 3.1).
    private static let metasDummy = "<test lead: dummy data for "
    private static let mostLevels = 3
}
