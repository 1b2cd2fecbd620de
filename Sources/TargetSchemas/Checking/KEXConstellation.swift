import JSON

/// The KEX rules by which one member decides whether others are read (fact sheet 2.9).
///
/// - `beschaeftigungsart` selects the one node of the employment that is read; without it, or without that node, nothing
///   about the employment is.
/// - `fahrzeugkauf` is only read with `finanzierungszweck` FAHRZEUGKAUF.
/// - `gemeinsamerHaushalt` is only read for the second applicant.
enum KEXConstellation {
    static func apply(to document: inout JSONValue?, reader: inout DocumentReader) {
        guard var root = document?.objectValue else { return }
        for applicant in ["antragsteller1", "antragsteller2"] {
            employment(at: [applicant, "beschaeftigung"], in: &root, reader: &reader)
        }
        employment(at: ["updateBeschaeftigung", "beschaeftigung"], in: &root, reader: &reader)
        employment(at: ["addAntragsteller", "antragsteller", "beschaeftigung"], in: &root, reader: &reader)
        edit(["finanzbedarf"], in: &root) { object in
            if object["fahrzeugkauf"] != nil, object["finanzierungszweck"]?.stringValue != "FAHRZEUGKAUF" {
                object["fahrzeugkauf"] = nil
                reader.report(
                    .notConsidered,
                    "'fahrzeugkauf' is only read if 'finanzierungszweck' is FAHRZEUGKAUF",
                    at: ["finanzbedarf", "fahrzeugkauf"],
                    advice: nil
                )
            }
        }
        edit(["antragsteller1", "wohnsituation"], in: &root) { object in
            if object["gemeinsamerHaushalt"] != nil {
                object["gemeinsamerHaushalt"] = nil
                reader.report(
                    .notConsidered,
                    "'gemeinsamerHaushalt' is only read for the second applicant",
                    at: ["antragsteller1", "wohnsituation", "gemeinsamerHaushalt"],
                    advice: "Put it on 'antragsteller2'"
                )
            }
        }
        document = .object(root)
    }

    private static func employment(at path: [String], in root: inout JSONObject, reader: inout DocumentReader) {
        var isEmpty = false
        edit(path, in: &root) { object in
            let selected = object["beschaeftigungsart"]?.stringValue?.lowercased()
            let nodes = object.members.map(\.key).filter { $0 != "beschaeftigungsart" }
            guard let selected, object[selected] != nil else {
                isEmpty = true
                let advice = nodes.first.map { "Set 'beschaeftigungsart' to \($0.uppercased())" }
                reader.report(
                    .notConsidered,
                    "nothing about the employment is read unless 'beschaeftigungsart' names the member that is filled in",
                    at: path,
                    advice: selected == nil ? advice : "Fill in '\(selected ?? "")'"
                )
                return
            }
            for node in nodes where node != selected {
                object[node] = nil
                reader.report(
                    .notConsidered,
                    "'\(node)' is not read beside 'beschaeftigungsart' \(selected.uppercased())",
                    at: path + [node],
                    advice: nil
                )
            }
        }
        if isEmpty, let last = path.last { edit(Array(path.dropLast()), in: &root) { $0[last] = nil } }
    }

    /// Edits the object on this way, if there is one.
    private static func edit(_ path: [String], in object: inout JSONObject, _ change: (inout JSONObject) -> Void) {
        guard let name = path.first else { return change(&object) }
        guard var inner = object[name]?.objectValue else { return }
        edit(Array(path.dropFirst()), in: &inner, change)
        object[name] = .object(inner)
    }
}
