import GermanValues
import JSON
import TargetSchemas

// What the rules have left of the texts that they read.

extension Plan {
    /// What each rule of the plan may leave of a text.
    static func leavings(of compiler: PlanCompiler) -> [Leaving?] {
        var leavings = [Leaving?](repeating: nil, count: compiler.rules.count)
        for operation in compiler.operations {
            switch operation {
            case .select(_, let rule), .sum(_, let rule):
                leavings[rule] = compiler.rules[rule].reader.leaving
            case .read(let read, let rule):
                let read = compiler.reads[read]
                if read.wanted != nil { continue }
                if read.functions.isEmpty, read.lookup == nil {
                    leavings[rule] = compiler.rules[rule].reader.leaving
                } else if read.functions.count == 1 {
                    leavings[rule] = read.functions[0].function.leaving
                }
            default: break
            }
        }
        return leavings
    }
}

extension ValueReader {
    /// What a reading for the place may leave of a text.
    fileprivate var leaving: Leaving? {
        switch self {
        case .number, .integer: .number
        case .date: .date
        case .text(let rule): rule.role == .postcode ? .address : nil
        case .list(let element, _): element.leaving
        case .any, .boolean, .country, .enumeration, .object, .union: nil
        }
    }
}

extension PlanRunner {
    /// Notes of each text that was read what nobody took of it: neither the document nor a leftover has it.
    mutating func noteRests() {
        let (view, leavings) = (view, plan.leavings)
        for place in 0..<recorder.events.count {
            let event = recorder.events[place]
            guard event.rule >= 0, event.outcome == FateRecorder.Event.used,
                let leaving = leavings[Int(event.rule)]
            else { continue }
            let node = Int(event.node)
            guard view.kind(at: node) == .string else { continue }
            let text = view.text(at: node)
            if leaving.mayLeave(text) { noteRests(of: String(decoding: text, as: UTF8.self), leaving, at: node) }
        }
    }

    @inline(never)
    private mutating func noteRests(of text: String, _ leaving: Leaving, at node: Int) {
        for part in leaving.parts(of: text) where !isKept(part.said) {
            if recorder.rests[node]?.contains(part.note) != true { recorder.rests[node, default: []].append(part.note) }
        }
    }

    /// Whether the document or a leftover says this, as whole words.
    private func isKept(_ text: String) -> Bool {
        if recorder.leftovers.contains(where: { $0.value.stringValue == text }) { return true }
        let written = Array(JSONValue.string(text).serialized.dropFirst().dropLast())
        return writer.withBytes { Self.holds(written, $0) }
    }

    private static func holds(_ text: [UInt8], _ document: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = text.first, document.count >= text.count else { return false }
        for begin in 0...document.count - text.count where document[begin] == first {
            let end = begin + text.count
            guard document[begin..<end].elementsEqual(text) else { continue }
            // The n of a line break is no letter.
            let isEscape = begin > 1 && document[begin - 2] == UInt8(ascii: "\\")
            let isWordBefore = begin > 0 && !isEscape && isOfWord(document[begin - 1])
            let isWordBehind = end < document.count && isOfWord(document[end])
            if !isWordBefore, !isWordBehind { return true }
        }
        return false
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
    }
}
