package import NIOHTTP1

/// Who is asked and told by the gates of a listener, on their event loops.
package protocol EdgeObserver: Sendable {
    /// On what terms a request may have a body.
    func bodyTerms(_ plan: HeadRules.Plan) -> BodyTerms

    /// Told when a gate has answered a request itself.
    func refused(_ refusal: EdgeRefusal, _ method: HTTPMethod)

    /// Told when a connection is cut off without an answer.
    func dropped(reason: String)
}
