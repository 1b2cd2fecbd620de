import MappingLanguage

/// How long what was sent is kept once a lead has come to rest, in seconds since its last change; then it is destroyed as
/// by an erasure, and the books keep the lead.
///
/// What was never delivered is kept until a person has decided, unless the source says otherwise; it is never destroyed
/// without a warning before.
package struct Retention: Sendable, Hashable {
    /// Of delivered leads.
    package let delivered: Int
    /// Of leads that a person gave up.
    package let discarded: Int
    /// Of dead letters; `nil`: until a person has decided.
    package let dead: Int?

    /// A retention of its parts.
    package init(delivered: Int, discarded: Int, dead: Int?) {
        self.delivered = delivered
        self.discarded = discarded
        self.dead = dead
    }

    /// 90 days; dead letters for ever.
    package static let standard = Retention(delivered: 90 * 86_400, discarded: 90 * 86_400, dead: nil)
}

/// Reads `retention` of a source file.
struct RetentionDecoder {
    func retention(_ source: SettingsReader) -> Retention {
        guard let reader = source.objectReader("retention") else { return .standard }
        reader.refuseUnknown(["delivered", "discarded", "dead"], what: "\"retention\"")
        return Retention(
            delivered: span("delivered", reader) ?? Retention.standard.delivered,
            discarded: span("discarded", reader) ?? Retention.standard.discarded,
            dead: span("dead", reader)
        )
    }

    private func span(_ name: String, _ reader: SettingsReader) -> Int? {
        guard let text = reader.string(name) else { return nil }
        // Not less than a day: a repeat that comes meanwhile is still compared, an operator still sees what went out.
        if let seconds = Duration.seconds(of: text), seconds >= 86_400 { return seconds }
        reader.log.add(
            .invalidSetting,
            at: reader.place(name),
            "\"\(text)\" is no span of a day or more.",
            advice: "Write a number of days, such as \"90d\"."
        )
        return nil
    }
}
