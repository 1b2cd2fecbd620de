import Crypto
import Foundation
import Testing

@testable import LeadKeeping

@Suite struct KeyedCodeTests {
    @Test(arguments: [1, 16, 32, 63, 64, 65, 131])
    func `is the library's HMAC, whatever the lengths of key and text`(keyBytes: Int) {
        let key = SymmetricKey(data: Data((0..<keyBytes).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ 3) }))
        for count in [0, 1, 55, 56, 63, 64, 65, 119, 1_400] {
            let text = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let expected = Data(HMAC<SHA256>.authenticationCode(for: text, using: key))
            #expect(KeyedCode(key: key).code(over: text) == expected, "\(count) bytes")
            let (first, rest) = (Array(text.prefix(count / 3)), Array(text.dropFirst(count / 3)))
            #expect(KeyedCode(key: key).code(over: first, rest) == expected, "\(count) bytes in two parts")
            #expect(KeyedCode(key: key).code(over: text, length: 16) == expected.prefix(16))
        }
    }

    @Test func `codes of one key do not touch one another`() {
        let code = KeyedCode(key: SymmetricKey(data: Data(repeating: 7, count: 32)))
        let first = code.code(over: [1, 2, 3])
        #expect(code.code(over: [4]) != first)
        #expect(code.code(over: [1, 2, 3]) == first)
    }
}
