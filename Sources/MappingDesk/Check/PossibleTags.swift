import JSON
import MappingLanguage

/// The `@type` values that a template can yield.
struct PossibleTags {
    enum Tags {
        /// These, each with its place in the file.
        case some([(String, JSONPointer)])
        /// Whatever the lead holds; it is read as one of the allowed ones or not at all.
        case any
        /// None: the template yields no text.
        case none
    }

    let tags: Tags

    init(of template: Template) {
        switch template.form {
        case .literal(.string(let text)): tags = .some([(text, template.pointer)])
        case .literal(.null): tags = .any
        case .literal, .object, .array, .each, .concatenation, .kept, .attached, .sum, .unread: tags = .none
        case .select, .join, .labelled, .pickedUp, .leadID: tags = .any
        case .reference(let inner): tags = PossibleTags(of: inner).tags
        case .first(let alternatives, let missing):
            tags = Self.union(alternatives.map { PossibleTags(of: $0).tags } + Self.used(missing, template))
        case .when(let when):
            tags = Self.union(
                [PossibleTags(of: when.then).tags] + (when.otherwise.map { [PossibleTags(of: $0).tags] } ?? [])
            )
        case .read(let read):
            let used = Self.used(read.missing, template) + Self.used(read.unreadable, template)
            if let table = read.lookup {
                tags = Self.union(table.branches.map { PossibleTags(of: $0.template).tags } + used)
            } else {
                tags = Self.union([.any] + used)
            }
        }
    }

    private static func used(_ policy: Policy?, _ template: Template) -> [Tags] {
        guard case .use(let value)? = policy else { return [] }
        guard case .string(let text) = value else { return [.none] }
        return [.some([(text, template.pointer)])]
    }

    private static func union(_ parts: [Tags]) -> Tags {
        var found: [(String, JSONPointer)] = []
        var isAny = false
        for part in parts {
            switch part {
            case .any: isAny = true
            case .none: return .none
            case .some(let tags): found += tags
            }
        }
        return isAny ? .any : .some(found)
    }
}
