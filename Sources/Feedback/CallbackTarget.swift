#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a source's callbacks go: an address out of its file, and never out of a payload.
///
/// It is `https`, without user name and fragment; the addresses that its host's name stands for are asked at every attempt
/// and must all be public. A private one, and `http`, have to be allowed in words.
package struct CallbackTarget: Sendable, Hashable {
    /// Why an address cannot be used. Names no part of the address: it may hold a secret in its query.
    package enum Fault: String, Error, Sendable, Hashable, CaseIterable {
        case notAnAddress = "callback-url"
        case insecure = "callback-http"
        case userInfo = "callback-user-info"
        case fragment = "callback-fragment"
        /// The name stands for an address that is not of the public internet.
        case privateAddress = "private-address"

        /// What is wrong, and what to do.
        package var words: String {
            switch self {
            case .notAnAddress: "The callback's URL is none. Write it whole, with scheme and host."
            case .insecure: "The callback's URL is not https. Write https://, or say \"allowPrivate\": true."
            case .userInfo: "The callback's URL has a user name. Leave it out; messages are signed."
            case .fragment: "The callback's URL has a fragment (#…). Leave it out."
            case .privateAddress:
                "The callback's host has an address in a private or special network. Say \"allowPrivate\": true if it "
                    + "shall be reached there."
            }
        }
    }

    /// The whole address.
    package let url: String
    /// The name or address in it, without brackets.
    package let host: String
    /// Whether addresses that are not public may be reached.
    package let allowsPrivate: Bool

    /// Reads an address.
    package init(url: String, allowsPrivate: Bool) throws(Fault) {
        guard let parsed = URL(string: url), let scheme = parsed.scheme?.lowercased(), let written = parsed.host else {
            throw .notAnAddress
        }
        guard scheme == "https" || scheme == "http" else { throw .notAnAddress }
        guard scheme == "https" || allowsPrivate else { throw .insecure }
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
        self.allowsPrivate = allowsPrivate
    }

    /// The addresses that may be connected to: all of them, or none. One private address among public ones is as good as
    /// a private one.
    package func checked(_ addresses: [NetworkAddress]) throws(Fault) -> [NetworkAddress] {
        guard allowsPrivate || addresses.allSatisfy(\.isPublic) else { throw .privateAddress }
        return addresses
    }

    private static func authority(of url: String) -> Substring {
        url.drop { $0 != "/" }.drop { $0 == "/" }.prefix { !"/?#\\".contains($0) }
    }
}
