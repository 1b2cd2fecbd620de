import JSON
import Problems
import Testing

@Suite("The table of problems")
struct ProblemTests {
    @Test("each problem is an error by its status, and has a title of its own", arguments: Problem.allCases)
    func row(problem: Problem) {
        #expect((400...599).contains(problem.status))
        #expect(Problem.allCases.filter { $0.title == problem.title } == [problem])
        #expect(problem.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) }, "a word of a URN")
        #expect(!problem.title.hasSuffix("."), "a title is no sentence")
    }

    @Test("an answer has the members that RFC 9457 names, in its order, and then the extensions")
    func json() {
        let json = Problem.malformedBody.json("A comma is missing.", members: [("line", 3)])
        #expect(
            json.text() == """
                {"type":"urn:leadgate:problem:malformed-body","title":"The body cannot be read","status":400,\
                "detail":"A comma is missing.","line":3}
                """
        )
    }
}
