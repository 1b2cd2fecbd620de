import ArgumentParser
import JSON
import NIOHTTP1

struct ResolveLead: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: """
            End the doubt about uncertain leads with what you found at the target: one, all in a file, or all that match \
            and are not there.
            """,
        discussion: """
              leadgate leads resolve 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --found AB1234
              leadgate leads resolve 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --not-there
              leadgate leads list --state uncertain            what to look for: the last column is the reference
              leadgate leads resolve --file found.csv          lines of ID-OR-REFERENCE;NUMBER or ID-OR-REFERENCE;not-there
              leadgate leads resolve --not-there --source alt --preview
              leadgate leads resolve --not-there --source alt --reason "none of them is in the platform"

            The reason stands in the lead's timeline and in the audit log. Of a file the command ends with 1 when a line was
            refused.

            --not-there sends the lead again: if the Vorgang exists after all, there will be two. For 15 minutes after it was
            sent the target may still be at work on it; --override takes that risk.
            """
    )

    @Argument(help: "The lead's id.")
    var id: String?

    @Option(help: "It is there, under this Vorgangsnummer.")
    var found: String?

    @Flag(help: "It is not there; send it again.")
    var notThere = false

    @Option(help: "A file with a line for each lead.")
    var file: String?

    @Flag(help: "Send again although the target may still be at work on it: this may make a second Vorgang.")
    var override = false

    @Flag(help: "Of all that match: only say how many would be sent again.")
    var preview = false

    @OptionGroup var order: BulkOrder
    @OptionGroup var selection: LeadSelection
    @OptionGroup var admin: AdminOptions

    /// Whether all that match are meant, instead of one or those in a file.
    private var isBulk: Bool { id == nil && file == nil && notThere && !selection.members.isEmpty }

    func validate() throws {
        if isBulk {
            guard found == nil, order.reason != nil || preview else {
                throw ValidationError("say why: --reason '…'; it is kept with the order")
            }
            return
        }
        guard !preview else { throw ValidationError("--preview is for all that match: --not-there --source …") }
        if file != nil {
            guard id == nil, found == nil, !notThere else {
                throw ValidationError("a file says all of it: give nothing else")
            }
            return
        }
        guard id != nil, (found == nil) == notThere else {
            throw ValidationError(
                "name a lead and say --found NUMBER or --not-there, give a --file, or say which are not there (--source, …)"
            )
        }
    }

    func run() async throws {
        let client = try AdminClient(admin.address)
        if isBulk {
            var members = selection.members
            members["override"] = .bool(override)
            if preview { return try await order.preview("resolve", members, client, json: admin.json) }
            try await order.run("resolve", members, client, json: admin.json)
            return
        }
        if let file {
            var members: JSONObject = ["leads": .array(try lines(of: file)), "override": .bool(override)]
            if let reason = order.reason { members["reason"] = .string(reason) }
            let answer = try await client.request(.POST, "/admin/api/leads/resolve", body: .object(members))
            show(answer)
            // Whoever runs it from a script must not take a lead that is still uncertain for one that is settled.
            if answer["refused"]?.arrayValue?.isEmpty == false { throw ExitCode.failure }
            return
        }
        var members: JSONObject = ["outcome": found == nil ? "not-there" : "found", "override": .bool(override)]
        if let found { members["vorgangsnummer"] = .string(found) }
        if let reason = order.reason { members["reason"] = .string(reason) }
        let lead = try await client.request(.POST, "/admin/api/leads/\(id ?? "")/resolve", body: .object(members))
        print(admin.json ? lead.text(pretty: true) : "lead \(id ?? "") is \(lead["state"]?.stringValue ?? "?")")
    }

    private func lines(of file: String) throws -> [JSONValue] {
        let text = String(decoding: try Files.read(file), as: UTF8.self)
        return try text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated().compactMap {
            number,
            line in
            let parts = line.split(separator: ";", omittingEmptySubsequences: false).map {
                String($0).trimmedWhitespace
            }
            guard parts != [""] else { return nil }
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ValidationError(
                    "\(file), line \(number + 1): write ID-OR-REFERENCE;NUMBER or ID-OR-REFERENCE;not-there"
                )
            }
            var lead: JSONObject = ["lead": .string(parts[0])]
            lead["outcome"] = parts[1] == "not-there" ? "not-there" : "found"
            if parts[1] != "not-there" { lead["vorgangsnummer"] = .string(parts[1]) }
            return .object(lead)
        }
    }

    private func show(_ answer: JSONValue) {
        if admin.json {
            print(answer.text(pretty: true))
            return
        }
        print("\(answer["resolved"]?.numberValue?.text ?? "0") leads are resolved")
        for refused in answer["refused"]?.arrayValue ?? [] {
            Console.error("\(refused["lead"]?.stringValue ?? ""): \(refused["why"]?.stringValue ?? "")")
        }
    }
}
