import JSON
import Leads
import Testing

@Suite("Causes")
struct CauseTests {
    private func cause(_ fields: [String], message: String = "no") -> Cause {
        Cause(
            class: .data,
            code: "target-422",
            message: message,
            violations: fields.map { Violation(field: $0, message: message) }
        )
    }

    @Test("the same places make the same group, whatever the words, the order or the position in a list")
    func sameGroup() {
        let group = cause(["/kunden/0/name", "/objekt"]).fingerprint
        #expect(cause(["/objekt", "/kunden/12/name", "/kunden/3/name"], message: "other").fingerprint == group)
        #expect(cause(["kunden[0].name"]).fingerprint == cause(["kunden[7].name"]).fingerprint)
    }

    @Test("another place, code or class is another group")
    func otherGroup() {
        let group = cause(["/kunden/0/name"]).fingerprint
        #expect(cause(["/kunden/0/vorname"]).fingerprint != group)
        #expect(cause([]).fingerprint != group)
        #expect(Cause(class: .poison, code: "target-422", message: "").fingerprint != cause([]).fingerprint)
        #expect(Cause(class: .data, code: "target-400", message: "").fingerprint != cause([]).fingerprint)
    }

    @Test("a fingerprint can stand in a URL and holds no message")
    func harmless() {
        let fingerprint = cause(["/a"], message: "Geheim").fingerprint
        #expect(fingerprint.hasPrefix("target-422-"))
        #expect(fingerprint.utf8.count == 27)
        #expect(!fingerprint.contains("Geheim"))
    }

    @Test("a cause is written and read without a change")
    func roundTrip() {
        let cause = cause(["/a", "/b/0"], message: "\"ä\"")
        #expect(Cause(json: cause.json) == cause)
        #expect(Cause(json: ["class": "data"]) == nil)
    }

    @Test("the timeline's detail names class, code and group, never the words")
    func detail() {
        let event = LeadEvent.refused(cause(["/a"], message: "Geheim"))
        #expect(event.detail["code"]?.stringValue == "target-422")
        #expect(event.detail["fingerprint"]?.stringValue == event.cause?.fingerprint)
        #expect(event.detail["message"] == nil)
    }
}
