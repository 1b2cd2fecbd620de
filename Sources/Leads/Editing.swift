package import JSON

/// A store that keeps what a person has mended of a lead beside what was sent.
package protocol Editing: Sendable {
    /// Keeps a JSON Patch (RFC 6902) of the lead's decoded body in place of the one before; an empty one ends the edits.
    ///
    /// Only if the lead still has this version (``StoreError/conflict(version:)``): of two who mend at once the second sees
    /// first what the other did.
    func edit(_ id: LeadID, by patch: JSONValue, version: Int, at now: Int64, act: OperatorAct)
        async throws(StoreError) -> Lead
}
