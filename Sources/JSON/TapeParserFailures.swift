extension TapeParser {
    @inline(never)
    func failure(_ code: JSONParseError.Code, _ p: Pointer) -> ParseFailure {
        ParseFailure(code: code, offset: p - text)
    }

    @inline(never)
    func literalFailure(_ p: Pointer) -> ParseFailure {
        let words: [StaticString] = ["true", "false", "null"]
        let rest = UnsafeBufferPointer(start: p, count: end - p)
        let isCutOff = words.contains { word in
            rest.count < word.utf8CodeUnitCount
                && rest.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: rest.count))
        }
        return isCutOff ? failure(.unexpectedEnd, end) : failure(.invalidLiteral, p)
    }

    @inline(never)
    func failureAtName(_ p: Pointer, isFirst: Bool) -> ParseFailure {
        guard p < end else { return failure(.unexpectedEnd, p) }
        return failure(p.pointee == 0x7D && !isFirst ? .trailingComma : .expectedKey, p)
    }

    @inline(never)
    func failureAtValue(_ p: Pointer, container: Int) -> ParseFailure {
        switch p.pointee {
        case 0x5D where container >= 0 && entries[container].tag == 4: failure(.trailingComma, p)
        case 0x66, 0x6E, 0x74: literalFailure(p)
        case 0x41...0x5A, 0x61...0x7A: failure(.invalidLiteral, p)
        case 0x2B, 0x2E: failure(.invalidNumber, p)
        default: failure(.unexpectedCharacter, p)
        }
    }
}
