import JSON

/// Reads a document as its target would, and notes everything that does not arrive as it was meant.
///
/// One walk gives both the findings and what the target keeps, so the checker and the sandbox cannot disagree.
struct DocumentReader {
    let schema: TargetSchema
    let consequences: Consequences
    private(set) var findings: [DocumentFinding] = []
    private var path: [String]
    /// Below a member that is already reported as deprecated, removed or read-only nothing is said about status.
    private var depthOfReportedStatus = 0
    private var definitions: [ReferenceScope: [String: [String]]] = [:]
    private var references: [(scope: ReferenceScope, name: String, path: [String])] = []

    init(schema: TargetSchema, at pointer: JSONPointer) {
        self.schema = schema
        self.consequences = Consequences(target: schema.target)
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
        return .object(readMembers(of: object, as: type, isVariant: false, others: nil))
    }

    private mutating func readUnion(_ value: JSONValue, _ union: TypeUnion, kind: ValueKind) -> JSONValue? {
        guard case .object(let object) = value else { return wrongKind(value, kind) }
        guard let tagValue = object[TypeUnion.discriminator], !tagValue.isNull else {
            guard let untagged = union.untagged else {
                report(.missingType, "the member '@type' is missing", advice: FindingText.allowed(union.tags))
                return nil
            }
            return .object(readMembers(of: object, as: untagged, isVariant: true, others: union))
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
        return .object(readMembers(of: object, as: type, isVariant: true, others: union))
    }

    private mutating func readMembers(
        of object: JSONObject,
        as typeID: TypeID,
        isVariant: Bool,
        others: TypeUnion?
    ) -> JSONObject {
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
        for member in type.members where member.isRequired {
            guard let value = object[member.name], !value.isNull else {
                path.append(member.name)
                report(.missingMember, "'\(member.name)' is required here", violation: "must not be null")
                path.removeLast()
                continue
            }
        }
        return kept
    }

    private mutating func readMember(_ value: JSONValue, _ member: Member) -> JSONValue? {
        var isDropped = false
        let isReported = member.status != .current
        if isReported {
            if depthOfReportedStatus == 0 { reportStatus(of: member) }
            isDropped = member.status == .readOnly || member.status == .serverAssigned || member.status == .removed
            depthOfReportedStatus += 1
        }
        let before = findings.count
        let kept = read(value, as: member.value)
        if isReported { depthOfReportedStatus -= 1 }
        if member.isRequired, kept == nil { refuse(from: before) }
        return isDropped ? nil : kept
    }

    /// A required member whose value is dropped is missing in the end, and for that the document is refused.
    private mutating func refuse(from index: Int) {
        guard let last = findings.indices.last, last >= index, findings[last].consequence == .dropped,
            findings[last].severity == .error
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
        case .current: break
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

    /// Whether the target keeps the scalar.
    private mutating func readScalar(_ value: JSONValue, kind: ValueKind) -> Bool {
        let before = findings.count
        switch (kind, value) {
        case (.text(let rule), .string(let text)): checkText(text, rule)
        case (.number(let rule), .number(let number)): checkNumber(number, rule)
        case (.integer(let rule), .number(let number)): checkInteger(number, rule)
        case (.boolean, .bool): break
        case (.date, .string(let text)):
            if !CalendarText.isDate(text) {
                report(.badDate, "takes a date that exists, as YYYY-MM-DD", advice: "For example 2026-03-31")
            }
        case (.country, .string(let text)):
            if !Countries.contains(text) {
                report(.unknownCountry, "takes a country as ISO 3166-1 alpha-2 code", advice: "For example DE")
            }
        case (.enumeration(let id), .string(let text)):
            if !schema[id].contains(text) {
                report(
                    .unknownValue,
                    "'\(text)' is not among the values of this place",
                    advice: FindingText.advice(for: text, among: schema[id].values)
                )
            }
        default: _ = wrongKind(value, kind)
        }
        return !findings[before...].contains { $0.consequence == .dropped }
    }

    private mutating func checkText(_ text: String, _ rule: TextRule) {
        let length = text.unicodeScalars.count
        if length < rule.minLength ?? 0 || length > rule.maxLength ?? .max {
            report(
                .badLength,
                "is \(length) characters long, allowed are \(FindingText.range(rule.minLength ?? 0, rule.maxLength))",
                violation: "size must be between \(rule.minLength ?? 0) and \(rule.maxLength ?? Int(Int32.max))"
            )
        }
        switch rule.role {
        case .plain: break
        case .postcode:
            if text.utf8.count != 5 || !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
                report(.badPostcode, "takes a postcode of exactly five digits")
            }
        case .refersTo(let scope): references.append((scope, text, path))
        case .defines(let scope):
            if let first = definitions[scope]?[text] {
                report(
                    .duplicateReference,
                    "another object has the same '\(path.last ?? "referenzId")'",
                    advice: "It is at \(JSONPointer(first)); give each its own"
                )
            } else {
                definitions[scope, default: [:]][text] = path
            }
        }
    }

    private mutating func checkNumber(_ number: JSONNumber, _ rule: NumberRule) {
        let value = number.double
        if let minimum = rule.minimum, value < minimum {
            report(
                .outOfRange,
                "must be at least \(FindingText.number(minimum))",
                violation: "must be greater than or equal to \(FindingText.number(minimum))"
            )
        }
        if let maximum = rule.maximum, value > maximum {
            report(
                .outOfRange,
                "must be at most \(FindingText.number(maximum))",
                violation: "must be less than or equal to \(FindingText.number(maximum))"
            )
        }
    }

    private mutating func checkInteger(_ number: JSONNumber, _ rule: IntegerRule) {
        guard let value = number.int else {
            report(.wrongKind, number.isInteger ? "is too large for a whole number here" : "takes a whole number")
            return
        }
        let minimum = max(rule.minimum ?? Int(Int32.min), Int(Int32.min))
        let maximum = min(rule.maximum ?? Int(Int32.max), Int(Int32.max))
        if value < minimum {
            report(.outOfRange, "must be at least \(minimum)", violation: "must be greater than or equal to \(minimum)")
        }
        if value > maximum {
            report(.outOfRange, "must be at most \(maximum)", violation: "must be less than or equal to \(maximum)")
        }
    }

    private mutating func wrongKind(_ value: JSONValue, _ kind: ValueKind) -> JSONValue? {
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

    mutating func report(_ code: DocumentFinding.Code, _ message: String, at path: [String], advice: String?) {
        self.path = path
        report(code, message, advice: advice)
    }
}

extension ValueKind {
    /// Whether the place takes an object or an array.
    var isContainer: Bool {
        switch self {
        case .object, .union, .array: true
        default: false
        }
    }
}

/// Dates in the one form that the targets take.
package enum CalendarText {
    /// Whether the text is `YYYY-MM-DD` and names a day of the Gregorian calendar.
    package static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return false }
        func number(_ range: Range<Int>) -> Int? {
            var value = 0
            for byte in bytes[range] {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            year > 0, (1...12).contains(month), day > 0
        else { return false }
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }
}
