import JSON
import JSONPath
import TargetSchemas

/// Checks a mapping's templates against its target's schema: closed-world, type by type, following `@type`.
///
/// Template and schema are walked side by side. Everything that is wrong is found in one pass; what one finding
/// already covers is not walked further, so that one mistake is one finding.
struct Checker {
    let content: MappingFile.Content
    let schema: TargetSchema
    let log: FindingLog

    func check() {
        var walk = TemplateWalk(schema: schema, log: log)
        walk.members(of: content.document, as: schema.root)
        walk.references.report(to: log)
    }
}

/// A walk down a template and the schema.
struct TemplateWalk {
    let schema: TargetSchema
    let log: FindingLog
    var references = ReferenceCheck()
    /// Members in the target document, for what the gateway sets itself.
    private var path: [String] = []
    /// How often what is walked can stand in the document.
    private var occurrence = ReferenceCheck.Occurrence.once

    init(schema: TargetSchema, log: FindingLog) {
        self.schema = schema
        self.log = log
    }

    // MARK: Templates

    mutating func members(of document: Template, as root: TypeID) {
        walk(document, .object(root))
    }

    /// What a template yields must fit the kind.
    private mutating func walk(_ template: Template, _ kind: ValueKind) {
        switch template.form {
        case .literal(let value):
            literal(value, kind, at: template.pointer)
        case .select(let selector):
            if kind.isObject {
                mismatch(
                    "A selector stands where \(words(kind)) belongs.",
                    at: template.pointer,
                    advice:
                        "Write the object's members; {\"$from\": selector} copies an object of the target's own shape."
                )
            }
            if !kind.isArray { oneValue(selector, at: template.pointer) }
        case .object(let members):
            object(members, kind, at: template.pointer)
        case .array(let elements):
            array(elements, kind, at: template.pointer)
        case .read(let read):
            self.read(read, kind, at: template.pointer)
        case .first(let alternatives, let missing):
            exclusive { walk in for alternative in alternatives { walk.walk(alternative, kind) } }
            policy(missing, kind, at: template.pointer.appending("$missing"))
        case .each(let each):
            self.each(each, kind, at: template.pointer)
        case .when(let when):
            exclusive { walk in
                walk.walk(when.then, kind)
                if let otherwise = when.otherwise { walk.walk(otherwise, kind) }
            }
        case .join(let join):
            for part in join.parts { oneValue(in: part) }
            if !kind.isScalar {
                mismatch("$join yields a text where \(words(kind)) belongs.", at: template.pointer)
            }
            policy(join.missing, kind, at: template.pointer.appending("$missing"))
            policy(join.unreadable, kind, at: template.pointer.appending("$else"))
        case .unread:
            switch kind {
            case .text, .array(.text, _, _): break
            default: mismatch("$unread yields texts where \(words(kind)) belongs.", at: template.pointer)
            }
        case .concatenation, .labelled, .reference, .pickedUp, .leadID, .kept:
            break
        }
    }

    private mutating func exclusive(_ body: (inout TemplateWalk) -> Void) {
        let outer = occurrence
        if outer == .once { occurrence = .atMostOnce }
        body(&self)
        occurrence = outer
    }

    private mutating func each(_ each: EachRule, _ kind: ValueKind, at pointer: JSONPointer) {
        guard case .array(let element, _, let max) = kind else {
            mismatch("$each yields a list where \(words(kind)) belongs.", at: pointer)
            return
        }
        if let max, let limit = each.limit, limit > max {
            log.add(
                .tooManyElements,
                at: pointer.appending("$limit"),
                "$limit allows \(limit) elements.",
                advice: "The target takes at most \(max)."
            )
        }
        let outer = occurrence
        occurrence = .often
        walk(each.element, element)
        occurrence = outer
    }

    /// What is inside of a rule and is not written to the document: it must find one value.
    private func oneValue(in template: Template) {
        switch template.form {
        case .select(let selector): oneValue(selector, at: template.pointer)
        case .read(let read): if read.pick == nil { oneValue(in: read.from) }
        case .first(let alternatives, _): for alternative in alternatives { oneValue(in: alternative) }
        case .join(let join): for part in join.parts { oneValue(in: part) }
        case .when(let when):
            oneValue(in: when.then)
            if let otherwise = when.otherwise { oneValue(in: otherwise) }
        default: break
        }
    }

    private func oneValue(_ selector: Selector, at pointer: JSONPointer) {
        guard selector.query.isPlural else { return }
        log.add(.selectorNotSingular, at: pointer, "\"\(selector.text)\" can find several values.")
    }

    private mutating func read(_ read: ReadRule, _ kind: ValueKind, at pointer: JSONPointer) {
        if read.pick == nil, !(kind.isArray && read.lookup == nil && read.functions.isEmpty) { oneValue(in: read.from) }
        if let table = read.lookup {
            exclusive { walk in for branch in table.branches { walk.walk(branch.template, kind) } }
        } else if let last = read.functions.last, let result = FunctionResult(of: last.name) {
            if !result.fits(kind, in: schema) {
                mismatch(
                    "\"\(last.name)\" yields \(result.words) where \(words(kind)) belongs.",
                    at: pointer.appending("$as")
                )
            }
        }
        policy(read.missing, kind, at: pointer.appending("$missing"))
        policy(read.unreadable, kind, at: pointer.appending("$else"))
    }

    private mutating func policy(_ policy: Policy?, _ kind: ValueKind, at pointer: JSONPointer) {
        guard case .use(let value)? = policy else { return }
        exclusive { $0.literal(value, kind, at: pointer.appending("use")) }
    }

    private mutating func literal(_ value: JSONValue, _ kind: ValueKind, at pointer: JSONPointer) {
        // `null` yields nothing; it also stands for what the parser could not read and has reported.
        guard !value.isNull else { return }
        for finding in schema.findings(in: value, as: kind, at: pointer) {
            log.add(
                FindingCode(finding.code),
                at: finding.pointer,
                Self.sentence(finding.message),
                advice: finding.advice.map(Self.sentence)
            )
        }
        if case .text(let rule) = kind, case .string(let text) = value {
            references.note(text, rule.role, at: pointer, occurrence)
        }
    }

    private static func sentence(_ text: String) -> String {
        let start = text.prefix(1).uppercased() + text.dropFirst()
        return [".", "?", "!"].contains(start.last.map(String.init) ?? ".") ? start : start + "."
    }

    // MARK: Objects

    private mutating func object(_ members: [MemberTemplate], _ kind: ValueKind, at pointer: JSONPointer) {
        switch kind {
        case .object(let type): self.members(members, of: [type], union: nil, at: pointer)
        case .union(let union): variant(members, of: schema[union], at: pointer)
        default: mismatch("An object stands where \(words(kind)) belongs.", at: pointer)
        }
    }

    private mutating func variant(_ members: [MemberTemplate], of union: TypeUnion, at pointer: JSONPointer) {
        guard let tag = members.first(where: { $0.key == TypeUnion.discriminator })?.template else {
            guard let untagged = union.untagged else {
                log.add(
                    .missingType,
                    at: pointer,
                    "The object does not say its \"@type\".",
                    advice: FindingText.allowed(union.tags)
                )
                return
            }
            self.members(members, of: [untagged], union: union, at: pointer)
            return
        }
        var types: [TypeID] = []
        switch PossibleTags(of: tag).tags {
        case .any: types = union.variants.map(\.type)
        case .some(let tags):
            for (text, place) in tags {
                guard let type = union[text] else {
                    log.add(
                        .unknownType,
                        at: place,
                        "There is no @type \"\(text)\" here.",
                        advice: FindingText.advice(for: text, among: union.tags)
                    )
                    continue
                }
                types.append(type)
                if schema[type].status != .current {
                    log.add(.deprecatedMember, at: place, "The @type \"\(text)\" is given up.")
                }
            }
        case .none:
            mismatch("\"@type\" must be a text.", at: tag.pointer)
        }
        guard !types.isEmpty else { return }
        self.members(
            members.filter { $0.key != TypeUnion.discriminator },
            of: types,
            union: union,
            at: pointer
        )
    }

    /// Every member must exist in every type that the object can have.
    private mutating func members(
        _ members: [MemberTemplate],
        of types: [TypeID],
        union: TypeUnion?,
        at pointer: JSONPointer
    ) {
        for member in members {
            let place = pointer.appending(member.key)
            path.append(member.key)
            defer { path.removeLast() }
            let found = types.compactMap { schema[$0].member(member.key) }
            guard let first = found.first else {
                unknown(member.key, types: types, union: union, at: place)
                continue
            }
            if found.count < types.count {
                let without = types.filter { schema[$0].member(member.key) == nil }.compactMap { schema[$0].tag }
                log.add(
                    .memberOfOtherType,
                    at: place,
                    atKey: true,
                    "\"\(member.key)\" does not exist for @type \(FindingLog.listed(Array(without.prefix(5)))).",
                    advice: "Put the object into the $lookup, one for each @type."
                )
            }
            status(of: first, at: place)
            if !isSetBySource(at: place) { walk(member.template, first.value) }
        }
        required(members, of: types, at: pointer)
    }

    private func required(_ members: [MemberTemplate], of types: [TypeID], at pointer: JSONPointer) {
        for type in types {
            for member in schema[type].requiredMembers where !members.contains(where: { $0.key == member.name }) {
                guard !GatewayMembers.sets(path + [member.name], of: schema.target) else { continue }
                log.add(
                    .missingRequired,
                    at: pointer,
                    "\"\(member.name)\" is required here.",
                    advice: "Add \"\(member.name)\"."
                )
            }
        }
    }

    private func unknown(_ name: String, types: [TypeID], union: TypeUnion?, at place: JSONPointer) {
        guard let type = types.first else { return }
        let others = union?.variants.filter { schema[$0.type].member(name) != nil }.map(\.tag) ?? []
        let known = FindingText.advice(
            forUnknownMember: name,
            of: type,
            union: union,
            at: path,
            in: schema
        )
        if !others.isEmpty {
            let tags = types.compactMap { schema[$0].tag }
            log.add(
                .memberOfOtherType,
                at: place,
                atKey: true,
                "\"\(name)\" does not exist for @type \(FindingLog.listed(Array(tags.prefix(5)))).",
                advice: known
            )
        } else {
            log.add(.unknownMember, at: place, atKey: true, "There is no member \"\(name)\" here.", advice: known)
        }
    }

    private func status(of member: Member, at place: JSONPointer) {
        switch member.status {
        case .current: break
        case .deprecated(let successor):
            log.add(
                .deprecatedMember,
                at: place,
                atKey: true,
                "\"\(member.name)\" is deprecated.",
                advice: successor.map { "Use \"\($0)\"." }
            )
        case .removed: log.add(.removedMember, at: place, atKey: true, "\"\(member.name)\" is no longer documented.")
        case .schemaOnly:
            log.add(.schemaOnlyMember, at: place, atKey: true, "No documentation has \"\(member.name)\".")
        case .readOnly, .serverAssigned:
            log.add(.readOnlyMember, at: place, atKey: true, "\"\(member.name)\" is set by Europace.")
        }
    }

    private func isSetBySource(at place: JSONPointer) -> Bool {
        guard let reason = GatewayMembers.reason(path, of: schema.target) else { return false }
        log.add(.setBySource, at: place, atKey: true, "\"\(path.last ?? "")\" is not the mapping's: \(reason).")
        return GatewayMembers.ignores(path, of: schema.target)
    }

    // MARK: Arrays

    private mutating func array(_ elements: [Template], _ kind: ValueKind, at pointer: JSONPointer) {
        guard case .array(let element, let min, let max) = kind else {
            mismatch("A list stands where \(words(kind)) belongs.", at: pointer)
            return
        }
        if let max, elements.count > max {
            log.add(
                .tooManyElements,
                at: pointer,
                "The list has \(elements.count) elements.",
                advice: "The target takes at most \(max)."
            )
        }
        if let min, elements.count < min {
            log.add(
                .tooFewElements,
                at: pointer,
                "The list has \(elements.count) elements.",
                advice: "The target needs at least \(min)."
            )
        }
        for template in elements { walk(template, element) }
    }

    private func mismatch(_ message: String, at pointer: JSONPointer, advice: String? = nil) {
        log.add(.typeMismatch, at: pointer, message, advice: advice)
    }

    /// The kind with its article and, for lists of values, what they are.
    private func words(_ kind: ValueKind) -> String {
        switch kind {
        case .text: "a text"
        case .number: "a number"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .date: "a date"
        case .country: "a country code"
        case .enumeration: "one of several texts"
        case .object(let type): "an object (\(schema[type].name))"
        case .union: "an object with @type"
        case .array: "a list"
        }
    }
}
