import Logging
import Mapping
import MappingDesk
import Names
import TestSupport
import Testing

@testable import Intake

@Suite("Secrets of sources are read again")
struct SecretFreshnessTests {
    /// A directory of one source whose secret lies in a file that can be changed.
    private static func directory(_ secret: Shared<String>, _ clock: ManualClock) -> SourceDirectory {
        let files = Gateway.files(
            ["a": #"{"credential": {"scheme": "bearer", "secret": {"file": "/secret"}}}"#],
            ["m": Gateway.mapping]
        )
        let resolver = SecretResolver(
            environment: { _ in nil },
            file: { _ in
                let text = secret.value
                return text.isEmpty ? nil : Array(text.utf8)
            }
        )
        return SourceDirectory(
            library: CurrentLibrary(MappingLibrary.load(files: files)),
            secrets: resolver,
            clock: clock,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    @Test("a secret that is taken away ends after half a minute, and one that comes back counts after as long")
    func rotated() {
        let clock = ManualClock()
        let secret = Shared("a-secret-of-more-than-sixteen-bytes")
        let directory = Self.directory(secret, clock)
        func isReady() -> Bool {
            if case .ready = directory.entry("a") { true } else { false }
        }
        #expect(isReady())
        secret.change { $0 = "" }
        clock.advance(29_999)
        #expect(isReady(), "it is not read for every post")
        clock.advance(1)
        #expect(!isReady())
        secret.change { $0 = "another-secret-of-enough-bytes" }
        clock.advance(30_000)
        #expect(isReady())
    }
}
