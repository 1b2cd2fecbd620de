import Hummingbird
import JSON
import Leads
import Logging
import Moments
import Problems
import Telemetry

/// `/admin/api/backup`: copies the data file while leads go on being taken.
///
/// The gateway writes the copy on its own machine, beside nobody else's file: an existing one is never replaced. The master
/// key is not in it and is kept apart.
struct BackupRoutes: Sendable {
    let desk: OperatorsDesk

    func add(to api: RoleRoutes) {
        api.admins.post("/backup", use: backup)
    }

    @Sendable private func backup(_ request: Request, _ context: OperatorContext) async throws -> Response {
        let order = try await desk.order(request, allows: ["file"])
        guard let path = order["file"]?.stringValue, path.hasPrefix("/"), !path.contains("\u{0}") else {
            throw Refusal.badRequest("say where: {\"file\": \"/backups/leads-2026-11-28.sqlite\"}, from the root on")
        }
        // Before, lest a copy be made that nobody knows of; and after, since it may fail.
        try await note(.backupOrdered, of: path, by: context.name)
        do { try await desk.store.backup(to: path) } catch StoreError.unusable(let words) {
            throw Refusal.conflict(words)
        }
        try await note(.backedUp, of: path, by: context.name)
        return Response(json: ["file": .string(path)])
    }

    /// A store that takes no more writes can still be copied, and that may be the only way to what is in it: its copy is told of in
    /// the log alone.
    private func note(_ act: OperatorAct.Kind, of path: String, by name: String) async throws {
        do { try await desk.store.audit(OperatorAct(by: name, act, path), at: desk.clock.now()) } catch StoreError
            .unavailable
        {
            desk.logger.record(.backupUnaudited, [.by: "\(name)", .file: "\(path)"])
        }
    }
}
