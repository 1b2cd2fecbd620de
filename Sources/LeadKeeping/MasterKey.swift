package import Crypto
package import Foundation
package import Leads

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The key that everything else hangs on, and the keys derived from it for one purpose each (HKDF, RFC 5869).
///
/// Whoever has the data file without this key has ids, states and times, and no lead.
package struct MasterKey: Sendable {
    /// Wraps the data keys of leads.
    let wrapping: SymmetricKey
    /// Makes duplicate keys and bodies comparable without storing them.
    private(set) var comparing: SymmetricKey
    /// Seals what is known of senders' forms.
    let keeping: SymmetricKey
    /// Authenticates what is stored in the clear.
    package let tagging: SymmetricKey
    /// Makes what a person is known by findable without storing it.
    private(set) var finding: SymmetricKey
    /// Seals files that may hold secrets.
    let keepingFiles: SymmetricKey
    /// Seals ``comparing`` and ``finding`` where they are those of an earlier master key.
    private let carrying: SymmetricKey
    /// Proves that a data file belongs to this key.
    package let checkValue: [UInt8]

    static let length = 32

    package init(bytes: [UInt8]) {
        let master = SymmetricKey(data: bytes)
        func subkey(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: master, info: Array(purpose.utf8), outputByteCount: 32)
        }
        wrapping = subkey("leadgate data keys v1")
        comparing = subkey("leadgate duplicates v1")
        keeping = subkey("leadgate drift v1")
        tagging = subkey("leadgate rows v1")
        finding = subkey("leadgate persons v1")
        keepingFiles = subkey("leadgate kept files v1")
        carrying = subkey("leadgate carried keys v1")
        checkValue = Array(
            HMAC<SHA256>.authenticationCode(for: Array("leadgate".utf8), using: subkey("leadgate key check v1"))
        )
    }

    /// This key with the keys of hashes of another: what a hash was made of is not kept, so under a new master key the old
    /// ones live on.
    package func carryingHashKeys(of other: MasterKey) -> MasterKey {
        var key = self
        (key.comparing, key.finding) = (other.comparing, other.finding)
        return key
    }

    /// The keys of hashes, sealed; ``openingHashKeys(_:)`` of the same master key opens them.
    package func sealedHashKeys() throws -> Data {
        let keys = [comparing, finding].flatMap { key in key.withUnsafeBytes { Array($0) } }
        // Absent only for nonces of another size than the one just drawn.
        return try AES.GCM.seal(keys, using: carrying, authenticating: Self.hashKeys).combined ?? Data()
    }

    /// This key with the keys of hashes that ``sealedHashKeys()`` sealed.
    package func openingHashKeys(_ sealed: Data) throws -> MasterKey {
        let box = try AES.GCM.SealedBox(combined: sealed)
        let keys = try AES.GCM.open(box, using: carrying, authenticating: Self.hashKeys)
        var key = self
        key.comparing = SymmetricKey(data: keys.prefix(Self.length))
        key.finding = SymmetricKey(data: keys.dropFirst(Self.length))
        return key
    }

    private static let hashKeys = Array("hash keys".utf8)

    /// Where a key came from.
    package enum Origin {
        case kept
        /// Handed over by a test; no file belongs to it.
        case given
        /// Made just now, or at a first start that was cut off; ``publish(_:dataFile:)`` gives it its name.
        case draft
    }

    /// What stands where a key is looked for.
    package struct Loaded {
        package let key: MasterKey
        package let origin: Origin
        /// The draft of another beside it: of a change of the key that was cut off. The data file says which of both it
        /// belongs to.
        package let next: MasterKey?

        fileprivate init(_ key: MasterKey, _ origin: Origin, next: MasterKey? = nil) {
            self.key = key
            self.origin = origin
            self.next = next
        }
    }

    /// Reads the key. Where there is none, makes the draft of one if there is no lead yet (`mayCreate`), or takes the draft
    /// that a first start left: it gets its name only when the data file is complete, so a key beside no data file always
    /// means that the data file is lost.
    package static func load(
        from source: MasterKeySource,
        dataFile: String,
        mayCreate: Bool
    ) throws(StoreError) -> Loaded {
        if case .bytes(let bytes) = source {
            guard bytes.count == length else {
                throw .unusable("A master key has \(length) bytes, not \(bytes.count).")
            }
            return Loaded(MasterKey(bytes: bytes), .given)
        }
        guard let path = path(of: source, dataFile: dataFile) else { throw .unusable("There is no master key.") }
        if fileExists(path) {
            let key = MasterKey(bytes: try read(path))
            // Half a draft is of a change that did not come to its end; the same key, of a first start.
            let next = (try? read(draft(of: path))).map { MasterKey(bytes: $0) }
            return Loaded(key, .kept, next: next?.checkValue == key.checkValue ? nil : next)
        }
        if mayCreate {
            try create(at: draft(of: path))
        } else if !fileExists(draft(of: path)) {
            throw .unusable(
                "The master key file \(path) is missing, but \(dataFile) holds leads sealed with it. "
                    + "Put the key file back; without it these leads cannot be read by anybody."
            )
        }
        return Loaded(MasterKey(bytes: try read(draft(of: path))), .draft)
    }

    /// Gives the draft of a key its name.
    package static func publish(_ source: MasterKeySource, dataFile: String) throws(StoreError) {
        guard let path = path(of: source, dataFile: dataFile) else { return }
        // `link` never replaces a key that somebody else made meanwhile.
        guard link(draft(of: path), path) == 0 else {
            throw .unusable("Cannot create the master key file \(path): \(lastSystemError()).")
        }
        unlink(draft(of: path))
        try synchronizeDirectory(of: path)
    }

    /// Whether the source names a file that is there.
    package static func exists(_ source: MasterKeySource, dataFile: String) -> Bool {
        path(of: source, dataFile: dataFile).map { fileExists($0) } ?? false
    }

    static func path(of source: MasterKeySource, dataFile: String) -> String? {
        switch source {
        case .bytes: nil
        case .besideDataFile: dataFile + ".key"
        case .file(let path): path
        }
    }

    static func draft(of path: String) -> String { path + ".new" }

    static func read(_ path: String) throws(StoreError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unusable("Cannot open the master key file \(path): \(lastSystemError()).") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unusable("Cannot examine the master key file \(path): \(lastSystemError()).")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw .unusable("Others can read the master key file \(path). Say: chmod 600 \(path)")
        }
        // One byte more than a key, so that a longer file is noticed.
        var bytes = [UInt8](repeating: 0, count: length + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { buffer in
                systemRead(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
            }
            guard got >= 0 else { throw .unusable("Cannot read the master key file \(path): \(lastSystemError()).") }
            if got == 0 { break }
            count += got
        }
        guard count == length else {
            throw .unusable("The master key file \(path) is damaged: a key has exactly \(length) bytes.")
        }
        return Array(bytes[..<length])
    }

    /// Writes a new key and makes it durable.
    static func create(at path: String) throws(StoreError) {
        func failure(_ what: String) -> StoreError {
            .unusable("Cannot \(what) the master key file \(path): \(lastSystemError()).")
        }
        unlink(path)
        let descriptor = systemOpen(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("create") }
        defer { close(descriptor) }
        let key = SymmetricKey(size: .bits256)
        let written = key.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard fchmod(descriptor, 0o600) == 0, written == length, fsync(descriptor) == 0 else { throw failure("write") }
        try synchronizeDirectory(of: path)
    }
}
