import HTTPEdge
import JSON
import LeadBuilding
import Leads
import Mapping
import NIOHTTP1
import SourceFiles
import Submissions

/// What a sender gets for its post: where its lead is, and how to ask after it.
enum Receipt {
    /// One lead as JSON.
    private static func json(_ lead: Lead, _ casePage: (Lead) -> String?) -> JSONObject {
        var object: JSONObject = ["id": .string(lead.id.rawValue), "state": .string(lead.state.rawValue)]
        if let number = lead.vorgangsnummer { object["vorgangsnummer"] = .string(number) }
        object["links"] = links(lead, casePage)
        return object
    }

    /// Where to ask after a lead, and where a person opens its case once there is one.
    static func links(_ lead: Lead, _ casePage: (Lead) -> String?) -> JSONValue {
        var links: JSONObject = ["self": .string("/leads/\(lead.id.rawValue)")]
        links["case"] = casePage(lead).map { .string($0) }
        return .object(links)
    }

    /// The answer to an accepted post.
    ///
    /// - Parameter differing: the places of leads that came before with other content: the sender learns of it, since what it
    ///   has sent now goes nowhere by itself.
    static func response(
        _ leads: [Lead],
        differing: Set<Int>,
        _ prepared: PreparedPost,
        _ headers: RequestHeaders,
        casePage: (Lead) -> String?
    ) -> IntakeResponse {
        if let redirect = prepared.source.respond.redirect, wantsPage(headers, isForm: prepared.built.format.isForm) {
            return IntakeResponse(status: .seeOther, headers: [("location", redirect)])
        }
        let status = HTTPResponseStatus(statusCode: prepared.source.respond.status)
        guard status != .noContent, status != .resetContent else { return .empty(status) }
        let members = leads.enumerated().map { place, lead in
            var members = json(lead, casePage)
            if differing.contains(place) { members["repeated"] = "differently" }
            return JSONValue.object(members)
        }
        return .json(status, body(members, prepared.built))
    }

    /// One lead is itself; a batch is a list; of one post that feeds several targets the first lead speaks, and all are
    /// listed.
    private static func body(_ leads: [JSONValue], _ post: BuiltPost) -> JSONValue {
        let list = JSONValue.array(leads)
        if post.isBatch { return ["leads": list] }
        guard let first = leads.first else { return [:] }
        guard post.mappings > 1, case .object(var object) = first else { return first }
        object["leads"] = list
        return .object(object)
    }

    /// Whether a person looks at the answer: the browser asks for HTML, or it is a form post and nobody asks for JSON.
    static func wantsPage(_ headers: RequestHeaders, isForm: Bool) -> Bool {
        let accept = headers.accept?.asciiLowercased ?? ""
        if accept.contains("text/html") { return true }
        return isForm && !accept.contains("json")
    }
}
