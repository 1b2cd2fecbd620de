package import JSON

/// One step from a value to a child: a member name or an array index.
///
/// Names are the same if their bytes are, never by canonical equivalence.
package enum PathElement: Sendable, Hashable {
    case name(String)
    case index(Int)

    package static func == (left: PathElement, right: PathElement) -> Bool {
        switch (left, right) {
        case (.name(let left), .name(let right)): left.hasSameBytes(as: right)
        case (.index(let left), .index(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .name(let name): name.hashBytes(into: &hasher)
        case .index(let index): hasher.combine(index)
        }
    }
}

/// The one canonical address of a node: RFC 9535 §2.7.
///
/// Its text, `$['store']['book'][0]`, is itself a query that selects exactly this node.
package struct NormalizedPath: Sendable, Hashable, CustomStringConvertible {
    /// The steps from the root; indexes are never negative.
    package let elements: [PathElement]

    /// The address of the root, `$`, or of what the steps lead to.
    package init(_ elements: [PathElement] = []) {
        self.elements = elements
    }

    /// The text by the grammar of RFC 9535 §2.7: single quotes, and only the escapes that are needed.
    package var description: String {
        var text = String.UnicodeScalarView("$".unicodeScalars)
        for element in elements {
            switch element {
            case .index(let index):
                text.append(contentsOf: "[\(index)]".unicodeScalars)
            case .name(let name):
                text.append(contentsOf: "['".unicodeScalars)
                for scalar in name.unicodeScalars { Self.append(scalar, to: &text) }
                text.append(contentsOf: "']".unicodeScalars)
            }
        }
        return String(text)
    }

    /// The same address as a JSON Pointer (RFC 6901).
    package var pointer: JSONPointer {
        JSONPointer(
            elements.map { element in
                switch element {
                case .name(let name): name
                case .index(let index): String(index)
                }
            }
        )
    }

    /// The path that leads on from here: for nodes found from a current node whose own path is known.
    package func appending(_ other: NormalizedPath) -> NormalizedPath {
        NormalizedPath(elements + other.elements)
    }

    /// `normal-single-quoted`
    private static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
        let escape: Unicode.Scalar? =
            switch scalar {
            case "\u{8}": "b"
            case "\t": "t"
            case "\n": "n"
            case "\u{C}": "f"
            case "\r": "r"
            case "'", "\\": scalar
            default: nil
            }
        if let escape {
            text.append("\\")
            text.append(escape)
        } else if scalar.value < 0x20 {
            let digits = String(scalar.value, radix: 16)
            text.append(contentsOf: (digits.count == 1 ? "\\u000" : "\\u00").unicodeScalars)
            text.append(contentsOf: digits.unicodeScalars)
        } else {
            text.append(scalar)
        }
    }
}
