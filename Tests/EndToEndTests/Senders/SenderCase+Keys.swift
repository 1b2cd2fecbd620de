import Foundation
import JSON

/// Posts that come again, under a key of the sender's own.
extension SenderCase {
    private static let rule = #""duplicates": {"key": "$.payload.id"},"#

    private static func twice(_ name: String, _ first: String, _ second: String, _ outcome: Outcome) -> SenderCase {
        SenderCase(name, source: rule, posts: [.json(first), .json(second)], outcome)
    }

    private static func person(_ key: String, _ name: String, more: String = "") -> String {
        #"{"id": \#(key), "name": "\#(name)"\#(more)}"#
    }

    static let keys: [SenderCase] = [noKeys, repeats, steps].flatMap { $0 }

    private static let noKeys: [SenderCase] =
        [
            #""0""#, "0", #""null""#, #""undefined""#, #""""#, "null", #"" ""#, #""k.A.""#, #""{{id}}""#, "true",
            #"["a", "b"]"#,
        ].map {
            twice(
                "no key: \($0)",
                person($0, "Ingrid Vogt"),
                person($0, "Otto Kern"),
                .delivered([given: "Otto", family: "Kern"])
            )
        }

    private static let repeats: [SenderCase] =
        [
            twice(
                "a repeat with more in it",
                person(#""s-1""#, "Ingrid Vogt"),
                person(#""s-1""#, "Ingrid Vogt", more: #", "email": "ingrid@example.org""#),
                Outcome(stored: [[family: "Vogt", mail: .null]], says: [#""repeated":"differently""#])
            ),
            SenderCase(
                "a list of which one lead has changed",
                own: #""leads": "$.payload[*]""#,
                source: #""duplicates": {"key": "$.item.id"},"#,
                posts: [
                    .json("[\(person(#""s-1""#, "Ingrid Vogt")), \(person(#""s-2""#, "Otto Kern"))]"),
                    .json("[\(person(#""s-1""#, "Ingrid Vogt")), \(person(#""s-2""#, "Otto Stern"))]"),
                ],
                Outcome(
                    states: ["delivered", "delivered"],
                    stored: [[family: "Vogt"], [family: "Kern"]],
                    nowhere: ["Stern"],
                    says: [#""repeated":"differently""#]
                )
            ),
            twice(
                "a repeat as it was",
                person(#""s-1""#, "Ingrid Vogt"),
                person(#""s-1""#, "Ingrid Vogt"),
                Outcome(nowhere: ["repeated"])
            ),
        ]

    private static let steps: [SenderCase] =
        [
            SenderCase(
                "a second step that supersedes nothing any more",
                source: #""duplicates": {"key": "$.payload.id", "differs": "supersede"},"#,
                posts: [.json(person(#""s-1""#, "Ingrid Vogt")), .json(person(#""s-1""#, "Ingrid Kern"))],
                .delivered([family: "Vogt"])
            ),
            SenderCase(
                "a second step that is a lead of its own",
                source: #""duplicates": {"key": "$.payload.id", "differs": "new"},"#,
                posts: [.json(person(#""s-1""#, "Ingrid Vogt")), .json(person(#""s-1""#, "Otto Kern"))],
                .delivered([family: "Kern"])
            ),
        ]

}
