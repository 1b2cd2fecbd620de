package import Targets

/// The members of the target documents that the gateway sets (2-mapping, "What the gateway adds").
package enum GatewayMembers {
    /// Why the mapping's value does not count, or not alone; nil for a member that is the mapping's own.
    package static func reason(_ path: [String], of target: Target) -> String? {
        switch (target, path) {
        case (.kundenangaben, ["importMetadaten", "datenkontext"]):
            "the modes of source and gateway decide"
        case (.kundenangaben, ["importMetadaten", "betreuung"]), (.kundenangaben, ["importMetadaten", "tippgeber"]),
            (.kexVorgang, ["kundenbetreuer"]), (.kexVorgang, ["bearbeiter"]), (.kexVorgang, ["tippgeber"]):
            "it comes from the source alone"
        case (.kundenangaben, ["importMetadaten", "importquelle"]),
            (.kundenangaben, ["importMetadaten", "prioritaet"]),
            (.kundenangaben, ["importMetadaten", "zusaetzlicherEreignistext"]), (.kexVorgang, ["leadquelle"]):
            "where the source states it, the source wins"
        default: nil
        }
    }

    /// Whether the mapping's value never counts.
    package static func ignores(_ path: [String], of target: Target) -> Bool {
        switch (target, path) {
        case (.kundenangaben, ["importMetadaten", "importquelle"]),
            (.kundenangaben, ["importMetadaten", "prioritaet"]),
            (.kundenangaben, ["importMetadaten", "zusaetzlicherEreignistext"]), (.kexVorgang, ["leadquelle"]):
            false
        default: reason(path, of: target) != nil
        }
    }

    /// Whether the member is there without the mapping.
    package static func sets(_ path: [String], of target: Target) -> Bool {
        switch (target, path) {
        case (.kundenangaben, ["importMetadaten"]), (.kundenangaben, ["kundenangaben"]),
            (.kundenangaben, ["importMetadaten", "datenkontext"]), (.kexVorgang, ["kundenbetreuer"]):
            true
        default: false
        }
    }
}
