import JSON
import MappingLanguage
import SourceFiles
package import Targets

/// The reference of the mapping language as Markdown, made from the tables in the code: it cannot be out of date.
///
/// `leadgate reference` prints it, `mappings/REFERENCE.md` is the result.
package enum Reference {
    /// The chapters that this module knows.
    ///
    /// - Parameter profiles: the targets that there are.
    package static func chapters(_ profiles: [TargetProfile]) -> [String] {
        [functions, operators, settings, targets(profiles), presets, credentials, findings]
    }

    private static var operators: String {
        var text = "## Operatoren / Operators\n\n"
        text += "| operator | takes | Bedeutung | meaning | example |\n|---|---|---|---|---|\n"
        for name in Operator.allCases {
            let row = name.description
            text += line([code(name.rawValue), row.takes, row.german, row.english, code(row.example)])
        }
        return text
    }

    private static var settings: String {
        func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
        return """
            ## Einstellungen / Settings

            Mapping: \(list(MappingFile.members)).

            Source: \(list(SourceDecoder.members)).

            Parts of the input: \(list(InputPart.allCases.map { "$.\($0.rawValue)" })).

            """
    }

    private static func targets(_ profiles: [TargetProfile]) -> String {
        var text = "## Ziele / Targets\n\n| `target` | API | `document` | case |\n|---|---|---|---|\n"
        for profile in profiles {
            let name = code(profile.target.rawValue)
            text += line([name, profile.title, document(of: profile), relation(of: profile)])
            for (operation, other) in profile.operations.sorted(by: { $0.key < $1.key }) {
                let name = "\(name) with \(code("\"operation\": \"\(operation)\""))"
                text += line([name, other.title, document(of: other), relation(of: other)])
            }
        }
        return text
    }

    private static func document(of profile: TargetProfile) -> String {
        switch profile.document {
        case .object: "one object"
        case .operations: "a list of operations, each an object with one member"
        }
    }

    private static func relation(of profile: TargetProfile) -> String {
        switch profile.caseRole {
        case .opens: "opens one"
        case .changes: "changes one that is there"
        case .reports: "belongs to an application"
        }
    }

    private static var presets: String {
        var text = "## Formulare / Form presets\n\n| `form` | what it reads |\n|---|---|\n"
        for name in FormPresets.names { text += line([code(name), FormPresets.description(of: name) ?? ""]) }
        return text
    }

    private static var credentials: String {
        var text = "## Ausweise / Credential schemes\n\n| `scheme` | beside it |\n|---|---|\n"
        for scheme in CredentialDecoder.schemes {
            text += line([code(scheme), EditorSource.settings(ofScheme: scheme).map(code).joined(separator: ", ")])
        }
        text += "\n### Anbieter / Vendors\n\n| `scheme` | stands for |\n|---|---|\n"
        for preset in CredentialDecoder.presets.members { text += line([code(preset.key), code(preset.value.text())]) }
        return text
    }

    private static var findings: String {
        var text = "## Befunde / Finding codes\n\n| code | severity | why | what to do |\n|---|---|---|---|\n"
        for finding in FindingCode.allCases {
            let row = finding.description
            text += line([code(finding.rawValue), row.severity.rawValue, row.explanation, row.advice])
        }
        return text
    }

    /// A row of a table.
    static func line(_ cells: [String]) -> String {
        "| " + cells.map { $0.replacing("\n", with: "<br>").replacing("|", with: "\\|") }.joined(separator: " | ")
            + " |\n"
    }

    static func code(_ text: String) -> String { text.contains("`") ? "`` \(text) ``" : "`\(text)`" }
}

extension FormPresets {
    /// What a preset's own data says it reads.
    static func description(of name: String) -> String? { descriptions[name] }

    private static let descriptions: [String: String] = {
        guard case .object(let table)? = try? JSONValue.parse(FormPresetData.json) else { return [:] }
        return Dictionary(
            table.members.compactMap { member in member.value["description"]?.stringValue.map { (member.key, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
    }()
}
