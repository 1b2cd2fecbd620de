import JSON
import Testing

@testable import Submissions

@Suite("XML bodies")
struct XMLSubmissionTests {
    @Test("the recorded SOAP lead becomes members by local name, repeated elements an array")
    func recorded() throws {
        let submission = try SubmissionDecoder.decode(
            Fixture.bytes("boxl-lead.xml"),
            contentType: "text/xml; charset=utf-8"
        )
        let json = try JSONValue.parse(submission.json)
        let request = try #require(json["Envelope"]?["Body"]?["requestParameters"])
        #expect(request["finanzierungsWunsch"]?["darlehensSumme"] == "100000")
        #expect(request["anmerkungen"]?.stringValue?.contains("275€") == true)
    }

    @Test(
        "the one rule",
        arguments: [
            ("<a>x</a>", #"{"a":"x"}"#),
            ("<a/>", #"{"a":""}"#),
            ("<a><b>1</b><b>2</b><c/></a>", #"{"a":{"b":["1","2"],"c":""}}"#),
            ("<a k='v'>x</a>", ##"{"a":{"@k":"v","#text":"x"}}"##),
            ("<a n:k='1'/>", #"{"a":{"@k":"1"}}"#),
            ("<n:a xmlns:n='x'><n:b xsi:type='n:c'>1</n:b></n:a>", #"{"a":{"b":"1"}}"#),
            ("<a xsi:type='n:c'><b>1</b></a>", #"{"a":{"@type":"c","b":"1"}}"#),
            ("<a xsi:type='n:c'/>", #"{"a":{"@type":"c"}}"#),
            ("<a xml:lang='de' xml:space='preserve' xsi:nil='false'>x</a>", #"{"a":"x"}"#),
            ("<a xml:lang='de' typ='mobil'>x</a>", ##"{"a":{"@typ":"mobil","#text":"x"}}"##),
            ("<a type='c'>x</a>", ##"{"a":{"@type":"c","#text":"x"}}"##),
            (
                "<a><b i:nil='true' i:type='c'/><c xsi:nil='true' k='v'/></a>",
                #"{"a":{"b":null,"c":{"@nil":"true","@k":"v"}}}"#
            ),
            ("<a k='2' n:k='1'/>", #"{"a":{"@k":"2","@n:k":"1"}}"#),
            ("<a n:k='1' k='2' m:k='3'/>", #"{"a":{"@n:k":"1","@k":"2","@m:k":"3"}}"#),
            ("<a n:k='1' m:k='3'/>", #"{"a":{"@k":"1","@m:k":"3"}}"#),
            ("<a xsi:nil='nein' nil='x'/>", #"{"a":{"@xsi:nil":"nein","@nil":"x"}}"#),
            (
                "<a b:c:k='1' z:k='2' c:k='3' k:='4' :k='5'/>",
                #"{"a":{"@k":"1","@z:k":"2","@c:k":"3","@k:":"4","@:k":"5"}}"#
            ),
            ("<a>&lt;&amp;&#228;&#x20AC;<![CDATA[<b>]]></a>", #"{"a":"<&ä€<b>"}"#),
            ("<?xml version=\"1.0\"?><!-- c --><a>\r\n <b>1</b>\r\n</a>\n", #"{"a":{"b":"1"}}"#),
            ("<?xml version='1.0' encoding=\"utf-8\" standalone='yes' ?><a>1</a>", #"{"a":"1"}"#),
            (" \r\n<?xml version='1.0' encoding='utf-8'?><a>1</a>", #"{"a":"1"}"#),
            ("<?xml version='1.0'?>\n<!DOCTYPE a><a>1</a>", #"{"a":"1"}"#),
            ("<!DOCTYPE n:a ><n:a>1</n:a>", #"{"a":"1"}"#),
            ("<?a?><?b c?><a><?d?>1<!----></a><!-- e -->\n<?f?>", #"{"a":"1"}"#),
            ("<a>]] &gt; ]&#x5d;></a>", #"{"a":"]] > ]]>"}"#),
            ("<a><![CDATA[<b> ]] & ]]></a>", #"{"a":"<b> ]] & "}"#),
            ("<a>x<b/>y</a>", ##"{"a":{"b":"","#text":"xy"}}"##),
        ]
    )
    func rule(xml: String, json: String) throws {
        #expect(try decoded(xml, as: "application/xml") == json)
    }

    @Test("the prolog's character set counts where the header names none")
    func prolog() throws {
        let body = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>".utf8) + [0xA4] + Array("</a>".utf8)
        let submission = try SubmissionDecoder.decode(body, contentType: "application/xml")
        #expect(String(decoding: submission.json, as: UTF8.self) == #"{"a":"€"}"#)
        #expect(throws: SubmissionError.self) {
            try decoded("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", as: "application/xml")
        }
    }

    @Test(
        "what is not well-formed, or would expand or fetch, is refused",
        arguments: [
            "", "x", "<a>", "<a></b>", "<a/><b/>", "<a b=1/>", "<a b='1' b='2'/>", "<a>&unbekannt;</a>", "<a>&#0;</a>",
            "<a>&x", "<a>]]></a>", "<a><!-- a -- b --></a>", "<a><!-- a ---></a>", "<a>&#+65;</a>", "<a>&#x+41;</a>",
            "<a>&#;</a>", "<a>&#x;</a>", "<a>&#xFFFE;</a>", "<a>\u{FFFF}</a>", "<a><![CDATA[\u{1}]]></a>",
            "<a/>&#32;", "<!-- c --><?xml version='1.0'?><a/>", "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
            "<!DOCTYPE a []><a/>",
            "<a><!DOCTYPE a></a>", "<a/><!DOCTYPE a>", "<!DOCTYPE><a/>", "<!DOCTYPEa><a/>", "<!ELEMENT a><a/>",
            "<a><?xml version='1.0'?></a>", "<a><?XML b?></a>",
            "<?xml encoding='utf-8'?><a/>", "<?xml version='1.0' version='1.0'?><a/>", "<?xml version=1.0?><a/>",
            "<?xml?><a/>", "<? a?><a/>", "<-a/>", "<.a/>", "<a b='1'c='2'/>", "<a/ >", "< a/>", "<a></ a>", "<a b/>",
            "<![CDATA[]]><a/>", "<a/><![CDATA[x]]>", "<a><b></a></b>", "<a>&amp</a>", "<a>&Amp;</a>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<a>\u{1}</a>", "<1/>", "<a b='<'/>", "<a><!-- </a>", "x<a/>",
        ]
    )
    func refused(xml: String) {
        #expect(throws: SubmissionError.self) { try decoded(xml, as: "application/xml") }
    }

    @Test("limits on depth and number of nodes hold")
    func limits() {
        var options = SubmissionOptions()
        options.depth = 4
        options.xmlNodes = 5
        #expect(throws: SubmissionError.self) {
            try decoded("<a><a><a><a><a/></a></a></a></a>", as: "text/xml", options: options)
        }
        #expect(throws: SubmissionError.self) {
            try decoded("<a><b/><b/><b/><b/><b/></a>", as: "text/xml", options: options)
        }
    }

    @Test("an element that is nil is null")
    func nilElements() throws {
        let text = "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><b xsi:nil='true'/><c nil='x'/></a>"
        let decoded = try SubmissionDecoder.decode(Array(text.utf8), contentType: "text/xml")
        #expect(try JSONValue.parse(decoded.json) == ["a": ["b": .null, "c": ["@nil": "x"]]])
    }
}
