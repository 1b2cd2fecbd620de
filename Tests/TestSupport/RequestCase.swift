/// Requests as bytes, with what every listener must make of them. The rules are those of RFC 9110 and RFC 9112; what to try
/// was learned from what h1spec, llhttp's own tests, the HTTP Garden and the smuggling literature publish.
package struct RequestCase: Sendable, CustomStringConvertible {
    /// What is wrong with it, or what is special.
    package let name: String
    package let bytes: String

    package var description: String { name }

    init(_ name: String, _ bytes: String) {
        self.name = name
        self.bytes = bytes
    }

    /// The status codes in what a listener sent.
    package static func statuses(_ text: String) -> [Int] {
        text.split(separator: "HTTP/1.1 ", omittingEmptySubsequences: true).compactMap { Int($0.prefix(3)) }
    }

    private static func head(_ name: String, _ lines: String...) -> RequestCase {
        RequestCase(name, (["POST /livez HTTP/1.1"] + lines).map { $0 + "\r\n" }.joined() + "\r\n")
    }

    private static func chunks(_ name: String, _ chunks: String) -> RequestCase {
        RequestCase(name, "POST /livez HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)")
    }

    /// Answered with 400, or 505 where the version cannot be read, and the end of the connection.
    package static let malformed: [RequestCase] = [
        // Host (RFC 9112 §3.2)
        head("no Host", "Content-Length: 0"),
        head("two Hosts", "Host: x", "Host: y"),
        head("the same Host twice", "Host: x", "Host: x"),
        head("a blank in Host", "Host: x y"),
        head("a user in Host", "Host: u@x"),
        head("a path in Host", "Host: x/y"),
        head("a list as Host", "Host: x,y"),
        // Content-Length (RFC 9112 §6.2)
        head("two different lengths", "Host: x", "Content-Length: 1", "Content-Length: 2"),
        head("the same length twice", "Host: x", "Content-Length: 1", "Content-Length: 1"),
        head("a list of lengths", "Host: x", "Content-Length: 1, 1"),
        head("a sign before the length", "Host: x", "Content-Length: +1"),
        head("a negative length", "Host: x", "Content-Length: -1"),
        head("a hexadecimal length", "Host: x", "Content-Length: 0x1"),
        head("a length with a point", "Host: x", "Content-Length: 1.0"),
        head("a length with a blank inside", "Host: x", "Content-Length: 1 2"),
        head("an empty length", "Host: x", "Content-Length:"),
        head("a length in words", "Host: x", "Content-Length: one"),
        head("an overflowing length", "Host: x", "Content-Length: 99999999999999999999"),
        head("a length with an underscore", "Host: x", "Content-Length: 1_0"),
        // Transfer-Encoding (RFC 9112 §6.1, §6.3)
        head("length and chunked", "Host: x", "Content-Length: 1", "Transfer-Encoding: chunked"),
        head("chunked and length", "Host: x", "Transfer-Encoding: chunked", "Content-Length: 1"),
        head("xchunked", "Host: x", "Transfer-Encoding: xchunked"),
        head("chunkedx", "Host: x", "Transfer-Encoding: chunkedx"),
        head("a no-break space before chunked", "Host: x", "Transfer-Encoding: \u{A0}chunked"),
        head("a vertical tab before chunked", "Host: x", "Transfer-Encoding: \u{0B}chunked"),
        head("a form feed after chunked", "Host: x", "Transfer-Encoding: chunked\u{0C}"),
        head("quoted chunked", "Host: x", "Transfer-Encoding: \"chunked\""),
        head("gzip before chunked", "Host: x", "Transfer-Encoding: gzip, chunked"),
        head("identity after chunked", "Host: x", "Transfer-Encoding: chunked, identity"),
        head("chunked twice in a line", "Host: x", "Transfer-Encoding: chunked, chunked"),
        head("chunked in two lines", "Host: x", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked"),
        head("identity", "Host: x", "Transfer-Encoding: identity"),
        head("an empty transfer coding", "Host: x", "Transfer-Encoding:"),
        head("a blank before the colon", "Host: x", "Transfer-Encoding : chunked"),
        RequestCase(
            "chunked in HTTP/1.0",
            "POST /livez HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        // Field lines (RFC 9112 §5)
        head("a folded line", "Host: x", "X: a", " b"),
        head("a folded Host", "Host:", " x"),
        head("a line without a colon", "Host: x", "X"),
        head("an empty name", "Host: x", ": x"),
        head("a blank inside a name", "Host: x", "X Y: z"),
        head("a blank before a name", " Host: x"),
        head("a control character in a name", "Host: x", "X\u{01}: z"),
        head("a separator in a name", "Host: x", "X(Y): z"),
        head("NUL in a value", "Host: x", "X: a\0b"),
        head("a bare CR in a value", "Host: x", "X: a\rY: b"),
        RequestCase("line feeds only", "POST /livez HTTP/1.1\nHost: x\nContent-Length: 0\n\n"),
        RequestCase("a line feed inside the head", "POST /livez HTTP/1.1\r\nHost: x\nX: y\r\n\r\n"),
        head("two content types", "Host: x", "Content-Type: a/b", "Content-Type: c/d"),
        head("two parameters of a content type", "Host: x", "Content-Type: a/b; c=d", "Content-Type: a/b; c=e"),
        // Request line (RFC 9112 §3)
        RequestCase("a blank in the target", "POST /livez b HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a target without a slash", "POST livez HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a tab for a blank", "POST\t/livez\tHTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a fragment", "POST /livez#a HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("no version", "POST /livez\r\nHost: x\r\n\r\n"),
        RequestCase("another protocol", "POST /livez HTTQ/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a version in small letters", "POST /livez http/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a version without a point", "POST /livez HTTP/11\r\nHost: x\r\n\r\n"),
        RequestCase("a method with a separator", "PO(T /livez HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a blank line with a blank before", "\r\n \r\nPOST /livez HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a blank before the method", " POST /livez HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("a greeting", "hello\r\n\r\n"),
        RequestCase("a TLS hello", "\u{16}\u{03}\u{01}"),
        RequestCase("HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        // Chunks (RFC 9112 §7.1)
        chunks("a negative chunk", "-1\r\nx\r\n0\r\n\r\n"),
        chunks("a prefixed chunk", "0x1\r\nx\r\n0\r\n\r\n"),
        chunks("a chunk with a plus", "+1\r\nx\r\n0\r\n\r\n"),
        chunks("a chunk with a blank before", " 1\r\nx\r\n0\r\n\r\n"),
        chunks("a chunk with an underscore", "1_0\r\nx\r\n0\r\n\r\n"),
        chunks("a chunk that is longer than its size", "1\r\nxy\r\n0\r\n\r\n"),
        chunks("a chunk without a size", "\r\nx\r\n0\r\n\r\n"),
        chunks("chunks with line feeds only", "1\nx\n0\n\n"),
        chunks("a chunk's end with a line feed only", "1\r\nx\n0\r\n\r\n"),
        chunks("an overflowing chunk", "FFFFFFFFFFFFFFFFF\r\nx"),
        chunks("a chunk size in words", "one\r\nx\r\n0\r\n\r\n"),
        chunks("a bare CR in an extension", "1;a=\rb\r\nx\r\n0\r\n\r\n"),
    ]

    /// Never refused as malformed, too large or not understood.
    package static let wellFormed: [RequestCase] = [
        RequestCase("the least", "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("an empty line before", "\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("an empty Host", "GET /livez HTTP/1.1\r\nHost:\r\n\r\n"),
        RequestCase("Host in capitals", "GET /livez HTTP/1.1\r\nHOST: x\r\n\r\n"),
        RequestCase("Host with a port", "GET /livez HTTP/1.1\r\nHost: x:8080\r\n\r\n"),
        RequestCase("Host with an IPv6 address", "GET /livez HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n"),
        RequestCase("blanks around values", "GET /livez HTTP/1.1\r\nHost: \t x \t \r\nX: \t \r\n\r\n"),
        RequestCase("no blank after the colon", "GET /livez HTTP/1.1\r\nHost:x\r\n\r\n"),
        RequestCase("the absolute form", "GET http://x/livez HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase(
            "a content type twice, once with its parameter",
            "GET /livez HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Type: A/B; c=d\r\n\r\n"
        ),
        RequestCase(
            "the same content type twice",
            "GET /livez HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\ncontent-type:  a/b\r\n\r\n"
        ),
        RequestCase("a query", "GET /livez?a=b HTTP/1.1\r\nHost: x\r\n\r\n"),
        RequestCase("HTTP/1.0 without Host", "GET /livez HTTP/1.0\r\n\r\n"),
        RequestCase("bytes beyond ASCII in a value", "GET /livez HTTP/1.1\r\nHost: x\r\nX: ä\r\n\r\n"),
        RequestCase("an empty value", "GET /livez HTTP/1.1\r\nHost: x\r\nX:\r\n\r\n"),
        RequestCase(
            "a name of all kinds of characters",
            "GET /livez HTTP/1.1\r\nHost: x\r\n!#$%&'*+-.^_`|~09aZ: y\r\n\r\n"
        ),
        chunks("chunks", "1\r\nx\r\n2\r\nyz\r\n0\r\n\r\n"),
        chunks("hexadecimal chunks in both cases", "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n"),
        chunks("an extension", "1;a=b;c=\"d\"\r\nx\r\n0\r\n\r\n"),
        chunks("trailers", "1\r\nx\r\n0\r\nX: y\r\n\r\n"),
        chunks("leading zeros", "0001\r\nx\r\n0\r\n\r\n"),
        RequestCase(
            "CHUNKED",
            "POST /livez HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: CHUNKED\r\n\r\n0\r\n\r\n"
        ),
        RequestCase("a length", "POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"),
        RequestCase(
            "an expectation",
            "POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\nabc"
        ),
    ]
}
