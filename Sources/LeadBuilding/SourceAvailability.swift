/// Whether queued leads of a source go out.
package enum SourceAvailability: Sendable {
    case enabled
    /// Switched off by its file.
    case disabled
    /// Its file is not there: it was taken away, or is being replaced at this moment.
    case missing
}
