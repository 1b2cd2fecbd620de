#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// An address of the web as a file says it: `https` or `http`, with a host, without user name and fragment.
package struct WebAddress: Sendable, Hashable {
    /// What is wrong with a text.
    package enum Fault: Error, Sendable, Hashable {
        case notAnAddress, userInfo, fragment
    }

    /// The whole address.
    package let url: String
    /// The name or address in it, without brackets.
    package let host: String
    /// Whether it is `https`.
    package let isSecure: Bool

    /// Reads an address.
    package init(_ url: String) throws(Fault) {
        guard let parsed = URL(string: url), let scheme = parsed.scheme?.lowercased(), let written = parsed.host else {
            throw .notAnAddress
        }
        guard scheme == "https" || scheme == "http" else { throw .notAnAddress }
        guard parsed.user == nil, parsed.password == nil, !Self.authority(of: url).contains("@") else {
            throw .userInfo
        }
        guard parsed.fragment == nil, !url.contains("#") else { throw .fragment }
        let host = written.hasPrefix("[") && written.hasSuffix("]") ? String(written.dropFirst().dropLast()) : written
        // What stands here is compared byte by byte with what the HTTP client makes of it.
        let isName = host.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x2E || byte == 0x5F
        }
        guard !host.isEmpty, isName || NetworkAddress(host) != nil else { throw .notAnAddress }
        self.url = url
        self.host = host
        isSecure = scheme == "https"
    }

    private static func authority(of url: String) -> Substring {
        url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { !"/?#\\".contains($0) }
    }
}
