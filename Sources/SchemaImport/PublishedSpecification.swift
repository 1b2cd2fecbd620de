import TargetSchemas
package import Targets

/// What a target's owner publishes, where that can be imported, and how; the other schemas are written by hand.
package struct PublishedSpecification: Sendable {
    /// The target that it describes.
    package let target: Target
    /// What is published, in a few words for help texts.
    package let summary: String
    /// In what it comes.
    package let form: Form

    /// How a specification comes, and what makes a schema of it. The last argument is the version's name, for one that names
    /// none itself.
    package enum Form: Sendable {
        /// One file.
        case file(@Sendable (_ bytes: [UInt8], _ version: String) throws(SchemaImportError) -> SchemaImport.Outcome)
        /// A folder of JSON files, by name; perhaps with a table of what the documentation says.
        case folder(
            @Sendable (_ files: [String: [UInt8]], _ documentation: [UInt8]?, _ version: String)
                throws(SchemaImportError) -> SchemaImport.Outcome
        )
    }

    /// All that can be imported.
    package static let all = [
        PublishedSpecification(
            target: .kundenangaben,
            summary: "the OpenAPI file, as JSON",
            form: .file { (bytes, _) throws(SchemaImportError) in try SchemaImport.kundenangaben(openAPI: bytes) }
        ),
        PublishedSpecification(
            target: .kexVorgang,
            summary: "the folder of JSON Schemas; see also --documentation",
            form: .folder { (files, documentation, version) throws(SchemaImportError) in
                try SchemaImport.kex(files: files, documentation: documentation, version: version)
            }
        ),
        PublishedSpecification(
            target: .kexUpdate,
            summary: "the documentation's text",
            form: .file { (bytes, version) throws(SchemaImportError) in
                try SchemaImport.kexUpdate(documentation: bytes, version: version)
            }
        ),
    ]
}
