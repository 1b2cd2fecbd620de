import ArgumentParser
import JSON
import TargetSchemas
import Targets

/// `leadgate schema show`: what is allowed at a place.
struct SchemaShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a target takes at a place of its document.",
        discussion: """
            A path is written with dots, [] for the elements of a list and [KAUF] for a choice of @type, or as a JSON \
            Pointer. Without a path: the targets, with version and size.
            Exit code 0: the place exists; 2: it does not.

              leadgate schema show kundenangaben.haushalte.kunden.personendaten
              leadgate schema show 'kundenangaben.finanzierungsbedarf.finanzierungszweck[KAUF].kaufpreis'
              leadgate schema show --target kex-vorgang /antragsteller1
            """
    )

    @Argument(help: "The place; '.' is the whole document.")
    var path: String?

    @Option(help: "The target (default: the one whose document begins like the path).")
    var target: MappedTarget?

    @OptionGroup var schemas: SchemasOption

    @Flag(help: "Print as JSON.")
    var json = false

    func run() throws {
        let targets = try schemas.load()
        guard let path = path ?? target.map({ _ in "." }) else {
            list(targets.schemas.map(SchemaOverview.init))
            return
        }
        do throws(PlaceError) {
            let way = try SchemaPath(parsing: path)
            guard let target = target?.target ?? Target.likely(for: way, among: targets.schemas),
                let schema = targets[target]
            else { return }
            let place = try schema.place(at: way)
            print(json ? place.json.text(pretty: true) : place.description)
        } catch {
            Console.error("\(error)")
            throw Console.invalidInput
        }
    }

    private func list(_ overviews: [SchemaOverview]) {
        if json {
            print(JSONValue.object(["targets": .array(overviews.map(\.json))]).text(pretty: true))
        } else {
            for overview in overviews { print(overview) }
        }
    }
}
