import JSON
import MappingLanguage
import SourceFiles
import Targets

/// Puts what a source attaches among a mapping's templates, so that one run makes the whole document and one report
/// covers it.
///
/// `leadtracking`: what the mapping yields wins over the attachment, the attachment over what is picked up by itself.
/// `tippgeber`, `betreuung` and `datenkontext` come from the source alone, whatever the mapping says. The others are the
/// source's if it states them, else the mapping's.
struct AttachedTemplates {
    let source: Source
    let mode: DeliveryMode

    private var attach: Attachments { source.attach }

    func attached(to mapping: Mapping) -> Template {
        switch mapping.target {
        case .kundenangaben: kundenangaben(mapping.content.document)
        case .kexVorgang: kexVorgang(mapping.content.document)
        default: mapping.content.document
        }
    }

    /// What is said and has no place at the target.
    func notes(target: Target) -> [String] {
        guard target == .kexVorgang else { return [] }
        var notes: [String] = []
        if attach.tippgeber?.provision != nil {
            notes.append("KreditSmart has no place for the tippgeber's provision.")
        }
        if attach.prioritaet != nil { notes.append("KreditSmart has no place for the prioritaet.") }
        return notes
    }

    // MARK: Kundenangaben

    private func kundenangaben(_ document: Template) -> Template {
        var members = Members(of: document)
        var metadata = Members(of: members["importMetadaten"])
        let mode: JSONValue = self.mode == .production ? "ECHT_GESCHAEFT" : "TEST_MODUS"
        metadata.set("datenkontext", literal(mode))
        metadata.set("externeVorgangsId", reference(metadata["externeVorgangsId"]))
        if let importquelle = attach.importquelle { metadata.set("importquelle", literal(.string(importquelle))) }
        metadata.set("leadtracking", leadtracking(metadata["leadtracking"]))
        if let text = attach.ereignistext { metadata.set("zusaetzlicherEreignistext", literal(.string(text))) }
        if let prioritaet = attach.prioritaet { metadata.set("prioritaet", literal(.string(prioritaet.rawValue))) }
        metadata.set("betreuung", betreuung())
        metadata.set("tippgeber", attach.tippgeber.map(tippgeber))
        members.set("importMetadaten", template(.kept(template(.object(metadata.inOrder(Self.metadataOrder))))))
        members.set("kundenangaben", template(.kept(members["kundenangaben"] ?? template(.object([])))))
        return template(.object(members.inOrder(["importMetadaten", "kundenangaben"])))
    }

    private static let metadataOrder = [
        "datenkontext", "externeVorgangsId", "importquelle", "leadtracking", "zusaetzlicherEreignistext", "prioritaet",
        "betreuung", "tippgeber",
    ]

    private func betreuung() -> Template? {
        guard let kundenbetreuer = attach.kundenbetreuer else { return nil }
        var object: JSONObject = ["kundenbetreuer": .string(kundenbetreuer)]
        if let bearbeiter = attach.bearbeiter { object["bearbeiter"] = .string(bearbeiter) }
        return literal(.object(object))
    }

    private func tippgeber(_ tippgeber: Tippgeber) -> Template {
        var object: JSONObject = ["tippgeberPartnerId": .string(tippgeber.partnerId)]
        let wunsch: JSONObject?
        switch tippgeber.provision {
        case .betrag(let betrag): wunsch = ["@type": "BETRAG", "betrag": .number(betrag)]
        case .prozentDerDarlehenssumme(let prozent):
            wunsch = ["@type": "PROZENT_DER_DARLEHENSSUMME", "prozent": .number(prozent)]
        case .prozentDerProvision(let prozent):
            wunsch = ["@type": "PROZENT_DER_PROVISION", "prozent": .number(prozent)]
        case nil: wunsch = nil
        }
        if let wunsch { object["tippgeberprovisionswunsch"] = .object(wunsch) }
        return literal(.object(object))
    }

    private func leadtracking(_ mapped: Template?) -> Template {
        guard mapped.map(Members.isObject) ?? true else { return mapped ?? template(.object([])) }
        var members = Members(of: mapped)
        for name in ["kampagne", "keyword", "trackingId", "sendNotification"] {
            members.set(name, tracking(name, mapped: members[name]))
        }
        return template(.object(members.list))
    }

    /// Mapping, then attachment, then what is picked up.
    private func tracking(_ name: String, mapped: Template?) -> Template? {
        var alternatives = mapped.map { [$0] } ?? []
        if let value = attach.leadtracking[name] {
            let log = FindingLog([])
            alternatives.append(TemplateParser(log: log).template(value, at: ["leadtracking", name]))
        }
        if let names = TrackingParameters.places[name] { alternatives.append(template(.pickedUp(names))) }
        guard alternatives.count > 1 else { return alternatives.first }
        return template(.first(alternatives, missing: .omit))
    }

    // MARK: KEX

    private func kexVorgang(_ document: Template) -> Template {
        var members = Members(of: document)
        members.set("eigeneVorgangsnummer", reference(members["eigeneVorgangsnummer"]))
        if let importquelle = attach.importquelle { members.set("leadquelle", literal(.string(importquelle))) }
        members.set("kundenbetreuer", attach.kundenbetreuer.map(partner))
        members.set("bearbeiter", attach.bearbeiter.map(partner))
        members.set("tippgeber", (attach.tippgeber?.partnerId).map(partner))
        members.set("kommentare", kommentare(members["kommentare"]))
        return template(
            .object(
                members.inOrder([
                    "eigeneVorgangsnummer", "leadquelle", "tippgeber", "kundenbetreuer", "bearbeiter",
                ])
            )
        )
    }

    private func partner(_ id: String) -> Template {
        literal(.object(["partnerId": .string(id)]))
    }

    /// KEX has no leadtracking (fact sheet 0.9): campaign, keyword and tracking id become comments.
    private func kommentare(_ mapped: Template?) -> Template {
        var parts = mapped.map { [$0] } ?? []
        if let text = attach.ereignistext { parts.append(literal(.string(text))) }
        let labels = [("kampagne", "Kampagne: "), ("keyword", "Keyword: "), ("trackingId", "Tracking-ID: ")]
        for (name, label) in labels {
            guard let value = tracking(name, mapped: nil) else { continue }
            parts.append(template(.labelled(label, value)))
        }
        return template(.concatenation(parts))
    }

    // MARK: Both

    /// The lead's id, unless the mapping gives one.
    private func reference(_ mapped: Template?) -> Template {
        let id = template(.leadID)
        guard let mapped else { return template(.reference(id)) }
        return template(.reference(template(.first([mapped, id], missing: .omit))))
    }

    private func literal(_ value: JSONValue) -> Template { template(.literal(value)) }

    private func template(_ form: Template.Form) -> Template { Template(pointer: .root, form: form) }
}

/// The members of an object template, changed by name.
private struct Members {
    private(set) var list: [MemberTemplate]

    init(of template: Template?) {
        if case .object(let members)? = template?.form { list = members } else { list = [] }
    }

    static func isObject(_ template: Template) -> Bool {
        if case .object = template.form { return true }
        return false
    }

    subscript(key: String) -> Template? { list.first { $0.key == key }?.template }

    /// Sets a member in its place, adds it at the end, or removes it.
    mutating func set(_ key: String, _ template: Template?) {
        let position = list.firstIndex { $0.key == key }
        guard let template else {
            if let position { list.remove(at: position) }
            return
        }
        let member = MemberTemplate(key: key, template: template)
        if let position { list[position] = member } else { list.append(member) }
    }

    /// The members, those named first in front.
    func inOrder(_ names: [String]) -> [MemberTemplate] {
        names.compactMap { name in list.first { $0.key == name } } + list.filter { !names.contains($0.key) }
    }
}
