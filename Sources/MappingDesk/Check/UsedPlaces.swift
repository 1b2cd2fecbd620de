import JSON
import Mapping
import MappingLanguage
package import TargetSchemas
import Targets

extension Mapping {
    /// The places of the target that this mapping can fill, each with the constant texts it can put there, in the order of
    /// the document. For ``SchemaComparison/losses(of:)``: what would be lost under a newer schema.
    package var usedPlaces: [UsedPlace] {
        var walk = UsedPlaceWalk()
        walk.walk(content.document, at: "")
        return walk.order.map { UsedPlace(path: $0, values: walk.values[$0] ?? []) }
    }
}

/// A walk over all the branches of a template, with the way to the place in the target as it goes.
private struct UsedPlaceWalk {
    private(set) var order: [String] = []
    private(set) var values: [String: [String]] = [:]

    mutating func walk(_ template: Template, at path: String) {
        switch template.form {
        case .literal(let value): literal(value, at: path)
        case .select, .unread, .pickedUp, .leadID: note(path)
        case .object(let members): object(members, at: path)
        case .array(let elements):
            note(path)
            for element in elements { walk(element, at: self.element(of: path)) }
        case .concatenation(let parts):
            for part in parts { walk(part, at: path) }
        case .read(let rule): read(rule, at: path)
        case .first(let alternatives, let missing):
            for alternative in alternatives { walk(alternative, at: path) }
            policy(missing, at: path)
        case .each(let rule):
            note(path)
            walk(rule.element, at: element(of: path))
            policy(rule.missing, at: path)
        case .when(let rule):
            walk(rule.then, at: path)
            if let otherwise = rule.otherwise { walk(otherwise, at: path) }
        case .join(let rule):
            note(path)
            policy(rule.missing, at: path)
            policy(rule.unreadable, at: path)
        case .sum(let rule):
            note(path)
            policy(rule.missing, at: path)
            policy(rule.unreadable, at: path)
        case .labelled(_, let inner), .reference(let inner), .kept(let inner), .attached(let inner):
            walk(inner, at: path)
        }
    }

    private mutating func literal(_ value: JSONValue, at path: String) {
        switch value {
        case .null: break
        case .string(let text): note(path, text)
        case .object(let object):
            let tag = object[TypeUnion.discriminator]?.stringValue
            let chosen = path + (tag.map { "[\($0)]" } ?? "")
            note(chosen)
            for member in object.members where member.key != TypeUnion.discriminator {
                literal(member.value, at: below(chosen, member.key))
            }
        case .array(let elements):
            note(path)
            for element in elements { literal(element, at: self.element(of: path)) }
        case .bool, .number: note(path)
        }
    }

    /// Once for every `@type` that the object can have.
    private mutating func object(_ members: [MemberTemplate], at path: String) {
        let tag = members.first { $0.key == TypeUnion.discriminator }?.template
        var tags = UsedPlaceWalk()
        if let tag { tags.walk(tag, at: "@") }
        let chosen = tags.values["@"]?.map { "\(path)[\($0)]" } ?? [path]
        for path in chosen {
            note(path)
            for member in members where member.key != TypeUnion.discriminator {
                walk(member.template, at: below(path, member.key))
            }
        }
    }

    private mutating func read(_ rule: ReadRule, at path: String) {
        note(path)
        for branch in rule.lookup?.branches ?? [] { walk(branch.template, at: path) }
        policy(rule.missing, at: path)
        policy(rule.unreadable, at: path)
    }

    private mutating func policy(_ policy: Policy?, at path: String) {
        if case .use(let value)? = policy { literal(value, at: path) }
    }

    private mutating func note(_ path: String, _ value: String? = nil) {
        guard !path.isEmpty else { return }
        if values[path] == nil {
            values[path] = []
            order.append(path)
        }
        if let value, values[path]?.contains(value) == false { values[path]?.append(value) }
    }

    /// The elements of a document that is a list are its operations: they go without saying.
    private func element(of path: String) -> String { path.isEmpty ? "" : path + "[]" }

    private func below(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
