import Feedback
import Intake
import Mapping
import Moments
import Names
import SourceFiles
import Synchronization

/// Who is told of a source's leads, as the source files in force say.
///
/// Made once per version of a file; the secret is read again after half a minute, so that a rotated one takes effect
/// without a restart.
final class CallbackDirectory: Sendable {
    private struct Cached {
        let hash: String
        let madeAt: Int64
        let receiver: Result<CallbackReceiver, ReceiverFault>
    }

    private static let freshness: Int64 = 30_000

    private let library: CurrentLibrary
    private let secrets: SecretResolver
    private let clock: any Clock
    private let cache = Mutex<[SourceName: Cached]>([:])

    init(library: CurrentLibrary, secrets: SecretResolver = .process, clock: any Clock) {
        self.library = library
        self.secrets = secrets
        self.clock = clock
    }

    /// Whether state changes of a source's leads are told.
    func isTold(_ name: SourceName) -> Bool { library.value.source(name)?.callback != nil }

    /// Who is told of them.
    func receiver(of name: SourceName) throws(ReceiverFault) -> CallbackReceiver {
        guard let source = library.value.source(name), let callback = source.callback else {
            throw ReceiverFault(
                word: "no-callback",
                advice: "its source names no callback now. It is tried again, in case its file comes back."
            )
        }
        let now = clock.uptime()
        if let known = cache.withLock({ $0[name] }), known.hash == source.hash, now - known.madeAt < Self.freshness {
            return try known.receiver.get()
        }
        let receiver = Result { () throws(ReceiverFault) in try callback.receiver(secrets) }
        cache.withLock { $0[name] = Cached(hash: source.hash, madeAt: now, receiver: receiver) }
        return try receiver.get()
    }

    /// What is wrong with the callbacks of sources, by source: places and words, never secrets.
    func faults() -> [SourceName: [String]] {
        library.value.sources.reduce(into: [:]) { faults, source in
            guard source.callback != nil else { return }
            do throws(ReceiverFault) { _ = try receiver(of: source.name) } catch {
                faults[source.name] = [error.advice]
            }
        }
    }
}

extension Callback {
    /// Who is told, made of what the file says.
    ///
    /// Several secrets in one place, parted by spaces or line ends, all sign: the old one and the new one, while the
    /// receiver changes over.
    func receiver(_ secrets: SecretResolver) throws(ReceiverFault) -> CallbackReceiver {
        let target: CallbackTarget
        do throws(CallbackTarget.Fault) {
            target = try CallbackTarget(url: url, allowsPrivate: allowsPrivate)
        } catch { throw ReceiverFault(word: error.rawValue, advice: error.words) }
        let text: String
        do throws(SecretResolver.Fault) {
            text = String(decoding: try secrets.resolve(secret), as: UTF8.self)
        } catch { throw ReceiverFault(word: "callback-secret", advice: error.description) }
        do throws(StandardWebhookSignature.MalformedSecret) {
            let signature = try StandardWebhookSignature(
                secrets: text.split(whereSeparator: \.isWhitespace).map(String.init)
            )
            return CallbackReceiver(target: target, signature: signature)
        } catch { throw ReceiverFault(word: "callback-secret", advice: error.description) }
    }
}
