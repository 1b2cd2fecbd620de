import Logging
import Moments
import NIOSSL
import Synchronization
import Telemetry

/// The certificate in force: read at start, and again when its files have changed. Connections that are open keep theirs.
final class CurrentTLS: Sendable {
    private struct State {
        var context: NIOSSLContext
        var stamp: [Int]
    }

    /// How often the files are looked at.
    private static let interval: Int64 = 10_000

    private let files: TLSFiles
    private let state: Mutex<State>

    /// - Throws: if there is no usable certificate to begin with.
    init(_ files: TLSFiles) throws(TLSFiles.Fault) {
        self.files = files
        let stamp = files.stamp()
        state = Mutex(State(context: try files.context(), stamp: stamp))
    }

    /// Whether a client's certificate must lead to an authority.
    var verifiesClients: Bool { files.authorities != nil }

    /// What a new connection is made with.
    var context: NIOSSLContext { state.withLock { $0.context } }

    /// Looks at the files until it is cancelled. Files that cannot be used leave the certificate in force.
    func follow(_ clock: any Clock, logger: Logger) async {
        while (try? await clock.sleep(Self.interval)) != nil { reread(logger: logger) }
    }

    private func reread(logger: Logger) {
        let stamp = files.stamp()
        guard stamp != state.withLock({ $0.stamp }) else { return }
        do throws(TLSFiles.Fault) {
            let context = try files.context()
            state.withLock { $0 = State(context: context, stamp: stamp) }
            logger.record(.certificateReread)
        } catch {
            state.withLock { $0.stamp = stamp }
            logger.record(.certificateRefused, [.detail: "\(error.description)"])
        }
    }
}
