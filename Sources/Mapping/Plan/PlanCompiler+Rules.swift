import MappingLanguage
import TargetSchemas

// What the members of an object owe each other at the target.

extension PlanCompiler {
    /// Groups of members, of each of which an object of this type must have one.
    func demanded(of types: [TypeID]) -> [[String]] {
        types.count == 1 ? schema.rules(of: types[0]).compactMap(\.demanded) : []
    }

    /// The rules that may leave members of an object of this type unread, as far as the file does not settle it.
    func heeded(of types: [TypeID], _ described: [MemberTemplate]) -> [ObjectRule] {
        guard types.count == 1 else { return [] }
        let names = Set(described.map(\.key))
        return schema.rules(of: types[0]).filter { rule in
            switch rule {
            case .readWithout(let member, let other): names.isSuperset(of: [member, other])
            case .readWith(let member, let other, let value):
                names.contains(member) && constant(other, in: described) != value
            case .selects: true
            case .single, .atLeastOne, .unread: false
            }
        }
    }
}
