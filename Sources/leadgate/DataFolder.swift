import Foundation
import LeadStore
import Leads
import Logging

/// The gateway's folder: the data file, the master key that seals it, the admin token, and the mappings that were in
/// force.
struct DataFolder {
    let path: String

    var storePath: String { path + "/leads.sqlite" }
    var keyPath: String { path + "/master.key" }
    var tokenPath: String { path + "/admin.token" }
    var mappingsInForce: MappingsInForce { MappingsInForce(folder: path + "/mappings-in-force", keyPath: keyPath) }
    var mappingVersions: MappingVersions { MappingVersions(folder: path + "/mapping-versions") }

    init(_ path: String) throws {
        self.path = path
        do {
            try Files.createFolder(path)
        } catch {
            throw StartError(message: "the data folder '\(path)' cannot be made: \(error.localizedDescription)")
        }
    }

    /// Opens the store, making it and its master key at the first start.
    func openStore(_ options: StoreOptions = StoreOptions()) throws -> SQLiteLeadStore {
        do throws(StoreError) {
            return try SQLiteLeadStore(path: storePath, masterKey: .file(keyPath), options: options)
        } catch {
            throw StartError(message: error.description)
        }
    }

    /// Opens the store of a stopped gateway to look at it.
    func openStoreForReading() throws -> SQLiteLeadStore {
        do throws(StoreError) {
            return try SQLiteLeadStore(readingOnly: storePath, masterKey: .file(keyPath))
        } catch {
            throw StartError(message: error.description)
        }
    }

    /// The admin token of a folder; nil if it has none yet.
    @discardableResult
    static func existingToken(in path: String) throws(StartError) -> String? {
        let file = path + "/admin.token"
        guard let bytes = try? Files.read(file) else { return nil }
        let token = String(decoding: bytes, as: UTF8.self).trimmedWhitespace
        guard token.utf8.count >= 22 else {
            throw StartError(message: "the admin token in '\(file)' is too short; delete the file for a new one")
        }
        return token
    }

    /// The admin token, made at the first start and kept in a file that only its owner can read.
    func adminToken() throws -> String {
        if let token = try Self.existingToken(in: path) { return token }
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        let token = "lgadm_" + bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        do {
            try Files.writePrivate(Array(token.utf8), to: tokenPath)
        } catch {
            throw StartError(
                message: "the admin token cannot be written to '\(tokenPath)': \(error.localizedDescription)"
            )
        }
        return token
    }
}
