extension JSONWriter {
    /// A place in the text that can be gone back to.
    public struct Mark: Sendable {
        @usableFromInline let used: Int
        @usableFromInline let needsComma: Bool
        @usableFromInline let level: Int

        @inlinable init(used: Int, needsComma: Bool, level: Int) {
            self.used = used
            self.needsComma = needsComma
            self.level = level
        }
    }

    /// Here: before the comma of what comes next.
    @inlinable @inline(__always) package var mark: Mark {
        Mark(used: used, needsComma: needsComma, level: level)
    }

    /// Forgets everything written since the mark was taken. A mark is used up by going back further than it.
    @inlinable @inline(__always) package mutating func rewind(to mark: Mark) {
        used = mark.used
        needsComma = mark.needsComma
        level = mark.level
    }

    /// Puts other text in the place of a part of what was written.
    package mutating func replace(_ range: Range<Int>, with text: UnsafeBufferPointer<UInt8>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= used, "no part of the text")
        reserve(max(text.count - range.count, 0))
        let target = base + range.lowerBound
        (target + text.count).update(from: base + range.upperBound, count: used - range.upperBound)
        if let source = text.baseAddress { target.update(from: source, count: text.count) }
        used += text.count - range.count
    }
}
