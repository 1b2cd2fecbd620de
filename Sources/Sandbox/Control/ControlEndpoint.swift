import HTTPTypes
import JSON

/// `/_sandbox/…`: what a test or a person needs that the real APIs do not offer.
enum ControlEndpoint {
    static func answer(_ request: SandboxRequest, _ world: inout World) -> SandboxAnswer {
        let parts = Array(request.parts.dropFirst())
        switch parts.first {
        case "vorgaenge"? where parts.count <= 2: return cases(parts.dropFirst().first, request, &world)
        case "antraege"? where parts.count == 1: return applications(request, &world)
        case "faults"? where parts.count == 1: return faults(request, &world)
        case "settings"? where parts.count == 1: return settings(request, &world)
        case "assumptions"? where parts.count == 1:
            guard request.method == .get else { return notAllowed("GET") }
            return SandboxAnswer(
                .ok,
                .object(JSONObject(Assumption.allCases.map { ($0.rawValue, .string($0.text)) }))
            )
        default:
            return SandboxAnswer(
                .notFound,
                ["message": "there are /_sandbox/vorgaenge, antraege, faults, settings and assumptions"]
            )
        }
    }

    /// All cases, oldest first, or one.
    private static func cases(_ number: String?, _ request: SandboxRequest, _ world: inout World) -> SandboxAnswer {
        guard let number else {
            switch request.method {
            case .get: return list(request, world)
            case .delete:
                world.cases.clear()
                world.applications = [:]
                return SandboxAnswer(.noContent)
            default: return notAllowed("GET and DELETE")
            }
        }
        guard var found = world.cases[number] else {
            return SandboxAnswer(.notFound, ["message": "no such Vorgang; GET /_sandbox/vorgaenge lists all"])
        }
        switch request.method {
        case .get: return SandboxAnswer(.ok, found.json)
        case .put:
            return reading(request) { json throws(SandboxError) in
                try change(&found, json)
                world.cases.put(found)
                return found.json
            }
        default: return notAllowed("GET and PUT")
        }
    }

    /// What somebody at Europace does to a case.
    private static func change(_ found: inout StoredCase, _ json: JSONValue) throws(SandboxError) {
        let wrong = SandboxError.unreadable(
            #"a case takes {"status": "AKTIV" | "ARCHIVIERT" | "GELOESCHT"} and {"antraege": ["1/1"]}"#
        )
        guard let object = json.objectValue, !object.isEmpty,
            object.keys.allSatisfy({ ["status", "antraege"].contains($0) })
        else { throw wrong }
        if let value = object["status"] {
            guard let status = value.stringValue.flatMap(StoredCase.Status.init(rawValue:)) else { throw wrong }
            found.status = status
        }
        guard let value = object["antraege"] else { return }
        guard found.system == .baufiSmart, let numbers = value.arrayValue else { throw wrong }
        var antraege: [BaufiAntrag] = []
        for number in numbers {
            guard let antrag = number.stringValue.flatMap(BaufiAntrag.init(number:)) else { throw wrong }
            antraege.append(antrag)
        }
        found.antraege = antraege
    }

    /// `?externeVorgangsId=` and `?api=` pick.
    private static func list(_ request: SandboxRequest, _ world: World) -> SandboxAnswer {
        let reference = request.query["externeVorgangsId"]
        let api = request.query["api"]
        let cases = world.cases.all.filter {
            (reference == nil || $0.reference == reference) && (api == nil || $0.system.rawValue == api)
        }
        var answer = SandboxAnswer(.ok, .array(cases.map(\.json)))
        let forgotten = world.cases.forgotten
        if forgotten > 0 { answer.headers[.sandboxForgotten] = "\(forgotten) of the oldest cases" }
        return answer
    }

    private static func applications(_ request: SandboxRequest, _ world: inout World) -> SandboxAnswer {
        switch request.method {
        case .get:
            let sorted = world.applications.values.sorted { $0.number < $1.number }
            return SandboxAnswer(.ok, .array(sorted.map(\.json)))
        case .delete:
            world.applications = [:]
            return SandboxAnswer(.noContent)
        default: return notAllowed("GET and DELETE")
        }
    }

    private static func faults(_ request: SandboxRequest, _ world: inout World) -> SandboxAnswer {
        switch request.method {
        case .get: return SandboxAnswer(.ok, world.plan.json)
        case .delete:
            world.plan = FaultPlan()
            return SandboxAnswer(.noContent)
        case .put:
            return reading(request) { json throws(SandboxError) in
                world.plan = try FaultPlan(json)
                return world.plan.json
            }
        default: return notAllowed("PUT, GET and DELETE")
        }
    }

    private static func settings(_ request: SandboxRequest, _ world: inout World) -> SandboxAnswer {
        switch request.method {
        case .get: return SandboxAnswer(.ok, world.settings.json)
        case .put:
            return reading(request) { json throws(SandboxError) in
                try world.settings.change(json)
                return world.settings.json
            }
        default: return notAllowed("PUT and GET")
        }
    }

    private static func reading(
        _ request: SandboxRequest,
        _ change: (JSONValue) throws(SandboxError) -> JSONValue
    ) -> SandboxAnswer {
        let json: JSONValue
        do {
            json = try JSONValue.parse(request.body)
        } catch {
            return SandboxAnswer(.badRequest, ["message": .string("the body is not valid JSON: \(error)")])
        }
        do throws(SandboxError) {
            return SandboxAnswer(.ok, try change(json))
        } catch {
            return SandboxAnswer(.badRequest, ["message": .string(error.description)])
        }
    }

    private static func notAllowed(_ allowed: String) -> SandboxAnswer {
        SandboxAnswer(.methodNotAllowed, ["message": .string("\(allowed) work here")])
    }
}
