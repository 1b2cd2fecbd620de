import ArgumentParser
import Foundation
import JSON
import LeadBuilding
import Mapping
import MappingDesk
import MappingLanguage
import NIOHTTP1
import Names
import SourceFiles
import Submissions
import TargetSchemas

/// The options of `leadgate test` for making a test of a lead.
struct CaptureOptions: ParsableArguments {
    @Option(
        name: .customLong("capture"),
        help: ArgumentHelp("Make a test of the stored lead with this id.", valueName: "lead")
    )
    var lead: String?

    @Flag(help: "Add the captured test to the mapping's file.")
    var write = false

    @Option(help: "The captured test's name (default: of its source).")
    var name: String?

    @OptionGroup var admin: AdminAddress
}

/// `leadgate test --capture LEAD`: a lead of a running gateway becomes a test of the mapping on disk.
struct LeadCapture {
    let lead: String
    let options: CaptureOptions
    let folder: MappingsFolder
    let targets: TargetCatalog

    /// What the audit log says of it.
    private static let reason = "captured%20as%20a%20test"

    /// Shows the test, and writes it if it is asked to.
    func run() async throws {
        let client = try AdminClient(options.admin)
        let answer = try await client.request(.GET, "/admin/api/leads/\(lead)/submission?reason=\(Self.reason)")
        let sourceName = answer["source"]?.stringValue ?? ""
        let source = folder.library.source(SourceName(sourceName))
        let mapping = try mapping(answer["mapping"]?.stringValue, of: sourceName, source)
        let captured = try Console.orExit {
            try mapping.capture(capturable(answer, source), name: testName(mapping, sourceName))
        }
        let path = "\(folder.shownPath)\(mapping.name).json"
        guard let file = folder.files.first(where: { $0.path == "\(mapping.name).json" }),
            let bytes = file.text.inserting(test: captured.test)
        else {
            Console.error("'\(path)' has no list \"tests\" that a test could be added to")
            throw ExitCode.failure
        }
        try proved(mapping, with: bytes, replacing: file)
        print(FittedJSON(width: 120).text(captured.test))
        say(captured)
        guard options.write else {
            Console.error("nothing was written; --write adds the test to \(path)")
            return
        }
        try Console.orExit { try Files.write(bytes, to: "\(folder.path)/\(file.path)") }
        Console.error("added to \(path)")
    }

    /// The mapping that was named, else the one that the lead was accepted with, else the first of its source.
    private func mapping(_ own: String?, of sourceName: String, _ source: Source?) throws -> Mapping {
        let name: String
        if folder.hasChosenFiles {
            let chosen = folder.chosenFiles.filter { !$0.path.contains("/") }
            guard let file = chosen.first, chosen.count == 1 else {
                Console.error("name one mapping file to capture into")
                throw Console.invalidInput
            }
            name = String(file.path.dropLast(5))
        } else {
            guard let known = own ?? source?.mappings.first else {
                Console.error(
                    """
                    the lead came from the source '\(sourceName)', and '\(folder.path)/sources/\(sourceName).json' is not \
                    there or not valid; name the mapping file: leadgate test --capture \(lead) mappings/NAME.json
                    """
                )
                throw Console.invalidInput
            }
            name = known
        }
        guard let mapping = folder.library.mapping(name) else {
            folder.printFindings(folder.library.findings.filter { $0.file == "\(name).json" && $0.isError })
            Console.error("the mapping '\(name)' has errors, so no test can be made for it")
            throw ExitCode.failure
        }
        return mapping
    }

    private func capturable(_ answer: JSONValue, _ source: Source?) throws -> CapturableLead {
        let body = Data(base64Encoded: answer["body"]?.stringValue ?? "") ?? Data()
        let type = answer["contentType"]?.stringValue
        let decoded =
            try
            (source?.decode(Array(body), contentType: type)
            ?? SubmissionDecoder.decode(Array(body), contentType: type)).readable
        return CapturableLead(
            payload: decoded.json,
            query: answer["query"]?.objectValue ?? [:],
            headers: answer["headers"]?.objectValue ?? [:],
            attributes: source?.attributes ?? [:],
            receivedAt: answer["receivedAt"]?.stringValue ?? "",
            item: answer["item"]?.numberValue?.int
        )
    }

    /// The name that was given, or one that no test of the mapping has. Never the lead's id: a test goes where code goes.
    private func testName(_ mapping: Mapping, _ source: String) -> String {
        if let name = options.name { return name }
        let taken = Set(runTests(in: mapping).map(\.name))
        let base = "Lead von \(source)"
        var name = base
        var number = 2
        while taken.contains(name) {
            name = "\(base) \(number)"
            number += 1
        }
        return name
    }

    /// The file with the test in it must be as valid as it was before.
    private func proved(_ mapping: Mapping, with bytes: [UInt8], replacing file: LibraryFile) throws {
        let files = folder.files.map { $0.path == file.path ? LibraryFile(path: file.path, bytes: bytes) : $0 }
        let library = MappingLibrary.load(files: files, targets: targets)
        guard library.mapping(mapping.name) == nil else { return }
        for finding in library.findings where finding.file == file.path && finding.isError {
            print(
                finding.rendered(sourceText: String(decoding: bytes, as: UTF8.self), in: folder.shownPath),
                terminator: "\n\n"
            )
        }
        Console.error("the captured test does not pass; nothing was written")
        throw ExitCode.failure
    }

    /// What a person should know before the test goes anywhere.
    private func say(_ captured: CapturedTest) {
        Console.error("\n\(captured.replaced) values were replaced by invented ones")
        if !captured.kept.isEmpty {
            let kept = captured.kept.map { JSONValue.string($0).text() }.joined(separator: ", ")
            Console.error("kept, since the mapping knows them word by word: \(kept)")
        }
        for place in captured.differing {
            Console.error("\(place): the invented value is not read as the original was")
        }
    }
}
