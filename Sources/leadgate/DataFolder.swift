import Foundation
import LeadKeeping
import Leads
import Logging
import SQLiteLeads

/// The gateway's folder: the data file, the master key that seals it, and the mappings that were in
/// force.
struct DataFolder {
    let path: String

    var storePath: String { path + "/leads.sqlite" }
    var keyPath: String { path + "/master.key" }
    var mappingsInForce: MappingsInForce { MappingsInForce(folder: path + "/mappings-in-force", keyPath: keyPath) }
    var mappingVersions: MappingVersions { MappingVersions(folder: path + "/mapping-versions") }

    var retentionWarnings: RetentionWarnings.File { .init(path: path + "/retention-warnings.json") }

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
}
