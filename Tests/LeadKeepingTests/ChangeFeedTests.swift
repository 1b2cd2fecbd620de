import LeadKeeping
import Leads
import Synchronization
import Targets
import Testing

@Suite("The feed of a store's changes")
struct ChangeFeedTests {
    private let feed = ChangeFeed()

    private func publish() { feed.publish([], queues: [.kundenangaben], hasCallbacks: false) }

    @Test("tells at once, on the thread that writes, and no more of somebody who has heard enough")
    func enough() {
        let heard = Mutex((all: 0, first: 0))
        feed.follow { _ in
            heard.withLock { $0.all += 1 }
            return true
        } closed: {
        }
        feed.follow { _ in
            heard.withLock { $0.first += 1 }
            return false
        } closed: {
        }
        publish()
        publish()
        #expect(heard.withLock(\.all) == 2)
        #expect(heard.withLock(\.first) == 1)
    }

    @Test("tells everybody once that it is over, and at once who comes later")
    func over() {
        let ended = Mutex(0)
        feed.follow { _ in
            true
        } closed: {
            ended.withLock { $0 += 1 }
        }
        feed.close()
        feed.close()
        #expect(ended.withLock { $0 } == 1)
        feed.follow { _ in
            true
        } closed: {
            ended.withLock { $0 += 1 }
        }
        #expect(ended.withLock { $0 } == 2)
    }
}
