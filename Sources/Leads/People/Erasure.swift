/// The erasure of what is kept of one person, as far as it has come: the proof of it names leads, and nobody.
package struct Erasure: Sendable, Hashable {
    /// What was ordered.
    package struct Order: Sendable, Hashable {
        /// Its name, made of the leads that it means: the same order is the same erasure.
        package let id: String
        /// The leads, newest first.
        package let leads: [LeadID]
        /// Who orders it, by the name of the token that is used.
        package let by: String
        /// Why; it stays readable for ever.
        package let reason: String
        /// By which kinds of values the leads were found.
        package let kinds: [PersonTrait.Kind]

        /// An order of its parts.
        package init(id: String, leads: [LeadID], by: String, reason: String, kinds: [PersonTrait.Kind]) {
            self.id = id
            self.leads = leads
            self.by = by
            self.reason = reason
            self.kinds = kinds
        }
    }

    /// What was ordered.
    package let order: Order
    /// When, in milliseconds since 1970 UTC.
    package let orderedAt: Int64
    /// When the last of its leads was erased; `nil` while some are left.
    package var endedAt: Int64?

    /// An erasure of its parts.
    package init(order: Order, orderedAt: Int64, endedAt: Int64? = nil) {
        self.order = order
        self.orderedAt = orderedAt
        self.endedAt = endedAt
    }
}

/// What one step of an erasure did.
package struct ErasureStep: Sendable, Hashable {
    /// The leads that it erased.
    package let erased: [LeadID]
    /// The leads that it met and could not erase, because they are being sent or damaged.
    package let left: [LeadID]
    /// The place of the next lead; `nil` at the end.
    package let next: Int?

    package init(erased: [LeadID], left: [LeadID], next: Int?) {
        self.erased = erased
        self.left = left
        self.next = next
    }
}
