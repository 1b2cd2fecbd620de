import JSON
import TargetSchemas
import Targets

/// The KEX rules by which one member decides whether others are read (fact sheet 2.9), as far as a mapping file alone
/// proves that they are broken. What depends on the lead is not said here.
///
/// - `beschaeftigungsart` selects the one node of the employment that is read; without it, or without that node, nothing
///   about the employment is.
/// - `fahrzeugkauf` is only read with `finanzierungszweck` FAHRZEUGKAUF.
/// - `gemeinsamerHaushalt` is only read for the second applicant.
/// - What belongs to the second applicant needs one.
struct KEXTemplateRules {
    private let schema: TargetSchema
    private let log: FindingLog
    private let hasSecondApplicant: Bool

    /// nil for a target that is not KEX.
    init?(schema: TargetSchema, document: Template, log: FindingLog) {
        guard schema.target == .kexVorgang || schema.target == .kexUpdate else { return nil }
        self.schema = schema
        self.log = log
        if schema.target == .kexVorgang, case .object(let members) = document.form {
            hasSecondApplicant = members.contains { $0.key == "antragsteller2" }
        } else {
            hasSecondApplicant = true
        }
    }

    /// - Parameter path: where in the target document the object stands.
    func check(_ members: [MemberTemplate], as type: TypeID, path: [String], at pointer: JSONPointer) {
        // A misspelt name is reported as what it is; what would follow from it is not a second mistake.
        guard members.allSatisfy({ schema[type].member($0.key) != nil }) else { return }
        if schema[type].member("beschaeftigungsart") != nil { employment(members, of: schema[type], at: pointer) }
        if let vehicle = members.first(where: { $0.key == "fahrzeugkauf" }) {
            self.vehicle(vehicle, beside: members, at: pointer)
        }
        if path == ["antragsteller1", "wohnsituation"], members.contains(where: { $0.key == "gemeinsamerHaushalt" }) {
            report(
                "\"gemeinsamerHaushalt\" is only read for the second applicant.",
                at: pointer.appending("gemeinsamerHaushalt"),
                advice: "Put it on \"antragsteller2\"."
            )
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

    private func employment(_ members: [MemberTemplate], of type: ObjectType, at pointer: JSONPointer) {
        let nodes = members.map(\.key).filter { $0 != "beschaeftigungsart" }
        guard let kind = members.first(where: { $0.key == "beschaeftigungsart" })?.template else {
            guard let node = nodes.first else { return }
            report(
                "\"\(node)\" is not read: nothing says the \"beschaeftigungsart\".",
                at: pointer.appending(node),
                advice: "Add \"beschaeftigungsart\": \"\(node.uppercased())\"."
            )
            return
        }
        guard case .some(let kinds) = PossibleTags(of: kind).tags else { return }
        for node in nodes where !kinds.contains(where: { $0.0.lowercased() == node.lowercased() }) {
            report(
                "\"\(node)\" is not read beside \"beschaeftigungsart\" \(FindingLog.listed(kinds.map { "\"\($0.0)\"" })).",
                at: pointer.appending(node),
                advice: "Remove it, or write \"beschaeftigungsart\": \"\(node.uppercased())\"."
            )
        }
        for (text, place) in kinds {
            guard let node = type.memberNames.first(where: { $0.lowercased() == text.lowercased() }),
                !nodes.contains(node)
            else { continue }
            log.add(
                .notConsidered,
                at: place,
                "Nothing about the employment is read: \"\(node)\" is not filled in.",
                advice: "Add \"\(node)\": { … } beside \"beschaeftigungsart\"."
            )
        }
    }

    private func vehicle(_ vehicle: MemberTemplate, beside members: [MemberTemplate], at pointer: JSONPointer) {
        let purpose = members.first { $0.key == "finanzierungszweck" }?.template
        if let purpose {
            guard case .some(let purposes) = PossibleTags(of: purpose).tags,
                !purposes.contains(where: { $0.0 == "FAHRZEUGKAUF" })
            else { return }
        }
        report(
            "\"fahrzeugkauf\" is only read if \"finanzierungszweck\" is FAHRZEUGKAUF.",
            at: pointer.appending(vehicle.key),
            advice: purpose == nil
                ? "Add \"finanzierungszweck\": \"FAHRZEUGKAUF\"." : "Remove it, or change the purpose."
        )
    }

    private func report(_ message: String, at pointer: JSONPointer, advice: String) {
        log.add(.notConsidered, at: pointer, atKey: true, message, advice: advice)
    }
}
