package import JSON
import Names
import Targets

extension LeadDocument {
    /// The document as a value, for those who show or compare it.
    package var value: JSONValue { (try? JSONValue.parse(document)) ?? .null }

    /// Document and fates together, for those who may see the lead: the dry run, the admin API and `leadgate try`. Without values
    /// neither document nor reference is in it, which may be made of what the customer typed.
    package func json(withValues: Bool) -> JSONValue {
        var json: JSONObject = [
            "target": .string(target.rawValue),
            "mode": .string(mode.rawValue),
            "mappingHash": .string(mappingHash.rawValue),
            "problems": .array(problems.map(\.json)),
            "notes": .array(notes.map(JSONValue.string)),
            "fates": report().json(withValues: withValues),
        ]
        if withValues {
            json["reference"] = .string(reference)
            json["document"] = value
            json["tracking"] = .object(tracking())
        }
        return .object(json)
    }
}
