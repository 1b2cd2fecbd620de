import Foundation
import LeadKeeping
import Leads
import SQLiteLeads

/// Looks at the data folder, its key, its lock and its disk, and changes nothing.
struct DataCheck {
    let folder: String
    let adminToken: AdminTokenFile

    /// Whether a gateway has the data file open.
    private(set) var isInUse = false

    init(folder: String, adminToken: AdminTokenFile) {
        self.folder = folder
        self.adminToken = adminToken
    }

    mutating func diagnoses() async -> [Diagnosis] {
        var found = disk()
        guard Files.exists(folder) else {
            let parent = URL(fileURLWithPath: folder).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: parent) else {
                return found + [
                    .error(
                        "data",
                        "data-unwritable",
                        "'\(folder)' is not there and cannot be made",
                        "make it, owned by the user that runs the gateway, or name another by --data"
                    )
                ]
            }
            return found + [.fine("data", "'\(folder)' will be made at the first start")]
        }
        guard Files.isFolder(folder), FileManager.default.isWritableFile(atPath: folder) else {
            return found + [
                .error(
                    "data",
                    "data-unwritable",
                    "'\(folder)' is no folder that can be written to",
                    "give it to the user that runs the gateway, or name another by --data"
                )
            ]
        }
        found += access()
        found += token()
        if Files.exists(folder + "/leads.sqlite") { found.append(await store()) }
        return found
    }

    private func disk() -> [Diagnosis] {
        var path = URL(fileURLWithPath: folder).path
        while !Files.exists(path), path != "/" { path = URL(fileURLWithPath: path).deletingLastPathComponent().path }
        guard let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path),
            let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value
        else { return [] }
        let megabytes = free / 1_048_576
        let advice = "free some, or move the data folder: without room no lead can be taken"
        if megabytes < 100 { return [.error("disk", "disk-full", "\(megabytes) MiB are free at '\(path)'", advice)] }
        if megabytes < 1_024 { return [.warning("disk", "disk-low", "\(megabytes) MiB are free at '\(path)'", advice)] }
        return [.fine("disk", "\(megabytes / 1_024) GiB are free at '\(path)'")]
    }

    private func access() -> [Diagnosis] {
        var found: [Diagnosis] = []
        for (path, wanted) in [(folder, 0o700), (folder + "/master.key", 0o600), (adminToken.path, 0o600)] {
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
                let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0
            else { continue }
            found.append(
                .warning(
                    "data",
                    "data-open",
                    "'\(path)' can be read by others (\(String(mode, radix: 8)))",
                    "chmod \(String(wanted, radix: 8)) '\(path)'"
                )
            )
        }
        return found
    }

    /// A gateway does not start with a token that can be guessed.
    private func token() -> [Diagnosis] {
        do throws(StartError) {
            _ = try adminToken.existing()
            return []
        } catch {
            return [.error("data", "admin-token", error.message, "without a good one the gateway does not start")]
        }
    }

    /// Opens the data file for reading: that finds a missing or a wrong key, and a gateway that runs.
    private mutating func store() async -> Diagnosis {
        do throws(StoreError) {
            let store = try SQLiteLeadStore(
                readingOnly: folder + "/leads.sqlite",
                masterKey: .file(folder + "/master.key")
            )
            await store.close()
            return .fine("data", "'\(folder)' is readable with its key")
        } catch {
            if error.description.contains("is in use by") {
                isInUse = true
                return .fine("data", "a gateway is running on '\(folder)'")
            }
            return .error("data", "data-unusable", error.description, "the gateway cannot start like this; see above")
        }
    }
}
