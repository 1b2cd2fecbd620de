import Crypto
import Foundation
package import Leads

/// Seals small files of the data folder that may hold secrets, under a key of their own: who has the folder without the
/// master key has none of them.
package struct FileSealer: Sendable {
    private let key: SymmetricKey

    /// - Throws: if the master key cannot be read; none is made here.
    package init(masterKeyFile path: String) throws(StoreError) {
        key = try MasterKey.load(from: .file(path), dataFile: path, mayCreate: false).key.keepingFiles
    }

    /// Seals under a key that has no name yet.
    package init(key: MasterKey) { self.key = key.keepingFiles }

    /// The sealed bytes; they open under this name only.
    package func seal(_ bytes: [UInt8], as name: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: key, authenticating: Array(name.utf8))
        // Absent only for nonces of another size than the one just drawn.
        return Array(box.combined ?? Data())
    }

    /// What ``seal(_:as:)`` sealed; nil if it is damaged, or was sealed under another key or name.
    package func open(_ sealed: [UInt8], as name: String) -> [UInt8]? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        return (try? AES.GCM.open(box, using: key, authenticating: Array(name.utf8))).map { Array($0) }
    }
}
