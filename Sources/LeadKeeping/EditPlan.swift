package import Foundation
package import JSON
package import Leads

/// What one edit means: the lead's step, and the patch sealed beside its submission, which stays as it came.
package struct EditPlan: Sendable {
    package let id: LeadID
    let patch: JSONValue
    let version: Int
    package let at: Int64
    package let act: OperatorAct

    package init(id: LeadID, patch: JSONValue, version: Int, at: Int64, act: OperatorAct) {
        self.id = id
        self.patch = patch
        self.version = version
        self.at = at
        self.act = act
    }

    private var operations: Int { patch.arrayValue?.count ?? 0 }

    /// The lead's step.
    package var step: RecordPlan {
        RecordPlan(
            event: .edited(by: act.by, reason: act.reason, operations: operations),
            id: id,
            version: version,
            at: at
        )
    }

    /// The row of the lead's content with the patch.
    package func values(of content: StoredRow?, _ row: LeadRow, sealer: Sealer) throws(StoreError) -> [StoredValue] {
        guard row.lead.state != .erased else { throw .notFound(id) }
        guard let content, content.isProven(of: .content, by: sealer.tags), let wrapped = row.wrappedKey else {
            throw .corrupt(id, "its sealed content")
        }
        var values = Array(content.values.dropLast())
        do {
            let key = try sealer.unwrap(wrapped, of: id)
            let sealed = operations == 0 ? nil : try sealer.seal(patch.serialized, under: key, as: .edits, of: id)
            values[7] = sealed.stored
        } catch { throw .corrupt(id, "its sealed content") }
        return values
    }
}

extension Sealer {
    /// What a person has mended, from the sealed parts of a lead's content.
    package func edits(_ sealed: Data, wrappedKey: Data, of id: LeadID) throws(Damaged) -> JSONValue {
        let key = try unwrap(wrappedKey, of: id)
        let bytes = Array(try open(sealed, under: key, as: .edits, of: id))
        guard let patch = try? JSONValue.parse(bytes) else { throw Damaged(purpose: .edits) }
        return patch
    }
}
