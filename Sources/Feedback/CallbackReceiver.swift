/// Who is told of a source's leads: where, and how the messages are signed.
package struct CallbackReceiver: Sendable {
    /// Where.
    package let target: CallbackTarget
    /// How the messages are signed.
    package let signature: StandardWebhookSignature

    /// A receiver of its parts.
    package init(target: CallbackTarget, signature: StandardWebhookSignature) {
        self.target = target
        self.signature = signature
    }
}

/// Why nobody can be told of a source's leads now: a file or a secret has to be mended.
package struct ReceiverFault: Error, Sendable, Hashable {
    /// As a stable word: `no-callback`, `callback-secret`, or that of a ``CallbackTarget/Fault``.
    package let word: String
    /// What to do, in words that hold no secret.
    package let advice: String

    /// A fault of its parts.
    package init(word: String, advice: String) {
        self.word = word
        self.advice = advice
    }
}
