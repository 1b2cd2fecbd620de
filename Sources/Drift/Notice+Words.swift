import JSON
import Mapping

extension Notice {
    /// What has happened, in a sentence.
    package var message: String {
        switch cause {
        case .appeared(let place):
            return place.tokens.last == InputPlace.any
                ? "Fields have come up in \(place.parent?.selector ?? "$") that no rule reads; their names differ from lead to lead."
                : "A field \(place.selector) has come up that no rule reads."
        case .vanished(let place): return "The field \(place.selector) is not sent any more."
        case .renamed(let old, let new):
            return "A field \(new.selector) has come up where \(old.selector) vanished: it was probably renamed."
        case .unknownOption(let place, let target):
            return options.count > 1
                ? "\(options.count) answers at \(place.selector) are not known to the rule for \(target)."
                : "An answer at \(place.selector) is not known to the rule for \(target)."
        case .repeatedDifferently:
            return leads > 1
                ? "\(leads) leads came again under their keys with other content, which is kept beside them."
                : "A lead came again under its key with other content, which is kept beside it."
        }
    }

    /// What somebody who edits the mapping can do about it.
    package var suggestion: String {
        switch cause {
        case .appeared(let place):
            return """
                Add a rule that reads \(place.selector) to the mapping "\(mapping)", or declare it there: \
                "unused": ["\(place.selector)"].
                """
        case .vanished(let place):
            return """
                Ask the sender whether the field was renamed or dropped. Then change \(rulesText(of: place)), or take \
                it out of the mapping "\(mapping)".
                """
        case .renamed(let old, let new):
            return """
                Let \(rulesText(of: old)) read \(new.selector) instead of \(old.selector), or both while the change goes \
                on: {"$first": ["\(new.selector)", "\(old.selector)"]}. If they have nothing to do with each other, \
                declare the new one: "unused": ["\(new.selector)"].
                """
        case .unknownOption(let place, let target):
            guard let rule = rules.first else {
                return "Give the rule for \(target) a $lookup that knows the answer\(options.count > 1 ? "s" : "")."
            }
            let example = examples.last.map {
                " What was sent is in that lead's report: /admin/api/leads/\($0)/report."
            }
            // Of a field it is said before any rule reads it: that fits functions, and rules in a file that this one extends.
            if place.tokens.count == 2, place.tokens[0] == "form", place.tokens[1] != InputPlace.any {
                return """
                    Say what it means in "form" of the mapping "\(mapping)": "answers": {"\(place.tokens[1])": {"the answer": \
                    "one that the rule knows"}}. Or add a key to "$lookup" at \(rule), if it has one.\(example ?? "")
                    """
            }
            return """
                Add a key to "$lookup" at \(rule) of the mapping "\(mapping)" (or give the rule one, if it has none).\
                \(example ?? "")
                """
        case .repeatedDifferently:
            return """
                Look at it in the lead's timeline: leadgate leads show \(examples.first ?? "ID"). Say in the source \
                "\(source)" what such posts are: "differs": "supersede", "follow-up" or "new" in "duplicates". Then \
                acknowledge this.
                """
        }
    }

    private func rulesText(of place: InputPlace) -> String {
        switch rules.count {
        case 0: "what reads \(place.selector)"
        case 1: "the rule at \(rules[0])"
        default: "the rules at \(rules.map(\.description).joined(separator: ", "))"
        }
    }
}
