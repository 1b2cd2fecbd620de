import JSON
import MappingLanguage
import TargetSchemas
import Targets

/// The rules between the members of an object (``ObjectRule``), as far as a mapping file alone proves that they are broken.
/// What depends on the lead is not said here.
struct ObjectRuleCheck {
    private let schema: TargetSchema
    private let log: FindingLog
    private let hasSecondApplicant: Bool

    init(schema: TargetSchema, document: Template, log: FindingLog) {
        self.schema = schema
        self.log = log
        if schema[schema.root].member("antragsteller2") != nil, case .object(let members) = document.form {
            hasSecondApplicant = members.contains { $0.key == "antragsteller2" }
        } else {
            hasSecondApplicant = true
        }
    }

    /// An object of this type.
    func check(_ members: [MemberTemplate], as type: TypeID, at pointer: JSONPointer) {
        // A misspelt name is reported as what it is; what would follow from it is not a second mistake.
        guard members.allSatisfy({ schema[type].member($0.key) != nil }) else { return }
        for rule in schema.rules(of: type) {
            switch rule {
            case .single: single(members, of: schema[type], at: pointer)
            case .atLeastOne(let names, let isDisputed):
                atLeastOne(names, of: members, isDisputed: isDisputed, at: pointer)
            case .readWithout(let member, let other): without(member, other, in: members, at: pointer)
            case .readWith(let member, let other, let value): with(member, other, value, in: members, at: pointer)
            case .selects(let selector): selection(by: selector, members, of: schema[type], at: pointer)
            case .unread(let path, let other): unread(path[...], in: members, other: other)
            }
        }
    }

    /// A constant of the document.
    func check(_ value: JSONValue, for path: [String], at pointer: JSONPointer) {
        guard !hasSecondApplicant, path.last == "gehoertZuAntragsteller", value == "ANTRAGSTELLER_2" else { return }
        log.add(
            .notConsidered,
            at: pointer,
            "It belongs to the second applicant, and the document has no \"antragsteller2\".",
            advice: "Write \"ANTRAGSTELLER_1\", or map \"antragsteller2\"."
        )
    }

    private func single(_ members: [MemberTemplate], of type: ObjectType, at pointer: JSONPointer) {
        guard members.count != 1 else { return }
        log.add(
            .notOneOperation,
            at: pointer,
            members.isEmpty ? "The object names no operation." : "The object holds \(members.count) operations.",
            advice: members.isEmpty ? FindingText.allowed(type.memberNames) : nil
        )
    }

    private func atLeastOne(
        _ names: [String],
        of members: [MemberTemplate],
        isDisputed: Bool,
        at pointer: JSONPointer
    ) {
        guard !members.contains(where: { names.contains($0.key) }) else { return }
        let list = FindingLog.listed(names.map { "\"\($0)\"" })
        log.add(
            isDisputed ? .disputedMember : .missingRequired,
            at: pointer,
            isDisputed ? "None of \(list) is here." : "One of \(list) is required here."
        )
    }

    /// Only a constant is certain to stand beside the member.
    private func without(_ name: String, _ other: String, in members: [MemberTemplate], at pointer: JSONPointer) {
        guard members.contains(where: { $0.key == name }),
            case .literal(let value)? = members.first(where: { $0.key == other })?.template.form, !value.isNull
        else { return }
        report(
            "\"\(name)\" is only read if \"\(other)\" is not set.",
            at: pointer.appending(name),
            advice: "Keep one of the two."
        )
    }

    private func with(
        _ name: String,
        _ other: String,
        _ value: String,
        in members: [MemberTemplate],
        at pointer: JSONPointer
    ) {
        guard members.contains(where: { $0.key == name }) else { return }
        let condition = members.first { $0.key == other }?.template
        if let condition {
            guard case .some(let values) = PossibleTags(of: condition).tags, !values.contains(where: { $0.0 == value })
            else { return }
        }
        report(
            "\"\(name)\" is only read if \"\(other)\" is \(value).",
            at: pointer.appending(name),
            advice: condition == nil ? "Add \"\(other)\": \"\(value)\"." : "Remove it, or change \"\(other)\"."
        )
    }

    private func selection(
        by selector: String,
        _ members: [MemberTemplate],
        of type: ObjectType,
        at pointer: JSONPointer
    ) {
        let nodes = members.map(\.key).filter { $0 != selector }
        guard let kind = members.first(where: { $0.key == selector })?.template else {
            guard let node = nodes.first else { return }
            report(
                "\"\(node)\" is not read: nothing says the \"\(selector)\".",
                at: pointer.appending(node),
                advice: "Add \"\(selector)\": \"\(node.uppercased())\"."
            )
            return
        }
        guard case .some(let kinds) = PossibleTags(of: kind).tags else { return }
        for node in nodes where !kinds.contains(where: { $0.0.lowercased() == node.lowercased() }) {
            report(
                "\"\(node)\" is not read beside \"\(selector)\" \(FindingLog.listed(kinds.map { "\"\($0.0)\"" })).",
                at: pointer.appending(node),
                advice: "Remove it, or write \"\(selector)\": \"\(node.uppercased())\"."
            )
        }
        for (text, place) in kinds {
            guard let node = type.memberNames.first(where: { $0.lowercased() == text.lowercased() }),
                !nodes.contains(node)
            else { continue }
            log.add(
                .notConsidered,
                at: place,
                "Nothing here is read: \"\(node)\" is not filled in.",
                advice: "Add \"\(node)\": { … } beside \"\(selector)\"."
            )
        }
    }

    private func unread(_ path: ArraySlice<String>, in members: [MemberTemplate], other: String) {
        guard let name = path.first, let member = members.first(where: { $0.key == name }) else { return }
        if path.count > 1 {
            if case .object(let inner) = member.template.form { unread(path.dropFirst(), in: inner, other: other) }
        } else {
            report(
                "\"\(name)\" is only read in \"\(other)\".",
                at: member.template.pointer,
                advice: "Put it into \"\(other)\"."
            )
        }
    }

    private func report(_ message: String, at pointer: JSONPointer, advice: String) {
        log.add(.notConsidered, at: pointer, atKey: true, message, advice: advice)
    }
}
