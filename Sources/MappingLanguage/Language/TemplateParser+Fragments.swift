import JSON

/// `$use`: a template that stands once in the file's `fragments`, in each place as if it were written there.
///
/// A fragment uses no other, so that a file is never longer than it looks.
extension TemplateParser {
    func use(_ object: JSONObject, at pointer: JSONPointer) -> Template {
        let nothing = Template(pointer: pointer, form: .literal(.null))
        allow(["$use", "$suffix"], in: object, at: pointer)
        for key in object.keys where !key.hasPrefix("$") {
            log.add(
                .operatorMisuse,
                at: pointer.appending(key),
                atKey: true,
                "\"\(key)\" stands beside operators.",
                advice: "An object has either operators or members; write the other members into the fragment."
            )
        }
        guard case .string(let name)? = object["$use"] else {
            log.add(.operatorMisuse, at: pointer.appending("$use"), "\"$use\" takes the name of a fragment.")
            return nothing
        }
        guard suffix == nil else {
            log.add(
                .operatorMisuse,
                at: pointer.appending("$use"),
                "A fragment cannot use another.",
                advice: "Write what \"\(name)\" says into this fragment, or use both where the document needs them."
            )
            return nothing
        }
        guard let fragment = fragments[name] else {
            let known = fragments.keys.filter { $0 != "$comment" }
            log.add(
                .unknownFragment,
                at: pointer.appending("$use"),
                "There is no fragment \"\(name)\".",
                advice: FindingLog.advice(
                    for: name,
                    among: known,
                    otherwise: FindingCode.unknownFragment.description.advice
                )
            )
            return nothing
        }
        return inFragment(suffix: suffix(object["$suffix"], at: pointer.appending("$suffix")))
            .template(fragment, at: ["fragments", name])
    }

    private func suffix(_ value: JSONValue?, at pointer: JSONPointer) -> String {
        guard let value else { return "" }
        if case .string(let text) = value, !text.contains(where: { "'\"\\".contains($0) }) { return text }
        log.add(
            .operatorMisuse,
            at: pointer,
            "\"$suffix\" takes what stands behind the names of the fields.",
            advice: "Write a text without quotation marks and backslashes, such as \"_2\"."
        )
        return ""
    }

    /// Reads the fragments that nothing uses, too: a mistake in one shows before somebody does.
    package func checkFragments() {
        for member in fragments.members where member.key != "$comment" {
            _ = inFragment(suffix: "").template(member.value, at: ["fragments", member.key])
        }
    }
}
