import ArgumentParser
import LeadKeeping
import Leads
import SQLiteLeads

/// `leadgate restore`: a backup in the place of a stopped gateway's data file.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the data file of a stopped gateway.",
        discussion: """
            The backup is looked through first; one that is damaged or belongs to another master key changes nothing. The
            data file that was there is kept as leads.sqlite.before-restore (-2, -3, … if there is one already): leads that were
            taken after the backup are only there.

            What was queued in the backup may have been sent since. The gateway starts with these leads fenced: each is
            uncertain, is looked up at its target where that is possible, and is not sent before. The others wait for a
            person: leadgate leads list --state uncertain. The same holds for each dead letter of it that is replayed. Jobs
            that were under way in it go on only when somebody says so.

            A backup from before the master key was changed comes back under the key of now: name the one of its time by --key.
            """
    )

    @Argument(help: "The backup.", completion: .file())
    var file: String

    @Option(help: "The master key of the backup, where it was changed since.", completion: .file())
    var key: String?

    @Option(name: Setting.data.flag, help: Setting.data.help)
    var data: String?

    func run() async throws {
        let folder = Environment.process.text(.data, flag: data)
        let restored = try await StoppedGateway.orExit {
            let keeping = try DataFolder(folder)
            return try await SQLiteLeadStore.restore(
                file,
                to: keeping.storePath,
                masterKey: .file(keeping.keyPath),
                key: key.map { .file($0) },
                by: Console.person
            )
        }
        let (verification, jobs) = (restored.verification, restored.jobs)
        print(verification.text)
        print(
            """
            restored; at the next start \(verification.books.queued) queued leads are looked up before they are sent, and so \
            is what is replayed of its dead letters and discarded leads
            """
        )
        if jobs > 0 {
            print("\(jobs) jobs were under way in it; they do not go on by themselves: leadgate jobs list")
        }
        let tokens = restored.tokens
        if !tokens.revoked.isEmpty {
            print("revoked again, as in the file that was there: the tokens \(tokens.revoked.joined(separator: ", "))")
        }
        if !tokens.isKnown, tokens.inForce > 0 {
            print(
                """
                \(tokens.inForce) tokens are in force as at the backup, also such as were revoked since: leadgate tokens list
                """
            )
        }
        guard let kept = restored.kept else { return }
        print("the file that was there is kept as \(kept)")
        switch restored.onlyKept {
        case 0?: break
        case let count?:
            print(
                """
                \(count) leads that came after the backup are only there, and their senders have receipts. Whoever sends one again \
                makes a second case of one that was delivered: ask for those only that the target does not have
                """
            )
        case nil: print("it cannot be read; leads that came after the backup may only be there")
        }
    }
}
