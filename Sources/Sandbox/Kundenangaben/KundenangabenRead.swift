import HTTPTypes
import JSON
import TargetSchemas

/// `GET /kundenangaben/{vorgangsnummer}`: what is stored, without the metadata of the import (fact sheet 1.2).
enum KundenangabenRead {
    static func answer(_ number: String, _ call: Call, _ world: World) throws(Refused) -> SandboxAnswer {
        try call.require(SandboxScope.readCase)
        let found = try call.find(number, in: .baufiSmart, world)
        let kept = references(in: found.kept, world.settings.behaviour.referenzId)
        return SandboxAnswer(.ok, kept).assuming(.referenzId)
    }

    /// A `referenzId` holds within one call and is not saved: what comes back is told by the switch.
    private static func references(in kept: JSONValue, _ behaviour: SandboxBehaviour.ReadReferences) -> JSONValue {
        guard behaviour != .asSent, let (schema, kind) = TargetSchema.storedKundenangaben else { return kept }
        var names: [ReferenceScope: [String: String]] = [:]
        let walk = SchemaWalk(
            schema: schema,
            text: { rule, text in
                let scope: ReferenceScope
                switch rule.role {
                case .defines(let defined): scope = defined
                case .refersTo(let referred): scope = referred
                case .plain, .postcode: return text
                }
                if behaviour == .omitted { return nil }
                if let name = names[scope]?[text] { return name }
                let name = "\(scope.rawValue)-\((names[scope]?.count ?? 0) + 1)"
                names[scope, default: [:]][text] = name
                return name
            }
        )
        return walk.map(kept, as: kind) ?? kept
    }
}
