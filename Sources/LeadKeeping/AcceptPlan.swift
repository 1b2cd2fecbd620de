package import Foundation
import JSON
package import Leads
import Targets

/// What one `accept` means: the leads of one post with their verdicts, sealed where it was called, stored in one transaction,
/// all of them or none.
package struct AcceptPlan: Sendable {
    /// A lead that is sealed, and what its rows need.
    package struct Sealed: Sendable {
        package let lead: Lead
        /// Why it is dead from its first moment.
        package private(set) var refusal: Cause?
        let wrappedKey: Data
        package let submission: Data
        /// Its own part of the post's body, where it shares that with others.
        let part: Range<Int>?
        /// Of a lead that comes of another's post, whose edits are its own, too.
        let edits: Data?
        /// What was fetched for it, of a lead that shares that with another.
        let data: Data?
        package private(set) var duplicates: [Duplicate]
        /// By what it is found (``PersonHashes/joined(_:)``); `nil` where nobody has looked yet.
        let hashes: Data?
        /// The case that it opens or belongs to, as it is stored.
        package let caseKey: Data?
        /// Whether somebody must have opened the case.
        package let needsOpener: Bool

        /// The same lead, dead beside the one that its keys belong to.
        package func beside(_ cause: Cause) -> Self {
            var lead = self
            (lead.refusal, lead.duplicates) = (cause, [])
            return lead
        }
    }

    package let leads: [Sealed]
    /// What the leads share; `nil` where each has its own copy.
    package let post: SealedPost?

    /// Seals the leads; the expensive part, on the caller's thread.
    ///
    /// - Parameter first: a lead of the same post that is stored already.
    package init(_ leads: [NewLead], beside first: (id: LeadID, part: Range<Int>?)? = nil, sealer: Sealer)
        throws(StoreError)
    {
        let isShared = Self.canShare(leads, beside: first?.part, isAlone: first == nil)
        if isShared, let post = leads.first {
            do { self.post = try SealedPost(post.submission, id: first?.id ?? post.lead.id, sealer: sealer) } catch {
                throw .unexpected("the post of lead \(post.lead.id) could not be sealed")
            }
        } else {
            post = nil
        }
        var sealed: [Sealed] = []
        sealed.reserveCapacity(leads.count)
        // Of one post, so mostly of one body.
        var came: (content: [UInt8], fingerprint: Data)?
        for new in leads {
            let lead = new.lead
            guard lead.state == .queued || lead.state == .waiting, lead.version == 1 else {
                throw .unexpected("only a new lead can be accepted; \(lead.id) is one that has been moved")
            }
            do {
                let parts = try sealer.sealNew(
                    isShared ? SharedPart(new.submission).bytes : SubmissionCoding.encode(new.submission),
                    of: lead.id
                )
                let whole = new.submission.content
                if came?.content != whole {
                    came = (whole, sealer.bodyFingerprint(whole, source: lead.source))
                }
                let duplicates = Duplicate.all(of: new, post: came?.fingerprint ?? Data(), sealer)
                let edits = try new.submission.edits.map { patch in
                    let key = try sealer.unwrap(parts.wrappedKey, of: lead.id)
                    return try sealer.seal(patch.serialized, under: key, as: .edits, of: lead.id)
                }
                let data = try new.submission.data.map { data in
                    let key = try sealer.unwrap(parts.wrappedKey, of: lead.id)
                    return try sealer.seal(data, under: key, as: .data, of: lead.id)
                }
                sealed.append(
                    Sealed(
                        lead: lead,
                        refusal: new.refusal,
                        wrappedKey: parts.wrappedKey,
                        submission: parts.submission,
                        part: isShared ? new.submission.part : nil,
                        edits: edits,
                        data: data,
                        duplicates: duplicates,
                        hashes: new.traits.map { PersonHashes.joined($0.map(sealer.hash)) },
                        caseKey: new.case.map { sealer.caseKey($0, mode: lead.mode) },
                        needsOpener: lead.caseRole == .changes && new.case?.isNumber == false
                    )
                )
            } catch { throw .unexpected("lead \(lead.id) could not be sealed") }
        }
        self.leads = sealed
    }

    /// Whether leads can share the body of their post: it is the same one, and each has all of it or a part of its own.
    private static func canShare(_ leads: [NewLead], beside first: Range<Int>?, isAlone: Bool) -> Bool {
        guard let post = leads.first?.submission, leads.count > (isAlone ? 1 : 0) else { return false }
        var parts = first.map { [$0] } ?? []
        if !isAlone, first == nil { return false }
        for submission in leads.map(\.submission) {
            guard submission.body == post.body, submission.contentType == post.contentType,
                submission.query == post.query, submission.headers == post.headers,
                (submission.item == nil) == (submission.part == nil)
            else { return false }
            if let part = submission.part { parts.append(part) }
        }
        parts.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        let areApart = zip(parts, parts.dropFirst()).allSatisfy { $0 == $1 || $0.upperBound <= $1.lowerBound }
        return areApart && parts.allSatisfy { !$0.isEmpty }
            && parts.last.map { $0.upperBound <= post.body.count } ?? true
    }
}

extension AcceptPlan.Sealed {
    /// The rows of a new lead.
    package struct Rows {
        /// The lead as it is stored: dead where something refuses it.
        package let lead: Lead
        /// Its row in ``StoredTable/lead``.
        package let values: [StoredValue]
        /// Its row in ``StoredTable/content``.
        package let content: [StoredValue]
        /// Its row in ``StoredTable/person``; one that nobody has looked at yet has to be looked at.
        package let person: [StoredValue]
        /// Its second entry in ``StoredTable/timeline``, where something refuses it.
        package let refused: [StoredValue]?
    }

    /// The rows under a place in the order of acceptance.
    ///
    /// - Parameters:
    ///   - post: the place of what it shares with others.
    ///   - refusal: why the lead is dead: its verdict's or the store's word.
    package func rows(at sequence: Int64, post: Int64?, refusal: Cause?, sealer: Sealer) throws -> Rows {
        var lead = lead
        var refused: [StoredValue]?
        if let refusal {
            do { lead = try LeadTransition.step(lead, .refused(refusal), at: lead.receivedAt) } catch {
                throw StoreError.transition(error)
            }
            let words = try sealer.seal(
                EvidenceCoding.encode(Evidence(cause: refusal)),
                under: sealer.unwrap(wrappedKey, of: lead.id),
                as: .evidence(sequence: lead.version),
                of: lead.id
            )
            refused = TimelineRow.values(of: lead, at: sequence, after: .refused(refusal), sealed: words)
        }
        let words = LeadWords(of: lead)
        let outcome =
            words.isEmpty
            ? nil
            : try sealer.seal(
                words.bytes,
                under: sealer.unwrap(wrappedKey, of: lead.id),
                as: .outcome,
                of: lead.id
            )
        return Rows(
            lead: lead,
            values: LeadRow.values(of: lead, sequence: sequence, caseKey: caseKey, outcome: outcome),
            content: [
                sequence.stored, wrappedKey.stored, DuplicateKeys.joined(duplicates.map(\.key)).stored,
                submission.stored, post.stored, (part?.lowerBound).stored, (part?.upperBound).stored,
                edits.stored, data.stored,
            ],
            person: PersonRow.values(lead: sequence, hashes: hashes ?? Data(), isStale: hashes == nil),
            refused: refused
        )
    }
}
