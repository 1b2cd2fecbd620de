import ArgumentParser
import Foundation
import JSON
import Mapping
import MappingDesk
import MappingLanguage
import Names
import SourceFiles
import Targets

/// `leadgate source new`: two files and a secret.
struct NewSourceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Write a source, and a mapping that extends the standard; make its secret; print the instructions.",
        discussion: """
            The secret is kept in a file of its own that only you can read, beside the gateway's data; it is printed \
            only with --with-secret. The source is in test mode until you write otherwise.

              leadgate source new musterbank --vendor typeform
              leadgate source new partner --vendor json --target kex-vorgang --kundenbetreuer ABC12 --language en
              leadgate source new zweites-formular --vendor elementor --mapping musterbank
              leadgate source new kontakt --vendor html --thanks https://www.example.org/danke
              leadgate source new neuer-partner --vendor json --learning

            With --learning there is no mapping yet: leads are kept until one is written and they are released.

            What follows: `leadgate source sample VENDOR` makes a post of the vendor's, `leadgate map --from` finds out which \
            of its fields is which, `leadgate send` posts it.
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

    @Option(help: "The page that a browser is sent to after it posted; without it the answer is JSON.")
    var thanks: String?

    @Option(name: Setting.mappings.flag, help: Setting.mappings.help)
    var mappings: String?

    @Flag(help: "Print the secret with the instructions.")
    var withSecret = false

    @OptionGroup var options: InstructionOptions

    func run() async throws {
        let environment = Environment.process
        let place = environment.text(.mappings, flag: mappings)
        let targets = try options.schemas.load()
        let folder = try MappingsFolder([place], targets: targets)
        if learning, mapping != nil { throw stop("--learning goes without --mapping") }
        var new = try NewSource(
            name: sourceName(),
            vendor: .known(vendor),
            mapping: mapping,
            target: Target(rawValue: target),
            standard: standard(in: folder),
            kundenbetreuer: kundenbetreuer,
            thanks: thanks
        )
        new.isLearning = learning
        new.token = ["file": .string(tokenPath(environment))]
        // Before anything is written.
        _ = try environment.intakeAddress(flag: options.url)
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
        let uptake = await GatewayUptake(address: options.gateway).words(for: .source(name, source.hash))
        Console.error(
            """
            written: \(file)\(new.writesMapping ? ", \(place)/\(name).json" : "")
            \(secret.words)\(new.vendor.fetch == nil ? "" : "\n" + tokenWords(environment))
            \(uptake)
            Next: `leadgate source sample \(new.vendor.name) > post.json` makes a post as the vendor does; \
            `leadgate map --from post.json --output \(place)/\(new.mapping ?? name).json` finds out which of its fields \
            is which; `leadgate send \(name) post.json` posts it.

            """
        )
        let instructions = try options.instructions(
            for: source,
            in: library,
            vendor: new.vendor,
            withSecret: withSecret
        )
        print(instructions.text, terminator: "")
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
        let data = environment.text(.data, flag: options.gateway.data)
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
        URL(fileURLWithPath: "\(environment.text(.data, flag: options.gateway.data))/secrets/\(name)-token").path
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
