import JSON
import Mapping
import MappingLanguage
import TargetSchemas
import Targets

/// Objects of a template beside the types that they can have.
extension TemplateWalk {
    mutating func object(_ members: [MemberTemplate], _ kind: ValueKind, at pointer: JSONPointer) {
        switch kind {
        case .object(let type): self.members(members, of: [type], union: nil, at: pointer)
        case .union(let union): variant(members, of: schema[union], at: pointer)
        default:
            mismatch(
                "An object stands where \(words(kind)) belongs.",
                at: pointer,
                advice: kind.innermost.isObject ? "Write brackets around it: [ { … } ]." : nil
            )
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
        case .any:
            types = union.variants.map(\.type)
            ResultCheck(schema: schema, log: log).check(tag, union)
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
        if let type = types.first, types.count == 1 {
            rules.check(members, as: type, at: pointer)
        }
    }

    private func required(_ members: [MemberTemplate], of types: [TypeID], at pointer: JSONPointer) {
        for type in types {
            for member in schema[type].requiredMembers
            where member.status != .fromCase && !members.contains(where: { $0.key == member.name }) {
                guard !GatewayMembers(schema.profile).sets(path + [member.name]) else { continue }
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
        case .fromCase:
            log.add(.setBySource, at: place, atKey: true, "\"\(member.name)\" comes from the case.")
        case .serverAssigned where schema.profile.caseRole != .opens: break
        case .readOnly, .serverAssigned:
            log.add(.readOnlyMember, at: place, atKey: true, "\"\(member.name)\" is set by Europace.")
        }
    }

    private func isSetBySource(at place: JSONPointer) -> Bool {
        guard let reason = GatewayMembers(schema.profile).reason(path) else { return false }
        log.add(.setBySource, at: place, atKey: true, "\"\(path.last ?? "")\" is not the mapping's: \(reason).")
        return GatewayMembers(schema.profile).ignores(path)
    }
}
