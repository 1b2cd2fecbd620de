import ArgumentParser
import Foundation
import JSON
import LeadBuilding
import Leads
import Mapping
import MappingDesk
import MappingLanguage
import NIOHTTP1
import Names
import SourceFiles
import Submissions
import Targets

/// `leadgate map`: a mapping out of a post.
struct MapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "map",
        abstract: "Propose a mapping for a post: whose form it is, and which of its fields is which.",
        discussion: """
            The post is a file, or a lead that came: its id, with the reason why you look at it. Names are matched to the \
            standard vocabulary by their words, values by what they look like and by what the standard's rules can read. \
            Only names are written and shown, never a value. What stays open goes to the adviser's notes.

              leadgate map --from post.json                                     prints the mapping
              leadgate map --from post.json --output mappings/musterbank.json   writes it, or adds to what is there
              leadgate map --from 0197f3c2-… --reason "connecting the form" --output mappings/musterbank.json

            Look the proposal over: a confidence below 0.7 is a guess. Then `leadgate check`, `leadgate try`, and for leads \
            that came before it `leadgate leads replay`.
            Exit code 0: something was recognised; 1: nothing was; 2: there is nothing to propose a mapping for.
            """
    )

    @Option(
        help: ArgumentHelp(
            "A file with the body of a post, '-' for standard input, or a lead's id.",
            valueName: "lead or file"
        )
    )
    var from: String

    @Option(help: "The mapping file to write; what it says already stays.")
    var output: String?

    @Option(help: "What the leads become, for a new file: kundenangaben or kex-vorgang.")
    var target = Target.kundenangaben.rawValue

    @Option(help: "Whose form it is, if its shape is not to decide: a preset of mappings/REFERENCE.md.")
    var preset: String?

    @Option(help: "The content type of a file's body (default: JSON, or a form if it is none).")
    var type: String?

    @Option(help: "Why you look at a lead; it stands in the audit log.")
    var reason: String?

    @Option(name: Setting.mappings.flag, help: Setting.mappings.help)
    var mappings: String?

    @OptionGroup var admin: AdminAddress

    @OptionGroup var schemas: SchemasOption

    func run() async throws {
        let targets = try schemas.load()
        let folder = try MappingsFolder([Environment.process.text(.mappings, flag: mappings)], targets: targets)
        let post = try await post(in: folder)
        let name = output.map { URL(fileURLWithPath: $0).deletingPathExtension().lastPathComponent } ?? "candidate"
        let existing = try existing()
        let standard = try existing == nil ? standard(in: folder) : ""
        let desk = ProposalDesk(library: folder.library, targets: targets)
        let proposal = try Console.orExit(what: output) {
            try desk.proposal(
                for: post.input,
                completing: existing ?? ["extends": .string(standard)],
                preset: preset
            )
        }
        report(proposal)
        let file = proposal.file(
            extending: standard,
            schema: "./schema/\(target).json",
            description: post.description,
            existing: existing
        )
        let bytes = Array((FittedJSON(width: 100).text(file) + "\n").utf8)
        let library = try proved(bytes, as: name, in: folder)
        if let output {
            try Console.orExit { try Files.write(bytes, to: output) }
            Console.error("written: \(output)")
            if URL(fileURLWithPath: output).deletingLastPathComponent().path == URL(fileURLWithPath: folder.path).path,
                let mapping = library.mapping(name)
            {
                Console.error(
                    await GatewayUptake(address: admin).words(for: .mapping(name, mapping.hash.rawValue))
                )
            }
        } else {
            print(String(decoding: bytes, as: UTF8.self), terminator: "")
        }
        if proposal.matches.isEmpty { throw ExitCode.failure }
    }

    // MARK: The post

    /// What is proposed for, and what to call it.
    private func post(in folder: MappingsFolder) async throws -> (input: LeadInput, description: String) {
        if from == "-" || Files.exists(from) {
            let file = try BodyFile(from, what: "the post", type: type)
            let decoded = try Console.orExit(what: from == "-" ? "the post" : from) {
                try SubmissionDecoder.decode(file.bytes, contentType: file.contentType).readable
            }
            return (try input(decoded.json), "Vorschlag aus \(URL(fileURLWithPath: from).lastPathComponent)")
        }
        guard LeadID(from) != nil else {
            Console.error("there is no file '\(from)', and no lead has such an id")
            throw Console.invalidInput
        }
        guard let reason, let query = reason.addingPercentEncoding(withAllowedCharacters: .alphanumerics) else {
            Console.error("say why you look at what a customer typed: --reason \"connecting the form\"")
            throw Console.invalidInput
        }
        let answer = try await AdminClient(admin).request(.GET, "/admin/api/leads/\(from)/submission?reason=\(query)")
        let body = Array(Data(base64Encoded: answer["body"]?.stringValue ?? "") ?? Data())
        let contentType = answer["contentType"]?.stringValue
        let name = answer["source"]?.stringValue ?? ""
        let source = folder.library.source(SourceName(name))
        let decoded = try Console.orExit(what: "lead \(from)") {
            try
                (source?.decode(body, contentType: contentType)
                ?? SubmissionDecoder.decode(body, contentType: contentType)).readable
        }
        let input = try input(
            decoded.json,
            query: answer["query"]?.objectValue ?? [:],
            receivedAt: answer["receivedAt"]?.stringValue
        )
        return (input, "Vorschlag für \(name)")
    }

    private func input(_ json: [UInt8], query: JSONObject = [:], receivedAt: String? = nil) throws -> LeadInput {
        try Console.orExit(what: from) {
            try LeadInput(
                payload: json,
                query: query,
                leadID: "proposal",
                receivedAt: receivedAt ?? ISO8601DateFormatter().string(from: Date())
            )
        }
    }

    // MARK: The file

    private func existing() throws -> JSONObject? {
        guard let output, Files.exists(output) else { return nil }
        let bytes = try Console.bytes(output)
        guard let file = try Console.orExit(what: output, { try JSONValue.parse(bytes).objectValue }) else {
            Console.error("'\(output)' is no mapping file: it holds no JSON object")
            throw Console.invalidInput
        }
        return file
    }

    private func standard(in folder: MappingsFolder) throws -> String {
        let standards = folder.library.mappings.filter { $0.name.hasSuffix("-standard") }
        guard let standard = standards.first(where: { $0.target.rawValue == target }) else {
            let there = standards.map { $0.target.rawValue }.joined(separator: ", ")
            Console.error(
                "there is no standard mapping for '\(target)' in '\(folder.path)'; there are some for: \(there)"
            )
            throw Console.invalidInput
        }
        return standard.name
    }

    /// A proposal with an error would be worth nothing: it is checked as a file is, beside all others.
    private func proved(_ bytes: [UInt8], as name: String, in folder: MappingsFolder) throws -> MappingLibrary {
        let path = "\(name).json"
        let others = folder.files.filter { $0.path != path }
        let library = MappingLibrary.load(
            files: others + [LibraryFile(path: path, bytes: bytes)],
            targets: try schemas.load()
        )
        let errors = library.findings.filter { $0.file == path && $0.isError }
        guard library.mapping(name) != nil, errors.isEmpty else {
            for finding in errors {
                Console.error(finding.rendered(sourceText: String(decoding: bytes, as: UTF8.self), in: "") + "\n")
            }
            Console.error("the proposal does not pass `leadgate check`; nothing was written")
            throw ExitCode.failure
        }
        return library
    }

    // MARK: In words

    /// Where the answers are, of a form that no preset knows.
    private static func words(_ shape: JSONObject) -> String {
        if let list = shape["list"]?.stringValue { return "questions and answers in \(list)" }
        if let text = shape["json"]?.stringValue { return "JSON text in \(text)" }
        return "the fields in \(shape["members"]?.stringValue ?? "$.payload")"
    }

    /// The proposal on standard error: names only.
    private func report(_ proposal: Proposal) {
        Console.error(
            "form: \(proposal.preset ?? proposal.shape.map(Self.words) ?? "plain fields")\(proposal.leads.map { ", one lead for each \($0)" } ?? "")"
        )
        let width = min(48, proposal.matches.map { $0.field.count }.max() ?? 0) + 2
        for match in proposal.matches {
            let confidence = String(format: "%.2f", match.confidence)
            Console.error(
                "  \(match.field.padded(to: width))→ \(match.name.padded(to: 26))\(confidence)  \(match.reason)".shown
            )
        }
        if !proposal.open.isEmpty {
            Console.error("open, and so in the notes (\(proposal.open.count)):")
            for open in proposal.open {
                let remark = open.remark.isEmpty ? "" : "; \(open.remark)"
                Console.error("  \(open.field.padded(to: width))  \(open.look)\(remark)".shown)
            }
        }
        Console.error(
            "\(proposal.matches.count) of \(proposal.matches.count + proposal.open.count) fields were recognised\n"
        )
    }
}
