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
    /// Where to ask after a lead, and where a person opens its case once there is one.
    static func links(_ lead: Lead, id: String, _ casePage: (Lead) -> String?) -> [(name: String, address: String)] {
        let own = ("self", "/leads/" + id)
        return casePage(lead).map { [own, ("case", $0)] } ?? [own]
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
        return IntakeResponse(
            status: status,
            contentType: "application/json",
            body: body(leads, differing: differing, prepared.built, casePage)
        )
    }

    /// One lead is itself; a batch is a list; of one post that feeds several targets the first lead speaks, and all are
    /// listed.
    private static func body(
        _ leads: [Lead],
        differing: Set<Int>,
        _ post: BuiltPost,
        _ casePage: (Lead) -> String?
    ) -> [UInt8] {
        var writer = JSONWriter(reserving: 192 * (leads.count + 1))
        writer.beginObject()
        if !post.isBatch, let first = leads.first {
            write(first, differs: differing.contains(0), casePage, to: &writer)
        }
        if post.isBatch || post.mappings > 1 && !leads.isEmpty {
            writer.key("leads")
            writer.beginArray()
            for (place, lead) in leads.enumerated() {
                writer.beginObject()
                write(lead, differs: differing.contains(place), casePage, to: &writer)
                writer.endObject()
            }
            writer.endArray()
        }
        writer.endObject()
        return writer.finish()
    }

    /// The members of one lead.
    private static func write(
        _ lead: Lead,
        differs: Bool,
        _ casePage: (Lead) -> String?,
        to writer: inout JSONWriter
    ) {
        func member(_ name: String, _ text: String) {
            writer.key(name)
            writer.string(text)
        }
        let id = lead.id.rawValue
        member("id", id)
        member("state", lead.state.rawValue)
        if let number = lead.vorgangsnummer { member("vorgangsnummer", number) }
        writer.key("links")
        writer.beginObject()
        for link in links(lead, id: id, casePage) { member(link.name, link.address) }
        writer.endObject()
        if differs { member("repeated", "differently") }
    }

    /// Whether a person looks at the answer: the browser asks for HTML, or it is a form post and nobody asks for JSON.
    static func wantsPage(_ headers: RequestHeaders, isForm: Bool) -> Bool {
        let accept = headers.accept?.asciiLowercased ?? ""
        if accept.contains("text/html") { return true }
        return isForm && !accept.contains("json")
    }
}
