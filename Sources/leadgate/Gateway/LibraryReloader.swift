import Foundation
import JSON
import Logging
import Mapping
import MappingDesk
import MappingLanguage
import Metrics
import Moments
import ServiceLifecycle
import SourceFiles
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
        var failures = 0
        var farewell = SourceFarewell()
        while !Task.isShuttingDownGracefully {
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(1)) }
            } catch {
                return
            }
            do {
                let current = try LibraryState(of: folder)
                guard current != state || !current.isSettled(at: clock.now()) else { continue }
                let files = try Files.library(in: folder)
                failures = 0
                if farewell.isTooEarly(files, in: library.value) { continue }
                state = current
                guard files != seen else { continue }
                seen = files
                take(files)
            } catch {
                failures += 1
                // What is just being written may be gone between two looks; what stays unreadable is told once.
                if failures == Self.patience {
                    logger.record(.mappingsUnreadable, [.detail: "\(error.localizedDescription)"])
                }
            }
        }
    }

    /// How many looks in a row may fail before it is told.
    private static let patience = 3

    private func take(_ files: [LibraryFile]) {
        let before = library.value
        let loaded = MappingLibrary.load(files: files, previous: before, targets: targets)
        // Before the first lead is mapped with it.
        archive.keep(loaded, logger: logger)
        library.value = loaded
        inForce.keep(files, of: loaded)
        logger.record(.mappingsReloaded, [.mappings: "\(loaded.mappings.count)"])
        for source in before.sources where loaded.source(source.name) == nil {
            logger.record(.sourceGone, [.source: "\(source.name)"])
        }
        loaded.log(to: logger)
    }
}

/// How a source goes whose file is away: a copy under way takes files away before it brings them, and a post that comes in
/// between would be refused as if its secret were wrong. So it goes only after some looks at the folder.
struct SourceFarewell {
    static let looks = 5
    private var looks = 0

    /// Whether to look again before anything is taken over.
    mutating func isTooEarly(_ files: [LibraryFile], in library: MappingLibrary) -> Bool {
        let paths = Set(files.map(\.path))
        guard library.sources.contains(where: { !paths.contains("sources/\($0.name).json") }) else {
            looks = 0
            return false
        }
        looks += 1
        return looks < Self.looks
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
