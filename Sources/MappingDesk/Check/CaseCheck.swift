import JSON
import MappingLanguage
import Targets

/// What a mapping says of the lead's case: only a document that changes a case knows one. Whoever opens a case, or reports
/// on an application, has nothing to read at `$.case`.
struct CaseCheck {
    let content: MappingFile.Content
    let profile: TargetProfile
    let log: FindingLog

    func check() {
        guard profile.caseRole != .changes else { return }
        if content.caseNumber != nil {
            log.add(.caseNotTaken, at: ["case"], atKey: true, "\(profile.title) takes no case.")
        }
        for found in SelectorWalk.selectors(in: content.document) where found.selector.part == .case {
            log.add(
                .caseNotTaken,
                at: found.pointer,
                "There is no $.case: a document for \(profile.title) does not change a case."
            )
        }
    }
}
