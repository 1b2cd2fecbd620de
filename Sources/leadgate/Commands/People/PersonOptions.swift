import ArgumentParser
import Foundation
import JSON

/// Who is meant.
struct PersonOptions: ParsableArguments {
    @Option(help: "An e-mail address; -: to be typed.")
    var email: String?

    @Option(help: "A telephone number with its area code; -: to be typed.")
    var phone: String?

    @Option(help: "The family name, with the given name and the day of birth; -: to be typed.")
    var familyName: String?

    @Option(help: "The given name; -: to be typed.")
    var givenName: String?

    @Option(help: "The day of birth, as 1980-02-01 or 1.2.1980; -: to be typed.")
    var birthDate: String?

    @Option(help: "A lead's id, its reference at the target, or the sender's own key of it; -: to be typed.")
    var reference: String?

    @Option(help: "The target's number of the case; -: to be typed.")
    var caseNumber: String?

    @Flag(help: "Only leads that have something of everything that is said; else of one of it.")
    var all = false

    func validate() throws {
        let said = [email, phone, familyName, givenName, birthDate, reference, caseNumber]
        if said.allSatisfy({ $0 == nil }) { throw ValidationError("say who is meant: --email -, --phone -, …") }
    }

    /// What is sent to the gateway; what is to be typed is read first.
    func criteria() throws -> JSONObject {
        var criteria: JSONObject = [:]
        let said = [
            ("email", email), ("phone", phone), ("familyName", familyName), ("givenName", givenName),
            ("birthDate", birthDate), ("reference", reference), ("caseNumber", caseNumber),
        ]
        for (name, value) in said {
            guard let value else { continue }
            criteria[name] = .string(value == "-" ? try Self.typed(name) : value)
        }
        if all { criteria["match"] = "all" }
        return criteria
    }

    private static func typed(_ name: String) throws -> String {
        if isatty(FileHandle.standardInput.fileDescriptor) == 1 {
            FileHandle.standardError.write(Data("\(name): ".utf8))
        }
        guard let line = readLine(), !line.allSatisfy(\.isWhitespace) else {
            Console.error("standard input has no line for '\(name)'")
            throw Console.invalidInput
        }
        return line
    }
}
