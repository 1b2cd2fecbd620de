import JSON
import Leads
import Names
import Targets

/// A landing page's lead as intake hands it over: some 1.4 kB of JSON, a key of the sender, a reference of its own, and whom it
/// is about.
enum Receipt {
    private static let template: [UInt8] = {
        let fields = (0..<40).map { "\"field_\($0)\":\"What somebody wrote \($0)\"" }.joined(separator: ",")
        return Array("{\"lead_id\":\"\(String(repeating: "0", count: 36))\",\(fields)}".utf8)
    }()
    private static let keyPlace = 12..<48
    private static let headers: JSONObject = ["content-type": "application/json", "user-agent": "benchmark"]

    /// The lead of a number; their keys are in no order.
    static func make(_ number: Int) -> NewLead {
        let now = 1_790_000_000_000 + Int64(number)
        let high = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        let key = LeadID(high: high, low: high ^ high >> 29).rawValue
        var body = template
        body.replaceSubrange(keyPlace, with: key.utf8)
        return NewLead(
            lead: Lead(
                id: LeadID.make(now: now),
                source: "trisalis",
                target: .kundenangaben,
                mode: .test,
                receivedAt: now,
                mappingHash: MappingHash(rawValue: String(repeating: "c0ffee00", count: 8)),
                reference: "Lead \(key)"
            ),
            submission: Submission(body: body, contentType: "application/json", headers: headers),
            keys: [SenderKey(key)],
            traits: [
                PersonTrait(.email, "lead\(number)@example.org"), PersonTrait(.phone, "+4930\(number)"),
                PersonTrait(.reference, key),
            ]
        )
    }
}
