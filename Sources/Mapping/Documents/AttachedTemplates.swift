import JSON
import MappingLanguage
import SourceFiles
import Targets

/// Puts what a source attaches among a mapping's templates, so that one run makes the whole document and one report
/// covers it.
///
/// Where it goes, how it is written and whether the source or the mapping decides are the target's
/// (``AttachmentRule``). What neither states is left out, but for what the gateway knows itself: the mode, the lead's
/// reference, and campaign parameters that came with the lead.
struct AttachedTemplates {
    let attach: Attachments
    let profile: TargetProfile
    let mode: DeliveryMode

    func attached(to document: Template) -> Template {
        guard !profile.attachments.isEmpty else { return document }
        var root = MemberTemplates(of: document)
        for path in ownedObjects { root.set(path, nil) }
        for rule in profile.attachments {
            root.set(rule.path, value(of: rule, mapped: root[rule.path]))
        }
        for name in profile.standing { root.set([name], template(.kept(root[[name]] ?? template(.object([]))))) }
        for name in Set(profile.attachments.filter { $0.isAlwaysThere && $0.path.count > 1 }.map { $0.path[0] }) {
            if let object = root[[name]] { root.set([name], template(.kept(object))) }
        }
        return template(.object(root.inOrder(of: leading + profile.standing.map { [$0] })))
    }

    /// What the source states and the target has no place for, in words.
    var notes: [String] {
        let places = Set(profile.attachments.map(\.attachment))
        return Attachment.allCases.filter { attach.stated.contains($0) && !places.contains($0) }.map {
            "\(profile.title) has no place for \($0.rawValue)."
        }
    }

    /// Places of members in their order, but for those that a mapping's own value goes on with.
    private var leading: [[String]] { profile.attachments.filter { $0.authority != .together }.map(\.path) }

    /// Objects in which nothing of the mapping may stand.
    private var ownedObjects: Set<[String]> {
        let members = GatewayMembers(profile)
        return Set(
            profile.attachments.flatMap { rule in
                (1..<max(rule.path.count, 1)).map { Array(rule.path.prefix($0)) }.filter(members.isOwned)
            }
        )
    }

    // MARK: Values

    private func value(of rule: AttachmentRule, mapped: Template?) -> Template? {
        if rule.attachment == .leadtracking {
            return rule.form == .comments ? comments(rule, after: mapped) : leadtracking(mapped)
        }
        if rule.form == .comments { return comments(rule, after: mapped) }
        let own = own(rule)
        switch rule.authority {
        case .sourceAlone: return own
        case .sourceFirst: return first([own, mapped])
        case .mappingFirst: return rule.attachment == .reference ? reference([mapped, own]) : first([mapped, own])
        case .together: return template(.concatenation([mapped, own].compactMap(\.self)))
        }
    }

    /// What the source or the gateway states, as the target writes it.
    private func own(_ rule: AttachmentRule) -> Template? { written(rule).map { template(.attached($0)) } }

    private func written(_ rule: AttachmentRule) -> Template? {
        switch rule.form {
        case .mode(let test, let production): literal(.string(mode == .production ? production : test))
        case .provision: attach.provision.map { literal(.object($0.kundenangaben)) }
        case .partner:
            attach.values[rule.attachment].map {
                template(.object([MemberTemplate(key: "partnerId", template: $0)]))
            }
        case .plain, .comments: attach.values[rule.attachment]
        }
    }

    /// The lead's id, unless mapping or source give a reference.
    private func reference(_ stated: [Template?]) -> Template? {
        first(stated + [template(.leadID)]).map { template(.reference($0)) }
    }

    /// Mapping, then attachment, then what is picked up.
    private func leadtracking(_ mapped: Template?) -> Template {
        guard mapped.map(MemberTemplates.isObject) ?? true else { return mapped ?? template(.object([])) }
        var members = MemberTemplates(of: mapped)
        for name in Attachments.trackingMembers {
            let member = members[[name]]
            // Constants of an object that reads the lead go with what it reads; an object of constants stays.
            let own = mapped?.isDynamic == false ? member.map { template(.attached(stated($0))) } : member
            members.set([name], tracking(name, mapped: own))
        }
        return template(.object(members.list))
    }

    private func tracking(_ name: String, mapped: Template?) -> Template? {
        let pickedUp = TrackingParameters.places[name].map { template(.pickedUp($0)) }
        let own = attach.leadtracking.first { $0.key == name }.map { template(.attached(stated($0.template))) }
        return first([mapped, own, pickedUp])
    }

    /// A constant that counts as something, whatever the lead holds beside it.
    private func stated(_ constant: Template) -> Template {
        constant.isDynamic ? constant : template(.read(ReadRule(from: constant)))
    }

    /// Comments with a label each, behind those of the mapping.
    private func comments(_ rule: AttachmentRule, after mapped: Template?) -> Template {
        var parts = mapped.map { [$0] } ?? []
        if rule.attachment == .leadtracking {
            let labels = [("kampagne", "Kampagne: "), ("keyword", "Keyword: "), ("trackingId", "Tracking-ID: ")]
            parts += labels.compactMap { name, label in
                tracking(name, mapped: nil).map { template(.labelled(label, $0)) }
            }
        } else if let own = own(rule) {
            parts.append(own)
        }
        return template(.concatenation(parts))
    }

    private func first(_ alternatives: [Template?]) -> Template? {
        let alternatives = alternatives.compactMap(\.self)
        guard alternatives.count > 1 else { return alternatives.first }
        return template(.first(alternatives, missing: .omit))
    }

    private func literal(_ value: JSONValue) -> Template { template(.literal(value)) }

    private func template(_ form: Template.Form) -> Template { Template(pointer: .root, form: form) }
}

extension Provision {
    /// As Kundenangaben writes it (fact sheet 1.2).
    fileprivate var kundenangaben: JSONObject {
        switch self {
        case .betrag(let betrag): ["@type": "BETRAG", "betrag": .number(betrag)]
        case .prozentDerDarlehenssumme(let prozent):
            ["@type": "PROZENT_DER_DARLEHENSSUMME", "prozent": .number(prozent)]
        case .prozentDerProvision(let prozent): ["@type": "PROZENT_DER_PROVISION", "prozent": .number(prozent)]
        }
    }
}
