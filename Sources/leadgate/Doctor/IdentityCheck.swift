import Europace
import Foundation
import Logging
import Mapping
import MappingDesk
import ServiceLifecycle
import Telemetry

/// Says at start what would show only at the first lead: a secret that is wrong, a scope that was not granted.
struct IdentityCheck: Service {
    let clients: EuropaceClients
    let library: CurrentLibrary
    let settings: Settings
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await check() }
        try await gracefulShutdown()
    }

    private func check() async {
        for attempt in 1...5 {
            let rights = await clients.rights(of: library.value.identityUses, mode: settings.mode)
            // The sandbox beside us may not listen yet, and Europace may be slow: ask again before saying anything.
            if attempt < 5, rights.contains(where: { $0.refusal != nil && !$0.isRefused }) {
                try? await Task.sleep(for: .seconds(attempt))
                continue
            }
            for diagnosis in rights.flatMap(EuropaceCheck.diagnoses) where diagnosis.severity != .fine {
                say(diagnosis)
            }
            return
        }
    }

    private func say(_ diagnosis: Diagnosis) {
        guard !Task.isCancelled else { return }
        logger.record(
            .identityDoubtful,
            [
                .detail: "\(diagnosis.message)", .code: "\(diagnosis.code)", .advice: "\(diagnosis.advice ?? "")",
            ],
            level: diagnosis.severity == .error ? nil : .warning
        )
        guard diagnosis.severity == .error else { return }
        print("\n\(diagnosis.text)\n         → `leadgate doctor` looks at everything else")
        fflush(nil)
    }
}
