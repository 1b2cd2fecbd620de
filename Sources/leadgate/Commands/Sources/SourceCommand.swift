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
        subcommands: [NewSourceCommand.self, ShowSource.self, ListVendors.self]
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

    @Option(name: Setting.data.flag, help: Setting.data.help)
    var data: String?

    @OptionGroup var schemas: SchemasOption

    /// The instructions for a source that is there.
    func instructions(for source: Source, in library: MappingLibrary, vendor: Vendor?, withSecret: Bool) -> String {
        var secret: String?
        if withSecret, let reference = source.credentials.first?.secrets.first,
            let bytes = try? SecretResolver.process.resolve(reference)
        {
            secret = String(decoding: bytes, as: UTF8.self)
        }
        let mapping = source.mappings.first.flatMap { name in library.mapping(name) }
        let form = mapping?.content.form?.preset
        let sample =
            mapping?.content.tests.first?.payload ?? [
                "vorname": "Erika", "nachname": "Mustermann", "email": "erika.mustermann@example.org",
            ]
        return PostingInstructions(
            of: source,
            vendor: vendor ?? form.flatMap { form in Vendor.all.first { $0.form == form } },
            base: Environment.process.intakeAddress(flag: url),
            secret: secret,
            sample: sample.text(pretty: false),
            language: language
        ).text
    }
}

/// `leadgate source new`: two files and a secret.
struct NewSourceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a source, and a mapping that extends the standard; make its secret; print the instructions.",
        discussion: """
            The secret is kept in a file of its own that only you can read, beside the gateway's data; it is printed \
            only with --with-secret. The source is in test mode until you write otherwise.

              leadgate source new musterbank --vendor typeform
              leadgate source new partner --vendor json --target kex-vorgang --kundenbetreuer ABC12 --language en
              leadgate source new zweites-formular --vendor elementor --mapping musterbank
              leadgate source new neuer-partner --vendor json --learning

            With --learning there is no mapping yet: leads are kept until one is written and they are released.
            """
    )

    @Argument(help: "The source's name: the end of its address.")
    var name: String

    @Option(help: "Who posts; `leadgate source vendors` lists them.")
    var vendor = "json"

    @Option(help: "What its leads become: kundenangaben or kex-vorgang.")
    var target = Target.kundenangaben.rawValue

    @Option(help: "A mapping that is there already, instead of a new one.")
    var mapping: String?

    @Flag(help: "Write no mapping: keep the leads until there is one ('leadgate leads release').")
    var learning = false

    @Option(help: "The partner who looks after its leads, as Europace calls it: ABC12. A consumer loan needs one.")
    var kundenbetreuer: String?

    @Option(help: "The environment variable that will hold the secret, instead of a file.")
    var secretEnv: String?

    @Option(name: Setting.mappings.flag, help: Setting.mappings.help)
    var mappings: String?

    @Flag(help: "Print the secret with the instructions.")
    var withSecret = false

    @OptionGroup var options: InstructionOptions

    func run() throws {
        let environment = Environment.process
        let place = environment.text(.mappings, flag: mappings)
        let targets = try options.schemas.load()
        let folder = try MappingsFolder([place], targets: targets)
        if learning, mapping != nil { throw stop("--learning goes without --mapping") }
        var new = try NewSource(
            name: sourceName(),
            vendor: known(),
            mapping: mapping,
            target: Target(rawValue: target),
            standard: standard(in: folder),
            kundenbetreuer: kundenbetreuer
        )
        new.isLearning = learning
        new.token = ["file": .string(tokenPath(environment))]
        let file = "\(place)/sources/\(name).json"
        try refuse(file)
        if let mapping {
            guard folder.library.mapping(mapping) != nil else {
                throw stop("there is no valid mapping '\(mapping)' in '\(place)'")
            }
        } else if !learning {
            try refuse("\(place)/\(name).json")
        }
        let secret = secret(for: new.vendor, environment)
        let files = self.files(new, secret: secret.reference)
        let library = MappingLibrary.load(files: folder.files + files, targets: targets)
        let own = library.findings.filter { finding in files.contains { $0.path == finding.file } }
        for finding in own {
            let text = files.first { $0.path == finding.file }.map { String(decoding: $0.bytes, as: UTF8.self) }
            Console.error(finding.rendered(sourceText: text, in: folder.shownPath) + "\n")
        }
        guard let source = library.source(new.name), !own.contains(where: \.isError) else {
            throw stop("nothing was written")
        }
        try Console.orExit {
            if let path = secret.toMake { try Self.makeSecret(path) }
            for file in files { try Files.write(file.bytes, to: "\(place)/\(file.path)", makingFolder: true) }
        }
        Console.error(
            """
            written: \(file)\(new.writesMapping ? ", \(place)/\(name).json" : "")
            \(secret.words)\(new.vendor.fetch == nil ? "" : "\n" + tokenWords(environment))
            A running gateway takes them up by itself. What the form calls its fields goes into "names" of the mapping
            (mappings/README.md); `leadgate check \(place)` finds mistakes, `leadgate send \(name) FILE` posts a sample.

            """
        )
        print(
            options.instructions(for: source, in: library, vendor: new.vendor, withSecret: withSecret),
            terminator: ""
        )
    }

    // MARK: Steps

    private func stop(_ text: String) -> ExitCode {
        Console.error(text)
        return Console.invalidInput
    }

    private func refuse(_ path: String) throws {
        if Files.exists(path) { throw stop("'\(path)' is there already; nothing was written") }
    }

    private func sourceName() throws -> SourceName {
        let isUsable =
            !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            }
        guard isUsable else {
            throw stop("'\(name)' cannot be a source's name: up to 64 small letters, digits and hyphens")
        }
        return SourceName(name)
    }

    private func known() throws -> Vendor {
        guard let known = Vendor.named(vendor) else {
            throw stop("there is no vendor '\(vendor)'; there are: \(Vendor.all.map(\.name).joined(separator: ", "))")
        }
        return known
    }

    private func standard(in folder: MappingsFolder) throws -> String {
        if let mapping { return mapping }
        let standards = folder.library.mappings.filter { $0.name.hasSuffix("-standard") }
        guard let standard = standards.first(where: { $0.target.rawValue == target }) else {
            let there = standards.map { $0.target.rawValue }.joined(separator: ", ")
            throw stop("there is no standard mapping for '\(target)' in '\(folder.path)'; there are some for: \(there)")
        }
        return standard.name
    }

    private func files(_ new: NewSource, secret: JSONValue) -> [LibraryFile] {
        func file(_ path: String, _ value: JSONValue) -> LibraryFile {
            LibraryFile(path: path, bytes: Array((value.text(pretty: true) + "\n").utf8))
        }
        let source = file("sources/\(name).json", new.sourceFile(secret: secret))
        return new.writesMapping ? [file("\(name).json", new.mappingFile()), source] : [source]
    }

    /// Where the secret is, as the source file says it; what a person is told of it; the file that is still to be made.
    private func secret(
        for vendor: Vendor,
        _ environment: Environment
    ) -> (reference: JSONValue, words: String, toMake: String?) {
        if let secretEnv {
            return (
                ["env": .string(secretEnv)],
                "The secret is read from the environment variable \(secretEnv) of the gateway.", nil
            )
        }
        let data = environment.text(.data, flag: options.data)
        let path = URL(fileURLWithPath: "\(data)/secrets/\(name)").path
        let reference: JSONValue = ["file": .string(path)]
        if Files.exists(path) { return (reference, "The secret is the one that was there, in \(path).", nil) }
        if case .givenOut(_, let called) = vendor.proof {
            let words =
                "\(vendor.title) gives out the secret (\(called)): write it into \(path), readable by the gateway alone."
            return (reference, words, nil)
        }
        return (reference, "The secret is in \(path), which only you can read.", path)
    }

    /// Where the token is with which the leads of a vendor that sends ids only are fetched.
    private func tokenPath(_ environment: Environment) -> String {
        URL(fileURLWithPath: "\(environment.text(.data, flag: options.data))/secrets/\(name)-token").path
    }

    private func tokenWords(_ environment: Environment) -> String {
        "Its posts bring ids only. Write the vendor's access token into \(tokenPath(environment)), readable by the gateway "
            + "alone: leads wait until it is there."
    }

    /// 256 random bits that fit into a header, an address and a form.
    private static func makeSecret(_ path: String) throws {
        var random = SystemRandomNumberGenerator()
        let secret = TextCodings.hex(of: (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) })
        try Files.createFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        try Files.writePrivate(Array((secret + "\n").utf8), to: path)
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

    @OptionGroup var options: InstructionOptions

    func run() throws {
        let place = Environment.process.text(.mappings, flag: mappings)
        let folder = try MappingsFolder([place], targets: options.schemas.load())
        let source = try folder.source(named: name)
        print(
            options.instructions(for: source, in: folder.library, vendor: nil, withSecret: withSecret),
            terminator: ""
        )
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
