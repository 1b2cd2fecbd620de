import JSON
import MappingLanguage
import TargetSchemas
import Targets

/// References inside the document: every `referenzId` that is referred to must be there, and only once.
///
/// The schema cannot say it (fact sheet 3.2.15); only constants can be checked before a lead is there.
struct ReferenceCheck {
    /// How often a place of the mapping can stand in one document.
    enum Occurrence {
        case once
        /// In one of several branches.
        case atMostOnce
        /// In each element of a list.
        case often
    }

    private struct Definition {
        let pointer: JSONPointer
        let occurrence: Occurrence
    }

    private var definitions: [ReferenceScope: [String: [Definition]]] = [:]
    private var references: [(scope: ReferenceScope, text: String, pointer: JSONPointer)] = []

    mutating func note(_ text: String, _ role: TextRole, at pointer: JSONPointer, _ occurrence: Occurrence) {
        switch role {
        case .defines(let scope):
            definitions[scope, default: [:]][text, default: []].append(
                Definition(pointer: pointer, occurrence: occurrence)
            )
        case .refersTo(let scope):
            references.append((scope, text, pointer))
        case .plain, .postcode:
            break
        }
    }

    func report(to log: FindingLog) {
        for reference in references {
            let known = definitions[reference.scope] ?? [:]
            guard known[reference.text] == nil else { continue }
            log.add(
                .unresolvedReference,
                at: reference.pointer,
                "No object has the referenzId \"\(reference.text)\".",
                advice: FindingText.advice(for: reference.text, among: known.keys.sorted())
            )
        }
        for scope in ReferenceScope.allCases {
            for (text, places) in (definitions[scope] ?? [:]).sorted(by: { $0.key < $1.key }) {
                let certain = places.filter { $0.occurrence == .once }
                for place in certain.dropFirst() {
                    log.add(.repeatedReference, at: place.pointer, "The referenzId \"\(text)\" is taken already.")
                }
                for place in places where place.occurrence == .often {
                    log.add(
                        .repeatedReference,
                        at: place.pointer,
                        "The referenzId \"\(text)\" is the same in every element of the list.",
                        advice: "Make it of the element, such as {\"$join\": [\"k\", \"@.id\"], \"$with\": \"\"}."
                    )
                }
            }
        }
    }
}
