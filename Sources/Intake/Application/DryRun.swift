import HTTPEdge
import JSON
import LeadBuilding
import Leads
import Mapping
import Moments
import NIOHTTP1
import Names
import Problems
import SourceFiles
import Submissions
import Targets

/// `POST /hooks/{source}/dry-run`: what would become of this post, value by value. Nothing is stored or sent.
extension IntakeApplication {
    func dryRun(_ request: IntakeRequest, _ name: SourceName, _ secret: String?) -> Reply {
        let sender: Authorized
        switch authorize(request, name, secret) {
        case .failure(let refusal): return .now(refusal.response)
        case .success(let found): sender = found
        }
        let source = sender.ready.source
        if let refusal = CrossOrigin.refusal(request.headers.origin, source) {
            return .now(decorate(refusal, request, source))
        }
        if let seconds = sender.ready.dryRuns.take(now: clock.uptime()) {
            return .now(
                decorate(
                    Problem.rateLimit.response(
                        "At most \(source.limits.dryRunsPerMinute) dry runs a minute. Try again in \(seconds) s.",
                        headers: [("retry-after", String(seconds))],
                        source: name
                    ),
                    request,
                    source
                )
            )
        }
        return .aside {
            switch self.plain(request, sender).flatMap({ self.prepare($0, sender, sender.mappings) }) {
            case .failure(let refusal):
                return self.decorate(refusal.response, request, source)
            case .success(let prepared):
                let built = prepared.built
                var body: JSONObject = ["source": .string(source.name.rawValue)]
                if let first = built.leads.first {
                    body["mapping"] = .string(first.mapping.name)
                    body["mappingHash"] = .string(first.mapping.hash.rawValue)
                }
                body["format"] = .string(built.format.rawValue)
                body["enabled"] = .bool(source.isEnabled)
                if !built.overwritten.isEmpty {
                    body["overwritten"] = .array(built.overwritten.map { .string($0) })
                }
                let repairs = self.building.repairs(of: prepared.post, from: source)
                if !repairs.isEmpty { body["repairs"] = .array(repairs.map { .string($0.rawValue) }) }
                if built.isIgnored { body["ignored"] = true }
                let leads = built.leads.prefix(Self.mostShown).map(Self.report)
                body["leads"] = .array(leads + built.unbuilt.prefix(Self.mostShown).map(Self.report))
                let response = IntakeResponse.json(.ok, .object(body)).noting(RequestNote(source: source.name))
                return self.decorate(response, request, source)
            }
        }
    }

    /// Leads of a batch that a dry run shows.
    private static let mostShown = 20

    private static func report(_ lead: UnbuiltLead) -> JSONValue {
        [
            "verdict": .string(lead.refusal == nil ? LeadState.waiting.rawValue : LeadState.dead.rawValue),
            "waitsFor": .string(lead.lack.rawValue), "mode": .string(lead.mode.rawValue),
            "cause": .object(lead.cause.json),
        ]
    }

    private static func report(_ lead: BuiltLead) -> JSONValue {
        var json: JSONObject = [
            "verdict": .string(lead.verdict.name),
            "target": .string(lead.target.rawValue),
            "mode": .string(lead.mode.rawValue),
        ]
        if lead.mappingName != nil { json["mapping"] = .string(lead.mapping.name) }
        if let cause = lead.verdict.cause { json["cause"] = .object(cause.json) }
        if let document = lead.document {
            json["document"] = (try? JSONValue.parse(document.document)) ?? .null
            json["problems"] = .array(document.problems.map(\.json))
            json["notes"] = .array(document.notes.map { .string($0) })
            json["fates"] = document.report().json(withValues: true)
        }
        return .object(json)
    }
}
