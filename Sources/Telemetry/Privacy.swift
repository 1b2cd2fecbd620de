import Logging

/// Whether a logged value tells something about a person.
///
/// `logger.info("…", metadata: ["email": .attributed(mail, attributes: [Privacy.personal])])` writes `[redacted]`: the
/// handler never puts a personal value on a line, at no level. Better still is not to hand it over at all.
package enum Privacy: Int64, Sendable, Logger.MetadataValueAttributes.Attribute {
    /// May stand in a log: ids, names of sources, classes, places, durations.
    case open = 0
    /// Must not: what a person typed, secrets, addresses of people.
    case personal = 1
}
