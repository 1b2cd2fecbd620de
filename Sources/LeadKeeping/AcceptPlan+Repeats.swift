package import Foundation
package import Leads

/// Which leads of a post came before, and how like the first they are.
extension AcceptPlan {
    /// A sender's key as it is stored, with the fingerprints of what came under it.
    package struct Duplicate: Sendable {
        package let scope: SenderKey.Scope
        package let key: Data
        /// Of the lead's own content; empty where there is nothing to compare.
        let own: Data
        /// Of the whole post.
        let post: Data
        let expiresAt: Int64
    }

    /// The lead that a key belongs to already.
    package struct Known: Sendable {
        package let lead: Lead
        package let likeness: Likeness

        package init(lead: Lead, likeness: Likeness) { (self.lead, self.likeness) = (lead, likeness) }
    }

    /// What has come under a known key, compared with what came under it first.
    package enum Likeness: Sendable {
        /// The same post.
        case samePost
        /// The same lead; what is around it may differ.
        case sameLead
        /// Another content.
        case different
    }

    /// What becomes of a lead of the post.
    package enum Fate {
        case new
        case repeated(Acceptance)
        /// It is stored dead, beside the one that its key belongs to.
        case beside(Cause)
        /// The first post had no lead for it (its mapping has changed since), so the repeat makes none either.
        case leftOut
    }

    /// What becomes of each lead, before anything is written. Throws ``StoreError/keyReused(_:)`` for a post under a used key
    /// with another body.
    ///
    /// Lead by lead: one known key makes a lead a repeat, whatever other keys it has, and one that no key knows is new beside
    /// others that are known, unless all of the post came before. Where keys know different leads, the one that came with
    /// the same content is the one that is repeated.
    ///
    /// - Parameter known: the lead that a key belongs to, ``Duplicate/known(by:at:sealer:)``; `nil` for a new key.
    package func fates(known: (Duplicate, Lead) throws -> Known?) throws -> [Fate] {
        var first: [SenderKey.Scope: [Int: Known]] = [:]
        var cameBefore = false
        for (index, new) in leads.enumerated() {
            for duplicate in new.duplicates {
                guard let known = try known(duplicate, new.lead) else { continue }
                if duplicate.scope == .post, known.likeness == .different {
                    throw StoreError.keyReused(known.lead.id)
                }
                if known.likeness == .samePost { cameBefore = true }
                if let other = first[duplicate.scope]?[index], other.likeness != .different { continue }
                first[duplicate.scope, default: [:]][index] = known
            }
        }
        if first.isEmpty { return Array(repeating: .new, count: leads.count) }
        return leads.enumerated().map { index, new in
            let scopes = new.duplicates.map(\.scope)
            guard
                let scope = scopes.first(where: { first[$0]?[index] != nil })
                    ?? scopes.first(where: { first[$0] != nil })
            else { return cameBefore ? .leftOut : .new }
            guard let known = first[scope]?[index] else { return .leftOut }
            return .repeated(known.acceptance(of: new.lead.id))
        }
    }
}

extension AcceptPlan.Known {
    /// What the sender of the lead that came again is told.
    fileprivate func acceptance(of id: LeadID) -> Acceptance {
        likeness == .different ? .repeatedDifferently(lead, instead: id) : .repeated(lead)
    }
}

extension AcceptPlan.Duplicate {
    /// The keys of a lead.
    ///
    /// - Parameter post: the fingerprint of its whole post.
    static func all(of new: NewLead, post: Data, _ sealer: Sealer) -> [Self] {
        guard !new.keys.isEmpty else { return [] }
        let source = new.lead.source
        let own =
            if new.content == new.submission.content { post } else if new.content.isEmpty { Data() } else {
                sealer.bodyFingerprint(new.content, source: source)
            }
        return new.keys.map { key in
            Self(
                scope: key.scope,
                key: sealer.duplicateKey(key.text, source: source),
                own: own,
                post: post,
                expiresAt: new.lead.receivedAt + Int64(key.days) * 86_400_000
            )
        }
    }

    /// The place of the lead that the row of this key belongs to, and how like what came with it is to this one; `nil` once
    /// the key has expired.
    package func known(by row: StoredRow, at now: Int64, sealer: Sealer)
        throws -> (lead: Int64, likeness: AcceptPlan.Likeness)?
    {
        // Whose repeat it is cannot be told: taking it could double a lead, answering could lose one.
        guard row.isProven(of: .duplicate, by: sealer.tags) else {
            throw StoreError.unusable("What is known of this key is damaged on disk; restore the data file.")
        }
        guard try row[3] > now else { return nil }
        return (try row[1], try likeness(to: row[2]))
    }

    /// - Parameter came: the fingerprints of the row.
    private func likeness(to came: Data) -> AcceptPlan.Likeness {
        // Of a lead that was erased when its fingerprint still went with it.
        if came.isEmpty { return .sameLead }
        // Before leads were compared one by one the post's was the only one.
        let isOne = came.count <= post.count
        if came.suffix(post.count) == post { return .samePost }
        if scope == .post { return .different }
        if own.isEmpty { return .sameLead }
        return (isOne ? came : came.prefix(own.count)) == own ? .sameLead : .different
    }

    /// The row of the key of a lead.
    package func values(lead sequence: Int64) -> [StoredValue] {
        [key.stored, sequence.stored, came.stored, expiresAt.stored]
    }

    /// The fingerprints of what came under the key.
    private var came: Data {
        if scope == .post || own == post { return post }
        return own.isEmpty ? own : own + post
    }
}
