import Admin
import ArgumentParser
import Intake
import JSON

/// `leadgate print openapi`: an API as a document, without a gateway.
struct PrintOpenAPI: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi",
        abstract: "Print the API of a listener as OpenAPI 3.1.",
        discussion: """
              leadgate print openapi > intake.json           what senders use
              leadgate print openapi admin > admin.json      what operators use

            A running gateway serves the same at /openapi.json of either listener; the admin listener asks for a token.
            """
    )

    /// Which listener's.
    enum API: String, ExpressibleByArgument, CaseIterable {
        case intake, admin
    }

    @Argument(help: "Whose: intake or admin.")
    var api = API.intake

    func run() {
        let document =
            switch api {
            case .intake: IntakeAPI.document
            case .admin: AdminAPI.document
            }
        print(document.text(pretty: true))
    }
}
