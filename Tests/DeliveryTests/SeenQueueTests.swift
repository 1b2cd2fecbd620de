import Leads
import Names
import Testing

@testable import Delivery

@Suite("What was seen of a queue")
struct SeenQueueTests {
    private func lead(_ number: Int, of source: SourceName = "seite", isFresh: Bool = true) -> QueuedLead {
        QueuedLead(id: LeadID(high: 0, low: UInt64(number)), source: source, dueAt: Int64(number), isFresh: isFresh)
    }

    @Test("takes a lead that has come once, while its source has room in the window")
    func room() {
        var queue = SeenQueue()
        for number in [1, 2, 2, 3, 4] { queue.append(lead(number), window: 3) }
        queue.append(lead(5, of: "zweite"), window: 3)
        #expect(queue.leads == [lead(1), lead(2), lead(3), lead(5, of: "zweite")])
        #expect(queue.known == ["seite"])
    }

    @Test("must be read when those have left behind whom others came unseen, and not before")
    func unseen() {
        var queue = SeenQueue()
        for number in 1...4 { queue.append(lead(number), window: 3) }
        #expect(queue.remove([lead(2).id, lead(1).id]) == [lead(2), lead(1)])
        #expect(!queue.mustBeRead)
        // Who comes now stands behind the one that was not seen.
        queue.append(lead(5), window: 3)
        #expect(queue.leads == [lead(3)])
        #expect(queue.remove([lead(3).id]) == [lead(3)])
        #expect(queue.mustBeRead)
    }

    @Test("lets a fresh lead in beside a backlog that was not seen whole")
    func backlog() {
        var queue = SeenQueue()
        let old = (1...3).map { lead($0, isFresh: false) }
        queue.replace(with: old, keeping: [], window: 3)
        queue.append(lead(4), window: 3)
        #expect(queue.leads == old + [lead(4)])
        #expect(queue.remove([lead(4).id]) == [lead(4)])
        #expect(!queue.mustBeRead)
    }

    @Test("must be read when the fresh leads of a source have left, though older ones are there")
    func freshUnseen() {
        var queue = SeenQueue()
        let old = lead(1, isFresh: false)
        queue.replace(with: [old] + (2...4).map { lead($0) }, keeping: [], window: 3)
        for number in 2...4 {
            #expect(!queue.mustBeRead)
            _ = queue.remove([lead(number).id])
        }
        #expect(queue.leads == [old])
        #expect(queue.mustBeRead)
    }

    @Test("keeps what is known of some sources when the others are read")
    func kept() {
        var queue = SeenQueue()
        queue.replace(with: (1...3).map { lead($0) } + [lead(4, of: "zweite")], keeping: [], window: 3)
        queue.replace(with: [lead(5, of: "zweite")], keeping: queue.known, window: 3)
        #expect(queue.leads == (1...3).map { lead($0) } + [lead(5, of: "zweite")])
        queue.append(lead(6), window: 3)
        #expect(queue.leads.count == 4)
        queue.removeAll { $0 != lead(5).id }
        #expect(queue.leads == [lead(5, of: "zweite")])
    }
}
