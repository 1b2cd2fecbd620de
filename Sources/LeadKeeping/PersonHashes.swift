import Crypto
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
        var (joined, last) = (Data(), Data())
        for hash in hashes.sorted(by: { $0.lexicographicallyPrecedes($1) }) where hash != last {
            joined += hash
            last = hash
        }
        return joined
    }

    /// What ``joined(_:)`` joined; `nil` for bytes that are not that.
    package static func split(_ joined: Data) -> [Data]? {
        guard joined.count.isMultiple(of: size) else { return nil }
        return stride(from: joined.startIndex, to: joined.endIndex, by: size).map { Data(joined[$0..<$0 + size]) }
    }
}

extension Sealer {
    /// A trait as it is stored.
    package func hash(_ trait: PersonTrait) -> Data {
        var code = finding
        code.update(data: Array("\(trait.kind.rawValue)\u{0}\(trait.text)".utf8))
        return code.finalize().withUnsafeBytes { Data($0.prefix(PersonHashes.size)) }
    }
}
