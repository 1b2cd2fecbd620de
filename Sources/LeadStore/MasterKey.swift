import Crypto
import Leads

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The key that everything else hangs on, and the keys derived from it for one purpose each (HKDF, RFC 5869).
///
/// Whoever has the data file without this key has ids, states and times, and no lead.
struct MasterKey: Sendable {
    /// Wraps the data keys of leads.
    let wrapping: SymmetricKey
    /// Makes duplicate keys and bodies comparable without storing them.
    let comparing: SymmetricKey
    /// Seals what is known of senders' forms.
    let keeping: SymmetricKey
    /// Proves that a data file belongs to this key.
    let checkValue: [UInt8]

    static let length = 32

    init(bytes: [UInt8]) {
        let master = SymmetricKey(data: bytes)
        func subkey(_ purpose: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: master, info: Array(purpose.utf8), outputByteCount: 32)
        }
        wrapping = subkey("leadgate data keys v1")
        comparing = subkey("leadgate duplicates v1")
        keeping = subkey("leadgate drift v1")
        checkValue = Array(
            HMAC<SHA256>.authenticationCode(for: Array("leadgate".utf8), using: subkey("leadgate key check v1"))
        )
    }

    /// Reads the key; makes one where there is none, provided that `mayCreate`: a new key never opens old leads.
    static func load(
        from source: MasterKeySource,
        dataFile: String,
        mayCreate: Bool
    ) throws(StoreError) -> MasterKey {
        let path: String
        switch source {
        case .bytes(let bytes):
            guard bytes.count == length else {
                throw .unusable("A master key has \(length) bytes, not \(bytes.count).")
            }
            return MasterKey(bytes: bytes)
        case .besideDataFile: path = dataFile + ".key"
        case .file(let given): path = given
        }
        if !fileExists(path) {
            guard mayCreate else {
                throw .unusable(
                    "The master key file \(path) is missing, but \(dataFile) holds leads sealed with it. "
                        + "Put the key file back; without it these leads cannot be read by anybody."
                )
            }
            try create(at: path)
        }
        return MasterKey(bytes: try read(path))
    }

    private static func read(_ path: String) throws(StoreError) -> [UInt8] {
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

    /// Writes a new key beside its place, makes it durable and moves it there: a crash leaves a whole key or none.
    private static func create(at path: String) throws(StoreError) {
        func failure(_ what: String) -> StoreError {
            .unusable("Cannot \(what) the master key file \(path): \(lastSystemError()).")
        }
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create") }
        let key = SymmetricKey(size: .bits256)
        let written = key.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        let isDurable = fsync(descriptor) == 0
        close(descriptor)
        guard written == length, isDurable else { throw failure("write") }
        // `link` never replaces a key that somebody else made meanwhile.
        guard link(draft, path) == 0 else { throw failure("create") }
        unlink(draft)
        try synchronizeDirectory(of: path)
    }
}
