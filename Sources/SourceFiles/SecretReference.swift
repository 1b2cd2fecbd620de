/// Where a secret is to be found. The secret itself is read when it is needed and never stored with the source.
package enum SecretReference: Sendable, Hashable {
    /// An environment variable's name.
    case environment(String)
    /// A file's path; the secret is its content without the trailing line break.
    case file(String)
    /// The secret in clear text; in test mode only.
    case text(String)
}

extension SecretReference: CustomStringConvertible {
    /// Where the secret is, never the secret.
    package var description: String {
        switch self {
        case .environment(let name): "environment variable \(name)"
        case .file(let path): "file \(path)"
        case .text: "text in the source file"
        }
    }
}

extension SecretReference: CustomDebugStringConvertible, CustomReflectable {
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["where": description]) }
}
