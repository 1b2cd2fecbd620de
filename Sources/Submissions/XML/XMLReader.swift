/// An element as read: local name, attributes by local name, children, and its own text. All UTF-8.
struct XMLElement {
    var name: [UInt8]
    var attributes: [(name: [UInt8], value: [UInt8])] = []
    var children: [XMLElement] = []
    var text: [UInt8] = []
}

/// A small reader for well-formed XML 1.0 without DTD. Not recursive: depth costs memory, never stack.
struct XMLReader {
    private let bytes: [UInt8]
    private let nodeLimit: Int
    private let depthLimit: Int
    private var position = 0
    private var nodes = 0

    /// - Parameter bytes: valid UTF-8.
    init(_ bytes: [UInt8], nodeLimit: Int, depthLimit: Int) {
        self.bytes = bytes
        self.nodeLimit = nodeLimit
        self.depthLimit = depthLimit
    }

    /// Reads the whole document and hands back its root element.
    mutating func document() throws(SubmissionError) -> XMLElement {
        var open: [(element: XMLElement, fullName: [UInt8])] = []
        var root: XMLElement?
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else {
                if open.isEmpty {
                    guard bytes[position].isXMLSpace else { throw malformed("There is text outside the root element") }
                    position += 1
                } else {
                    open[open.count - 1].element.text.append(contentsOf: try characters(until: UInt8(ascii: "<")))
                }
                continue
            }
            if skip("<!--") {
                let start = position
                try skipPast("--", "A comment is not closed")
                guard skip(">") else { throw malformed("A comment contains --") }
                try checkCharacters(start..<position)
            } else if skip("<![CDATA[") {
                let start = position
                try skipPast("]]>", "A CDATA section is not closed")
                guard !open.isEmpty else { throw malformed("There is text outside the root element") }
                try checkCharacters(start..<position)
                open[open.count - 1].element.text.append(contentsOf: Self.withLineFeeds(bytes[start..<position - 3]))
            } else if skip("<?") {
                try processingInstruction()
            } else if skip("<!") {
                throw malformed("The document has a DTD, which is never read")
            } else if skip("</") {
                let name = try fullName()
                skipSpace()
                guard skip(">"), let last = open.popLast(), last.fullName == name else {
                    throw malformed("An end tag does not match its start tag")
                }
                close(last.element, in: &open, root: &root)
            } else {
                position += 1
                guard root == nil else { throw malformed("There is a second root element") }
                let (element, name, isEmpty) = try startTag()
                guard open.count < depthLimit else {
                    throw SubmissionError(
                        .tooDeep,
                        "Elements are nested deeper than \(depthLimit) levels",
                        advice: "Send a flatter document",
                        offset: position
                    )
                }
                if isEmpty {
                    close(element, in: &open, root: &root)
                } else {
                    open.append((element, name))
                }
            }
        }
        guard open.isEmpty else { throw malformed("The document ends inside an element") }
        guard let root else { throw malformed("There is no root element") }
        return root
    }

    private func close(
        _ element: XMLElement,
        in open: inout [(element: XMLElement, fullName: [UInt8])],
        root: inout XMLElement?
    ) {
        if open.isEmpty { root = element } else { open[open.count - 1].element.children.append(element) }
    }

    /// Reads a start tag after its `<`.
    private mutating func startTag() throws(SubmissionError) -> (XMLElement, name: [UInt8], isEmpty: Bool) {
        let name = try fullName()
        var element = XMLElement(name: localName(name))
        var seen: Set<[UInt8]> = []
        var locals: Set<[UInt8]> = []
        try count()
        while true {
            let before = position
            skipSpace()
            if skip("/>") { return (element, name, true) }
            if skip(">") { return (element, name, false) }
            guard position > before else { throw malformed("A start tag is malformed") }
            let attribute = try fullName()
            guard seen.insert(attribute).inserted else { throw malformed("An attribute comes twice") }
            skipSpace()
            guard skip("=") else { throw malformed("An attribute has no value") }
            skipSpace()
            guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else {
                throw malformed("The value of an attribute is not quoted")
            }
            let quote = bytes[position]
            position += 1
            let value = try characters(until: quote)
            guard position < bytes.count else { throw malformed("The value of an attribute is not closed") }
            position += 1
            try count()
            if attribute.elementsEqual("xmlns".utf8) || attribute.starts(with: "xmlns:".utf8) { continue }
            let local = localName(attribute)
            let isFree = locals.insert(local).inserted
            element.attributes.append((isFree ? local : attribute, value))
        }
    }

    /// Text up to a byte (which is left), with references replaced and line ends as LF (XML 1.0 §2.11).
    private mutating func characters(until end: UInt8) throws(SubmissionError) -> [UInt8] {
        var out: [UInt8] = []
        let start = position
        while position < bytes.count, bytes[position] != end {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "&"):
                try reference(into: &out)
                continue
            case UInt8(ascii: "<"):
                throw malformed("The value of an attribute contains <")
            case 0x0D:
                out.append(0x0A)
                if position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
            case UInt8(ascii: "]") where end == UInt8(ascii: "<") && starts(with: "]]>"):
                throw malformed("The text contains ]]>")
            default:
                out.append(byte)
            }
            position += 1
        }
        try checkCharacters(start..<position)
        return out
    }

    /// Whether all of it are characters of XML 1.0 (§2.2): no controls, no U+FFFE, no U+FFFF.
    private mutating func checkCharacters(_ range: Range<Int>) throws(SubmissionError) {
        for index in range {
            switch bytes[index] {
            case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20:
                position = index
                throw malformed("The text contains a control character")
            case 0xEF where index + 2 < range.upperBound && bytes[index + 1] == 0xBF && bytes[index + 2] >= 0xBE:
                position = index
                throw malformed("The text contains what is no character")
            default:
                break
            }
        }
    }

    /// Line ends as LF (XML 1.0 §2.11).
    private static func withLineFeeds(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(0x0D) else { return Array(text) }
        var out: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text {
            if byte == 0x0D { out.append(0x0A) } else if byte != 0x0A || previous != 0x0D { out.append(byte) }
            previous = byte
        }
        return out
    }

    /// Reads a processing instruction after its `<?`: the XML declaration stands at the very beginning or nowhere (§2.8).
    private mutating func processingInstruction() throws(SubmissionError) {
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

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func reference(into out: inout [UInt8]) throws(SubmissionError) {
        let start = position + 1
        var end = start
        while end < bytes.count, end - start <= 10, bytes[end] != UInt8(ascii: ";") { end += 1 }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ";") else { throw malformed("A reference is not closed") }
        switch String(decoding: bytes[start..<end], as: UTF8.self) {
        case "lt": out.append(UInt8(ascii: "<"))
        case "gt": out.append(UInt8(ascii: ">"))
        case "amp": out.append(UInt8(ascii: "&"))
        case "apos": out.append(0x27)
        case "quot": out.append(0x22)
        case let name where name.hasPrefix("#"):
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            // A number's reader would take a sign, too.
            let isNumber = digits.utf8.allSatisfy { isHexadecimal ? $0.hexValue != nil : (0x30...0x39).contains($0) }
            let code = isNumber ? UInt32(digits, radix: isHexadecimal ? 16 : 10) : nil
            guard let code, let scalar = Unicode.Scalar(code), code == 9 || code == 10 || code == 13 || code >= 0x20,
                code != 0xFFFE, code != 0xFFFF
            else {
                throw malformed("A character reference is not a character")
            }
            out.append(contentsOf: String(Character(scalar)).utf8)
        default:
            throw malformed("The document uses an entity that XML itself does not define")
        }
        position = end + 1
    }

    private mutating func fullName() throws(SubmissionError) -> [UInt8] {
        let start = position
        while position < bytes.count, bytes[position].isXMLNameByte { position += 1 }
        guard position > start, bytes[start].isXMLNameStart else {
            throw malformed("A name is missing or malformed")
        }
        return Array(bytes[start..<position])
    }

    private func localName(_ name: [UInt8]) -> [UInt8] {
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")), colon + 1 < name.count else { return name }
        return Array(name[(colon + 1)...])
    }

    private mutating func count() throws(SubmissionError) {
        nodes += 1
        guard nodes <= nodeLimit else {
            throw SubmissionError(
                .tooMany,
                "The document has more than \(nodeLimit) elements and attributes",
                advice: "Send a smaller document",
                offset: position
            )
        }
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
        return true
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        guard starts(with: text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    private mutating func skipPast(_ text: StaticString, _ message: String) throws(SubmissionError) {
        while position < bytes.count {
            if skip(text) { return }
            position += 1
        }
        throw malformed(message)
    }

    private mutating func skipSpace() {
        while position < bytes.count, bytes[position].isXMLSpace { position += 1 }
    }

    private func malformed(_ message: String) -> SubmissionError {
        SubmissionError(
            .malformedXML,
            message,
            advice: "Send well-formed XML without document type and entities",
            offset: min(position, bytes.count)
        )
    }
}

extension UInt8 {
    fileprivate var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }

    fileprivate var isXMLNameStart: Bool {
        isXMLNameByte && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
            && self != UInt8(ascii: "-") && self != UInt8(ascii: ".")
    }

    fileprivate var isXMLNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...0xFF:
            true
        default: false
        }
    }
}
