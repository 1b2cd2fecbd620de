import Logging
import Mapping
import Moments
import Names
import SourceFiles
import Synchronization
import Targets
import Telemetry

/// A source with all that answering its posts needs, made once per version of its file.
final class ReadySource: Sendable {
    let source: Source
    let verifier: CredentialVerifier
    let bucket: TokenBucket?
    /// Dry runs have a limit of their own, so that trying takes nothing from posting.
    let dryRuns: TokenBucket

    init(source: Source, verifier: CredentialVerifier, bucket: TokenBucket?, dryRuns: TokenBucket) {
        self.source = source
        self.verifier = verifier
        self.bucket = bucket
        self.dryRuns = dryRuns
    }

    /// What shows that a request may post; nil if nothing does. Nobody looks again where the head has shown it to this very
    /// object, and body and signature add nothing.
    func proof(of request: IntakeRequest, _ presented: CredentialVerifier.Presented) -> Proof? {
        if request.provenBy === self, !verifier.needsBody { return Proof() }
        return verifier.verify(request, presented)
    }
}

/// Sources by name, from the library in force, with their secrets resolved.
///
/// Secrets are read again after half a minute at the latest, so that a rotated file or a repaired one takes effect
/// without a restart; a secret that cannot be found any more ends with the credential it belongs to.
final class SourceDirectory: Sendable {
    enum Entry: Sendable {
        case ready(ReadySource)
        /// The source exists, but none of its secrets can be found: nobody may post.
        case withoutSecret
        /// The source's file, or its mapping, is broken and no earlier version is in force.
        case broken
        case unknown
    }

    private struct Cached {
        let hash: String
        let madeAt: Int64
        let entry: Entry
        let faults: [String]
    }

    private static let freshness: Int64 = 30_000

    private let library: CurrentLibrary
    private let secrets: SecretResolver
    private let clock: any Clock
    private let logger: Logger
    private let cache = Mutex<[SourceName: Cached]>([:])

    init(library: CurrentLibrary, secrets: SecretResolver, clock: any Clock, logger: Logger) {
        self.library = library
        self.secrets = secrets
        self.clock = clock
        self.logger = logger
    }

    /// The source of a name, as the library in force has it.
    func entry(_ name: SourceName) -> Entry {
        entry(name, in: library.value)
    }

    /// The source of a name and the mapping it uses.
    func entry(_ name: SourceName, in library: MappingLibrary) -> Entry {
        guard let source = library.source(name) else {
            return library.rejected.contains { $0.path == "sources/\(name).json" } ? .broken : .unknown
        }
        let now = clock.uptime()
        let known = cache.withLock { $0[name] }
        if let known, known.hash == source.hash, now - known.madeAt < Self.freshness { return known.entry }
        return make(source, now: now, known: known).entry
    }

    /// What is wrong with the secrets of sources, for the readiness probe: names and places.
    func secretFaults() -> [(source: SourceName, faults: [String])] {
        let library = library.value
        return library.sources.compactMap { source in
            _ = entry(source.name, in: library)
            let faults = cache.withLock { $0[source.name]?.faults ?? [] }
            return faults.isEmpty ? nil : (source.name, faults)
        }
    }

    private func make(_ source: Source, now: Int64, known: Cached?) -> Cached {
        let (verifier, faults) = CredentialVerifier.make(
            source.credentials,
            leastBytes: source.mode == .test ? 1 : SecretForm.leastBytes
        ) { reference throws(SecretResolver.Fault) in
            try secrets.resolve(reference)
        }
        if faults != (known?.faults ?? []) { report(source, faults, isUsable: verifier != nil) }
        var bucket: TokenBucket?
        var dryRuns = TokenBucket(perMinute: source.limits.dryRunsPerMinute, now: now)
        if case .ready(let before)? = known?.entry {
            bucket = before.bucket
            if before.dryRuns.perMinute == dryRuns.perMinute { dryRuns = before.dryRuns }
        }
        if bucket?.perMinute != source.limits.perMinute {
            bucket = source.limits.perMinute.map { TokenBucket(perMinute: $0, now: now) }
        }
        let entry = verifier.map {
            Entry.ready(ReadySource(source: source, verifier: $0, bucket: bucket, dryRuns: dryRuns))
        }
        let made = Cached(hash: source.hash, madeAt: now, entry: entry ?? .withoutSecret, faults: faults)
        cache.withLock { $0[source.name] = made }
        return made
    }

    private func report(_ source: Source, _ faults: [String], isUsable: Bool) {
        if faults.isEmpty { logger.record(.secretsFound, [.source: "\(source.name)"]) }
        let means = isUsable ? "The source's other secrets still work." : "Nobody can post until it is there."
        for fault in faults {
            logger.record(.secretMissing, [.source: "\(source.name)", .detail: "\(fault) \(means)"])
        }
    }
}
