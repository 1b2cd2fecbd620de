import JSON
import MappingLanguage

/// The members of an object template, read and changed by the names on the way to them.
struct MemberTemplates {
    private(set) var list: [MemberTemplate]

    init(of template: Template?) {
        list =
            switch template?.form {
            case .object(let members): members
            case .kept(let inner): MemberTemplates(of: inner).list
            default: []
            }
    }

    /// Whether a template is an object whose members can be told.
    static func isObject(_ template: Template) -> Bool {
        if case .object = template.form { return true }
        return false
    }

    subscript(path: [String]) -> Template? {
        guard let key = path.first, let template = list.first(where: { $0.key == key })?.template else { return nil }
        return path.count == 1 ? template : MemberTemplates(of: template)[Array(path.dropFirst())]
    }

    /// Sets a member in its place, adds it at the end, or removes it; objects on the way are made.
    mutating func set(_ path: [String], _ template: Template?) {
        guard let key = path.first else { return }
        let position = list.firstIndex { $0.key == key }
        guard path.count == 1 else {
            var inner = MemberTemplates(of: position.map { list[$0].template })
            inner.set(Array(path.dropFirst()), template)
            guard !inner.list.isEmpty || position != nil else { return }
            let pointer = position.map { list[$0].template.pointer } ?? .root
            return set([key], Template(pointer: pointer, form: .object(inner.list)))
        }
        guard let template else {
            if let position { list.remove(at: position) }
            return
        }
        let member = MemberTemplate(key: key, template: template)
        if let position { list[position] = member } else { list.append(member) }
    }

    /// The members with those at the given places in front, in that order, and so on inside of them.
    func inOrder(of places: [[String]]) -> [MemberTemplate] {
        var names: [String] = []
        for place in places where !place.isEmpty && !names.contains(place[0]) { names.append(place[0]) }
        let front = names.compactMap { name in list.first { $0.key == name } }
        return (front + list.filter { !names.contains($0.key) }).map { member in
            let inner = places.filter { $0.first == member.key && $0.count > 1 }.map { Array($0.dropFirst()) }
            guard !inner.isEmpty else { return member }
            return MemberTemplate(key: member.key, template: Self.inOrder(member.template, of: inner))
        }
    }

    private static func inOrder(_ template: Template, of places: [[String]]) -> Template {
        switch template.form {
        case .object:
            Template(pointer: template.pointer, form: .object(MemberTemplates(of: template).inOrder(of: places)))
        case .kept(let inner): Template(pointer: template.pointer, form: .kept(inOrder(inner, of: places)))
        default: template
        }
    }
}
