import JSON
import LeadBuilding
import Leads
import Mapping
import MappingDesk
import Names
import SourceFiles
import Targets
import TestSupport
import Testing

@Suite("Building leads")
struct LeadBuildingTests {
    static let now: Int64 = 1_790_000_001_234

    static func building(
        _ mapping: String,
        source: String = #""mode": "test""#,
        targets: Set<Target> = [.kundenangaben],
        gatewayMode: DeliveryMode = .test
    ) -> LeadBuilding {
        let files = [
            "m.json": mapping,
            "sources/s.json":
                #"{"mapping": "m", \#(source), "credential": {"scheme": "bearer", "secret": {"env": "S"}}}"#,
        ]
        let library = MappingLibrary.load(files: files.map { LibraryFile(path: $0, bytes: Array($1.utf8)) })
        #expect(library.rejected.isEmpty, "\(library.findings)")
        return LeadBuilding(library: CurrentLibrary(library), targets: targets, gatewayMode: gatewayMode)
    }

    static func person(_ members: String, leads: String = "") -> String {
        """
        {"target": "kundenangaben", "missing": "omit", "unreadable": "omit", \(leads)
         "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {"person": {
           \(members)}}}]}]}}}
        """
    }

    static let name = person(#""nachname": {"$from": "$.form.nachname", "$missing": "fail"}"#)

    static func post(_ body: String) -> Submission {
        Submission(body: Array(body.utf8), contentType: "application/json")
    }

    static func arrive(_ building: LeadBuilding, _ body: String, key: String? = nil) throws -> [BuiltLead] {
        let library = building.library.value
        let source = try #require(library.source("s"))
        let mapping = try #require(library.mapping("m"))
        return try building.leads(
            of: post(body),
            from: source,
            through: [mapping],
            at: now,
            keys: key.map { [PostKey($0)] } ?? [],
            makeID: { LeadID.make(now: now) }
        ).leads
    }

    @Test("leads of one list that have the same key are told apart by their order; one alone keeps the key as it is")
    func sharedKey() throws {
        let mapping = Self.person(#""nachname": "$.item.n""#, leads: #""leads": "$.payload.leads[*]","#)
        let body = #"{"e": 7, "leads": [{"n": "A"}, {"n": "B"}, {"n": "A"}]}"#
        for (key, texts) in [
            ("$.payload.e", ["key:1:7", "key:1:7#1", "key:1:7#2"]), ("$.item.n", ["key:1:A", "key:1:B", "key:1:A#1"]),
        ] {
            let building = Self.building(mapping, source: #""duplicates": {"key": "\#(key)"}"#)
            let leads = try Self.arrive(building, body).map {
                $0.new(Self.post(body), source: "s", receivedAt: Self.now)
            }
            #expect(leads.map { $0.keys.map(\.text) } == texts.map { [$0] })
            let contents = leads.map { String(decoding: $0.content, as: UTF8.self) }
            #expect(contents == ["A", "B", "A"].map { #"{"n":"\#($0)"}"# })
        }
    }

    @Test(
        "one lead that comes as an object, where a list of them is meant, is one lead, also when it is built again",
        arguments: [
            ("$.payload[*]", #"{"n": "A", "email": "a@example.org", "kind": {"n": "B"}, "leer": null}"#, ["A"]),
            ("$.payload.leads[*]", #" {"leads": {"n": "A", "alter": 40}, "n": "B"}"#, ["A"]),
            ("$.payload.leads[*]", #"{"leads": {"1": {"n": "A"}, "2": {"n": "B"}, "3": null}}"#, ["A", "B", nil]),
            ("$.payload.leads[*]", #"{"leads": ["x", {"n": "B"}]}"#, [nil, "B"]),
            ("$.payload.leads.*", #"{"leads": {"n": "A", "m": "B"}}"#, [nil, nil]),
        ] as [(String, String, [String?])]
    )
    func bareObject(selector: String, body: String, names: [String?]) throws {
        let building = Self.building(Self.person(#""nachname": "$.item.n""#, leads: #""leads": "\#(selector)","#))
        let leads = try Self.arrive(building, body)
        #expect(leads.count == names.count)
        for (lead, name) in zip(leads, names) {
            let document = String(decoding: lead.document?.document ?? [], as: UTF8.self)
            #expect(document.contains("\"nachname\"") == (name != nil))
            guard let name else { continue }
            let own = try #require(lead.part.map { Array(body.utf8)[$0] })
            #expect(try JSONValue.parse(own)["n"]?.stringValue == name)
            let again = try #require(Self.later(building, lead, body).first?.document).document
            #expect(String(decoding: again, as: UTF8.self).contains("\"nachname\":\"\(name)\""))
        }
    }

    @Test("a partial response of Typeform, which nobody has sent off, is no lead", arguments: [true, false])
    func partialResponse(isPartial: Bool) throws {
        let building = Self.building(Self.person(#""nachname": "$.form.n""#, leads: #""form": "typeform","#))
        let body = """
            {"event_id": "e", "event_type": "form_response\(isPartial ? "_partial" : "")", "form_response": {"token": "t",
              "answers": [{"type": "text", "text": "A", "field": {"id": "1", "ref": "n"}}]}}
            """
        #expect(try Self.arrive(building, body).count == (isPartial ? 0 : 1))
    }

    @Test("a lead is found by its own place once others of its post have been destroyed")
    func destroyed() throws {
        let building = Self.building(
            Self.person(#""nachname": "$.item.n""#, leads: #""leads": "$.payload.leads[?@.art == 'neu']","#)
        )
        let body = #" {"leads": [{"art": "neu", "n": "A"}, {"art": "alt", "n": "B"}, {"art": "neu", "n": "C"}]} "#
        let leads = try Self.arrive(building, body)
        let post = Self.post(body)
        #expect(
            leads.map { $0.part.map { String(decoding: post.body[$0], as: UTF8.self) } } == [
                #"{"art": "neu", "n": "A"}"#, #"{"art": "neu", "n": "C"}"#,
            ]
        )
        let last = try #require(leads.last)
        let stored = last.new(post, source: "s", receivedAt: Self.now)
        let rest = stored.submission.destroying(try #require(leads[0].part))
        #expect(!String(decoding: rest.body, as: UTF8.self).contains("\"A\""))
        // By counting it would be the second of one, which is nobody.
        guard case .one(let built) = building.judge(stored.lead, rest), let document = built.document else {
            Issue.record("the lead cannot be built any more")
            return
        }
        #expect(String(decoding: document.document, as: UTF8.self).contains("\"nachname\":\"C\""))
    }

    @Test(
        "the sender's own id stays with a lead of which the source is told, unless it may be something about a person"
    )
    func senderID() throws {
        let key = #""duplicates": {"key": ["$.payload.id"], "window": "90d"}"#
        let callback = #""callback": {"url": "https://hooks.example.com/", "secret": {"env": "C"}}"#
        func id(_ source: String, _ body: String) throws -> String? {
            let building = Self.building(Self.name, source: #""mode": "test", \#(source)"#)
            let lead = try #require(try Self.arrive(building, body).first)
            return lead.new(Self.post(body), source: "s", receivedAt: Self.now).lead.senderID
        }
        #expect(try id("\(key), \(callback)", #"{"nachname": "Muster", "id": "A-4711"}"#) == "A-4711")
        #expect(try id("\(key), \(callback)", #"{"nachname": "Muster", "id": 4711}"#) == "4711")
        #expect(try id("\(key), \(callback)", #"{"nachname": "Muster", "id": "max@example.com"}"#) == nil)
        #expect(try id("\(key), \(callback)", #"{"nachname": "Muster"}"#) == nil)
        #expect(try id(key, #"{"nachname": "Muster", "id": "A-4711"}"#) == nil)
        #expect(try id(callback, #"{"nachname": "Muster", "id": "A-4711"}"#) == nil)
        let two = #""duplicates": {"key": ["$.payload.id", "$.payload.nachname"], "window": "90d"}"#
        #expect(try id("\(two), \(callback)", #"{"nachname": "Muster", "id": "A-4711"}"#) == nil)
    }

    /// The same lead as delivery sees it later.
    static func later(_ building: LeadBuilding, _ lead: BuiltLead, _ body: String) -> Judgement {
        let new = lead.new(post(body), source: "s", receivedAt: now)
        return building.judge(new.lead, new.submission)
    }

    @Test(
        "a lead's document is the same at its arrival and later, its id or its moment in it, also in a batch",
        arguments: ["$.lead.id", "$.lead.receivedAt"]
    )
    func sameDocument(selector: String) throws {
        let building = Self.building(
            Self.person(
                #""nachname": "$.item.n", "vorname": "\#(selector)""#,
                leads: #""leads": "$.payload[*]","#
            )
        )
        let body = #"[{"n": "A"}, {"n": "B"}, {"n": "C"}]"#
        let leads = try Self.arrive(building, body)
        #expect(leads.count == 3)
        for lead in leads {
            let document = try #require(lead.document).document
            let again = try #require(Self.later(building, lead, body).first?.document).document
            #expect(String(decoding: document, as: UTF8.self) == String(decoding: again, as: UTF8.self))
            let value = selector == "$.lead.id" ? lead.id.rawValue : "2026-09-21T"
            #expect(String(decoding: document, as: UTF8.self).contains(value))
        }
    }

    @Test("one failure of a mapping has one fingerprint, wherever it is found")
    func sameCause() throws {
        let building = Self.building(
            """
            {"target": "kundenangaben", "missing": "omit", "unreadable": "fail",
             "document": {"kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1", "personendaten": {
               "person": {"nachname": {"$from": "$.form.n", "$missing": "fail"}},
               "geburtsdatum": "$.form.g"}}]}]}}}
            """
        )
        let body = #"{"g": "nie"}"#
        let lead = try #require(try Self.arrive(building, body).first)
        let cause = try #require(lead.verdict.cause)
        #expect(cause.known == .mappingFailed)
        #expect(cause.violations.count == 2)
        #expect(Self.later(building, lead, body).cause == cause)
    }

    @Test("a lead of a source that is switched off is refused when it comes, not when a person replays it")
    func disabled() throws {
        let building = Self.building(Self.name, source: #""mode": "test", "enabled": false"#)
        let body = #"{"nachname": "M"}"#
        let lead = try #require(try Self.arrive(building, body).first)
        #expect(lead.verdict.cause?.known == .sourceDisabled)
        #expect(Self.later(building, lead, body).cause == nil)
    }

    @Test("a target that nothing delivers to refuses the lead")
    func withoutSystem() throws {
        let building = Self.building(Self.name, targets: [.kexVorgang])
        let lead = try #require(try Self.arrive(building, #"{"nachname": "M"}"#).first)
        #expect(lead.verdict.cause?.known == .targetWithoutSystem)
    }

    @Test(
        "a lead from which no value reaches the document is refused; constants are no values",
        arguments: [(#"{"other": "M"}"#, true), (#"{"vorname": "M"}"#, false)]
    )
    func nothingMapped(body: String, isNothing: Bool) throws {
        let building = Self.building(
            Self.person(#""vorname": "$.form.vorname""#),
            source:
                #""mode": "test", "attach": {"tippgeber": {"partnerId": "ABC12"}, "leadtracking": {"trackingId": "$.query.gclid"}}"#
        )
        let lead = try #require(try Self.arrive(building, body).first)
        #expect((lead.verdict.cause?.known == .nothingMapped) == isNothing)
    }

    @Test("a campaign alone makes no lead, whatever else of it stands in the notes")
    func campaignAlone() throws {
        let building = Self.building(
            """
            {"target": "kundenangaben", "missing": "omit", "unreadable": "omit",
             "document": {"importMetadaten": {"leadtracking": {"kampagne": "$.form.utm_campaign"}},
               "kundenangaben": {"haushalte": [{"kunden": [{"referenzId": "k1",
                 "personendaten": {"person": {"vorname": "$.form.vorname"}},
                 "kontakt": {"weitereKontaktmoeglichkeiten": {"$unread": "lines"}}}]}]}}}
            """,
            source: #""mode": "test""#
        )
        let renamed = try #require(try Self.arrive(building, #"{"utm_campaign": "x", "name": "M"}"#).first)
        #expect(renamed.verdict.cause?.known == .nothingMapped)
        let lead = try #require(try Self.arrive(building, #"{"utm_campaign": "x", "vorname": "M"}"#).first)
        #expect(lead.verdict.cause == nil)
    }

    @Test(
        "what the source attaches is no value of the lead, nor is a campaign, wherever it stands and however large the document is",
        arguments: [
            // Only the source's campaign, then the lead's own one.
            (#"{"leadtracking": {"kampagne": "$.form.k"}}"#, "{}", true),
            (#"{"leadtracking": {"kampagne": "$.form.k"}}"#, #"{"k": "Sommer"}"#, true),
            (#"{"leadtracking": {"kampagne": "$.form.k"}}"#, #"{"k": "Sommer", "vorname": "M"}"#, false),
            (#"{"zusaetzlicherEreignistext": "$.form.t"}"#, "{}", true),
            (#"{"zusaetzlicherEreignistext": "$.form.t"}"#, #"{"t": "Bitte anrufen"}"#, false),
            (#"{"leadtracking": {"keyword": "\#(String(repeating: "x", count: 3_000))"}}"#, "{}", true),
        ]
    )
    func attachedIsNothing(metadata: String, body: String, isNothing: Bool) throws {
        let mapping = """
            {"target": "kundenangaben", "missing": "omit", "unreadable": "omit",
             "document": {"importMetadaten": \(metadata), "kundenangaben": {"haushalte": [{"kunden": [
               {"referenzId": "k1", "personendaten": {"person": {"vorname": "$.form.vorname"}}}]}]}}}
            """
        let building = Self.building(
            mapping,
            source:
                #""mode": "test", "attach": {"tippgeber": {"partnerId": "ABC12"}, "leadtracking": {"kampagne": "K", "trackingId": "T"}}"#
        )
        let lead = try #require(try Self.arrive(building, body).first)
        #expect((lead.verdict.cause?.known == .nothingMapped) == isNothing, "\(lead.verdict)")
        // The document itself is the same either way: it has what the source attaches.
        #expect(lead.document?.value["importMetadaten"]?["leadtracking"]?["trackingId"] == "T")
    }

    @Test("a batch in which the mapping finds no lead is one dead lead; with the mapping mended it is all of them")
    func noLead() throws {
        let body = #"{"leads": [{"n": "A"}, {"n": "B"}]}"#
        let broken = Self.building(Self.person(#""nachname": "$.item.n""#, leads: #""leads": "$.payload.lead[*]","#))
        let leads = try Self.arrive(broken, body, key: "k")
        #expect(leads.map { $0.verdict.cause?.known } == [.noLeadInPost])
        let lead = try #require(leads.first)
        #expect(Self.later(broken, lead, body).cause?.known == .noLeadInPost)

        let mended = Self.building(Self.person(#""nachname": "$.item.n""#, leads: #""leads": "$.payload.leads[*]","#))
        guard case .several(let several) = Self.later(mended, lead, body) else {
            Issue.record("a mended mapping finds the leads")
            return
        }
        #expect(several.map(\.item) == [0, 1])
        #expect(several.first?.id == lead.id)
        // The whole post's key is its first lead's, so a repeat is known before and after.
        #expect(try Self.arrive(mended, body, key: "k").map { $0.keys.first?.text } == ["k#0", "k#1"])
        #expect(lead.keys.first?.text == "k#0")
    }

    @Test("a lead accepted for another mode or target than today's is refused")
    func modeChanged() throws {
        let body = #"{"nachname": "M"}"#
        let test = Self.building(Self.name)
        let lead = try #require(try Self.arrive(test, body).first)
        let production = Self.building(Self.name, source: #""mode": "production""#, gatewayMode: .production)
        #expect(Self.later(production, lead, body).cause?.known == .modeChanged)
    }

    @Test("what files and store do not have any more is said")
    func missing() throws {
        let building = Self.building(Self.name)
        let lead = Lead(id: LeadID.make(now: 1), source: "x", target: .kundenangaben, mode: .test, receivedAt: 1)
        #expect(building.judge(lead, Self.post("{}")).cause?.known == .sourceMissing)
        let other = Lead(
            id: LeadID.make(now: 1),
            source: "s",
            target: .kundenangaben,
            mode: .test,
            mapping: "gone",
            receivedAt: 1
        )
        #expect(building.judge(other, Self.post("{}")).cause?.known == .mappingMissing)
        let erased = Lead(id: LeadID.make(now: 1), source: "s", target: .kundenangaben, mode: .test, receivedAt: 1)
        #expect(building.judge(erased, nil).cause?.known == .payloadErased)
        #expect(building.judge(erased, Self.post("{")).cause?.known == .payloadUndecodable)
    }
}
