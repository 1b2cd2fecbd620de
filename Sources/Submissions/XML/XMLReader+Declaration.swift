/// What may stand before the root: processing instructions, of which only the XML declaration is looked at, and a document type.
extension XMLReader {
    /// Reads a document type after its `<!`: only one that declares nothing and has nothing to fetch, `<!DOCTYPE lead>`.
    mutating func documentType(isBeforeRoot: Bool) throws(SubmissionError) {
        let isNamed = isBeforeRoot && skip("DOCTYPE") && next?.isXMLSpace == true
        if isNamed {
            skipSpace()
            _ = try fullName()
            skipSpace()
        }
        guard isNamed, skip(">") else { throw malformed("The document has a DTD, which is never read") }
    }

    /// Reads a processing instruction after its `<?`: the XML declaration stands at the very beginning or nowhere (§2.8).
    mutating func processingInstruction() throws(SubmissionError) {
        let start = position - 2
        let target = try fullName()
        let isDeclaration = target.map(\.lowercased).elementsEqual("xml".utf8)
        if isDeclaration {
            guard start == SubmissionDecoder.byteOrderMark(bytes), target.elementsEqual("xml".utf8) else {
                throw malformed("The XML declaration does not stand at the beginning")
            }
        }
        guard position < bytes.count, bytes[position].isXMLSpace || (!isDeclaration && starts(with: "?>")) else {
            throw malformed("A processing instruction is malformed")
        }
        let content = position
        try skipPast("?>", "A processing instruction is not closed")
        try checkCharacters(content..<position)
        if isDeclaration { try checkDeclaration(bytes[content..<position - 2]) }
    }

    /// `version`, then perhaps `encoding`, then perhaps `standalone`, each quoted (§2.8).
    private func checkDeclaration(_ content: ArraySlice<UInt8>) throws(SubmissionError) {
        var reader = XMLReader(Array(content), nodeLimit: 0, depthLimit: 0)
        var names: [[UInt8]] = []
        while true {
            let before = reader.position
            reader.skipSpace()
            if reader.position == reader.bytes.count { break }
            guard reader.position > before else { throw malformed("The XML declaration is malformed") }
            names.append(try reader.fullName())
            reader.skipSpace()
            guard reader.skip("=") else { throw malformed("The XML declaration is malformed") }
            reader.skipSpace()
            guard let quote = reader.next, quote == 0x22 || quote == 0x27 else {
                throw malformed("The XML declaration is malformed")
            }
            reader.position += 1
            let value = try reader.characters(until: quote)
            guard reader.position < reader.bytes.count, !value.isEmpty else {
                throw malformed("The XML declaration is malformed")
            }
            reader.position += 1
        }
        let order = ["version", "encoding", "standalone"].map { Array($0.utf8) }
        let places = names.map { order.firstIndex(of: $0) ?? -1 }
        guard places.first == 0, !places.contains(-1), zip(places, places.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw malformed("The XML declaration is malformed")
        }
    }
}
