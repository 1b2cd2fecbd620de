package import GuardedHTTP
import JSON
import JSONPath
import Leads
import NIOHTTP1
import SourceFiles

/// Gets what a vendor has of one lead: the lead itself, and what belongs to it.
package struct VendorClient: Sendable {
    private let client: GuardedClient

    /// One that asks through `client`.
    package init(_ client: GuardedClient) { self.client = client }

    /// Closes all connections.
    package func shutdown() async { await client.shutdown() }

    /// The document of a lead, or what came instead.
    ///
    /// - Parameter pace: waits until one more request may leave; false when none may any more.
    func lead(_ id: String, _ fetch: Fetch, token: String?, pace: @Sendable () async -> Bool) async -> FetchAnswer? {
        guard await pace() else { return nil }
        let answer = await get(fetch.url, id, fetch, token)
        guard case .document(let document, _) = answer else { return answer }
        guard let found = Self.lead(in: document, at: fetch.lead) else {
            let fault = Fault(
                code: "fetch-empty",
                message:
                    "The vendor's answer has no lead where the source's \"fetch\" looks for it, or it is no object. "
                    + "Mend \"fetch\".\"lead\" and replay."
            )
            return .fault(.dataFault(fault))
        }
        var lead = found.lead
        for join in fetch.joins {
            guard let id = Self.id(of: join, in: lead) else { continue }
            guard await pace() else { return nil }
            switch await get(join.url, id, fetch, token) {
            case .document(let joined, _): lead[join.member] = joined
            case .fault(let outcome): return .fault(outcome)
            }
        }
        return .document(.object(lead), beside: found.beside)
    }

    /// The lead in an answer, and what else stands there: the first of several is taken, so the others must be found again.
    private static func lead(in document: JSONValue, at query: JSONPathQuery?)
        -> (lead: JSONObject, beside: JSONValue?)?
    {
        guard let query else { return document.objectValue.map { ($0, nil) } }
        var builder = JSONDocumentBuilder()
        builder.append(document)
        guard let first = ((try? query.locatedNodes(root: builder.finish().root)) ?? []).first,
            let lead = first.node.value.objectValue
        else { return nil }
        var rest = document
        guard rest.remove(at: first.path.pointer) != nil else { return (lead, nil) }
        return (lead, rest.isBare ? nil : rest)
    }

    private static func id(of join: Fetch.Join, in lead: JSONObject) -> String? {
        guard let value = ((try? join.id.values(in: .object(lead))) ?? []).first,
            let text = value.stringValue ?? value.numberValue?.text
        else { return nil }
        guard let pattern = join.pattern else { return text }
        return pattern.firstMatch(in: text).map(String.init)
    }

    private func get(_ address: FetchAddress, _ id: String, _ fetch: Fetch, _ token: String?) async -> FetchAnswer {
        var headers = fetch.headers.map { (name: $0.name, value: $0.value) }
        headers.append(("accept", "application/json"))
        var parameter: (name: String, value: String)?
        if let token, let place = fetch.token?.place {
            switch place {
            case .bearer: headers.append(("authorization", "Bearer \(token)"))
            case .header(let name): headers.append((name, token))
            case .query(let name): parameter = (name, token)
            }
        }
        let url = address.address(for: id, token: parameter)
        guard let web = try? WebAddress(url) else {
            return .fault(
                .connectionFault(
                    Fault(code: "fetch-url", message: "The address in the source's \"fetch\" is none. Mend it.")
                )
            )
        }
        let (isSecure, allowsLoopback) = (web.isSecure, fetch.allowsLoopback)
        let answer = await client.perform(
            GuardedRequest(
                .GET,
                url: url,
                host: web.host,
                headers: headers,
                mostBytes: fetch.answerBytes,
                allowed: { addresses in
                    // One private address among public ones is as good as a private one; `http` never leaves the machine.
                    let isAllowed = addresses.allSatisfy { address in
                        isSecure && address.isPublic || allowsLoopback && address.isLoopback
                    }
                    return isAllowed ? addresses : nil
                }
            )
        )
        return FetchAnswer(answer, errors: fetch.errors, token: SecretBlot(of: token))
    }
}

extension JSONValue {
    /// Whether there is nothing in it: no value, however deep.
    fileprivate var isBare: Bool {
        switch self {
        case .null: true
        case .array(let elements): elements.allSatisfy(\.isBare)
        case .object(let object): object.members.allSatisfy(\.value.isBare)
        case .bool, .number, .string: false
        }
    }
}
