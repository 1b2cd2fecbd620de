/// An element as read: local name, attributes, children, and its own text. All UTF-8.
struct XMLElement {
    var name: [UInt8]
    var attributes: [Attribute] = []
    var children: [XMLElement] = []
    var text: [UInt8] = []

    struct Attribute {
        /// With its prefix, as no other attribute of the element has it.
        let fullName: [UInt8]
        let value: [UInt8]

        var name: [UInt8] { XMLReader.localName(fullName) }

        /// Whether it is about how the text is written (`xsi:type`, `xsi:nil`, `xml:lang`, `xml:space`), and nothing that a sender
        /// says; `i` is how .NET writes `xsi`.
        var isNotation: Bool {
            ["xsi:type", "xsi:nil", "i:type", "i:nil", "xml:lang", "xml:space"].contains {
                fullName.elementsEqual($0.utf8)
            }
        }
    }

    /// The attributes, each with a name of its own: the local one, which belongs to the one without a prefix, then to the first
    /// that has it; the others keep their prefix.
    var namedAttributes: [(name: [UInt8], attribute: Attribute)] {
        var taken = Set(attributes.lazy.map(\.fullName).filter { !$0.contains(UInt8(ascii: ":")) })
        return attributes.map { attribute in
            let name = attribute.name
            let isShort = name == attribute.fullName || taken.insert(name).inserted
            return (isShort ? name : attribute.fullName, attribute)
        }
    }

    /// `xsi:nil="true"` and nothing that the sender says: the element says that it says nothing.
    var isNil: Bool {
        guard children.isEmpty, attributes.allSatisfy({ $0.isNotation || $0.isNil }) else { return false }
        return attributes.contains { $0.isNil && ($0.value.elementsEqual("true".utf8) || $0.value == [0x31]) }
    }
}

extension XMLElement.Attribute {
    fileprivate var isNil: Bool { name.elementsEqual("nil".utf8) }
}

/// A small reader for well-formed XML 1.0 without DTD. Not recursive: depth costs memory, never stack.
struct XMLReader {
    let bytes: [UInt8]
    private let nodeLimit: Int
    private let depthLimit: Int
    var position = 0
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
                try documentType(isBeforeRoot: open.isEmpty && root == nil)
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
        var element = XMLElement(name: Self.localName(name))
        var seen: Set<[UInt8]> = []
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
            // Its value is a name, too (XML Schema 1, 2.6.1).
            let text = attribute.elementsEqual("xsi:type".utf8) ? Self.localName(value) : value
            element.attributes.append(XMLElement.Attribute(fullName: attribute, value: text))
        }
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func fullName() throws(SubmissionError) -> [UInt8] {
        let start = position
        while position < bytes.count, bytes[position].isXMLNameByte { position += 1 }
        guard position > start, bytes[start].isXMLNameStart else {
            throw malformed("A name is missing or malformed")
        }
        return Array(bytes[start..<position])
    }

    /// A name without its prefix: what comes after its last colon, so that no local name has one.
    static func localName(_ name: [UInt8]) -> [UInt8] {
        guard let colon = name.lastIndex(of: UInt8(ascii: ":")), colon + 1 < name.count else { return name }
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

    func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
        return true
    }

    mutating func skip(_ text: StaticString) -> Bool {
        guard starts(with: text) else { return false }
        position += text.utf8CodeUnitCount
        return true
    }

    mutating func skipPast(_ text: StaticString, _ message: String) throws(SubmissionError) {
        while position < bytes.count {
            if skip(text) { return }
            position += 1
        }
        throw malformed(message)
    }

    mutating func skipSpace() {
        while position < bytes.count, bytes[position].isXMLSpace { position += 1 }
    }

    func malformed(_ message: String) -> SubmissionError {
        SubmissionError(
            .malformedXML,
            message,
            advice: "Send well-formed XML without document type and entities",
            offset: min(position, bytes.count)
        )
    }
}
