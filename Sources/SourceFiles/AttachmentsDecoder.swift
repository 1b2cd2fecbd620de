import GermanValues
import JSON
import MappingLanguage
import Targets

/// Reads `attach` of a source file.
struct AttachmentsDecoder {
    /// What may be attached as one value, in the order of the reference.
    static let members = [
        "leadtracking", "importquelle", "reference", "tippgeber", "kundenbetreuer", "bearbeiter", "prioritaet",
        "ereignistext", "benachrichtigung", "baufiSmartVorgangsnummer",
    ]

    let log: FindingLog

    func attachments(_ value: JSONValue?, at pointer: JSONPointer) -> Attachments {
        guard let value, let reader = SettingsReader(value, at: pointer, what: "\"attach\"", log: log) else {
            return .none
        }
        reader.refuseUnknown(Self.members, what: "\"attach\"")
        let tippgeber = tippgeber(reader)
        var values: [Attachment: Template] = [:]
        values[.importquelle] = text("importquelle", reader)
        values[.reference] = text("reference", reader)
        values[.ereignistext] = text("ereignistext", reader)
        values[.baufiSmartVorgangsnummer] = text("baufiSmartVorgangsnummer", reader)
        values[.prioritaet] = prioritaet(reader)
        values[.benachrichtigung] = answer("benachrichtigung", reader)
        values[.kundenbetreuer] = partner("kundenbetreuer", reader)
        values[.bearbeiter] = partner("bearbeiter", reader)
        values[.tippgeber] = tippgeber?.partner
        if values[.bearbeiter] != nil, reader.object["kundenbetreuer"] == nil {
            log.add(
                .missingSetting,
                at: reader.place("bearbeiter"),
                "A bearbeiter without a kundenbetreuer is refused.",
                advice: "Add \"kundenbetreuer\"."
            )
        }
        return Attachments(values: values, leadtracking: leadtracking(reader), provision: tippgeber?.provision)
    }

    // MARK: Values

    /// A text, or whatever yields one: a selector or a rule.
    private func text(_ name: String, _ reader: SettingsReader) -> Template? {
        guard let value = reader.object[name] else { return nil }
        switch value {
        case .string: guard reader.filledString(name) != nil else { return nil }
        case .object: break
        default:
            reader.wrongKind(name, value, "a text, a selector or a rule")
            return nil
        }
        return template(value, at: reader.place(name))
    }

    private func prioritaet(_ reader: SettingsReader) -> Template? {
        guard let template = text("prioritaet", reader) else { return nil }
        for constant in SourceConstants(of: template).found {
            let text = constant.value.stringValue
            guard text.flatMap(Prioritaet.init(rawValue:)) == nil else { continue }
            let known = Prioritaet.allCases.map(\.rawValue)
            log.add(
                .invalidSetting,
                at: constant.pointer,
                "\"prioritaet\" cannot be \(constant.value.text()).",
                advice: FindingLog.advice(
                    for: text ?? "",
                    among: known,
                    otherwise: "Allowed: \(FindingLog.listed(known.map { "\"\($0)\"" }))."
                )
            )
        }
        return template
    }

    /// Yes or no. A text says it too (`"ja"`, `"true"`): the targets take nothing but `true` and `false`.
    private func answer(_ name: String, _ reader: SettingsReader) -> Template? {
        guard let value = reader.object[name] else { return nil }
        let place = reader.place(name)
        switch value {
        case .bool: break
        case .string(let text) where !Selector.isSelector(text):
            guard let answer = JaNein.answer(text) else {
                log.add(
                    .invalidSetting,
                    at: place,
                    "\"\(name)\" is \"\(text)\", which is neither yes nor no.",
                    advice: "Write true or false."
                )
                return nil
            }
            return Template(pointer: place, form: .literal(.bool(answer)))
        case .string, .object: break
        default:
            reader.wrongKind(name, value, "true or false, a selector or a rule")
            return nil
        }
        return template(value, at: place)
    }

    private func leadtracking(_ reader: SettingsReader) -> [MemberTemplate] {
        guard let tracking = reader.objectReader("leadtracking") else { return [] }
        tracking.refuseUnknown(Attachments.trackingMembers, what: "\"leadtracking\"")
        return Attachments.trackingMembers.compactMap { name in
            let value = name == "sendNotification" ? answer(name, tracking) : text(name, tracking)
            return value.map { MemberTemplate(key: name, template: $0) }
        }
    }

    private func template(_ value: JSONValue, at pointer: JSONPointer) -> Template {
        TemplateParser(log: log).template(value, at: pointer)
    }

    // MARK: Partners

    private func tippgeber(_ reader: SettingsReader) -> (partner: Template?, provision: Provision?)? {
        guard let tippgeber = reader.objectReader("tippgeber") else { return nil }
        tippgeber.refuseUnknown(["partnerId", "provision"], what: "\"tippgeber\"")
        if tippgeber.object["partnerId"] == nil {
            log.add(.missingSetting, at: tippgeber.pointer, "The tippgeber has no partnerId.")
        }
        return (partner("partnerId", tippgeber), provision(tippgeber))
    }

    private func provision(_ tippgeber: SettingsReader) -> Provision? {
        guard let reader = tippgeber.objectReader("provision") else { return nil }
        let kinds: [(String, (JSONNumber) -> Provision)] = [
            ("betrag", Provision.betrag), ("prozentDerDarlehenssumme", Provision.prozentDerDarlehenssumme),
            ("prozentDerProvision", Provision.prozentDerProvision),
        ]
        reader.refuseUnknown(kinds.map(\.0), what: "\"provision\"")
        let said = kinds.filter { reader.object[$0.0] != nil }
        guard said.count == 1, let kind = said.first else {
            log.add(.invalidCommission, at: reader.pointer, "The provision names \(said.count) kinds.")
            return nil
        }
        guard case .number(let number)? = reader.object[kind.0], number.double >= 0 else {
            log.add(.invalidCommission, at: reader.place(kind.0), "The provision must be a number, 0 or more.")
            return nil
        }
        return kind.1(number)
    }

    /// A partner id, or a table that gives one of several: what a lead says may choose among the partners that stand in
    /// the file, and never name one.
    private func partner(_ name: String, _ reader: SettingsReader) -> Template? {
        guard let value = reader.object[name] else { return nil }
        let place = reader.place(name)
        switch value {
        case .string:
            guard reader.filledString(name) != nil else { return nil }
        case .object: break
        default:
            reader.wrongKind(name, value, "a partner id or a table of partner ids")
            return nil
        }
        let template = template(value, at: place)
        let constants = SourceConstants(of: template)
        if let open = constants.open {
            log.add(
                .payloadChoosesPartner,
                at: open,
                "A lead would name the partner of \"\(name)\" itself.",
                advice: "Write a partner id, or a $lookup with a partner id for each key."
            )
            return nil
        }
        var isValid = true
        for constant in constants.found where !Self.isPartner(constant.value.stringValue ?? "") {
            isValid = false
            log.add(
                .invalidPartner,
                at: constant.pointer,
                "\(constant.value.text()) is not a partner id."
            )
        }
        return isValid && decides(template, at: place) ? template : nil
    }

    /// A table of partners says itself what happens to every other lead: the policies at the top of a mapping are of the
    /// mapping's own rules, and who is paid must not hang on them.
    private func decides(_ template: Template, at place: JSONPointer) -> Bool {
        guard case .read(let rule) = template.form, rule.lookup != nil else { return true }
        let lacking = [("$missing", rule.missing), ("$else", rule.unreadable)].filter { $0.1 == nil }.map(\.0)
        guard !lacking.isEmpty else { return true }
        log.add(
            .missingSetting,
            at: place,
            "The table of partners does not say \(lacking.map { "\"\($0)\"" }.joined(separator: " and ")).",
            advice: "Write \"omit\", \"fail\" or {\"use\": a partner id} for leads of which it knows no partner."
        )
        return false
    }

    /// A partner id: three capital letters, two digits (fact sheet 1.0).
    private static func isPartner(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 5 && bytes[..<3].allSatisfy { (0x41...0x5A).contains($0) }
            && bytes[3...].allSatisfy { (0x30...0x39).contains($0) }
    }
}
