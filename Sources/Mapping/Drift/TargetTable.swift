import JSON
import TargetSchemas

/// The members of the target document that the runs of a plan can be at, by number and whatever the positions, with the
/// rules that fill them. As many as the plan has places: each is put into words and looked up once.
struct TargetTable: Sendable {
    let plan: Plan
    private let rules: MappingRules
    private var targets: [Target] = [Target(around: -1, name: -1)]
    /// The first target of each of the plan's members; -1 while none is known.
    private var ofMember: [Int32]

    private struct Target {
        let around: Int32
        /// The member's place in the plan's table; -1 for the elements of a list, and for the whole document.
        let name: Int32
        /// The next one of the same member, elsewhere in the document; -1 if there is none.
        var next: Int32 = -1
        /// The target of its elements; -1 while none is known.
        var elements: Int32 = -1
        var fillers: Fillers?
    }

    /// The rules that fill a target, by their places in ``MappingRules/rules``.
    enum Fillers {
        case one(Int)
        /// Those that the place of the value tells apart; or none.
        case several([Int])
        /// The rules of the variant that the plan writes there. It is there if a rule of the plan put a value into it; of a
        /// value that was used otherwise, such as by a condition, nothing need have come.
        case variant([Int])
        /// Only the document tells which variant it has there.
        case open
    }

    init(plan: Plan, rules: MappingRules) {
        self.plan = plan
        self.rules = rules
        ofMember = [Int32](repeating: -1, count: plan.members.count)
    }

    /// The targets of the places that a run has been at, by place.
    mutating func targets(of places: DocumentPlaces) -> [Int32] {
        var found: [Int32] = []
        found.reserveCapacity(places.steps.count)
        // The place around stands before what is in it.
        for step in places.steps {
            found.append(target(step.name, in: step.parent < 0 ? 0 : found[Int(step.parent)]))
        }
        return found
    }

    private mutating func target(_ name: Int32, in around: Int32) -> Int32 {
        var known = name < 0 ? targets[Int(around)].elements : ofMember[Int(name)]
        while known >= 0, targets[Int(known)].around != around { known = targets[Int(known)].next }
        return known >= 0 ? known : add(name, in: around)
    }

    private mutating func add(_ name: Int32, in around: Int32) -> Int32 {
        let added = Int32(targets.count)
        guard name >= 0 else {
            targets.append(Target(around: around, name: -1))
            targets[Int(around)].elements = added
            return added
        }
        targets.append(Target(around: around, name: name, next: ofMember[Int(name)]))
        ofMember[Int(name)] = added
        return added
    }

    /// The rules that fill a target.
    mutating func fillers(of target: Int) -> Fillers {
        if let known = targets[target].fillers { return known }
        let found = find(target)
        targets[target].fillers = found
        return found
    }

    private func find(_ target: Int) -> Fillers {
        let way = way(to: target)
        let names = way.map { $0 < 0 ? InputPlace.any : plan.members[Int($0)].key.name }
        let candidates = rules.candidates(for: JSONPointer(names))
        guard rules.areVariants(candidates) else {
            return candidates.count == 1 ? .one(candidates[0]) : .several(candidates)
        }
        var isCertain = true
        let chosen = rules.chosen(among: candidates) { tag in
            let depth = tag.target.tokens.count
            let type = depth < way.count ? constantType(ofObjectWith: way[depth]) : nil
            if type == nil { isCertain = false }
            return type == tag.value
        }
        return isCertain ? .variant(chosen) : .open
    }

    /// The names of the members on the way from the whole document.
    private func way(to target: Int) -> [Int32] {
        var names: [Int32] = []
        var target = targets[target]
        while target.around >= 0 {
            names.append(target.name)
            target = targets[Int(target.around)]
        }
        return names.reversed()
    }

    /// The `@type` that the plan itself says of the object of which this is a member.
    private func constantType(ofObjectWith member: Int32) -> String? {
        for case .object(let members, _) in plan.operations where members.contains(Int(member)) {
            for other in plan.members[members] where other.key.name == TypeUnion.discriminator {
                guard case .literal(let literal) = plan.operations[other.operation] else { return nil }
                return plan.literals[literal].value.stringValue
            }
        }
        return nil
    }
}
