import JSON
import MappingLanguage

/// The constants that a template of a source file can yield, and whether it can yield anything else.
struct SourceConstants {
    /// A constant and where it stands.
    struct Constant {
        let value: JSONValue
        let pointer: JSONPointer
    }

    private(set) var found: [Constant] = []
    /// The first place that yields what a lead says; nil if everything it can yield stands in the file.
    private(set) var open: JSONPointer?

    init(of template: Template) {
        walk(template)
    }

    private mutating func walk(_ template: Template) {
        switch template.form {
        case .literal(let value): found.append(Constant(value: value, pointer: template.pointer))
        case .read(let rule):
            if let lookup = rule.lookup {
                for branch in lookup.branches { walk(branch.template) }
            } else {
                note(template.pointer)
            }
            policy(rule.missing, at: template.pointer.appending("$missing"))
            policy(rule.unreadable, at: template.pointer.appending("$else"))
        case .first(let alternatives, let missing):
            for alternative in alternatives { walk(alternative) }
            policy(missing, at: template.pointer.appending("$missing"))
        case .when(let rule):
            walk(rule.then)
            if let otherwise = rule.otherwise { walk(otherwise) }
        default: note(template.pointer)
        }
    }

    private mutating func policy(_ policy: Policy?, at pointer: JSONPointer) {
        guard case .use(let value)? = policy else { return }
        found.append(Constant(value: value, pointer: pointer.appending("use")))
    }

    private mutating func note(_ pointer: JSONPointer) {
        if open == nil { open = pointer }
    }
}
