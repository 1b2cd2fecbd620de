import Testing

@testable import Europace

@Suite("The body of a request that may create something")
struct HandOverTests {
    @Test("is handed over once, however often the client asks for it")
    func once() {
        let handOver = HandOver([1])
        #expect(handOver.take())
        #expect(!handOver.take())
        #expect(handOver.withdraw(), "it has left")
    }

    @Test("does not leave after it was withdrawn")
    func withdrawn() {
        let handOver = HandOver([1])
        #expect(!handOver.withdraw())
        #expect(!handOver.take())
    }
}
