/// Reads an XML document as JSON by one fixed rule, so that a selector can be written from looking at the document.
///
/// An element becomes a member named by its local name (prefixes and `xmlns` are left out, also in `xsi:type`) below the member of its
/// parent; the root's name is the only member of the payload. Text alone is a string; attributes are members `@name`;
/// text beside attributes or elements is `#text`; an element that comes several times is an array, one with `xsi:nil` null.
/// What attributes say of a text's notation (`xsi:type`, `xml:lang`) is left out, so that it stays a text.
/// A document type that only names the root is passed over, as are blanks before the document, which scripts print.
/// No DTD and no entities but the five of XML itself and character references: nothing is ever fetched or expanded.
enum XMLSubmission {
    static func decode(
        _ body: [UInt8],
        charset: Charset?,
        options: SubmissionOptions
    ) throws(SubmissionError) -> DecodedSubmission {
        let mark = SubmissionDecoder.byteOrderMark(body)
        let start = body[mark...].firstIndex { !$0.isXMLSpace } ?? body.endIndex
        let prolog = try prologCharset(body[start...])
        let text = (charset ?? prolog ?? .utf8).utf8(from: body[start...])
        if let bad = text.firstInvalidUTF8(in: 0..<text.count) { throw .notUTF8(offset: bad + start) }
        var reader = XMLReader(text, nodeLimit: options.xmlNodes, depthLimit: options.depth)
        let root = try reader.document()
        var json: [UInt8] = [UInt8(ascii: "{")]
        json.appendJSONString(root.name)
        json.append(UInt8(ascii: ":"))
        write(root, to: &json)
        json.append(UInt8(ascii: "}"))
        return DecodedSubmission(format: .xml, json: json, skippedBytes: start)
    }

    /// The character set that `<?xml … encoding="…"?>` names; nil without one.
    private static func prologCharset(_ body: ArraySlice<UInt8>) throws(SubmissionError) -> Charset? {
        let prolog = String(decoding: body.prefix(200), as: UTF8.self)
        guard prolog.hasPrefix("<?xml"), let end = prolog.firstIndex(of: ">") else { return nil }
        let pieces = prolog[..<end].split(whereSeparator: { $0 == "\"" || $0 == "'" })
        guard let position = pieces.firstIndex(where: { $0.trimmingSpaces().hasSuffix("encoding=") }) else {
            return nil
        }
        guard position + 1 < pieces.count, let charset = Charset(label: String(pieces[position + 1])) else {
            throw SubmissionError(
                .unsupportedCharset,
                "The XML declaration names a character set that cannot be read",
                advice: "Send UTF-8"
            )
        }
        return charset
    }

    private static func write(_ element: XMLElement, to out: inout [UInt8]) {
        let hasText = element.text.contains { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        if element.isNil, !hasText {
            out.append(contentsOf: "null".utf8)
            return
        }
        let isText = hasText && element.children.isEmpty
        let attributes = element.namedAttributes.filter { !isText || !$0.attribute.isNotation }
        guard !attributes.isEmpty || !element.children.isEmpty else {
            out.appendJSONString(element.text)
            return
        }
        out.append(UInt8(ascii: "{"))
        var isFirst = true
        func member(_ name: some Collection<UInt8>, _ out: inout [UInt8]) {
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            out.appendJSONString(name)
            out.append(UInt8(ascii: ":"))
        }
        for (name, attribute) in attributes {
            member([UInt8(ascii: "@")] + name, &out)
            out.appendJSONString(attribute.value)
        }
        var positions: [[UInt8]: Int] = [:]
        var groups: [[XMLElement]] = []
        for child in element.children {
            if let position = positions[child.name] {
                groups[position].append(child)
            } else {
                positions[child.name] = groups.count
                groups.append([child])
            }
        }
        for group in groups {
            member(group[0].name, &out)
            if group.count > 1 { out.append(UInt8(ascii: "[")) }
            for (index, child) in group.enumerated() {
                if index > 0 { out.append(UInt8(ascii: ",")) }
                write(child, to: &out)
            }
            if group.count > 1 { out.append(UInt8(ascii: "]")) }
        }
        if hasText {
            member(Array("#text".utf8), &out)
            out.appendJSONString(element.text)
        }
        out.append(UInt8(ascii: "}"))
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> Substring {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
