import Mapping
package import SourceFiles

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the secret behind a reference: in the environment, in a file, or in the source file itself.
///
/// Secrets live in memory only while a source uses them; they are never logged, answered or stored.
package struct SecretResolver: Sendable {
    /// Why a secret cannot be had. Says where it was looked for, never what was found.
    package enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        case missing(String)
        case empty(String)
        case tooLong(String)

        package var description: String {
            switch self {
            case .missing(let place): "There is no secret in \(place)."
            case .empty(let place): "The secret in \(place) is empty."
            case .tooLong(let place): "The secret in \(place) is longer than \(SecretResolver.longest) bytes."
            }
        }
    }

    /// Bytes a secret may have.
    package static let longest = 4_096

    private let environment: @Sendable (String) -> String?
    private let file: @Sendable (String) -> [UInt8]?

    /// - Parameters:
    ///   - environment: the value of an environment variable.
    ///   - file: the first bytes of a file, a few more than a secret may have; nil if it cannot be read.
    package init(
        environment: @escaping @Sendable (String) -> String?,
        file: @escaping @Sendable (String) -> [UInt8]?
    ) {
        self.environment = environment
        self.file = file
    }

    /// The process's environment and the file system.
    package static let process = SecretResolver(
        environment: { name in getenv(name).map { String(cString: $0) } },
        file: { path in
            guard let handle = fopen(path, "re") else { return nil }
            defer { fclose(handle) }
            var bytes = [UInt8](repeating: 0, count: longest + 3)
            let count = fread(&bytes, 1, bytes.count, handle)
            return ferror(handle) == 0 ? Array(bytes[..<count]) : nil
        }
    )

    /// The secret's bytes. One line end at the end of a file is not part of it.
    package func resolve(_ reference: SecretReference) throws(Fault) -> [UInt8] {
        let place = reference.description
        var secret: [UInt8]
        switch reference {
        case .text(let text):
            secret = Array(text.utf8)
        case .environment(let name):
            guard let text = environment(name) else { throw .missing(place) }
            secret = Array(text.utf8)
        case .file(let path):
            guard let bytes = file(path) else { throw .missing(place) }
            secret = bytes
            if secret.last == 0x0A { secret.removeLast() }
            if secret.last == 0x0D { secret.removeLast() }
        }
        guard !secret.isEmpty else { throw .empty(place) }
        guard secret.count <= Self.longest else { throw .tooLong(place) }
        return secret
    }
}
