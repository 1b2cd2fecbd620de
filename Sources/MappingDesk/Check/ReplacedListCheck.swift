import JSON
import MappingLanguage

/// Finds a list that takes the place of an extended file's list, as RFC 7396 merges them, and with it of the rules that write down
/// what nobody reads: whoever wants to change one field of an applicant would lose all others of all leads, and see nothing.
struct ReplacedListCheck {
    let content: MappingFile.Content
    let log: FindingLog

    func check() {
        guard let own = log.files.first?.document?.root.value["document"], let base = extendedDocument,
            Self.notesUnread(in: base), !Self.notesUnread(in: base.mergePatched(with: own))
        else { return }
        lists(own, base, at: ["document"])
    }

    /// The document of the files that this one extends.
    private var extendedDocument: JSONValue? {
        let documents = log.files.dropFirst().reversed().compactMap { $0.document?.root.value["document"] }
        guard let first = documents.first else { return nil }
        return documents.dropFirst().reduce(first) { $0.mergePatched(with: $1) }
    }

    private func lists(_ own: JSONValue, _ base: JSONValue, at pointer: JSONPointer) {
        switch (own, base) {
        case (.array, .array) where Self.notesUnread(in: base):
            let gone = Self.fields(of: base).subtracting(
                SelectorWalk.selectors(in: content.document).compactMap(\.selector.field)
            )
            let names = gone.isEmpty ? "" : ", neither \(FindingLog.some(gone.sorted(), limit: 6)) nor"
            log.add(
                .replacedList,
                at: pointer,
                "This list takes the place of the extended file's as a whole. What is not in it reaches nobody\(names) what no rule reads: \"$unread\" is gone, too."
            )
        case (.object(let own), .object(let base)):
            for member in own.members {
                if let below = base[member.key] { lists(member.value, below, at: pointer.appending(member.key)) }
            }
        default: break
        }
    }

    private static func notesUnread(in value: JSONValue) -> Bool {
        switch value {
        case .object(let object): object["$unread"] != nil || object.members.contains { notesUnread(in: $0.value) }
        case .array(let elements): elements.contains(where: notesUnread)
        default: false
        }
    }

    /// The fields of the form that rules read, by their names.
    private static func fields(of value: JSONValue) -> Set<String> {
        switch value {
        case .string(let text):
            guard Selector.isSelector(text),
                let field = Selector.parse(text, at: .root, insideEach: true, log: FindingLog([]))?.field
            else { return [] }
            return [field]
        case .array(let elements): return elements.reduce(into: []) { $0.formUnion(fields(of: $1)) }
        case .object(let object): return object.members.reduce(into: []) { $0.formUnion(fields(of: $1.value)) }
        default: return []
        }
    }
}
