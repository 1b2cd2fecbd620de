import TargetSchemas

/// Checks a mapping against its target's schema.
struct Checker {
    let content: MappingFile.Content
    let schema: TargetSchema
    let log: FindingLog

    func check() {}
}
