import GermanValues
import JSON

extension FateRecord {
    /// An event in words.
    struct Detail {
        let node: Int
        let target: JSONPointer
        let outcome: FateRecorder.Outcome
        /// How it was read, such as `Betrag`.
        let reading: String
    }

    /// What was noted, in order.
    func details(of plan: Plan) -> [Detail] {
        events.map { event in
            let outcome: FateRecorder.Outcome =
                switch event.outcome {
                case Event.used: .used
                case Event.nothing: .nothing
                case let failure:
                    .unreadable(failures[Int(failure)].reason, message: failures[Int(failure)].message)
                }
            let reading =
                switch event.rule {
                case Event.noRule: ""
                case Event.choice: "auswahl"
                case let rule: plan.rules[Int(rule)].reader.name
                }
            return Detail(
                node: Int(event.node),
                target: places.pointer(to: event.place, in: plan),
                outcome: outcome,
                reading: reading
            )
        }
    }

    /// Where texts made of unread values went.
    func unreadTargets(of plan: Plan) -> [JSONPointer] { unreadPlaces.map { places.pointer(to: $0, in: plan) } }
}
