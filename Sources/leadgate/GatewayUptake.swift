import Foundation
import JSON

/// Whether the gateway that runs here has taken up what a command has written: whoever posts the moment after must not be
/// told that there is no such source.
struct GatewayUptake {
    /// A file as the gateway's own lists show it: under which path and member, by name and hash.
    struct Version: Sendable {
        let list: String
        let name: String
        let hash: String

        static func source(_ name: String, _ hash: String) -> Version {
            Version(list: "sources", name: name, hash: hash)
        }
        static func mapping(_ name: String, _ hash: String) -> Version {
            Version(list: "mappings", name: name, hash: hash)
        }
    }

    /// Seconds to wait for it; a gateway looks at its files every second.
    private static let patience = 15

    let address: AdminAddress

    /// Waits for the version, and says in a sentence how that came out.
    func words(for version: Version) async -> String {
        guard let client = AdminClient.ifThere(address) else { return Self.nobody }
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(Self.patience)
        repeat {
            guard let answer = await client.answer("/admin/api/\(version.list)") else { return Self.nobody }
            let there = answer[version.list]?.arrayValue?.first { $0["name"]?.stringValue == version.name }
            if there?["hash"]?.stringValue == version.hash { return "The running gateway has taken it up." }
            try? await Task.sleep(for: .milliseconds(200))
        } while clock.now < deadline
        return """
            The running gateway has not taken it up within \(Self.patience) s. Does it use these files \
            (\(Setting.mappings.variable))? GET /admin/api/findings says what it found in its own.
            """
    }

    private static let nobody = "No gateway runs with this data folder: `leadgate serve` starts one, and takes it up."
}
