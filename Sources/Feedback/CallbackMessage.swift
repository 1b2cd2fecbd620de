import JSON
package import Leads
import Moments
import Names
import Targets

/// What a sender is told of a state change: the body of a callback.
///
///     {"type": "lead.delivered", "timestamp": "2026-03-28T17:12:17.042Z",
///      "data": {"id": "0195d…", "senderId": "A-4711", "source": "trisalis", "target": "kundenangaben", "mode": "test",
///               "state": "delivered", "version": 3, "vorgangsnummer": "AB1234"}}
///
/// It names the lead, says where it is and why, and holds no value of a customer: a cause is told by class and code, never
/// by its words, which may be a target's.
package struct CallbackMessage: Sendable, Hashable {
    /// The message's own id, the same whenever it is sent again.
    package let id: String
    /// The body, the same byte for byte whenever it is sent again.
    package let body: [UInt8]

    /// The message of a callback.
    package init(_ callback: LeadCallback) {
        id = "msg_\(callback.lead.rawValue)_\(callback.version)"
        var data: JSONObject = ["id": .string(callback.lead.rawValue)]
        if let senderID = callback.senderID { data["senderId"] = .string(senderID) }
        data["source"] = .string(callback.source.rawValue)
        data["target"] = .string(callback.target.rawValue)
        data["mode"] = .string(callback.mode.rawValue)
        data["state"] = .string(callback.state.rawValue)
        data["version"] = .number(JSONNumber(callback.version))
        if let number = callback.vorgangsnummer { data["vorgangsnummer"] = .string(number) }
        if let cause = callback.cause {
            data["cause"] = ["class": .string(cause.class.rawValue), "code": .string(cause.code)]
        }
        body =
            JSONValue.object([
                "type": .string("lead.\(callback.state.rawValue)"),
                "timestamp": .string(Timestamp.text(callback.changedAt)),
                "data": .object(data),
            ]).serialized
    }
}
