import ArgumentParser
import Mapping
import MappingDesk

/// `leadgate explain`: a mapping in plain sentences.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say in plain German (or English) what a mapping does, rule by rule.",
        discussion: """
              leadgate explain mappings/trisalis.json
              leadgate explain --lang en mappings/trisalis.json

            Exit code 0: done; 2: the mapping has errors (see `leadgate check`).
            """
    )

    /// The languages a mapping is explained in.
    enum Language: String, CaseIterable, ExpressibleByArgument {
        case de, en
    }

    @Option(name: .customLong("lang"), help: "de or en.")
    var language = Language.de

    @Argument(help: "The mapping file.")
    var mapping: String

    @OptionGroup var schemas: SchemasOption

    func run() throws {
        let folder = try MappingsFolder([mapping], targets: schemas.load())
        let mapping = try folder.only(orElse: "there is nothing to explain")
        print(Explanation.text(of: mapping, language: language == .de ? .de : .en))
    }
}
