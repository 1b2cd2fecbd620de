import Targets

/// The schema files inside the binary, as text literals: a literal of this size compiles in a moment, the array of bytes
/// that SwiftPM makes of a resource takes half a minute.
///
/// Those of the files under `Data` that have a published specification are made by ``TargetSchema/swiftSource``; do not
/// edit them. A newer schema file replaces one without a rebuild: ``TargetSchema/init(data:profile:)``.
enum ShippedSchemas {
    /// Reads a literal. A broken one is a broken program; a test reads all of them with errors thrown.
    static func decoded(_ text: String, _ profile: TargetProfile) -> TargetSchema {
        do throws(SchemaFileError) {
            return try TargetSchema(data: Array(text.utf8), profile: profile)
        } catch {
            preconditionFailure("the schema of \(profile.target) in the program cannot be read: \(error)")
        }
    }
}

extension TargetSchema {
    /// What BaufiSmart Kundenangaben takes.
    package static let kundenangaben = ShippedSchemas.decoded(ShippedSchemas.kundenangaben, .kundenangaben)
    /// What KreditSmart KEX Vorgang Import takes.
    package static let kexVorgang = ShippedSchemas.decoded(ShippedSchemas.kexVorgang, .kexVorgang)
    /// What KEX-Vorgang-Update takes.
    package static let kexUpdate = ShippedSchemas.decoded(ShippedSchemas.kexUpdate, .kexUpdate)
    /// What KEX-Antragsstatus takes.
    package static let antragsstatus = ShippedSchemas.decoded(ShippedSchemas.antragsstatus, .antragsstatus)
    /// What BaufiSmart Vorgaenge takes.
    package static let vorgaenge = ShippedSchemas.decoded(ShippedSchemas.vorgaenge, .vorgaenge)

    /// The source file that puts this schema into the binary, to be saved under `Sources/TargetSchemas/Data`.
    package var swiftSource: String {
        let words = target.rawValue.split(separator: "-")
        let name = words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
        return """
            // swift-format-ignore-file
            // Made by `leadgate schema import`; do not edit.

            extension ShippedSchemas {
                static let \(name) = #\"""
            \(String(decoding: fileBytes, as: UTF8.self))\"""#
            }

            """
    }
}

extension Substring {
    /// With a capital first letter.
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
