import JSON
import MappingLanguage

/// Every selector of a template, and where it stands.
struct SelectorWalk {
    struct Found {
        let selector: Selector
        let pointer: JSONPointer
    }

    private var found: [Found] = []

    static func selectors(in template: Template) -> [Found] {
        var walk = SelectorWalk()
        walk.walk(template)
        return walk.found
    }

    private mutating func walk(_ template: Template) {
        switch template.form {
        case .literal, .unread, .pickedUp, .leadID: break
        case .select(let selector): found.append(Found(selector: selector, pointer: template.pointer))
        case .object(let members): for member in members { walk(member.template) }
        case .array(let templates), .first(let templates, _), .concatenation(let templates):
            for template in templates { walk(template) }
        case .read(let rule):
            walk(rule.from)
            for branch in rule.lookup?.branches ?? [] { walk(branch.template) }
        case .each(let rule):
            found.append(Found(selector: rule.selector, pointer: template.pointer.appending("$each")))
            walk(rule.element)
        case .when(let rule):
            walk(rule.condition)
            walk(rule.then)
            if let otherwise = rule.otherwise { walk(otherwise) }
        case .join(let rule): for part in rule.parts { walk(part) }
        case .sum(let rule): for part in rule.parts { walk(part) }
        case .labelled(_, let inner), .reference(let inner), .kept(let inner), .attached(let inner): walk(inner)
        }
    }
}
