import HTTPTypes
import JSON

/// `/v3/vorgaenge/{vorgangsNummer}/antraege` and below: the applications of a case, and what may be told of one (fact sheet
/// 1.3, 5).
enum VorgangAntraege {
    static func answer(_ number: String, _ call: Call, _ world: inout World) throws(Refused) -> SandboxAnswer {
        let rest = Array(call.request.parts.dropFirst(4))
        let isRead = call.request.method == .get
        try call.require(isRead ? SandboxScope.readCase : SandboxScope.writeCase)
        var found = try call.find(number, in: .baufiSmart, world)
        switch (rest.count, isRead) {
        case (0...1, true):
            let shown = found.antraege.filter { rest.isEmpty || $0.number.hasPrefix("\(rest[0])/") }
            guard rest.isEmpty || !shown.isEmpty else { throw unknown(number, call) }
            let href = "\(VorgangResource.address(found, call))/antraege"
            return SandboxAnswer(
                .ok,
                [
                    "antraege": .array(shown.map { antrag($0, found, call) }),
                    "_links": ["self": ["href": .string(href)]],
                ]
            ).assuming(.applications)
        case (2, true):
            guard let antrag = found.antraege.first(where: { $0.number == "\(rest[0])/\(rest[1])" }) else {
                throw unknown(number, call)
            }
            return SandboxAnswer(.ok, self.antrag(antrag, found, call)).assuming(.applications)
        case (3, false) where call.request.method == .post:
            if let refusal = call.refuse(unless: "application/json") { throw Refused(refusal) }
            guard let index = found.antraege.firstIndex(where: { $0.number == "\(rest[0])/\(rest[1])" }) else {
                throw unknown(number, call)
            }
            try tell(rest[2], &found, index, call)
            found.changedAt = world.now
            world.cases.put(found)
            var answer = SandboxAnswer(.accepted)
            answer.stored = found
            return answer.assuming(.applications)
        default: throw Refused(call.error(rest.count > 3 ? .notFound : .methodNotAllowed))
        }
    }

    /// One application, as far as it is known here.
    static func antrag(_ antrag: BaufiAntrag, _ found: StoredCase, _ call: Call) -> JSONValue {
        let address = "\(VorgangResource.address(found, call))/antraege/\(antrag.number)"
        return [
            "antragsNummer": .string("\(found.number)/\(antrag.number)"), "datenKontext": .string(found.context),
            "status": antrag.status, "_links": ["self": ["href": .string(address)]],
        ]
    }

    private static func tell(
        _ what: String,
        _ found: inout StoredCase,
        _ index: Int,
        _ call: Call
    ) throws(Refused) {
        let body = call.request.object.map { JSONValue.object($0) }
        switch what {
        case "status":
            guard found.antraege[index].set(body, needsBoth: true) else {
                throw refusal("antragsteller and produktAnbieter are statuses", call)
            }
        case "entscheidungsreife":
            guard found.editor == call.subject else { throw Refused(call.error(.forbidden).assuming(.applications)) }
            guard body?["entscheidungsreifeVomVertriebSignalisiert"]?.boolValue == true,
                found.antraege[index].signalReadiness()
            else {
                throw refusal("the signal can be given once, for what is requested and nobody works on", call)
            }
        default: throw Refused(call.error(.notFound))
        }
    }

    private static func unknown(_ number: String, _ call: Call) -> Refused {
        Refused(call.error(.notFound, "Vorgang \(number) has no such Antrag").assuming(.applications))
    }

    private static func refusal(_ what: String, _ call: Call) -> Refused {
        Refused(call.error(.badRequest, what).assuming(.applications))
    }
}
