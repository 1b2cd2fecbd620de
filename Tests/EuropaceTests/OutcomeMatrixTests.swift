import Europace
import Leads
import Targets
import Testing

/// Every status in every phase for every request of the five targets: the rows of the fact sheet 2.6.
@Suite("The matrix of outcomes")
struct OutcomeMatrixTests {
    /// A kind of request, as the matrix has columns.
    enum Column: String, CaseIterable, Sendable {
        case create = "POST /kundenangaben"
        case replace = "PUT /kundenangaben"
        case kexImport = "POST /vorgang"
        case kexChange = "KEX update, updates only"
        case kexAddition = "KEX update, with an addition"
        case status = "Antragsstatus without words"
        case statusWithComment = "Antragsstatus with a comment"
        case patch = "PATCH /vorgaenge"
        case message = "POST …/nachricht"

        var table: AnswerTable {
            switch self {
            case .create: .kundenangabenCreate
            case .replace: .kundenangabenReplace("AB1234")
            case .kexImport: .kexImport
            case .kexChange: .kexUpdate(effect: .once)
            case .kexAddition: .kexUpdate(effect: .twice)
            case .status: .antragsstatus(effect: .once, application: "985132/1/1")
            case .statusWithComment: .antragsstatus(effect: .twice, application: "985132/1/1")
            case .patch: .vorgaenge("AB1234", effect: .once)
            case .message: .vorgaenge("AB1234", effect: .twice)
            }
        }
    }

    /// One row: statuses, and a letter for each column in its order: `s`uccess, `d`ata, `c`onnection, `t`ransient,
    /// `u`nknown.
    static let rows: [(statuses: [Int], classes: String)] = [
        //                            create, replace, import, change, addition, status, comment, patch, message
        ([200], "ususs" + "ssss"),
        ([201], "ssstu" + "ssss"),
        ([202, 204, 206], "usutu" + "ssss"),
        ([300, 301, 302, 303, 304, 307, 308], "ccccc" + "cccc"),
        ([400, 402, 413, 418, 422, 451, 499], "ddddd" + "dddd"),
        ([401, 406, 407, 411, 414, 415, 417, 421, 426, 431], "ccccc" + "cccc"),
        ([403, 405], "cdccc" + "dddd"),
        ([404, 410], "cdccc" + "dddd"),
        ([409], "cccdd" + "dddd"),
        ([408, 425, 429, 503], "ttttt" + "tttt"),
        ([500], "utttu" + "tutu"),
        ([501, 505], "ccccc" + "cccc"),
        ([502, 504, 507, 520, 522, 524, 599, 101, 600, 999], "ututu" + "tutu"),
    ]

    static func letter(_ judgement: AnswerTable.Judgement) -> Character {
        switch judgement {
        case .success, .failure(.confirmed): "s"
        case .failure(.dataFault), .failure(.partial): "d"
        case .failure(.connectionFault): "c"
        case .failure(.transient): "t"
        case .failure(.unknown): "u"
        }
    }

    @Test("every answered status has its class", arguments: rows)
    func answered(row: (statuses: [Int], classes: String)) {
        for status in row.statuses {
            for (column, expected) in zip(Column.allCases, row.classes) {
                let judgement = column.table.judge(.answered(HTTPAnswer(status: status, body: [123, 125])), now: 0)
                #expect(Self.letter(judgement) == expected, "\(column.rawValue) \(status)")
                guard case .failure(let outcome) = judgement else { continue }
                #expect(outcome.fault?.status == status)
                #expect(outcome.fault?.code == "target-\(status)")
                #expect(outcome.fault?.message.contains("\(status)") == true)
            }
        }
    }

    @Test("the table has every documented status, and each once")
    func complete() {
        let statuses = Self.rows.flatMap(\.statuses)
        #expect(Set(statuses).count == statuses.count)
        #expect(Self.rows.allSatisfy { $0.classes.count == Column.allCases.count })
        for status in [200, 201, 204, 400, 401, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 502, 503, 504] {
            #expect(statuses.contains(status))
        }
    }

    @Test(
        "an answer that breaks off is nothing to rely on, unless its status alone says all",
        arguments: [200, 201, 204, 400, 403, 404, 409, 422, 429, 500, 502, 503]
    )
    func truncated(status: Int) {
        for column in Column.allCases {
            let table = column.table
            let answer = HTTPAnswer(status: status, body: [123], completeness: .truncated)
            let judgement = table.judge(.answered(answer), now: 0)
            let expected: Character =
                table.success.contains(status) && !table.needsBody ? "s" : table.effect == .twice ? "u" : "t"
            #expect(Self.letter(judgement) == expected, "\(column.rawValue) \(status)")
            if case .failure(let outcome) = judgement { #expect(outcome.fault?.code == "answer-truncated") }
        }
    }

    @Test("without an answer it counts whether the document could have left", arguments: TransportFailure.Kind.allCases)
    func silent(kind: TransportFailure.Kind) {
        for column in Column.allCases {
            let table = column.table
            let left = table.judge(.failed(TransportFailure(kind, documentLeft: true)), now: 0)
            #expect(Self.letter(left) == (table.effect == .twice ? "u" : "t"), "\(column.rawValue)")
            let stayed = table.judge(.failed(TransportFailure(kind, documentLeft: false)), now: 0)
            #expect(Self.letter(stayed) == (kind == .trust || kind == .address ? "c" : "t"), "\(column.rawValue)")
            if case .failure(let outcome) = stayed {
                #expect(outcome.fault?.code == kind.rawValue)
                #expect(outcome.fault?.message.contains("nothing was sent") == true)
            }
        }
    }

    @Test("a 403 is about the case only if the token had all it needs; else it names the scope")
    func forbidden() {
        for column in Column.allCases {
            let answer = ExchangeResult.answered(HTTPAnswer(status: 403))
            let judgement = column.table.judge(answer, missingScopes: ["privatkredit:antrag:schreiben"], now: 0)
            #expect(Self.letter(judgement) == "c", "\(column.rawValue)")
            guard case .failure(let outcome) = judgement else { continue }
            #expect(outcome.fault?.message.contains("privatkredit:antrag:schreiben") == true)
        }
    }

    @Test("what an operator reads of a case names it and says what to do")
    func words() {
        for (column, status) in [(Column.patch, 403), (.patch, 404), (.replace, 403), (.replace, 404), (.status, 404)] {
            guard
                case .failure(.dataFault(let fault)) = column.table.judge(
                    .answered(HTTPAnswer(status: status)),
                    now: 0
                )
            else {
                Issue.record("\(column.rawValue) \(status) is a data fault")
                continue
            }
            let number = column == .status ? "985132/1/1" : "AB1234"
            #expect(fault.message.contains(number), "\(fault.message)")
        }
    }
}
