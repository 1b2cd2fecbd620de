import Feedback
import GuardedHTTP
import Testing

@Suite("Where callbacks may go")
struct TargetTests {
    @Test(
        "an address that is no public https one, or says who calls, is refused",
        arguments: [
            ("http://hooks.example.com/a", CallbackTarget.Fault.insecure),
            ("ftp://hooks.example.com/a", .notAnAddress),
            ("hooks.example.com/a", .notAnAddress),
            ("https:///a", .notAnAddress),
            ("https://hooks.example.com%2f@evil.example/", .userInfo),
            ("https://user@hooks.example.com/", .userInfo),
            ("https://user:word@hooks.example.com/", .userInfo),
            ("https://hooks.example.com/#part", .fragment),
        ]
    )
    func refused(url: String, fault: CallbackTarget.Fault) {
        let thrown = #expect(throws: CallbackTarget.Fault.self) { try CallbackTarget(url: url, allowsPrivate: false) }
        // A host that no URL can have may be told as one fault or the other.
        #expect(thrown == fault || thrown == .notAnAddress)
    }

    @Test("http has to be allowed in words; a mail address in the path is none of our business")
    func allowed() throws {
        #expect(try CallbackTarget(url: "http://10.0.0.7:8080/a", allowsPrivate: true).host == "10.0.0.7")
        let six = try CallbackTarget(url: "https://[2001:4860:4860::8888]/a", allowsPrivate: false)
        #expect(six.host == "2001:4860:4860::8888")
        #expect(try CallbackTarget(url: "https://a.example/b@c?d=e@f", allowsPrivate: false).host == "a.example")
    }

    @Test(
        "addresses with a meaning of their own are not public",
        arguments: [
            "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.1", "169.254.169.254",
            "168.63.129.16", "172.16.0.1", "172.31.255.255", "192.0.0.192", "192.0.2.1", "192.168.1.1", "198.18.0.1",
            "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
            "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::1",
            "2001::1", "2001:db8::1", "3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1",
            "::127.0.0.1",
            "64:ff9b:1::1", "100::1",
        ]
    )
    func special(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!address.isPublic)
    }

    @Test(
        "all others are public",
        arguments: [
            "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
            "192.167.0.1", "192.169.0.1", "223.255.255.255", "168.63.129.17", "2001:4860:4860::8888", "2a00:1450::1",
            "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1",
        ]
    )
    func general(text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.isPublic)
        #expect(NetworkAddress(address.description) == address)
    }

    @Test("one private address among public ones is enough to refuse a host")
    func mixed() throws {
        let addresses = try ["1.1.1.1", "10.0.0.1"].map { try #require(NetworkAddress($0)) }
        let careful = try CallbackTarget(url: "https://a.example/", allowsPrivate: false)
        #expect(throws: CallbackTarget.Fault.privateAddress) { try careful.checked(addresses) }
        #expect(try careful.checked([addresses[0]]) == [addresses[0]])
        let allowing = try CallbackTarget(url: "https://a.example/", allowsPrivate: true)
        #expect(try allowing.checked(addresses) == addresses)
    }

    @Test("spellings of loopback that only a resolver understands are resolved before they are checked")
    func spellings() async throws {
        for host in ["127.1", "2130706433", "0x7f000001", "localhost"] {
            let addresses = await HostResolver.system.addresses(of: host)
            #expect(addresses.allSatisfy { !$0.isPublic }, "\(host)")
        }
    }
}
