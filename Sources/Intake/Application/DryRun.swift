import JSON
import Leads
import Mapping
import Moments
import NIOHTTP1
import Problems
import SourceFiles
import Submissions
import Targets

/// `POST /hooks/{source}/dry-run`: what would become of this post, value by value. Nothing is stored or sent.
extension IntakeApplication {
    func dryRun(_ request: IntakeRequest, _ name: String, _ secret: String?) -> Reply {
        let ready: ReadySource
        let mapping: Mapping
        switch authorize(request, name, secret) {
        case .failure(let refusal): return .now(refusal.response)
        case .success(let found): (ready, mapping) = found
        }
        let source = ready.source
        if let seconds = ready.bucket?.take(now: clock.uptime()) {
            return .now(
                Problem.rateLimit.response(
                    "Try again in \(seconds) s.",
                    headers: [("retry-after", String(seconds))],
                    source: name
                )
            )
        }
        return .aside {
            let preparation = LeadPreparation(gatewayMode: self.configuration.gatewayMode, now: self.clock.now())
            let context = StoredContext(request, credentialHeaders: ready.verifier.credentialHeaders)
            let id = LeadID.make(now: preparation.now)
            switch preparation.read(request, source: source, context: context, leadID: id) {
            case .failure(let refusal):
                return self.decorate(refusal.response, request, source)
            case .success(let (submission, input)):
                let count = mapping.takesBatches ? min(mapping.count(in: input), Self.mostShown) : 1
                let leads = (0..<count).map { index -> JSONValue in
                    let input = mapping.takesBatches ? input.selecting(item: index) : input
                    return self.report(source, mapping, input, id)
                }
                var body: JSONObject = [
                    "source": .string(source.name), "mapping": .string(mapping.name),
                    "mappingHash": .string(mapping.hash),
                    "format": .string(submission.format.rawValue), "enabled": .bool(source.isEnabled),
                ]
                if !submission.overwritten.isEmpty {
                    body["overwritten"] = .array(submission.overwritten.map { .string($0) })
                }
                body["leads"] = .array(leads)
                let response = IntakeResponse.json(.ok, .object(body)).noting(RequestNote(source: source.name))
                return self.decorate(response, request, source)
            }
        }
    }

    /// Leads of a batch that a dry run shows.
    private static let mostShown = 20

    private func report(_ source: Source, _ mapping: Mapping, _ input: LeadInput, _ id: LeadID) -> JSONValue {
        let lead = LeadDocument.build(
            source: source,
            mapping: mapping,
            input: input,
            leadID: id.rawValue,
            gatewayMode: configuration.gatewayMode
        )
        return [
            "verdict": .string(lead.problems.isEmpty ? "queued" : "dead"),
            "target": .string(lead.target.rawValue),
            "mode": .string(lead.mode.rawValue),
            "document": (try? JSONValue.parse(lead.document)) ?? .null,
            "problems": .array(lead.problems.map(\.json)),
            "notes": .array(lead.notes.map { .string($0) }),
            "fates": lead.report().json(withValues: true),
        ]
    }
}
