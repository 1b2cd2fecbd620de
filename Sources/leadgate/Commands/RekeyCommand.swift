import ArgumentParser
import Foundation
import LeadKeeping
import Leads
import SQLiteLeads

/// `leadgate rekey`: another master key for a stopped gateway's data file.
struct RekeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rekey",
        abstract: "Change the master key of a stopped gateway's data file.",
        discussion: """
            Makes a new key, wraps the data key of every lead with it and authenticates every row with it, in one transaction:
            cut off at any point, even by a power cut, the file has the one key or the other, and the next start takes the
            right one. It needs as much free space beside the file as the file is long.

            The old key is kept as master.key.until-…: backups of before need it (leadgate restore BACKUP --key …), the data
            file does not. Put both away from the file, and remove the old one when the last of these backups is gone. Who has
            the old key and the file reads no lead, but can still test guesses: whether somebody whom he knows is in it.
            """
    )

    @Option(name: Setting.data.flag, help: Setting.data.help)
    var data: String?

    func run() async throws {
        let folder = try StoppedGateway.folder(data)
        try await StoppedGateway.orExit {
            let keeping = try DataFolder(folder)
            let change = try await SQLiteLeadStore.changeMasterKey(
                of: keeping.storePath,
                masterKey: .file(keeping.keyPath),
                by: Console.person,
                at: Date()
            ) { sealer throws(StoreError) in
                do { try keeping.mappingsInForce.reseal(with: sealer) } catch {
                    throw .unusable(
                        "The sources in \(keeping.mappingsInForce.folder) cannot be sealed anew: "
                            + "\(error.localizedDescription) Nothing has been changed."
                    )
                }
            }
            print(
                """
                leads under the new master key: \(change.leads); keep a copy of \(keeping.keyPath) apart from the file
                the old one is kept as \(change.oldKey)
                  backups of before need it: leadgate restore BACKUP --key \(change.oldKey)
                  move it away from this machine, and make a backup once the gateway runs
                """
            )
            if change.damaged > 0 {
                print("rows that were damaged before, and are: \(change.damaged); leadgate verify names them")
            }
        }
    }
}
