/// The partners of the stand-in: which exist, and who may take over or see whose cases.
///
/// Europace's real rights are finer; here a partner has them over itself, over all below it in the tree, and over those
/// that ``takeover`` names. The ``root`` stands above everybody whom ``superiors`` does not place, so that a sandbox without
/// any settings works for the standard client and its advisers.
package struct Partners: Sendable, Equatable {
    /// Ids that look right but do not exist; every other id of the form `ABC12` does.
    package var unknown: Set<String> = ["XXX99"]
    /// Ids of another form that exist nevertheless: `TEST` is the adviser of the KEX import's published example.
    package var additional: Set<String> = ["TEST"]
    /// The partner above all who have no superior of their own.
    package var root: String? = "LGT01"
    /// Each partner's superior.
    package var superiors: [String: String] = [:]
    /// Rights beside the tree: partner → those whose cases it may take over.
    package var takeover: [String: Set<String>] = [:]
    /// Partners that are organisations and no persons: they cannot become Kundenbetreuer of a KreditSmart case.
    package var organisations: Set<String> = []

    /// The partners of a fresh sandbox.
    package init() {}

    /// Whether there is a partner with this id.
    func exists(_ id: String) -> Bool {
        if unknown.contains(id) { return false }
        if additional.contains(id) { return true }
        let bytes = Array(id.utf8)
        return bytes.count == 5 && bytes[..<3].allSatisfy { (65...90).contains($0) }
            && bytes[3...].allSatisfy { (48...57).contains($0) }
    }

    /// Whether `partner` is `other` or stands above it.
    func isAbove(_ partner: String, _ other: String) -> Bool {
        var seen: Set<String> = []
        var current: String? = other
        while let id = current, seen.insert(id).inserted {
            if id == partner { return true }
            current = superiors[id] ?? (id == root ? nil : root)
        }
        return false
    }

    /// Whether `partner` has the Übernahmerecht for the cases of `other`.
    func mayTakeOver(_ partner: String, from other: String) -> Bool {
        isAbove(partner, other) || takeover[partner]?.contains(other) ?? false
    }
}
