import LeadBuilding
import Leads
import Mapping
import Names
import SourceFiles
import Targets
import TestSupport
import Testing

@Suite("Documents that are handed from the receipt to the delivery")
struct ReadyDocumentTests {
    private let building = LeadBuildingTests.building(LeadBuildingTests.name)

    private func arrive(_ name: String) throws -> (built: BuiltLead, lead: Lead) {
        let body = #"{"nachname": "\#(name)"}"#
        let built = try #require(try LeadBuildingTests.arrive(building, body).first)
        let new = built.new(LeadBuildingTests.post(body), source: "s", receivedAt: LeadBuildingTests.now)
        return (built, new.lead)
    }

    private func keep(_ built: BuiltLead) { building.ready.keep([built], of: building.library.value) }

    private func take(_ lead: Lead) -> ReadyDocument? { building.ready.take(for: lead, of: building.library.value) }

    @Test("are what would be made of what is stored: every shipped source, every vendor's post")
    func same() throws {
        let library = ShippedMappings.library
        let building = LeadBuilding(
            library: CurrentLibrary(library),
            targets: Set(library.mappings.map(\.target)),
            gatewayMode: .test
        )
        var count = 0
        for source in library.sources {
            let mappings = source.mappings.compactMap { library.mapping($0) }
            for example in PresetCase.all {
                let post = LeadBuildingTests.post(example.payload)
                let arrived = try? building.leads(
                    of: post,
                    from: source,
                    through: mappings,
                    at: LeadBuildingTests.now,
                    makeID: { LeadID.make(now: LeadBuildingTests.now) }
                )
                guard let arrived else { continue }
                let new = arrived.new(post, source: source, receivedAt: LeadBuildingTests.now)
                for (built, new) in zip(arrived.leads, new) where built.caseRole == .opens {
                    building.ready.keep([built], of: library)
                    let handed = building.ready.take(for: new.lead, of: library)
                    guard case .send = built.verdict else {
                        #expect(handed == nil, "\(source.name), \(example.name)")
                        continue
                    }
                    let ready = try #require(handed, "\(source.name), \(example.name)")
                    let again = try #require(building.judge(new.lead, new.submission).first)
                    let made = try #require(ReadyDocument(again), "\(source.name), \(example.name)")
                    #expect(ready.document == made.document, "\(source.name), \(example.name)")
                    #expect(ready.mappingHash == made.mappingHash)
                    #expect(ready.reference == made.reference)
                    #expect(ready.mayRepeat == made.mayRepeat)
                    #expect(ready.proof == made.proof)
                    #expect(ready.context(of: new.lead) == made.context(of: new.lead))
                    count += 1
                }
            }
        }
        // A post of which a mapping finds no more than the campaign is no lead to send.
        #expect(count >= 30)
    }

    @Test("are handed over once, and not to a lead that has taken a step")
    func once() throws {
        let (built, lead) = try arrive("Kanarienvogel")
        keep(built)
        let moved = try LeadTransition.step(lead, .repeatedDifferently, at: lead.receivedAt)
        #expect(take(moved) == nil)
        #expect(take(lead)?.document == built.document?.document)
        #expect(take(lead) == nil)
    }

    @Test("are made anew once a file has changed")
    func changed() throws {
        let (built, lead) = try arrive("Kanarienvogel")
        keep(built)
        building.library.value = LeadBuildingTests.building(LeadBuildingTests.name).library.value
        #expect(take(lead) == nil)
        let (next, other) = try arrive("Zeisig")
        keep(next)
        #expect(take(other) != nil)
    }

    @Test("of a lead that must not go out, or is much to keep, there is none")
    func none() throws {
        let body = #"{"vorname": "Kanarienvogel"}"#
        let refused = try #require(try LeadBuildingTests.arrive(building, body).first)
        let dead = refused.new(LeadBuildingTests.post(body), source: "s", receivedAt: LeadBuildingTests.now).lead
        #expect(refused.verdict.cause != nil)
        keep(refused)
        #expect(take(dead) == nil)
        let (large, lead) = try arrive(String(repeating: "lang", count: 5_000))
        keep(large)
        #expect(take(lead) == nil)
    }

    @Test("are few: those that came first go, and all of them when somebody says so")
    func few() throws {
        let arrivals = try (0..<400).map { try arrive("Vogel \($0) " + String(repeating: "lang", count: 2_000)) }
        for arrival in arrivals { keep(arrival.built) }
        let bytes = arrivals.map { take($0.lead)?.document.count }
        let first = try #require(bytes.firstIndex { $0 != nil })
        #expect(!bytes[first...].contains(nil))
        #expect(first > 0 && (1 << 20...2 << 20 + 16 << 10).contains(bytes.compactMap(\.self).reduce(0, +)))
        keep(arrivals[0].built)
        building.ready.clear()
        #expect(take(arrivals[0].lead) == nil)
    }
}
