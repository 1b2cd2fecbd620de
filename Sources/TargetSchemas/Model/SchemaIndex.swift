import JSON

/// Ways through a schema: where each type is reached first, and where a member of a given name exists.
///
/// Made once per schema, so that a checker can say "it exists at …" for every unknown member without searching.
final class SchemaIndex: Sendable {
    /// How a type is reached from its parent on a shortest way from the root.
    struct Step: Sendable {
        let parent: TypeID
        let member: Int
        let tag: String?
    }

    /// Per type; nil for the root, and for a type that nothing leads to.
    let steps: [Step?]
    /// Per member name the types that have it, nearest to the root first.
    let owners: [String: [TypeID]]

    init(types: [ObjectType], unions: [TypeUnion], root: TypeID) {
        var steps = [Step?](repeating: nil, count: types.count)
        var reached = [Bool](repeating: false, count: types.count)
        var owners: [String: [TypeID]] = [:]
        var queue = [root]
        reached[root.index] = true
        var next = 0
        while next < queue.count {
            let id = queue[next]
            next += 1
            for (position, member) in types[id.index].members.enumerated() {
                owners[member.name, default: []].append(id)
                var found: [(TypeID, String?)] = []
                switch member.value.innermost {
                case .object(let type): found = [(type, nil)]
                case .union(let union):
                    let union = unions[union.index]
                    found = union.variants.map { ($0.type, $0.tag) } + (union.untagged.map { [($0, nil)] } ?? [])
                default: break
                }
                for (type, tag) in found where !reached[type.index] {
                    reached[type.index] = true
                    steps[type.index] = Step(parent: id, member: position, tag: tag)
                    queue.append(type)
                }
            }
        }
        self.steps = steps
        self.owners = owners
    }
}

extension TargetSchema {
    /// The shortest way to objects of this type, in the notation of ``place(at:)``; empty for the root.
    package func path(to type: TypeID) -> String { path(to: type, near: []).path }

    /// A way to objects of this type, through the same members as `here` where they lead there just as well: of two applicants
    /// the one that is meant.
    private func path(to type: TypeID, near here: [String]) -> (path: String, steps: [String]) {
        guard let step = index.steps[type.index] else { return ("", []) }
        let above = path(to: step.parent, near: here)
        var member = self[step.parent].members[step.member]
        let depth = above.steps.count
        if depth < here.count, above.steps.elementsEqual(here.prefix(depth)), here[depth] != member.name,
            let other = self[step.parent].member(here[depth]), other.value == member.value
        {
            member = other
        }
        var path = above.path.isEmpty ? member.name : "\(above.path).\(member.name)"
        var kind = member.value
        while case .array(let element, _, _) = kind {
            path += "[]"
            kind = element
        }
        if let tag = step.tag { path += "[\(tag)]" }
        return (path, above.steps + [member.name])
    }

    /// Places where a member of this name exists, those sharing the longest beginning with `path` first.
    ///
    /// - Parameter path: the member names on the way to the object where it was looked for; indexes are ignored.
    package func places(ofMember name: String, near path: ArraySlice<String>, limit: Int) -> [String] {
        guard let owners = index.owners[name] else { return [] }
        let here = path.filter { JSONPointer.index(of: $0) == nil }
        let ranked = owners.enumerated().map { order, owner -> (shared: Int, length: Int, order: Int, path: String) in
            let (way, steps) = self.path(to: owner, near: here)
            let shared = zip(steps, here).prefix { $0 == $1 }.count
            return (shared, steps.count, order, way.isEmpty ? name : "\(way).\(name)")
        }
        return ranked.sorted { ($1.shared, $0.length, $0.order) < ($0.shared, $1.length, $1.order) }
            .prefix(limit).map(\.path)
    }
}
