import JSON
import Targets

/// Reads a document as its target would, and notes everything that does not arrive as it was meant.
///
/// One walk gives both the findings and what the target keeps, so the checker and the sandbox cannot disagree.
struct DocumentReader {
    let schema: TargetSchema
    let consequences: Consequences
    /// Whether what the target assigns stays in what it keeps.
    private let keepsAssigned: Bool
    private(set) var findings: [DocumentFinding] = []
    var path: [String]
    /// Below a member that is already reported as deprecated, removed or read-only nothing is said about status.
    private var depthOfReportedStatus = 0
    private var definitions: [ReferenceScope: [String: [String]]] = [:]
    private var references: [(scope: ReferenceScope, name: String, path: [String])] = []

    init(schema: TargetSchema, at pointer: JSONPointer, keepsAssigned: Bool = false) {
        self.schema = schema
        self.keepsAssigned = keepsAssigned
        self.consequences = Consequences(tolerance: schema.profile.tolerance)
        self.path = pointer.tokens
    }

    /// What the target keeps of the value; nil for nothing.
    mutating func read(_ value: JSONValue, as kind: ValueKind) -> JSONValue? {
        switch kind {
        case .object(let type): return readObject(value, type: type, kind: kind)
        case .union(let union): return readUnion(value, schema[union], kind: kind)
        case .array(let element, let min, let max): return readArray(value, of: element, min: min, max: max, kind: kind)
        default:
            // Not a conditional expression: in it `nil` would be the JSON null.
            if readScalar(value, kind: kind) { return value }
            return nil
        }
    }

    // MARK: Objects

    private mutating func readObject(_ value: JSONValue, type: TypeID, kind: ValueKind) -> JSONValue? {
        guard case .object(let object) = value else { return wrongKind(value, kind) }
        return readMembers(of: object, as: type, isVariant: false, others: nil)
    }

    private mutating func readUnion(_ value: JSONValue, _ union: TypeUnion, kind: ValueKind) -> JSONValue? {
        guard case .object(let object) = value else { return wrongKind(value, kind) }
        guard let tagValue = object[TypeUnion.discriminator], !tagValue.isNull else {
            guard let untagged = union.untagged else {
                report(.missingType, "the member '@type' is missing", advice: FindingText.allowed(union.tags))
                return nil
            }
            return readMembers(of: object, as: untagged, isVariant: true, others: union)
        }
        path.append(TypeUnion.discriminator)
        defer { path.removeLast() }
        guard case .string(let tag) = tagValue else {
            report(.wrongKind, "'@type' takes text", isStructural: true)
            return nil
        }
        guard let type = union[tag] else {
            report(
                .unknownType,
                "there is no @type '\(tag)' here",
                advice: FindingText.advice(for: tag, among: union.tags)
            )
            return nil
        }
        if schema[type].status != .current, depthOfReportedStatus == 0 {
            report(.deprecatedType, "the @type '\(tag)' is given up", severity: .warning)
        }
        path.removeLast()
        defer { path.append(TypeUnion.discriminator) }
        return readMembers(of: object, as: type, isVariant: true, others: union)
    }

    private mutating func readMembers(
        of object: JSONObject,
        as typeID: TypeID,
        isVariant: Bool,
        others: TypeUnion?
    ) -> JSONValue? {
        let type = schema[typeID]
        var kept = JSONObject()
        for entry in object.members {
            if isVariant, entry.key == TypeUnion.discriminator {
                kept.append(entry.key, entry.value)
                continue
            }
            path.append(entry.key)
            if let member = type.member(entry.key) {
                // The targets use null for "unknown" (fact sheet 3.2.14): the same as leaving it out.
                if !entry.value.isNull, let value = readMember(entry.value, member) { kept.append(entry.key, value) }
            } else {
                reportUnknownMember(entry.key, of: typeID, union: others)
            }
            path.removeLast()
        }
        for member in type.members where member.isRequired && member.status != .fromCase {
            guard let value = object[member.name], !value.isNull else {
                path.append(member.name)
                report(.missingMember, "'\(member.name)' is required here", violation: "must not be null")
                path.removeLast()
                continue
            }
        }
        return follow(schema.rules(of: typeID), of: typeID, object, kept: kept).map { .object($0) }
    }

    private mutating func readMember(_ value: JSONValue, _ member: Member) -> JSONValue? {
        var isDropped = false
        // An id that the target gave is an invention where a case is opened, and a reference where one is changed.
        let isKnownID = member.status == .serverAssigned && schema.profile.caseRole != .opens
        let isReported = member.status != .current && !isKnownID
        if isReported {
            if depthOfReportedStatus == 0 { reportStatus(of: member) }
            let isAssigned = member.status == .readOnly || member.status == .serverAssigned
            isDropped = member.status == .removed || (isAssigned && !keepsAssigned)
            depthOfReportedStatus += 1
        }
        let before = findings.count
        let kept = read(value, as: member.value)
        if isReported { depthOfReportedStatus -= 1 }
        if member.isRequired, kept == nil { refuse(from: before) }
        return isDropped ? nil : kept
    }

    /// A required member whose value is dropped is missing in the end, and for that the document is refused. What is not
    /// considered was there.
    private mutating func refuse(from index: Int) {
        guard let last = findings.indices.last, last >= index, findings[last].consequence == .dropped,
            findings[last].severity == .error, findings[last].code != .notConsidered
        else { return }
        let finding = findings[last]
        findings[last] = DocumentFinding(
            code: finding.code,
            severity: finding.severity,
            consequence: .refused,
            isAssumption: true,
            pointer: finding.pointer,
            message: finding.message,
            advice: finding.advice,
            violation: "must not be null"
        )
    }

    private mutating func reportStatus(of member: Member) {
        switch member.status {
        case .current, .fromCase: break
        case .deprecated(let successor):
            report(
                .deprecatedMember,
                "'\(member.name)' is deprecated",
                advice: successor.map { "Use '\($0)' instead" },
                severity: .warning
            )
        case .removed:
            report(
                .removedMember,
                "'\(member.name)' is no longer documented",
                advice: "What is sent there is probably lost; leave it out",
                severity: .warning
            )
        case .schemaOnly:
            report(
                .undocumentedMember,
                "'\(member.name)' is in the published schema only, no documentation has it",
                advice: "Do not rely on it",
                severity: .warning
            )
        case .readOnly:
            report(
                .readOnlyMember,
                "'\(member.name)' is filled in by the target and removed from what partners send",
                advice: "Leave it out",
                severity: .warning
            )
        case .serverAssigned:
            report(
                .serverAssignedMember,
                "'\(member.name)' is given by the target and ignored on creation",
                advice: "Leave it out",
                severity: .warning
            )
        }
    }

    private mutating func reportUnknownMember(_ name: String, of type: TypeID, union: TypeUnion?) {
        report(
            .unknownMember,
            "there is no member '\(name)' here",
            advice: FindingText.advice(forUnknownMember: name, of: type, union: union, at: path, in: schema)
        )
    }

    // MARK: Arrays and scalars

    private mutating func readArray(
        _ value: JSONValue,
        of element: ValueKind,
        min: Int?,
        max: Int?,
        kind: ValueKind
    ) -> JSONValue? {
        guard case .array(let values) = value else { return wrongKind(value, kind) }
        if values.count < min ?? 0 || values.count > max ?? .max {
            report(
                .badCount,
                "holds \(values.count) elements, allowed are \(FindingText.range(min ?? 0, max))",
                violation: "size must be between \(min ?? 0) and \(max ?? Int(Int32.max))"
            )
        }
        var kept: [JSONValue] = []
        kept.reserveCapacity(values.count)
        for (index, value) in values.enumerated() where !value.isNull {
            path.append(String(index))
            if let value = read(value, as: element) { kept.append(value) }
            path.removeLast()
        }
        return .array(kept)
    }

    mutating func wrongKind(_ value: JSONValue, _ kind: ValueKind) -> JSONValue? {
        let isStructural = kind.isContainer || value.objectValue != nil || value.arrayValue != nil
        report(
            .wrongKind,
            "takes \(FindingText.name(of: kind)), but holds \(FindingText.name(of: value))",
            advice: FindingText.advice(forWrongKind: kind, in: schema),
            isStructural: isStructural
        )
        return nil
    }

    // MARK: References, and the words

    mutating func noteReference(_ name: String, to scope: ReferenceScope) {
        references.append((scope, name, path))
    }

    mutating func noteDefinition(_ name: String, of scope: ReferenceScope) {
        if let first = definitions[scope]?[name] {
            report(
                .duplicateReference,
                "another object has the same '\(path.last ?? "referenzId")'",
                advice: "It is at \(JSONPointer(first)); give each its own"
            )
        } else {
            definitions[scope, default: [:]][name] = path
        }
    }

    /// To be called once, after the whole document: references that lead nowhere.
    mutating func resolveReferences() {
        for reference in references where definitions[reference.scope]?[reference.name] == nil {
            path = reference.path
            let known = definitions[reference.scope].map { $0.keys.sorted() } ?? []
            report(
                .unresolvedReference,
                "refers to no \(FindingText.name(of: reference.scope)) of this document",
                advice: known.isEmpty
                    ? "No such object has a 'referenzId'"
                    : "There are \(known.map { "'\($0)'" }.joined(separator: ", "))"
            )
        }
        references = []
    }

    mutating func report(
        _ code: DocumentFinding.Code,
        _ message: String,
        advice: String? = nil,
        severity: DocumentFinding.Severity = .error,
        isStructural: Bool = false,
        violation: String? = nil
    ) {
        let entry = consequences.entry(for: code, isStructural: isStructural)
        findings.append(
            DocumentFinding(
                code: code,
                severity: severity,
                consequence: entry.consequence,
                isAssumption: entry.isAssumption,
                pointer: JSONPointer(path),
                message: message,
                advice: advice,
                violation: violation
            )
        )
    }

    /// The same about a place below the one that is read.
    mutating func report(_ code: DocumentFinding.Code, _ message: String, at below: [String], advice: String?) {
        let here = path
        defer { path = here }
        path += below
        report(code, message, advice: advice)
    }
}
