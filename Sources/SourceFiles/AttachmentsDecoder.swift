import JSON
import MappingLanguage

/// Reads `attach` of a source file.
struct AttachmentsDecoder {
    let log: FindingLog

    func attachments(_ value: JSONValue?, at pointer: JSONPointer) -> Attachments {
        guard let value, let reader = SettingsReader(value, at: pointer, what: "\"attach\"", log: log) else {
            return .none
        }
        reader.refuseUnknown(
            [
                "leadtracking", "importquelle", "tippgeber", "kundenbetreuer", "bearbeiter", "prioritaet",
                "ereignistext",
            ],
            what: "\"attach\""
        )
        let kundenbetreuer = partner("kundenbetreuer", reader)
        let bearbeiter = partner("bearbeiter", reader)
        if bearbeiter != nil, kundenbetreuer == nil {
            log.add(
                .missingSetting,
                at: reader.place("bearbeiter"),
                "A bearbeiter without a kundenbetreuer is refused.",
                advice: "Add \"kundenbetreuer\"."
            )
        }
        return Attachments(
            leadtracking: leadtracking(reader),
            importquelle: reader.filledString("importquelle"),
            tippgeber: tippgeber(reader),
            kundenbetreuer: kundenbetreuer,
            bearbeiter: bearbeiter,
            prioritaet: reader.choice("prioritaet", Prioritaet.self),
            ereignistext: reader.filledString("ereignistext")
        )
    }

    private func leadtracking(_ reader: SettingsReader) -> JSONObject {
        guard let tracking = reader.objectReader("leadtracking") else { return JSONObject() }
        tracking.refuseUnknown(["kampagne", "keyword", "trackingId", "sendNotification"], what: "\"leadtracking\"")
        return tracking.object
    }

    private func tippgeber(_ reader: SettingsReader) -> Tippgeber? {
        guard let tippgeber = reader.objectReader("tippgeber") else { return nil }
        tippgeber.refuseUnknown(["partnerId", "provision"], what: "\"tippgeber\"")
        if tippgeber.object["partnerId"] == nil {
            log.add(.missingSetting, at: tippgeber.pointer, "The tippgeber has no partnerId.")
        }
        guard let partnerId = partner("partnerId", tippgeber) else { return nil }
        return Tippgeber(partnerId: partnerId, provision: provision(tippgeber))
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

    /// A partner id: three capital letters, two digits (fact sheet 1.0).
    private func partner(_ name: String, _ reader: SettingsReader) -> String? {
        guard let text = reader.filledString(name) else { return nil }
        let bytes = Array(text.utf8)
        let isLetter = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard bytes.count == 5, bytes[..<3].allSatisfy(isLetter), bytes[3...].allSatisfy(isDigit) else {
            log.add(.invalidPartner, at: reader.place(name), "\"\(text)\" is not a partner id.")
            return nil
        }
        return text
    }
}
