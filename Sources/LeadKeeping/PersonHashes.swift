package import Foundation
package import Leads

/// The blind index: what a person is known by, as keyed hashes that say nothing to anybody without the master key.
///
/// HMAC-SHA-256 under a key of its own, over kind and value, cut to 96 bits: enough that no two values of all that will
/// ever be stored here share one by chance, and little enough to keep several for each lead. A file that another master
/// key belongs to is refused before anything is looked for in it, so the hashes always fit the key.
package enum PersonHashes {
    /// Bytes of a hash.
    static let size = 12

    /// The hashes of a lead one behind the other, in order, each once.
    package static func joined(_ hashes: some Sequence<Data>) -> Data {
        let ordered = hashes.map(PersonHash.init).sorted()
        var (joined, last) = ([UInt8](), PersonHash?.none)
        joined.reserveCapacity(ordered.count * size)
        for hash in ordered where hash != last {
            withUnsafeBytes(of: hash.high.bigEndian) { joined.append(contentsOf: $0) }
            withUnsafeBytes(of: hash.low.bigEndian) { joined.append(contentsOf: $0) }
            last = hash
        }
        return Data(joined)
    }

    /// What ``joined(_:)`` joined; `nil` for bytes that are not that.
    package static func split(_ joined: Data) -> [Data]? {
        guard joined.count.isMultiple(of: size) else { return nil }
        return stride(from: joined.startIndex, to: joined.endIndex, by: size).map { Data(joined[$0..<$0 + size]) }
    }
}

/// The bytes of a hash as numbers, which are in the same order.
private struct PersonHash: Comparable {
    let high: UInt64
    let low: UInt32

    init(_ bytes: Data) {
        (high, low) = bytes.withUnsafeBytes {
            (
                UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
                UInt32(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
            )
        }
    }

    static func < (one: Self, other: Self) -> Bool { (one.high, one.low) < (other.high, other.low) }
}

extension Sealer {
    /// A trait as it is stored.
    package func hash(_ trait: PersonTrait) -> Data {
        finding.code(over: [UInt8](trait.kind.rawValue, trait.text), length: PersonHashes.size)
    }
}
