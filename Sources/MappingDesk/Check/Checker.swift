import JSON
import MappingLanguage
import TargetSchemas
import Targets

/// Checks a mapping's templates against its target's schema: closed-world, type by type, following `@type`.
///
/// Template and schema are walked side by side. Everything that is wrong is found in one pass; what one finding
/// already covers is not walked further, so that one mistake is one finding.
struct Checker {
    let content: MappingFile.Content
    let schema: TargetSchema
    let log: FindingLog

    func check() {
        var walk = TemplateWalk(schema: schema, document: content.document, log: log)
        walk.document(content.document)
        walk.references.report(to: log)
        FormFieldCheck(content: content, log: log).check()
        LeadsCheck(content: content, log: log).check()
        ReplacedListCheck(content: content, log: log).check()
        CaseCheck(content: content, profile: schema.profile, log: log).check()
    }
}
