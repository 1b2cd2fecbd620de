import Crypto
import Foundation

/// HMAC-SHA-256 (RFC 2104) under a key that it has taken in: that is half the work of a short code.
///
/// A lead that comes takes a dozen codes, most of them over less than a hundred bytes. Made of the hash itself, each takes a
/// third less than by the library's generic type, whose every step asks for its types again; the sums are the library's.
struct KeyedCode: Sendable {
    private let inner: SHA256
    private let outer: SHA256

    init(key: SymmetricKey) {
        var block = key.withUnsafeBytes { Array($0) }
        if block.count > SHA256.blockByteCount { block = Array(SHA256.hash(data: block)) }
        block += Array(repeating: 0, count: SHA256.blockByteCount - block.count)
        inner = Self.hash(block.map { $0 ^ 0x36 })
        outer = Self.hash(block.map { $0 ^ 0x5C })
        let digest = outer.finalize()
        precondition(Self.withBytes(of: digest) { $0.elementsEqual(digest) }, "a digest is more than its bytes")
    }

    /// Runs `body` on the bytes of a digest, which are all that it holds. Its own way to them asks for types again.
    static func withBytes<Result>(of digest: SHA256.Digest, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeBytes(of: digest, body)
    }

    private static func hash(_ block: [UInt8]) -> SHA256 {
        var hash = SHA256()
        block.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash
    }

    /// The code over `bytes` and what stands behind them, cut to so many bytes (RFC 2104 §5).
    func code(over bytes: [UInt8], _ more: [UInt8] = [], length: Int = SHA256.byteCount) -> Data {
        Self.withBytes(of: digest(over: bytes, more)) { Data(UnsafeRawBufferPointer(rebasing: $0.prefix(length))) }
    }

    /// The code over `bytes` and what stands behind them, whole.
    func digest(over bytes: [UInt8], _ more: [UInt8] = []) -> SHA256.Digest {
        var (inner, outer) = (inner, outer)
        bytes.withUnsafeBytes { inner.update(bufferPointer: $0) }
        if !more.isEmpty { more.withUnsafeBytes { inner.update(bufferPointer: $0) } }
        Self.withBytes(of: inner.finalize()) { outer.update(bufferPointer: $0) }
        return outer.finalize()
    }
}

extension [UInt8] {
    /// Two texts that a code is made over, with a zero between them.
    init(_ first: String, _ second: String) {
        self.init()
        reserveCapacity(first.utf8.count + second.utf8.count + 2)
        append(contentsOf: first.utf8)
        append(0)
        append(contentsOf: second.utf8)
    }
}
