import JSON
import JSONPath
import Testing

/// RFC 9535 §1.5: the bookstore and Table 2.
@Suite("The bookstore of RFC 9535")
struct BookstoreTests {
    static let text = """
        { "store": {
            "book": [
              { "category": "reference", "author": "Nigel Rees", "title": "Sayings of the Century", "price": 8.95 },
              { "category": "fiction", "author": "Evelyn Waugh", "title": "Sword of Honour", "price": 12.99 },
              { "category": "fiction", "author": "Herman Melville", "title": "Moby Dick",
                "isbn": "0-553-21311-3", "price": 8.99 },
              { "category": "fiction", "author": "J. R. R. Tolkien", "title": "The Lord of the Rings",
                "isbn": "0-395-19395-8", "price": 22.99 }
            ],
            "bicycle": { "color": "red", "price": 399 }
          } }
        """

    @Test(
        "a query of Table 2 selects the nodes that the table lists, in that order",
        arguments: [
            (
                "$.store.book[*].author",
                [
                    "$['store']['book'][0]['author']", "$['store']['book'][1]['author']",
                    "$['store']['book'][2]['author']", "$['store']['book'][3]['author']",
                ]
            ),
            (
                "$..author",
                [
                    "$['store']['book'][0]['author']", "$['store']['book'][1]['author']",
                    "$['store']['book'][2]['author']", "$['store']['book'][3]['author']",
                ]
            ),
            ("$.store.*", ["$['store']['book']", "$['store']['bicycle']"]),
            (
                "$.store..price",
                [
                    "$['store']['book'][0]['price']", "$['store']['book'][1]['price']",
                    "$['store']['book'][2]['price']", "$['store']['book'][3]['price']",
                    "$['store']['bicycle']['price']",
                ]
            ),
            ("$..book[2]", ["$['store']['book'][2]"]),
            ("$..book[2].author", ["$['store']['book'][2]['author']"]),
            ("$..book[2].publisher", []),
            ("$..book[-1]", ["$['store']['book'][3]"]),
            ("$..book[0,1]", ["$['store']['book'][0]", "$['store']['book'][1]"]),
            ("$..book[:2]", ["$['store']['book'][0]", "$['store']['book'][1]"]),
            ("$..book[?@.isbn]", ["$['store']['book'][2]", "$['store']['book'][3]"]),
            ("$..book[?@.price<10]", ["$['store']['book'][0]", "$['store']['book'][2]"]),
        ]
    )
    func table2(query: String, paths: [String]) throws {
        let document = try JSONDocument(parsing: Self.text)
        let located = try JSONPathQuery(parsing: query).locatedNodes(root: document.root)
        #expect(located.map(\.path.description) == paths)
    }

    @Test("$..* selects every value but the root, parents before their children")
    func everything() throws {
        let document = try JSONDocument(parsing: Self.text)
        let located = try JSONPathQuery(parsing: "$..*").locatedNodes(root: document.root)
        #expect(located.count == 27)
        #expect(
            located.prefix(6).map(\.path.description) == [
                "$['store']", "$['store']['book']", "$['store']['bicycle']", "$['store']['book'][0]",
                "$['store']['book'][1]", "$['store']['book'][2]",
            ]
        )
    }
}
