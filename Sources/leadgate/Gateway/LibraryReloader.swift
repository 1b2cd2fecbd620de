import JSON
import Logging
import Mapping
import MappingDesk
import MappingLanguage
import Metrics
import Moments
import ServiceLifecycle
import TargetSchemas
import Telemetry

/// Takes changed mapping and source files over while running; a file with errors leaves the old version in force.
struct LibraryReloader: Service {
    /// The mappings.
    let folder: String
    /// Its files as they were when the gateway took them.
    let files: [LibraryFile]
    let targets: TargetCatalog
    let library: CurrentLibrary
    let inForce: MappingsInForce
    let archive: MappingArchive
    let clock: any Clock
    let logger: Logger

    func run() async throws {
        var seen = files
        var state: LibraryState?
        while !Task.isShuttingDownGracefully {
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
            } catch {
                return
            }
            guard let current = try? LibraryState(of: folder), current != state || !current.isSettled(at: clock.now()),
                let files = try? Files.library(in: folder)
            else { continue }
            state = current
            guard files != seen else { continue }
            seen = files
            let loaded = MappingLibrary.load(files: files, previous: library.value, targets: targets)
            // Before the first lead is mapped with it.
            archive.keep(loaded, logger: logger)
            library.value = loaded
            inForce.keep(files, of: loaded)
            logger.record(.mappingsReloaded, [.mappings: "\(loaded.mappings.count)"])
            loaded.log(to: logger)
        }
    }
}

extension MappingLibrary {
    /// Says every finding with its place, and counts them; what is in error is not in force.
    func log(to logger: Logger) {
        for severity in [Severity.error, .warning] {
            Metric.mappingFindings(severity.rawValue).record(findings.count { $0.severity == severity })
        }
        for finding in findings {
            logger.record(
                .fileFinding,
                [
                    .detail: "\(finding.message)", .file: "\(finding.file)", .line: "\(finding.line)",
                    .code: "\(finding.code.rawValue)", .place: "\(finding.pointer.description)",
                ],
                level: finding.severity == .error ? nil : .warning
            )
        }
    }
}
