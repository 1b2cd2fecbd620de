package import GuardedHTTP
package import Moments
import NIOHTTP1

/// How an attempt at a callback ended.
package enum CallbackAnswer: Sendable, Hashable {
    /// With a status; `retryAfter` is what the receiver asked for, in milliseconds.
    case answered(Int, retryAfter: Int64?)
    /// Without one: `dns`, `connect`, `tls`, `timeout`, `reset`, `cancelled`, or why the address may not be reached.
    case failed(String)

    /// The status or the failure, as it is kept and logged.
    package var word: String {
        switch self {
        case .answered(let status, _): "\(status)"
        case .failed(let word): word
        }
    }
}

/// Posts callbacks. Nobody looks at what an answer says besides its status.
package struct CallbackClient: Sendable {
    package typealias Settings = GuardedClient.Settings

    private let client: GuardedClient

    /// A client without connections.
    package init(resolver: HostResolver = .system, settings: Settings = Settings(), clock: any Clock) {
        client = GuardedClient(resolver: resolver, settings: settings, clock: clock)
    }

    /// One attempt; never repeats what may have arrived.
    package func post(_ body: [UInt8], headers: [(name: String, value: String)], to target: CallbackTarget) async
        -> CallbackAnswer
    {
        let answer = await client.perform(
            GuardedRequest(
                .POST,
                url: target.url,
                host: target.host,
                headers: headers + [("content-type", "application/json")],
                body: body,
                allowed: { try? target.checked($0) }
            )
        )
        return switch answer {
        case .answered(let status, _, let retryAfter): .answered(status, retryAfter: retryAfter)
        case .failed(let word): .failed(word)
        }
    }

    /// Closes all connections.
    package func shutdown() async { await client.shutdown() }
}
