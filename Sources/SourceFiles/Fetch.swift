package import JSONPath
package import MappingLanguage

/// How the data of a lead is got from a vendor whose posts bring its id only.
///
/// One `GET` for each id, after the receipt. What it answers is the lead's payload from then on.
package struct Fetch: Sendable {
    /// The ids in a post; each is a lead.
    package let id: Identifier
    /// The address, with `{id}` in it.
    package let url: FetchAddress
    /// What the vendor is shown, if it wants to see something.
    package let token: FetchToken?
    /// What every request bears besides.
    package let headers: [FetchHeader]
    /// Where in the answer the lead is; `nil`: the answer is the lead.
    package let lead: JSONPathQuery?
    /// What has to be got besides and becomes a member of the lead, by the member's name.
    package let joins: [Join]
    /// What answers mean that their status does not tell.
    package let errors: Errors
    /// Requests a minute at most.
    package let perMinute: Int
    /// Bytes of one answer at most.
    package let answerBytes: Int
    /// Whether the address may be this machine's own, and `http` then: for tests.
    package let allowsLoopback: Bool

    /// An id in what a vendor has sent.
    package struct Identifier: Sendable {
        package let selector: Selector
        /// What of the value is the id; `nil`: all of it.
        package let pattern: IRegexp?

        /// The id in a value; `nil` where there is none.
        package func id(in text: String) -> String? {
            guard let pattern else { return text }
            return pattern.firstMatch(in: text).map(String.init)
        }
    }

    /// One more document that belongs to a lead, such as the form that says what its questions mean.
    package struct Join: Sendable {
        /// The member of the lead that it becomes.
        package let member: String
        /// Where in the lead its id is.
        package let id: JSONPathQuery
        /// What of the value is the id; `nil`: all of it.
        package let pattern: IRegexp?
        package let url: FetchAddress
    }

    /// By what in an answer a failure is told, where statuses are used for several things. A query that selects something
    /// in the answer says yes.
    package struct Errors: Sendable {
        /// The token is wrong, or may not do it: the source rests.
        package let token: [JSONPathQuery]
        /// There is no such lead.
        package let gone: [JSONPathQuery]
        /// It works later.
        package let later: [JSONPathQuery]

        /// Without any: statuses decide.
        package static let none = Errors(token: [], gone: [], later: [])
    }
}

/// Where a token is, and how the vendor wants to see it.
package struct FetchToken: Sendable, Hashable {
    /// The ways of showing one.
    package enum Place: Sendable, Hashable {
        /// `Authorization: Bearer`.
        case bearer
        /// A header of its own.
        case header(String)
        /// A parameter of the address; it is never logged.
        case query(String)
    }

    package let secret: SecretReference
    package let place: Place
}

/// A header that is sent as the source says it.
package struct FetchHeader: Sendable, Hashable {
    package let name: String
    package let value: String
}

/// An address with `{id}` where the id of a lead stands.
package struct FetchAddress: Sendable, Hashable {
    /// What stands before and behind the id.
    private let parts: [String]

    /// `nil` for a text without `{id}`, or with it in the host.
    init?(_ text: String) {
        let parts = text.split(separator: "{id}", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 1, parts[0].dropFirst("https://".count).contains("/") else { return nil }
        self.parts = parts
    }

    /// The address for one id; nothing of the id can leave its place.
    package func address(for id: String, token: (name: String, value: String)? = nil) -> String {
        var text = parts.joined(separator: Self.percent(id))
        guard let token else { return text }
        text += (text.contains("?") ? "&" : "?") + Self.percent(token.name) + "=" + Self.percent(token.value)
        return text
    }

    /// All but RFC 3986's unreserved characters become `%XX`.
    private static func percent(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
