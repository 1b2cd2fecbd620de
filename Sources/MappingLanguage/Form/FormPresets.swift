package import JSON

/// The shapes of vendors' posts, as data: see ``FormPresetData``.
package enum FormPresets {
    package static let names: [String] = all.keys.sorted()

    package static func named(_ name: String) -> FormDescription? { all[name] }

    /// The form of a mapping without one: the payload's members.
    package static let plain = members(of: .payload)

    /// The same where a post carries several leads: the lead's members.
    package static let plainItem = members(of: .item)

    /// A form that is described as a mapping does it; nil for what is no description.
    package static func described(by form: JSONObject) -> FormDescription? {
        let log = FindingLog([])
        return FormParser(log: log).form(.object(form), at: .root)
    }

    private static func members(of part: InputPart) -> FormDescription {
        FormParser(log: FindingLog([])).form(["members": .string("$.\(part.rawValue)")], at: .root)
            ?? FormDescription(parts: [], unused: [], preset: nil)
    }

    /// Parsed once. A preset that does not parse is left out; a test sees to it that none is.
    package static let all: [String: FormDescription] = {
        guard case .object(let table)? = try? JSONValue.parse(FormPresetData.json) else { return [:] }
        var presets: [String: FormDescription] = [:]
        for member in table.members {
            let log = FindingLog([])
            guard case .object(let object) = member.value else { continue }
            presets[member.key] = FormParser(log: log).parts(object, at: [member.key], preset: member.key)
        }
        return presets
    }()
}
