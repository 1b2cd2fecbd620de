/// Why the sandbox cannot go on, or cannot do what it was told.
package enum SandboxError: Error, Sendable, Equatable {
    /// The journal cannot be written, so nothing may be answered.
    case journal(String)
    /// The sandbox ended before it was listening.
    case notListening(String)
    /// Settings or a fault plan that cannot be read, in words for the person who wrote them.
    case unreadable(String)
}

extension SandboxError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .journal(let text), .notListening(let text), .unreadable(let text): text
        }
    }
}
