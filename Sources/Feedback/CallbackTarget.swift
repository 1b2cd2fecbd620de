package import GuardedHTTP

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
        let address: WebAddress
        do throws(WebAddress.Fault) { address = try WebAddress(url) } catch {
            switch error {
            case .notAnAddress: throw .notAnAddress
            case .userInfo: throw .userInfo
            case .fragment: throw .fragment
            }
        }
        guard address.isSecure || allowsPrivate else { throw .insecure }
        self.url = url
        host = address.host
        self.allowsPrivate = allowsPrivate
    }

    /// The addresses that may be connected to: all of them, or none. One private address among public ones is as good as
    /// a private one.
    package func checked(_ addresses: [NetworkAddress]) throws(Fault) -> [NetworkAddress] {
        guard allowsPrivate || addresses.allSatisfy(\.isPublic) else { throw .privateAddress }
        return addresses
    }
}
