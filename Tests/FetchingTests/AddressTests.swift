import GuardedHTTP
import Testing

@Suite("Addresses that files say")
struct AddressTests {
    @Test(
        "this machine's own addresses are known in every form",
        arguments: [
            ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("::ffff:127.0.0.1", true), ("10.0.0.1", false),
            ("128.0.0.1", false), ("::2", false), ("93.184.215.14", false),
        ]
    )
    func loopback(text: String, isLoopback: Bool) throws {
        #expect(try #require(NetworkAddress(text)).isLoopback == isLoopback)
    }
}
