import JSON
import Mapping
import MappingLanguage
import SourceFiles
import TargetSchemas
import Targets

/// What can only be said of a source with its mappings at hand.
struct SourceCheck {
    let source: Source
    /// Those that can be used, by name.
    let mappings: [String: Mapping]
    /// Paths of the files that were not accepted.
    let rejected: Set<String>
    /// The targets, and whether the source's identity reaches them.
    let targets: TargetCatalog
    let log: FindingLog

    func check() {
        for (index, name) in source.mappings.enumerated() {
            let place: JSONPointer = ["mapping"]
            guard let mapping = mapping(name, at: source.mappings.count == 1 ? place : place.appending(index)) else {
                continue
            }
            required(by: mapping.schema.profile)
        }
        identity()
        followUp()
        fetch()
    }

    /// What is fetched is one lead: a mapping that takes several out of it reads the post of another vendor.
    private func fetch() {
        guard source.fetch != nil else { return }
        for name in source.mappings where mappings[name]?.takesBatches == true {
            log.add(
                .invalidSetting,
                at: ["fetch"],
                "The mapping \"\(name)\" takes several leads out of a post, and what is fetched is one.",
                advice: "Leave \"leads\" out of the mapping; the ids of a post are told apart by \"fetch\"."
            )
        }
    }

    private func mapping(_ name: String, at pointer: JSONPointer) -> Mapping? {
        if let mapping = mappings[name] { return mapping }
        let isRejected = rejected.contains("\(name).json")
        log.add(
            isRejected ? .mappingRejected : .unknownMapping,
            at: pointer,
            isRejected
                ? "The mapping \"\(name)\" has errors, and no earlier version is known here."
                : "There is no mapping \"\(name)\".",
            advice: isRejected
                ? nil
                : FindingLog.advice(
                    for: name,
                    among: mappings.keys.sorted(),
                    otherwise: FindingCode.unknownMapping.description.advice
                )
        )
        return nil
    }

    /// Attachments without which the target refuses every document.
    private func required(by profile: TargetProfile) {
        for attachment in Attachment.allCases
        where profile.requiredAttachments.contains(attachment) && !source.attach.stated.contains(attachment) {
            log.add(
                .missingSetting,
                at: ["attach"],
                "\(profile.title) refuses every lead without a \(attachment.rawValue).",
                advice: "Add \"\(attachment.rawValue)\" to \"attach\"."
            )
        }
    }

    /// Leads of a source that sends under a name nobody knows would stay where they are.
    private func identity() {
        guard let name = source.identity else { return }
        for target in Set(source.allMappings.compactMap { mappings[$0]?.target }).sorted() {
            guard targets.hindrance(to: target) == nil, let words = targets.hindrance(to: target, as: name) else {
                continue
            }
            log.add(.targetWithoutSystem, at: ["identity"], "Nothing delivers to \"\(target.rawValue)\": \(words).")
        }
    }

    /// A follow-up changes a case, so its mapping must be one that does.
    private func followUp() {
        guard let name = source.duplicates?.mapping else { return }
        let place: JSONPointer = ["duplicates", "mapping"]
        guard let mapping = mapping(name, at: place) else { return }
        guard mapping.schema.profile.caseRole != .changes else { return }
        log.add(
            .invalidSetting,
            at: place,
            "The mapping \"\(name)\" opens a case of its own: \(mapping.schema.profile.title) changes none.",
            advice: "Name a mapping to a target that changes cases, such as kex-update or vorgaenge."
        )
    }
}
