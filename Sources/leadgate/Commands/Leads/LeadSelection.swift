import ArgumentParser
import JSON

/// Which leads.
struct LeadSelection: ParsableArguments {
    @Option(help: "waiting, queued, sending, delivered, dead, uncertain, discarded or erased; several with commas.")
    var state: String?

    @Option(
        name: .customLong("waits-for"),
        help: "Only leads that wait for this before they can be built: mapping or data."
    )
    var waitsFor: String?

    @Option(help: "Only leads of this source.")
    var source: String?

    @Option(help: "Only leads for this target, such as kundenangaben.")
    var target: String?

    @Option(help: "Only this class of cause: data, transient, connection, exhausted, poison, unknown, person.")
    var cause: String?

    @Option(help: "Only this very cause, by its fingerprint.")
    var fingerprint: String?

    @Option(help: "Received at or after this time, such as 2026-11-21 or 2026-11-21T10:30:00Z.")
    var from: String?

    @Option(help: "Received before this time.")
    var to: String?

    /// The filter's members as the admin API takes them.
    var members: JSONObject {
        var members: JSONObject = [:]
        for (name, value) in [
            ("state", state), ("waitsFor", waitsFor), ("source", source), ("target", target), ("cause", cause),
            ("fingerprint", fingerprint),
            ("from", from),
            ("to", to),
        ] {
            if let value { members[name] = .string(value) }
        }
        return members
    }
}

extension String {
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
