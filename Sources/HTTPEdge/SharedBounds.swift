/// What the connections of a listener share, so that many of them together are bounded as one is.
package struct SharedBounds: Sendable {
    /// Connections that are only read to their end.
    let lingering: LingeringConnections
    /// Answers that are not read.
    let unsent: UnsentBudget
    /// Bytes that may be for nothing.
    let pace: BodyPace

    package init(_ limits: EdgeLimits) {
        lingering = LingeringConnections(atMost: limits.lingeringConnections)
        unsent = UnsentBudget(limits.unsentTotalBytes)
        pace = BodyPace(bytesPerSecond: limits.unprovenBytesPerSecond)
    }
}
