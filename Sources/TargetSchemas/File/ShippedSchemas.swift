package import Targets

extension TargetSchema {
    /// The schema inside the binary for this target, decoded once; nil for a target that takes no mapped document.
    ///
    /// A newer schema file replaces it without a rebuild: ``init(data:profiles:)``.
    package static func shipped(_ target: Target) -> TargetSchema? { ShippedSchemas.decoded[target] }

    /// The targets with a schema inside the binary, in the order in which they are shown.
    package static var shippedTargets: [Target] { ShippedSchemas.all.map(\.target) }
}

/// The schema files inside the binary, as text literals: a literal of this size compiles in a moment, the array of bytes
/// that SwiftPM makes of a resource takes half a minute.
///
/// Those of the files under `Data` that have a published specification are made by ``TargetSchema/swiftSource``; do not
/// edit them.
enum ShippedSchemas {
    /// One schema file, and the name of its literal.
    struct Entry {
        let target: Target
        let name: String
        let text: String
    }

    /// The only list of them, in the order in which they are shown.
    static let all = [
        Entry(target: .kundenangaben, name: "kundenangaben", text: kundenangaben),
        Entry(target: .kexVorgang, name: "kexVorgang", text: kexVorgang),
        Entry(target: .kexUpdate, name: "kexUpdate", text: kexUpdate),
        Entry(target: .antragsstatus, name: "antragsstatus", text: antragsstatus),
        Entry(target: .vorgaenge, name: "vorgaenge", text: vorgaenge),
    ]

    /// A test reads all of them with errors thrown; here a broken one would only be one that is not there.
    static let decoded: [Target: TargetSchema] = {
        var decoded: [Target: TargetSchema] = [:]
        for entry in all { decoded[entry.target] = try? TargetSchema(data: Array(entry.text.utf8)) }
        return decoded
    }()
}

extension TargetSchema {
    /// The source file that puts this schema into the binary, to be saved under `Sources/TargetSchemas/Data`; `nil` for a
    /// target that has no place there.
    package var swiftSource: String? {
        guard let entry = ShippedSchemas.all.first(where: { $0.target == target }) else { return nil }
        return """
            // swift-format-ignore-file
            // Made by `leadgate schema import`; do not edit.

            extension ShippedSchemas {
                static let \(entry.name) = #\"""
            \(String(decoding: fileBytes, as: UTF8.self))\"""#
            }

            """
    }
}
