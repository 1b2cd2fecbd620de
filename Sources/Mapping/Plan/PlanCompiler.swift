import GermanValues
import JSON
import MappingLanguage
import TargetSchemas
import Targets

/// Makes a ``Plan`` of a mapping's templates, walking them side by side with the target's schema.
///
/// What does not fit the schema is the checker's business; here it only gets no type.
struct PlanCompiler {
    let schema: TargetSchema
    /// What a rule does that does not say it itself.
    private var missing: Policy
    private let unreadable: Policy

    var operations: [Plan.Operation] = []
    var lists: [Int] = []
    var members: [Plan.Member] = []
    var literals: [Plan.Literal] = []
    var selectors: [Selector] = []
    var rules: [Plan.Rule] = []
    var reads: [Plan.Read] = []
    var eaches: [Plan.Each] = []
    var joins: [Plan.Join] = []
    var labels: [String] = []
    var demands: [[[String]]] = []
    var heeds: [[ObjectRule]] = []
    var parameters: [[JSONKey]] = []
    var usesUnread = false
    /// How many lookups there are.
    var lookups = 0
    /// Whether all that is around what is compiled are objects and arrays that are written as they stand.
    var isOnPlainWay = true
    /// Members on the way to what is compiled.
    private var path: [String] = []

    /// Where a template stands in the target.
    struct Place {
        var kind: ValueKind?
        var member = ""
        /// The allowed tags if this is an `@type` member.
        var tags: [String]?
        var unit: String?
        /// The member that the object stands at of which this is a member.
        var owner: String?

        static let root = Place()
    }

    static func compile(_ content: MappingFile.Content, document: Template, schema: TargetSchema) -> Plan {
        var compiler = PlanCompiler(schema: schema, missing: content.missing, unreadable: content.unreadable)
        let root = compiler.document(document)
        return Plan(compiler, root: root, mapping: content)
    }

    private init(schema: TargetSchema, missing: Policy, unreadable: Policy) {
        self.schema = schema
        self.missing = missing
        self.unreadable = unreadable
    }

    // MARK: Templates

    /// The whole document: an object, or the operations of a list, in which an `$each` stands for as many as it makes.
    private mutating func document(_ template: Template) -> Int {
        let place = Place(kind: schema.document)
        guard schema.profile.document == .operations else { return compile(template, place) }
        let elements = if case .array(let elements) = template.form { elements } else { [template] }
        let list = { (compiler: inout PlanCompiler) -> Int in
            let compiled = elements.map { compiler.operation($0, place) }
            let start = compiler.lists.count
            compiler.lists += compiled
            return compiler.add(.operations(start..<compiler.lists.count))
        }
        return template.holdsUnread ? late(list) : list(&self)
    }

    private mutating func operation(_ template: Template, _ list: Place) -> Int {
        switch template.form {
        case .each: return compile(template, list)
        case .when(let when):
            let condition = inside { $0.compile(when.condition, Place()) }
            let then = operation(when.then, list)
            let otherwise = when.otherwise.map { operation($0, list) } ?? -1
            return add(.when(condition: condition, then: then, otherwise: otherwise))
        default: return compile(template, elementPlace(list))
        }
    }

    mutating func compile(_ template: Template, _ place: Place) -> Int {
        guard isOnPlainWay, template.holdsUnread, !isPlain(template, place) else { return compiled(template, place) }
        return late { $0.compiled(template, place) }
    }

    private mutating func compiled(_ template: Template, _ place: Place) -> Int {
        switch template.form {
        case .literal(let value):
            literals.append(Plan.Literal(written: value.serialized, value: value))
            return add(.literal(literals.count - 1))
        case .select(let selector):
            return add(.select(selector: add(selector), rule: rule(template, place)))
        case .object(let described):
            return object(described, place, isDynamic: template.isDynamic)
        case .array(let elements):
            let element = elementPlace(place)
            return add(.array(operations: list(elements, element), isDynamic: template.isDynamic))
        case .read(let read):
            return self.read(read, template, place)
        case .first(let alternatives, let missing):
            let list = inside { $0.list(alternatives, place) }
            return add(.first(operations: list, rule: rule(template, place, missing: missing)))
        case .each(let each):
            let element = compile(each.element, elementPlace(place))
            var limit = each.limit ?? Self.elementLimit
            if case .array(_, _, let max?)? = place.kind { limit = min(limit, max) }
            eaches.append(
                Plan.Each(
                    selector: add(each.selector),
                    element: element,
                    limit: limit,
                    whole: each.selector.whole.map { add($0) } ?? -1
                )
            )
            return add(.each(eaches.count - 1, rule: rule(template, place, missing: each.missing)))
        case .when(let when):
            let condition = inside { $0.compile(when.condition, Place()) }
            let then = compile(when.then, place)
            let otherwise = when.otherwise.map { compile($0, place) } ?? -1
            return add(.when(condition: condition, then: then, otherwise: otherwise))
        case .join(let join):
            let parts = inside { $0.list(join.parts, Place()) }
            joins.append(
                Plan.Join(operations: parts, separator: join.separator, takesElements: join.takesElements)
            )
            let position = joins.count - 1
            return add(
                .join(position, rule: rule(template, place, missing: join.missing, unreadable: join.unreadable))
            )
        case .sum(let sum):
            // Each part is read in the unit of the place, so that what says another is converted or refused.
            let parts = inside { $0.list(sum.parts, place) }
            joins.append(Plan.Join(operations: parts, separator: "", takesElements: sum.takesElements))
            let position = joins.count - 1
            return add(.sum(position, rule: rule(template, place, missing: sum.missing, unreadable: sum.unreadable)))
        case .unread:
            usesUnread = true
            if case .array? = place.kind { return add(.unread(asList: true)) }
            return add(.unread(asList: false))
        case .concatenation(let parts):
            return add(.concatenation(operations: list(parts, place)))
        case .labelled(let label, let inner):
            labels.append(label)
            let position = labels.count - 1
            return add(.labelled(position, operation: compile(inner, Place(kind: .text(TextRule())))))
        case .reference(let inner):
            return add(.reference(operation: compile(inner, place)))
        case .kept(let inner):
            return add(.kept(operation: compile(inner, place)))
        case .attached(let inner):
            return add(.attached(operation: compile(inner, place)))
        case .pickedUp(let names):
            parameters.append(names)
            return add(.pickedUp(parameters.count - 1, rule: rule(template, place)))
        case .leadID:
            return add(.leadID)
        }
    }

    /// Compiles what is inside of a rule: that one of several ways finds nothing is no failure, the rule around decides.
    mutating func inside<Result>(_ body: (inout PlanCompiler) -> Result) -> Result {
        let outer = missing
        missing = .omit
        defer { missing = outer }
        return body(&self)
    }

    private mutating func object(_ described: [MemberTemplate], _ place: Place, isDynamic: Bool) -> Int {
        let types = types(of: described, place.kind)
        let tags = tags(of: place.kind)
        let unit = constant("einheit", in: described)
        let gateway = GatewayMembers(schema.profile)
        var compiled: [Plan.Member] = []
        for member in described {
            path.append(member.key)
            defer { path.removeLast() }
            var below = Place(member: member.key, unit: unit, owner: place.member)
            var isRequired = false
            if member.key == TypeUnion.discriminator, let tags {
                below.tags = tags
                isRequired = true
            } else if let known = self.member(member.key, of: types) {
                below.kind = known.value
                isRequired = known.isRequired && !gateway.sets(path)
            }
            var operation = compile(member.template, below)
            if gateway.holdsNoCustomer(path) { operation = add(.attached(operation: operation)) }
            compiled.append(Plan.Member(key: JSONKey(member.key), operation: operation, isRequired: isRequired))
        }
        let start = members.count
        members += compiled
        var object = add(.object(members: start..<members.count, isDynamic: isDynamic))
        let rules = isDynamic ? heeded(of: types, described) : []
        if !rules.isEmpty {
            heeds.append(rules)
            object = add(.heeding(operation: object, heed: heeds.count - 1))
        }
        let groups = isDynamic ? demanded(of: types) : []
        guard !groups.isEmpty else { return object }
        demands.append(groups)
        return add(.demanding(operation: object, demand: demands.count - 1))
    }

    private func member(_ name: String, of types: [TypeID]) -> Member? {
        for type in types {
            if let member = schema[type].member(name) { return member }
        }
        return nil
    }

    /// The types that an object can have here: one, or the variants that its `@type` leaves open.
    func types(of described: [MemberTemplate], _ kind: ValueKind?) -> [TypeID] {
        switch kind {
        case .object(let type): return [type]
        case .union(let id):
            let union = schema[id]
            if let tag = constant(TypeUnion.discriminator, in: described) { return union[tag].map { [$0] } ?? [] }
            return union.variants.map(\.type) + (union.untagged.map { [$0] } ?? [])
        default: return []
        }
    }

    private func tags(of kind: ValueKind?) -> [String]? {
        switch kind {
        case .union(let id): schema[id].tags
        case .object(let type): schema[type].tag.map { [$0] }
        default: nil
        }
    }

    func constant(_ key: String, in described: [MemberTemplate]) -> String? {
        guard case .literal(.string(let text))? = described.first(where: { $0.key == key })?.template.form else {
            return nil
        }
        return text
    }

    func elementPlace(_ place: Place) -> Place {
        var element = place
        element.tags = nil
        element.kind = if case .array(let kind, _, _)? = place.kind { kind } else { nil }
        return element
    }

    func reader(_ place: Place) -> ValueReader {
        ValueReader(place.kind, member: place.member, owner: place.owner, unit: place.unit, schema: schema)
    }

    // MARK: Tables

    mutating func add(_ operation: Plan.Operation) -> Int {
        operations.append(operation)
        return operations.count - 1
    }

    private mutating func add(_ selector: Selector) -> Int {
        selectors.append(selector)
        return selectors.count - 1
    }

    private mutating func list(_ templates: [Template], _ place: Place) -> Range<Int> {
        let compiled = templates.map { compile($0, place) }
        let start = lists.count
        lists += compiled
        return start..<lists.count
    }

    mutating func rule(
        _ template: Template,
        _ place: Place,
        missing: Policy? = nil,
        unreadable: Policy? = nil
    ) -> Int {
        let reader =
            place.tags.map { ValueReader.enumeration(EnumerationReader($0), holdsCountries: false) }
            ?? reader(place)
        rules.append(
            Plan.Rule(
                reader: reader,
                missing: missing ?? self.missing,
                unreadable: unreadable ?? self.unreadable,
                pointer: template.pointer
            )
        )
        return rules.count - 1
    }

    /// An array is never longer than this, whatever the payload holds: the output is bounded.
    static let elementLimit = 1000
}
