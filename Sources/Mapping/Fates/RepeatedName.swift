import GermanValues
import JSON

/// A whole name beside its parts: "Max Mustermann" where "Max" and "Mustermann" are fields of their own and were used.
///
/// It says nothing new, so it is neither unread nor a note. Only a text whose every word is a word of a used text counts, and
/// only if at least two of those make it up; a form of address and a title may stand before them.
struct RepeatedName {
    /// The nodes that are such names.
    private let nodes: Set<Int>

    /// - Parameters:
    ///   - leaves: the nodes that may be whole names.
    ///   - used: the leaves that rules used, if any of them may be one; one may be there more than once.
    init(
        among leaves: [Int],
        of record: FateRecord,
        _ plan: Plan,
        input: ComposedInput,
        used: () -> [Int]
    ) {
        let said = SaidName(among: leaves, record, plan, input)
        let repeated = Self.repeated(among: leaves, input, used)
        nodes = repeated.union(leaves.filter { said.says($0, in: input) })
    }

    private static func repeated(among leaves: [Int], _ input: ComposedInput, _ used: () -> [Int]) -> Set<Int> {
        let document = input.document
        var wholes = leaves.compactMap { node in
            Self.withFolded(node, of: document) { key in Whole(node: node, key: key) } ?? nil
        }
        guard !wholes.isEmpty else { return [] }
        // A part begins with a word of the whole, and most texts begin otherwise.
        let beginnings = wholes.reduce(0) { $0 | $1.beginnings }
        let used = used()
        document.withView { view in
            for node in used where Self.mayBegin(view.text(at: node), with: beginnings) {
                Self.withFolded(node, of: document) { part in
                    for place in wholes.indices { wholes[place].take(part, of: node) }
                }
            }
        }
        return Set(wholes.filter(\.isRepeated).map(\.node))
    }

    func repeats(_ node: Int) -> Bool { nodes.contains(node) }

    /// A text of several words, and how much of it used texts say.
    private struct Whole {
        let node: Int
        /// The folded text.
        private let key: [UInt8]
        /// Where its words stand in it, without forms of address and titles.
        private let words: [Range<Int>]
        /// Which of them used texts say, a bit each: a name has fewer than 64.
        private var said: UInt64 = 0
        /// The used texts of which every word is one of these.
        private var parts: Set<Int> = []

        /// - Parameter key: the folded text.
        init?(node: Int, key: UnsafeBufferPointer<UInt8>) {
            guard key.contains(0x20) else { return nil }
            var words: [Range<Int>] = []
            words.reserveCapacity(8)
            var count = 0
            RepeatedName.forEachWord(of: key) { place in
                count += 1
                let word = key.part(place.lowerBound, place.count)
                if !RepeatedName.isForm(word) { words.append(place) }
                return true
            }
            guard count > 1 else { return nil }
            self.node = node
            self.key = Array(key)
            self.words = words
        }

        /// The letters of ASCII that its words begin with, a bit each.
        var beginnings: UInt32 { words.reduce(0) { $0 | 1 << UInt32(key[$1.lowerBound] & 31) } }

        /// Whether at least two used texts make it up.
        var isRepeated: Bool { parts.count > 1 && said.nonzeroBitCount == words.count }

        /// - Parameter text: the text of a used node, folded.
        mutating func take(_ text: UnsafeBufferPointer<UInt8>, of node: Int) {
            var found: UInt64 = 0
            let areAllIts = RepeatedName.forEachWord(of: text) { place in
                let same = places(of: text.part(place.lowerBound, place.count))
                found |= same
                return same != 0
            }
            guard areAllIts, found != 0 else { return }
            parts.insert(node)
            said |= found
        }

        private func places(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
            key.withUnsafeBufferPointer { key in
                var places: UInt64 = 0
                for (number, place) in words.enumerated() where place.count == word.count {
                    if key.part(place.lowerBound, place.count).isSame(as: word) { places |= 1 << UInt64(number) }
                }
                return places
            }
        }
    }

    /// Calls `body` with the place of each word of a folded text, until it says that this was the last to look at.
    ///
    /// - Returns: whether all of them were looked at.
    @discardableResult
    private static func forEachWord(of text: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Bool) -> Bool {
        var begin = 0
        while begin < text.count {
            var end = begin
            while end < text.count, text[end] != 0x20 { end += 1 }
            if end > begin, !body(begin..<end) { return false }
            begin = end + 1
        }
        return true
    }

    /// Whether the first word of a text may begin with one of these letters when it is folded, and be a part of a name.
    private static func mayBegin(_ bytes: UnsafeBufferPointer<UInt8>, with beginnings: UInt32) -> Bool {
        // What is no letter of ASCII, or has a mark behind it, may be folded to something else, or away.
        guard let first = bytes.first, (first | 0x20) &- 0x61 < 26, bytes.count == 1 || bytes[1] < 0x80 else {
            return bytes.first.map { $0 &- 0x30 >= 10 } ?? false
        }
        return beginnings & 1 << UInt32(first & 31) != 0
    }

    /// Runs `body` on the folded text of a node; `nil` for anything that can be no name, such as a text with digits.
    private static func withFolded<Result>(
        _ node: Int,
        of document: JSONDocument,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        guard document.kind(at: node) == .string else { return nil }
        return document.withUTF8(at: node) { bytes in
            guard bytes.count <= longest, !hasNumberOrSign(bytes) else { return nil }
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { key in
                if let start = key.baseAddress, let count = QuickReading.fold(bytes.span, to: start) {
                    return body(UnsafeBufferPointer(start: start, count: count))
                }
                return Array(folded(String(decoding: bytes, as: UTF8.self)).utf8).withUnsafeBufferPointer(body)
            }
        }
    }

    /// Longer texts, in bytes, are no names.
    private static let longest = 120

    private static func hasNumberOrSign(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        // In ASCII and the letters of Latin-1 no number but the digits has a byte of its own.
        var isLatin = true
        for byte in bytes {
            if byte &- 0x30 < 10 || byte == 0x40 || byte == 0x3A { return true }
            if byte >= 0xC0, byte != 0xC3 { isLatin = false }
        }
        return !isLatin && String(decoding: bytes, as: UTF8.self).contains(where: \.isNumber)
    }

    static let forms = ["herr", "herrn", "frau", "dr", "prof", "mr", "mrs", "ms"]

    private static func isForm(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        word.count <= 5 && forms.contains { word.isSame(as: $0) }
    }
}
