package import Crypto
package import Foundation
package import Leads
package import Names
import Targets

/// Seals what is personal about a lead with AES-256-GCM under a data key of its own, wrapped by the master key.
///
/// The lead's id and the purpose are authenticated with it, so a sealed part opens only in its own place: bit rot,
/// tampering and exchanged rows are detected, for this lead alone. Destroying the wrapped key erases the lead, in
/// backups as well.
///
/// An object, so that whoever works with it holds one reference and not those of all its keys.
package final class Sealer: Sendable {
    package let key: MasterKey
    /// Authenticates what is not sealed.
    package let tags: RowTags
    /// Make duplicate keys, bodies and what a person is known by comparable; both have taken in their keys.
    private let comparing: KeyedCode
    let finding: KeyedCode

    package init(key: MasterKey) {
        self.key = key
        tags = RowTags(key: key.tagging)
        comparing = KeyedCode(key: key.comparing)
        finding = KeyedCode(key: key.finding)
    }

    /// What a sealed part is; it is part of what is authenticated.
    package enum Purpose: Hashable {
        case dataKey
        case submission
        /// The data key of what the leads of one post share.
        case postKey
        /// What the leads of one post share.
        case post
        /// What a person has mended of it.
        case edits
        /// What was fetched for it from its vendor.
        case data
        /// The cause's and the target's words on the lead itself.
        case outcome
        /// The words of one timeline entry.
        case evidence(sequence: Int)

        fileprivate func associatedData(_ id: LeadID) -> [UInt8] {
            var data: [UInt8] = []
            data.reserveCapacity(40)
            switch self {
            case .dataKey: data.append(contentsOf: "key".utf8)
            case .submission: data.append(contentsOf: "submission".utf8)
            case .postKey: data.append(contentsOf: "post key".utf8)
            case .post: data.append(contentsOf: "post".utf8)
            case .edits: data.append(contentsOf: "edits".utf8)
            case .data: data.append(contentsOf: "data".utf8)
            case .outcome: data.append(contentsOf: "outcome".utf8)
            case .evidence(let sequence):
                data.append(contentsOf: "evidence".utf8)
                withUnsafeBytes(of: UInt64(sequence).bigEndian) { data.append(contentsOf: $0) }
            }
            data.append(contentsOf: id.bytes)
            return data
        }
    }

    /// A sealed part cannot be opened.
    package struct Damaged: Error {
        package let purpose: Purpose
    }

    /// Seals the submission of a new lead under a new data key, and wraps that key for storing.
    func sealNew(_ submission: [UInt8], of id: LeadID) throws(Damaged) -> (wrappedKey: Data, submission: Data) {
        try sealNew(submission, of: id, as: (.dataKey, .submission))
    }

    /// Seals what the leads of one post share under a new data key, and wraps that key for storing.
    func sealPost(_ post: [UInt8], of id: LeadID) throws(Damaged) -> (wrappedKey: Data, sealed: Data) {
        try sealNew(post, of: id, as: (.postKey, .post))
    }

    /// Opens what ``sealPost(_:of:)`` made.
    func openPost(_ sealed: Data, wrappedKey: Data, of id: LeadID) throws(Damaged) -> Data {
        let key = SymmetricKey(data: try open(wrappedKey, under: self.key.wrapping, as: .postKey, of: id))
        return try open(sealed, under: key, as: .post, of: id)
    }

    private func sealNew(_ content: [UInt8], of id: LeadID, as purposes: (key: Purpose, content: Purpose))
        throws(Damaged) -> (Data, Data)
    {
        // Key and both nonces in one system call: drawn singly they cost more than the encryption.
        let random = randomBytes(32 + 12 + 12)
        let dataKey = random[..<32]
        return (
            try seal(dataKey, under: key.wrapping, as: purposes.key, of: id, nonce: random[32..<44]),
            try seal(content, under: SymmetricKey(data: dataKey), as: purposes.content, of: id, nonce: random[44...])
        )
    }

    /// The data key of a lead from its wrapped form.
    package func unwrap(_ wrapped: Data, of id: LeadID) throws(Damaged) -> SymmetricKey {
        SymmetricKey(data: try open(wrapped, under: key.wrapping, as: .dataKey, of: id))
    }

    /// The same data key, wrapped by the master key of another.
    func rewrap(_ wrapped: Data, as purpose: Purpose, of id: LeadID, by other: Sealer) throws(Damaged) -> Data {
        let dataKey = try open(wrapped, under: key.wrapping, as: purpose, of: id)
        return try other.seal(dataKey, under: other.key.wrapping, as: purpose, of: id)
    }

    /// Seals `content`: nonce, ciphertext and tag in one. Without `nonce` a random one is drawn, in one system call: the library
    /// takes two.
    package func seal(
        _ content: some DataProtocol,
        under key: SymmetricKey,
        as purpose: Purpose,
        of id: LeadID,
        nonce: ArraySlice<UInt8>? = nil
    ) throws(Damaged) -> Data {
        do {
            let box = try AES.GCM.seal(
                content,
                using: key,
                nonce: try AES.GCM.Nonce(data: nonce ?? randomBytes(12)[...]),
                authenticating: purpose.associatedData(id)
            )
            guard let combined = box.combined else { throw Damaged(purpose: purpose) }
            return combined
        } catch { throw Damaged(purpose: purpose) }
    }

    /// Opens what ``seal(_:under:as:of:)`` made, or tells that it is not whole or not in its place.
    package func open(_ sealed: Data, under key: SymmetricKey, as purpose: Purpose, of id: LeadID) throws(Damaged)
        -> Data
    {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return try AES.GCM.open(box, using: key, authenticating: purpose.associatedData(id))
        } catch { throw Damaged(purpose: purpose) }
    }

    /// Seals what is known of a source's form; it opens for this source only.
    package func sealLedger(_ ledger: some DataProtocol, of source: SourceName) throws -> Data {
        let box = try AES.GCM.seal(ledger, using: key.keeping, authenticating: Array(source.rawValue.utf8))
        // Absent only for nonces of another size than the one just drawn.
        return box.combined ?? Data()
    }

    /// Opens what ``sealLedger(_:of:)`` made.
    package func openLedger(_ sealed: Data, of source: SourceName) throws -> Data {
        try AES.GCM.open(
            AES.GCM.SealedBox(combined: sealed),
            using: key.keeping,
            authenticating: Array(source.rawValue.utf8)
        )
    }

    /// A duplicate key as it is stored: keyed, bound to its source, of no use to anybody without the master key.
    func duplicateKey(_ text: String, source: SourceName) -> Data {
        code("key", source.rawValue, Array(text.utf8), length: DuplicateKeys.size)
    }

    /// A case as it is stored: keyed, bound to its group, the target whose leads open it, and the mode.
    func caseKey(_ claim: CaseClaim, mode: DeliveryMode) -> Data {
        let scope = "\(claim.target)\u{0}\(mode.rawValue)\u{0}\(claim.isNumber ? "number" : "key")\u{0}"
        return code("case", claim.isNumber ? "" : claim.group, Array((scope + claim.key).utf8), length: 16)
    }

    /// A body as it is compared.
    func bodyFingerprint(_ bytes: [UInt8], source: SourceName) -> Data {
        code("body", source.rawValue, bytes, length: SHA256.byteCount)
    }

    private func code(_ purpose: String, _ owner: String, _ bytes: [UInt8], length: Int) -> Data {
        var scope = [UInt8](purpose, owner)
        scope.append(0)
        return comparing.code(over: scope, bytes, length: length)
    }
}

extension LeadID {
    /// The sixteen bytes of the UUID, as they are stored and authenticated.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { Array($0) }
    }

    /// The id of sixteen stored bytes.
    package init?(bytes: Data) {
        guard bytes.count == 16 else { return nil }
        let halves = bytes.withUnsafeBytes { buffer in
            (
                UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt64(bigEndian: buffer.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        self.init(high: halves.0, low: halves.1)
    }
}
