import ArgumentParser
import Foundation
import JSON
import NIOHTTP1

/// `leadgate jobs`: orders over many leads, how far they are, and what can be told to them.
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Show orders over many leads with their progress; pause, continue, cancel or undo one.",
        subcommands: [
            ListJobs.self, WatchJob.self, PauseJob.self, ContinueJob.self, CancelJob.self, UndoJob.self,
        ],
        defaultSubcommand: ListJobs.self
    )
}

struct ListJobs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List jobs, newest first.")

    @Option(help: "How many at most (1 to 500).")
    var limit = 20

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let answer = try await AdminClient(admin.address).request(.GET, "/admin/api/jobs?limit=\(limit)")
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        let jobs = answer["jobs"]?.arrayValue ?? []
        for job in jobs {
            let text = { (name: String) in job[name]?.stringValue ?? "" }
            print("\(text("createdAt"))  \(text("action").padded(to: 7))  \(JobProgress.summary(of: job))")
            if let reason = job["reason"]?.stringValue { print("  \(reason)") }
        }
        if jobs.isEmpty { Console.error("no jobs") }
        if answer["next"]?.stringValue != nil { Console.error("there are more: raise --limit") }
    }
}

struct WatchJob: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Watch a job until it rests or has ended."
    )

    @Argument(help: "The job's id.")
    var id: String

    @OptionGroup var admin: AdminOptions

    func run() async throws {
        let client = try AdminClient(admin.address)
        guard let job = try await JobProgress(id: id, shows: !admin.json).watch(client) else { return }
        print(admin.json ? job.text(pretty: true) : JobProgress.summary(of: job))
    }
}

/// A job, and the gateway that has it.
struct JobArguments: ParsableArguments {
    @Argument(help: "The job's id.")
    var id: String

    @OptionGroup var admin: AdminOptions

    /// Tells the job something.
    /// - Returns: the job after it.
    func tell(_ turn: String) async throws -> JSONValue {
        try await AdminClient(admin.address)
            .request(.POST, "\(JobProgress.path(of: id))/\(turn)", body: .object([:]))
    }

    /// Tells it and says how it is then.
    func tellAndPrint(_ turn: String) async throws {
        let job = try await tell(turn)
        print(admin.json ? job.text(pretty: true) : JobProgress.summary(of: job))
    }
}

struct PauseJob: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pause", abstract: "Let a job rest.")
    @OptionGroup var job: JobArguments
    func run() async throws { try await job.tellAndPrint("pause") }
}

struct ContinueJob: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "continue", abstract: "Let a paused job go on.")
    @OptionGroup var job: JobArguments
    func run() async throws { try await job.tellAndPrint("continue") }
}

struct CancelJob: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "End a job; what it has moved stays moved."
    )
    @OptionGroup var job: JobArguments
    func run() async throws { try await job.tellAndPrint("cancel") }
}

struct UndoJob: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: """
            End a replay or a release and take back what has not gone out or been built yet: those leads are dead letters \
            again, or wait as they did.
            """
    )
    @OptionGroup var job: JobArguments

    func run() async throws {
        _ = try await job.tell("undo")
        let client = try AdminClient(job.admin.address)
        guard let ended = try await JobProgress(id: job.id, shows: !job.admin.json).watch(client) else { return }
        print(job.admin.json ? ended.text(pretty: true) : JobProgress.summary(of: ended))
    }
}
