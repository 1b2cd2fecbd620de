import ArgumentParser
import Foundation
import Intake
import JSON
import Mapping
import MappingDesk
import MappingLanguage
import Names
import SourceFiles
import Targets

/// `leadgate source`: connects a sender, and says what it has to know.
struct SourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source",
        abstract: "Connect a sender: write its source and mapping, and the instructions to mail to it.",
        subcommands: [NewSourceCommand.self, ShowSource.self, ListVendors.self, SampleOfVendor.self]
    )
}

/// A language for what is mailed to a partner.
extension Vendor.Language: ExpressibleByArgument {}

/// How posting instructions are to be printed.
struct InstructionOptions: ParsableArguments {
    @Option(help: "Where senders reach the gateway (default: \(Setting.publicURL.variable), else this machine).")
    var url: String?

    @Option(help: "de or en.")
    var language: Vendor.Language = .german

    @OptionGroup var gateway: AdminAddress

    @OptionGroup var schemas: SchemasOption

    /// The instructions for a source that is there.
    func instructions(for source: Source, in library: MappingLibrary, vendor: Vendor?, withSecret: Bool)
        throws -> PostingInstructions
    {
        let found = source.credentials.first?.secrets.first.flatMap { try? SecretResolver.process.resolve($0) }
        let mapping = source.mappings.first.flatMap { name in library.mapping(name) }
        let form = mapping?.content.form?.preset
        let vendor = vendor ?? form.flatMap { form in Vendor.all.first { $0.form == form && $0.fits(source) } }
        return PostingInstructions(
            of: source,
            vendor: vendor,
            base: try Environment.process.intakeAddress(flag: url),
            secret: withSecret ? found.map { String(decoding: $0, as: UTF8.self) } : nil,
            verifyToken: found.map(VerifyToken.of),
            sample: Self.sample(vendor, mapping),
            language: language
        )
    }

    /// A body to try it with: the vendor's own shape, else what the mapping is tested with.
    private static func sample(_ vendor: Vendor?, _ mapping: Mapping?) -> String {
        if let vendor, vendor.form != nil, let post = try? JSONValue.parse(VendorSample.of(vendor).body) {
            return post.text()
        }
        let plain: JSONValue = ["vorname": "Erika", "nachname": "Mustermann", "email": "erika.mustermann@example.org"]
        return (mapping?.content.tests.first?.payload ?? plain).text()
    }
}

/// `leadgate source show`: the instructions once more.
struct ShowSource: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print what a sender has to know to post: address, credential, a sample, answers, its set-up steps."
    )

    @Argument(help: "The source's name.")
    var name: String

    @Option(name: Setting.mappings.flag, help: Setting.mappings.help)
    var mappings: String?

    @Flag(help: "Print the secret, too.")
    var withSecret = false

    @Flag(help: "Print only the address to post to.")
    var address = false

    @OptionGroup var options: InstructionOptions

    func run() throws {
        let place = Environment.process.text(.mappings, flag: mappings)
        let folder = try MappingsFolder([place], targets: options.schemas.load())
        let source = try folder.source(named: name)
        let instructions = try options.instructions(
            for: source,
            in: folder.library,
            vendor: nil,
            withSecret: withSecret
        )
        print(address ? instructions.address + "\n" : instructions.text, terminator: "")
    }
}

/// `leadgate source vendors`: whom `new` knows.
struct ListVendors: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vendors",
        abstract: "List the vendors that 'new' knows."
    )

    func run() {
        for vendor in Vendor.all {
            let proof =
                switch vendor.proof {
                case .address: "a secret in the address"
                case .bearer: "a bearer token"
                case .typedIn: "a secret that you enter there"
                case .givenOut(_, let name): "its own secret (\(name))"
                }
            print("\(vendor.name.padded(to: 16))\(vendor.title.padded(to: 46))\(proof)")
        }
    }
}

extension MappingsFolder {
    /// The source of a name, or the reason said and the command ended.
    func source(named name: String) throws -> Source {
        if let source = library.source(SourceName(name)) { return source }
        printFindings(findings.filter { $0.file == "sources/\(name).json" })
        let known = library.sources.map(\.name.rawValue).joined(separator: ", ")
        Console.error("there is no valid source '\(name)'; there are: \(known)")
        throw Console.invalidInput
    }
}
