import Foundation
import JSON
import NIOHTTP1

/// Watches a job of the gateway's: a bar on a terminal, nothing elsewhere.
struct JobProgress {
    let id: String
    /// Whether somebody looks.
    let shows: Bool

    /// The job once it rests or has ended; `nil` when it could not be asked for even once.
    func watch(_ client: AdminClient) async throws -> JSONValue? {
        let hasBar = shows && isatty(FileHandle.standardError.fileDescriptor) == 1
        if hasBar { Console.error("job \(id); it goes on when this command ends: leadgate jobs cancel \(id)") }
        defer { if hasBar { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) } }
        while true {
            let job = try await client.request(.GET, Self.path(of: id))
            if hasBar { FileHandle.standardError.write(Data(("\r\u{1B}[K" + Self.bar(job)).utf8)) }
            guard ["running", "undoing"].contains(job["state"]?.stringValue) else { return job }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    /// Where the API has a job.
    static func path(of id: String) -> String {
        "/admin/api/jobs/\(id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? id)"
    }

    /// `[#####.....]  50 %  500 of 1000`.
    static func bar(_ job: JSONValue, width: Int = 30) -> String {
        let undoes = job["undone"] != nil
        let total = count(job, undoes ? "changed" : "matched")
        let done = undoes ? count(job, "undone") : count(job, "changed") + count(job, "skipped")
        let share = total == 0 ? 1 : min(1, Double(done) / Double(total))
        let filled = Int(share * Double(width))
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
        return "[\(bar)] \(Int(share * 100)) %  \(done) of \(total)"
    }

    /// What came of it, in a line.
    static func summary(of job: JSONValue) -> String {
        let id = job["id"]?.stringValue ?? "?"
        let skipped = count(job, "skipped")
        var text = "\(count(job, "changed")) of \(count(job, "matched")) leads \(done(job))"
        let uncertain = job["became"]?["uncertain"]?.numberValue?.int ?? 0
        if uncertain > 0 {
            text += ", of which \(uncertain) became uncertain: the target may have them "
            text += "(leadgate leads list --state uncertain)"
        }
        if skipped > 0 { text += ", \(skipped) left as they were (moved meanwhile, or what they claim is taken)" }
        if job["undone"] != nil {
            let step = job["action"]?.stringValue == "release" ? "were built" : "went out"
            text += ", \(count(job, "undone")) taken back before they \(step)"
            let others = count(job, "changed") - count(job, "undone")
            if job["state"]?.stringValue == "undone", others > 0 { text += ", \(others) not: they have gone on since" }
        }
        return "\(text); job \(id) is \(job["state"]?.stringValue ?? "?")"
    }

    /// What it does to a lead.
    private static func done(_ job: JSONValue) -> String {
        switch job["action"]?.stringValue {
        case "discard": "discarded"
        case "release": "released to be built"
        case "replay": "replayed"
        default: "queued again"
        }
    }

    private static func count(_ job: JSONValue, _ name: String) -> Int { job[name]?.numberValue?.int ?? 0 }
}
