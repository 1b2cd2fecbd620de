import GermanValues
import JSON

/// The tables of a plan laid open for a run. Not to be kept longer than the ``PlanMemory`` they belong to.
struct PlanView {
    let operations: UnsafeBufferPointer<Plan.Operation>
    let lists: UnsafeBufferPointer<Int>
    let members: UnsafeBufferPointer<PlanTables.Member>
    let literals: UnsafeBufferPointer<PlanTables.Text>
    let steps: UnsafeBufferPointer<PlanTables.Step>
    let paths: UnsafeBufferPointer<PlanTables.Path>
    let places: UnsafeBufferPointer<PlanTables.Place>
    let choices: UnsafeBufferPointer<PlanTables.Choice>
    let words: UnsafeBufferPointer<PlanTables.Word>
    let values: UnsafeBufferPointer<PlanTables.Text>
    let reads: UnsafeBufferPointer<PlanTables.Read>
    let joins: UnsafeBufferPointer<PlanTables.Join>
    let isTyped: UnsafeBufferPointer<Bool>
    let bytes: UnsafeBufferPointer<UInt8>

    /// The bytes of a text.
    @inline(__always)
    func bytes(of text: PlanTables.Text) -> UnsafeBufferPointer<UInt8> {
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
}

extension UnsafePointer<PlanView> {
    /// The known text that is written exactly so.
    @inline(__always)
    func exact(_ text: UnsafeBufferPointer<UInt8>, among choice: PlanTables.Choice) -> Int? {
        find(text, choice.firstExact, choice.firstFolded)
    }

    /// The known text with the same folded key, or else, if `orSqueezed`, with the same one but for separators.
    func folded(
        _ text: UnsafeBufferPointer<UInt8>,
        among choice: PlanTables.Choice,
        orSqueezed: Bool = false
    ) -> PlanView.Meaning {
        guard text.count <= PlanView.longestFolded else { return .unclear }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: PlanView.longestFolded) {
            key -> PlanView.Meaning in
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
            let word = pointee.words[position]
            if word.fingerprint == fingerprint, pointee.bytes(of: word.text).isSame(as: text) {
                return Int(word.result)
            }
            position &+= 1
        }
        return nil
    }
}
