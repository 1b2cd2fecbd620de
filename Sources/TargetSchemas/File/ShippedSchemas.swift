package import Targets

extension TargetSchema {
    /// The schema inside the binary for this target, decoded once; nil for a target that takes no mapped document.
    ///
    /// A newer schema file replaces it without a rebuild: ``init(data:)``.
    package static func shipped(_ target: Target) -> TargetSchema? {
        switch target {
        case .kundenangaben: ShippedSchemas.decodedKundenangaben
        case .kexVorgang: ShippedSchemas.decodedKEXVorgang
        case .kexUpdate: ShippedSchemas.decodedKEXUpdate
        default: nil
        }
    }
}

/// The schema files inside the binary, as text literals: a literal of this size compiles in a moment, the array of bytes
/// that SwiftPM makes of a resource takes half a minute.
///
/// The files under `Data` are made by ``TargetSchema/swiftSource``; do not edit them.
enum ShippedSchemas {
    static let decodedKundenangaben = decoded(kundenangaben)
    static let decodedKEXVorgang = decoded(kexVorgang)
    static let decodedKEXUpdate = decoded(kexUpdate)

    /// A test reads all of them with errors thrown; here a broken one would only be one that is not there.
    private static func decoded(_ text: String) -> TargetSchema? {
        try? TargetSchema(data: Array(text.utf8))
    }

    /// The literal for a target, as it stands in the source.
    static func text(for target: Target) -> String? {
        switch target {
        case .kundenangaben: kundenangaben
        case .kexVorgang: kexVorgang
        case .kexUpdate: kexUpdate
        default: nil
        }
    }

    static func name(of target: Target) -> String {
        // `kex-vorgang` is `kexVorgang`, with KEX as Europace writes it.
        let words = target.rawValue.split(separator: "-")
        return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}

extension TargetSchema {
    /// The source file that puts this schema into the binary, to be saved as `Sources/TargetSchemas/Data/<target>.swift`.
    package var swiftSource: String {
        """
        // swift-format-ignore-file
        // Made by `leadgate schema import`; do not edit.

        extension ShippedSchemas {
            static let \(ShippedSchemas.name(of: target)) = #\"""
        \(String(decoding: fileBytes, as: UTF8.self))\"""#
        }

        """
    }
}
