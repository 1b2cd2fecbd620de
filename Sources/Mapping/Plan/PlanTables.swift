import GermanValues
import JSON
import MappingLanguage
import Targets

/// What a run needs of a ``Plan`` for every single value, as plain numbers in a few tables.
///
/// All of it is also in the plan, made for reading and reports; here it is made for speed: nothing in it is counted,
/// allocated or compared as `String`, and texts are parts of one run of bytes. The tables lie in memory of their own,
/// because an array lends its memory for the length of a closure only, and a run needs all of them at once for as long
/// as it takes.
///
/// `@unchecked Sendable`, because pointers are not: the memory is filled before `init` returns, nobody writes to it
/// afterwards (all pointers to it are immutable constants), and it is freed when nobody holds this any more. Any number of
/// threads may read it at once.
final class PlanTables: @unchecked Sendable {
    /// A part of ``bytes``.
    struct Text: Sendable {
        let start: Int32
        let count: Int32
    }

    struct Member: Sendable {
        /// `"name":`
        let written: Text
        let operation: Int32
        let isRequired: Bool
        /// The only field without which it is left out; -1 if there are several, or it may stand in any case.
        let column: Int32
        /// Where in ``columnSets`` those fields are; -1 if it may stand in any case.
        let columns: Int32
    }

    /// A step of a singular path: a member's name, or an index if there is no name.
    struct Step: Sendable {
        let name: Text
        let fingerprint: UInt32
        let index: Int32
        let isIndex: Bool
    }

    /// A selector taken apart, if it is singular: no copy of the selector, no list of nodes.
    struct Path: Sendable {
        let isSingular: Bool
        /// nil: from the element of the innermost `$each`.
        let part: InputPart?
        /// For a field of the form, its column: the steps go on from there. -1 for any other place.
        let column: Int32
        let firstStep: Int32
        let endOfSteps: Int32
    }

    /// What a rule's place takes, as far as the quick way knows it.
    struct Place: Sendable {
        enum Reading: UInt8, Sendable {
            /// Anything that only ``TypedReading`` reads.
            case other
            case list, text, postcode, number, integer, boolean, birth, date, choice
        }
        let reading: Reading
        let kind: NumberKind
        /// For an enumeration, its values in ``choices``.
        let choice: Int32
        let omitsMissing: Bool
        let omitsUnreadable: Bool
        /// Whether ``least`` and ``most`` say anything.
        let isLimited: Bool
        /// The limits of a number, or of a text's length in Unicode scalars.
        let least: Double
        let most: Double
    }

    /// A list of known texts: the values of an enumeration, or the keys of a `$lookup`.
    struct Choice: Sendable {
        let firstExact: Int32
        let firstFolded: Int32
        let end: Int32
    }

    /// One of them: as it is written, or folded (``FoldedKey``).
    struct Word: Sendable {
        let text: Text
        let fingerprint: UInt32
        /// The operation of a lookup's branch; of an enumeration the value's text in ``values``. ``ambiguous`` if several
        /// values have this key.
        let result: Int32
    }

    static let ambiguous: Int32 = -2

    /// A reading of what a singular selector finds; the selector is -1 for any other.
    struct Read: Sendable {
        let selector: Int32
        /// Whether a blank value is looked at and says nothing; what asks for one answer among several passes it by.
        let touchesBlank: Bool
        /// Whether there is one function that reads most texts quickly, and nothing but a lookup behind it.
        let isQuick: Bool
        /// Whether the objects that it gives can be written as they stand.
        let givesObject: Bool
        /// The keys of a `$lookup` right on the selector or that function, or -1.
        let lookup: Int32
    }

    /// The name of a field of the form that some path begins with.
    struct Column: Sendable {
        let name: Text
        let fingerprint: UInt32
    }

    /// A `$join` of singular selectors whose separator keeps clean texts clean; no parts for any other.
    struct Join: Sendable {
        let separator: Text
        let firstPart: Int32
        let endOfParts: Int32
    }

    let operations: UnsafeBufferPointer<Plan.Operation>
    let lists: UnsafeBufferPointer<Int>
    let members: UnsafeBufferPointer<Member>
    let literals: UnsafeBufferPointer<Text>
    let steps: UnsafeBufferPointer<Step>
    let paths: UnsafeBufferPointer<Path>
    /// Where the paths of what is declared unused begin, behind those of the rules.
    let firstUnused: Int
    let places: UnsafeBufferPointer<Place>
    let choices: UnsafeBufferPointer<Choice>
    let words: UnsafeBufferPointer<Word>
    /// Values of enumerations, as JSON text.
    let values: UnsafeBufferPointer<Text>
    /// The keys of each lookup.
    let lookups: UnsafeBufferPointer<Choice>
    let reads: UnsafeBufferPointer<Read>
    let columns: UnsafeBufferPointer<Column>
    /// The columns by the fingerprint of their names, with open addressing: a power of two of places, -1 in those that are
    /// free.
    let columnPlaces: UnsafeBufferPointer<Int32>
    /// Sets of columns, each as many words of 64 as ``wordsOfColumns``: see ``AbsentColumns``.
    let columnSets: UnsafeBufferPointer<UInt64>
    let joins: UnsafeBufferPointer<Join>
    /// For each operation, whether it writes an object with `@type`.
    let isTyped: UnsafeBufferPointer<Bool>
    /// The texts of all tables.
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ draft: Draft, operations: [Plan.Operation], lists: [Int]) {
        self.operations = Self.copy(operations)
        self.lists = Self.copy(lists)
        members = Self.copy(draft.members)
        literals = Self.copy(draft.literals)
        steps = Self.copy(draft.steps)
        paths = Self.copy(draft.paths)
        firstUnused = draft.firstUnused
        places = Self.copy(draft.places)
        choices = Self.copy(draft.choices)
        words = Self.copy(draft.words)
        values = Self.copy(draft.values)
        lookups = Self.copy(draft.lookups)
        reads = Self.copy(draft.reads)
        columns = Self.copy(draft.columns)
        columnPlaces = Self.copy(draft.columnPlaces)
        columnSets = Self.copy(draft.columnSets)
        joins = Self.copy(draft.joins)
        isTyped = Self.copy(draft.isTyped)
        bytes = Self.copy(draft.bytes)
    }

    deinit {
        Self.free(operations)
        Self.free(lists)
        Self.free(members)
        Self.free(literals)
        Self.free(steps)
        Self.free(paths)
        Self.free(places)
        Self.free(choices)
        Self.free(words)
        Self.free(values)
        Self.free(lookups)
        Self.free(reads)
        Self.free(columns)
        Self.free(columnPlaces)
        Self.free(columnSets)
        Self.free(joins)
        Self.free(isTyped)
        Self.free(bytes)
    }

    private static func copy<Element>(_ array: [Element]) -> UnsafeBufferPointer<Element> {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
        _ = memory.initialize(from: array)
        return UnsafeBufferPointer(memory)
    }

    private static func free<Element>(_ memory: UnsafeBufferPointer<Element>) {
        UnsafeMutableBufferPointer(mutating: memory).deinitialize().deallocate()
    }
}

// MARK: Texts

extension PlanTables {
    /// The bytes of a text.
    @inline(__always)
    func bytes(of text: Text) -> UnsafeBufferPointer<UInt8> {
        // The plan itself made the text's place, so it is not checked again.
        UnsafeBufferPointer(start: bytes.baseAddress.map { $0 + Int(text.start) }, count: Int(text.count))
    }

    /// Longer texts are folded the slow way.
    static let longestFolded = 64

    /// What a text means among known texts.
    enum Meaning {
        case result(Int)
        /// None of them: neither as it stands nor folded.
        case unknown
        /// The slow way has to find out.
        case unclear
    }

    /// The known text that is written exactly so.
    @inline(__always)
    func exact(_ text: UnsafeBufferPointer<UInt8>, among choice: Choice) -> Int? {
        find(text, choice.firstExact, choice.firstFolded)
    }

    /// The known text with the same folded key, or else, if `orSqueezed`, with the same one but for separators.
    func folded(
        _ text: UnsafeBufferPointer<UInt8>,
        among choice: Choice,
        orSqueezed: Bool = false
    ) -> Meaning {
        guard text.count <= Self.longestFolded else { return .unclear }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longestFolded) {
            key -> Meaning in
            guard let start = key.baseAddress, let count = QuickReading.fold(text.span, to: start) else {
                return .unclear
            }
            var key = UnsafeBufferPointer(start: start, count: count)
            var result = find(key, choice.firstFolded, choice.end)
            if orSqueezed, result == nil {
                key = UnsafeBufferPointer(start: start, count: QuickReading.squeeze(start, count))
                if key.count < count { result = find(key, choice.firstFolded, choice.end) }
            }
            guard let result else { return .unknown }
            return result < 0 ? .unclear : .result(result)
        }
    }

    @inline(__always)
    private func find(_ text: UnsafeBufferPointer<UInt8>, _ first: Int32, _ end: Int32) -> Int? {
        let fingerprint = text.fingerprint
        var position = Int(first)
        while position < Int(end) {
            let word = words[position]
            if word.fingerprint == fingerprint, bytes(of: word.text).isSame(as: text) {
                return Int(word.result)
            }
            position &+= 1
        }
        return nil
    }
}
