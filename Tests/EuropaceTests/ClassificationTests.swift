import Europace
import JSON
import Leads
import Moments
import Testing

/// The class of an outcome, without its details.
enum OutcomeClass: String, Sendable {
    case delivered, data, connection, transient, unknown

    init(_ outcome: Outcome) {
        switch outcome {
        case .confirmed: self = .delivered
        case .dataFault, .partial: self = .data
        case .connectionFault: self = .connection
        case .transient: self = .transient
        case .unknown: self = .unknown
        }
    }
}

@Suite("What an answer means")
struct ClassificationTests {
    static let created = Array(#"{"vorgangsnummer":"YX4MDU","messages":["a","b"],"antragsteller1":{"id":"7"}}"#.utf8)

    /// Requests that open a case, and what they mean by an answer.
    static let creating = [AnswerTable.kundenangabenCreate, .kexImport]

    static func outcome(
        _ result: ExchangeResult,
        _ table: AnswerTable = .kundenangabenCreate,
        now: Int64 = 0
    ) -> Outcome {
        switch table.judge(result, now: now) {
        case .success(let answer): CreationAnswer.outcome(answer, table: table, document: [])
        case .failure(let outcome): outcome
        }
    }

    @Test("201 with a Vorgangsnummer is a success, and the applicants' ids are kept")
    func success() {
        for table in Self.creating {
            let outcome = Self.outcome(.answered(HTTPAnswer(status: 201, body: Self.created)), table)
            let expected = Confirmation(
                vorgangsnummer: "YX4MDU",
                messages: ["a", "b"],
                ids: ["antragsteller1": "7"],
                answer: Self.created
            )
            #expect(outcome == .confirmed(expected))
        }
    }

    @Test(
        "201 without a usable Vorgangsnummer is unknown",
        arguments: [
            "", "{}", "null", "[]", #"{"vorgangsnummer":""}"#, #"{"vorgangsnummer":7}"#, #"{"vorgangsnummer":null}"#,
            #"{"vorgangsnummer":"../x"}"#, #"{"vorgangsnummer":"YX4MDU""#, "<html>",
        ]
    )
    func createdWithoutNumber(body: String) {
        let outcome = Self.outcome(.answered(HTTPAnswer(status: 201, body: Array(body.utf8))))
        #expect(OutcomeClass(outcome) == .unknown)
        #expect(outcome.fault?.code == "answer-unreadable")
    }

    @Test(
        "what is sent again because nothing was carried out does not say that it may have been",
        arguments: [501, 505, 503]
    )
    func notCarriedOut(status: Int) throws {
        for table in Self.creating {
            let fault = Self.outcome(.answered(HTTPAnswer(status: status, body: [])), table).fault
            #expect(try #require(fault).message.contains("may or may not") == false)
        }
    }

    @Test("an answer longer than we read keeps its class, but a 201 needs all of it")
    func tooLong() {
        let refused = HTTPAnswer(status: 400, body: [123], completeness: .tooLong)
        #expect(OutcomeClass(Self.outcome(.answered(refused))) == .data)
        let created = HTTPAnswer(status: 201, body: Self.created, completeness: .tooLong)
        #expect(OutcomeClass(Self.outcome(.answered(created))) == .unknown)
    }

    @Test(
        "Retry-After is seconds or a date, at most an hour",
        arguments: [
            ("0", 0), ("7", 7_000), (" 120 ", 120_000), ("3600", 3_600_000), ("99999999999999999999999", 3_600_000),
            ("86400", 3_600_000), ("Sun, 06 Nov 1994 08:49:37 GMT", 37_000),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 37_000), ("Sun Nov  6 08:49:37 1994", 37_000),
            ("Sun, 06 Nov 1994 08:48:00 GMT", 0), ("Mon, 07 Nov 1994 08:49:37 GMT", 3_600_000),
            ("-1", nil), ("soon", nil), ("1.5", nil), ("", nil), ("Sun, 99 Nov 1994 08:49:37 GMT", nil),
            ("Sun, 06 Nov 1994 25:49:37 GMT", nil),
        ] as [(String, Int64?)]
    )
    func retryAfter(header: String, expected: Int64?) {
        let now: Int64 = 784_111_740_000  // Sun, 06 Nov 1994 08:49:00 GMT
        let answer = HTTPAnswer(status: 429, headers: ["retry-after": header])
        let outcome = Self.outcome(.answered(answer), now: now)
        guard case .transient(_, let milliseconds) = outcome else {
            Issue.record("429 is transient")
            return
        }
        #expect(milliseconds == expected)
    }
}

@Suite("What a problem body tells")
struct ProblemTests {
    static func fault(_ status: Int, _ body: String, headers: [String: String] = [:]) -> Fault {
        let answer = HTTPAnswer(status: status, headers: headers, body: Array(body.utf8))
        let outcome = ClassificationTests.outcome(.answered(answer))
        return outcome.fault ?? Fault(code: "none", message: "delivered")
    }

    @Test("violations are read as the array they are and as the object they are said to be")
    func violations() {
        let expected = Violation(field: "haushalte[0].kunden", message: "size must be between 0 and 2")
        let entry = #"{"field":"haushalte[0].kunden","message":"size must be between 0 and 2"}"#
        let head = #"{"type":"https://api.europace.de/problem/constraint-violation","status":400,"violations":"#
        let array = Self.fault(400, "\(head)[\(entry)],\"title\":\"Constraint Violation\"}")
        #expect(array.violations == [expected])
        #expect(array.message.contains("Constraint Violation"))
        #expect(array.message.contains("haushalte[0].kunden size must be between 0 and 2"))
        #expect(Self.fault(400, "\(head)\(entry)}").violations == [expected])
    }

    @Test("the path of what cannot be deserialized becomes a violation, with its position")
    func detail() {
        let path = "kundenangaben.finanzierungsobjekt.darlehensliste.[0].darlehen"
        let fault = Self.fault(
            400,
            #"{"title":"Bad Request","status":400,"detail":"Cannot deserialize into '\#(path)' at line: 1, column: 2459"}"#
        )
        #expect(fault.violations == [Violation(field: path, message: "has the wrong type or shape")])
        #expect(fault.message.contains("line 1, column 2459"))
    }

    @Test("409 names the role that cannot be set, and says that it is no duplicate")
    func conflict() {
        let fault = Self.fault(
            409,
            #"{"title":"Conflict","detail":"importMetadaten.betreuung.kundenbetreuer is not allowed"}"#
        )
        #expect(fault.violations.map(\.field) == ["importMetadaten.betreuung.kundenbetreuer"])
        #expect(fault.message.contains("not a duplicate"))
    }

    @Test(
        "no value of a lead reaches message, violations or description",
        arguments: [
            #"{"title":"Canary Canary","detail":"Cannot deserialize into 'canary.canary' at line: 1, column: 2"}"#,
            #"{"title":"Canary4711 is wrong","detail":"the value canary@example.org is not allowed"}"#,
            #"{"violations":[{"field":"canary@example.org oops","message":"canary is no name"}]}"#,
            #"{"violations":[{"field":"a.b","message":"must match \"canary\""}],"detail":"canary is not allowed"}"#,
            #"{"violations":{"field":"a[canary]","message":"canary"},"traceId":"the canary trace"}"#,
            #"{"message":"canary","statusMessage":"canary canary canary1","traceId":"x"}"#,
            "canary", "<html>canary</html>", "",
        ]
    )
    func quiet(body: String) {
        let fault = Self.fault(400, body.replacing("Canary Canary", with: "canary1"))
        let told = fault.message + fault.violations.map { $0.field + $0.message }.joined() + "\(fault)" + fault.code
        #expect(!told.lowercased().contains("canary"))
        #expect(!String(reflecting: fault).lowercased().contains("canary"))
        #expect(fault.body == Array(body.replacing("Canary Canary", with: "canary1").utf8))
    }

    @Test("the trace id comes from the problem, else from the header")
    func trace() {
        let headers = ["x-traceid": "Root=1-64c7"]
        #expect(
            Self.fault(503, #"{"traceId":"Root=1-aa;Sampled=1"}"#, headers: headers).traceID == "Root=1-aa;Sampled=1"
        )
        #expect(Self.fault(503, "{}", headers: headers).traceID == "Root=1-64c7")
        #expect(Self.fault(503, "{}").traceID == nil)
    }

    @Test("at most 64 KiB of an answer are kept")
    func bounded() {
        #expect(Self.fault(400, String(repeating: "x", count: 100_000)).body.count == 65_536)
    }
}
