import JSON
import Mapping
import MappingLanguage

/// Finds a `leads` selector that tears one object apart: it takes the members of a customer for customers; and one that takes a list
/// of customers for one.
///
/// Whether `[*]` meets a list or an object only payloads show, so the file's tests are asked; `.*` selects members by its name.
struct LeadsCheck {
    let content: MappingFile.Content
    let log: FindingLog

    func check() {
        guard let leads = content.leads else { return }
        if leads.isOneMember, !content.tests.contains(where: { isOneLead(leads, in: $0) }) {
            log.add(
                .undividedList,
                at: ["leads"],
                "\"\(leads.text)\" is one value: a list of leads would be one lead.",
                advice: "Write \"\(leads.text)[*]\": it reads one lead alone, too."
            )
        }
        let seen = content.tests.compactMap { looks(of: leads, at: $0) }
        if let torn = seen.first(where: \.isTorn) {
            log.add(
                .tornLeads,
                at: ["leads"],
                "In the test \"\(torn.test)\" \"\(leads.text)\" selects \(torn.count) members of one object, not elements of a list."
            )
        } else if seen.isEmpty, leads.text.hasSuffix(".*") {
            log.add(.tornLeads, at: ["leads"], "\"\(leads.text)\" selects the members of an object.")
        }
    }

    private struct Look {
        let test: String
        let count: Int
        let isTorn: Bool
    }

    private func input(of test: MappingTest) -> LeadInput? {
        try? LeadInput(payload: test.payload.serialized, leadID: test.leadID, receivedAt: test.receivedAt)
    }

    /// Whether the selector finds an object in a test's payload.
    private func isOneLead(_ leads: Selector, in test: MappingTest) -> Bool {
        guard let input = input(of: test), let node = input.items(leads).first else { return false }
        return input.base.kind(at: node) == .object
    }

    /// What the selector finds in a test's payload; nil if nothing.
    private func looks(of leads: Selector, at test: MappingTest) -> Look? {
        guard let input = input(of: test) else { return nil }
        let nodes = input.items(leads)
        guard !nodes.isEmpty else { return nil }
        let composed = input.composed(form: nil, leads: nil)
        let members = nodes.filter { node in
            guard let parent = PayloadPlaces.pointer(to: node, in: composed)?.parent else { return false }
            return test.payload[pointer: parent]?.objectValue != nil
        }
        // A member that is a value by itself is nobody. A map of customers by some key is one.
        let isTorn = members.contains { !input.base.kind(at: $0).isContainer }
        return Look(test: test.name, count: members.count, isTorn: isTorn)
    }
}
