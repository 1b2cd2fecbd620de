import Foundation
import JSON
import Testing

/// The commands of somebody who connects a new sender, as processes.
@Suite("Connecting a sender", .serialized)
struct SourceCommandTests {
    /// A folder with the shipped mappings, and no sources.
    private static func place() throws -> Workplace {
        let place = try Workplace([:])
        try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: TestGateway.shippedMappings, toPath: place.path("mappings"))
        return place
    }

    @Test("a vendor's source and mapping are without a fault at the first try, and its secret is its owner's alone")
    func newSource() async throws {
        let place = try Self.place()
        for vendor in ["typeform", "formspree"] {
            let made = try await ServerProcess.run([
                "source", "new", "neu-\(vendor)", "--vendor", vendor, "--mappings", place.path("mappings"), "--data",
                place.path("data"), "--url", "https://leads.example",
            ])
            #expect(made.status == 0, "\(made.output)")
            #expect(made.output.contains("https://leads.example/hooks/neu-\(vendor)"))
            let secret = place.path("data/secrets/neu-\(vendor)")
            guard FileManager.default.fileExists(atPath: secret) else {
                #expect(made.output.contains("gives out the secret"), "\(vendor)")
                continue
            }
            let mode = try FileManager.default.attributesOfItem(atPath: secret)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let text = try String(contentsOfFile: secret, encoding: .utf8).trimmingCharacters(in: .newlines)
            #expect(text.count == 64 && !made.output.contains(text), "the secret is not printed")
        }
        let check = try await ServerProcess.run(["check", place.path("mappings")])
        #expect(check.status == 0, "\(check.output)")
        #expect(check.output.contains("0 errors"), "\(check.output)")
    }

    @Test("what is there is not written over, and a wrong name or vendor is answered with the right ones")
    func refusals() async throws {
        let place = try Self.place()
        let new = ["source", "new", "--mappings", place.path("mappings"), "--data", place.path("data")]
        let before = try place.read("mappings/sources/trisalis.json")
        let there = try await ServerProcess.run(new + ["trisalis"])
        #expect(there.status == 2 && there.output.contains("is there already"))
        #expect(try place.read("mappings/sources/trisalis.json") == before)
        let vendor = try await ServerProcess.run(new + ["neu", "--vendor", "typform"])
        #expect(vendor.status == 2 && vendor.output.contains("typeform"))
        let name = try await ServerProcess.run(new + ["../neu"])
        #expect(name.status == 2 && name.output.contains("small letters"))
        let target = try await ServerProcess.run(new + ["neu", "--target", "kex"])
        #expect(target.status == 2 && target.output.contains("kex-vorgang"))
        let loan = try await ServerProcess.run(new + ["neu", "--target", "kex-vorgang"])
        #expect(loan.status == 2 && loan.output.contains("kundenbetreuer"), "what a target needs is asked for")
        let address = try await ServerProcess.run(new + ["neu", "--url", "leads.example.org"])
        #expect(address.status != 0 && address.output.contains("write scheme and host"), "\(address.output)")
        let variable = try await ServerProcess.run(new + ["neu", "--secret-env", "$SECRET"])
        #expect(variable.status == 2 && variable.output.contains("cannot be the name of a variable"))
        for file in ["data/secrets/neu", "mappings/neu.json", "mappings/sources/neu.json"] {
            #expect(!FileManager.default.fileExists(atPath: place.path(file)), "nothing is left of what was refused")
        }
    }

    @Test("where no gateway is, a command says so at once", .timeLimit(.minutes(1)))
    func nobody() async throws {
        let place = try Self.place()
        let token = ["LEADGATE_ADMIN_TOKEN": "none", "LEADGATE_ADMIN_URL": "http://127.0.0.1:1"]
        let list = try await ServerProcess.run(["leads", "list"], environment: token)
        #expect(list.status == 1 && list.output.contains("no gateway answers at http://127.0.0.1:1"), "\(list.output)")
        let new = ["source", "new", "neu", "--mappings", place.path("mappings"), "--data", place.path("data")]
        let made = try await ServerProcess.run(new, environment: token)
        #expect(made.status == 0 && made.output.contains("No gateway runs with this data folder"), "\(made.output)")
    }

    @Test("a new source takes a post that 'send' makes, and the command that the instructions show, at once")
    func firstLead() async throws {
        let gateway = try await TestGateway(files: ["unused.txt": ""])
        let mappings = gateway.folder.appendingPathComponent("mappings").path
        let options = ["--mappings", mappings, "--data", gateway.data]
        let intake = await gateway.intake
        for vendor in ["json", "tally"] {
            #expect(
                try await ServerProcess.run(["source", "new", "neu-\(vendor)", "--vendor", vendor] + options).status
                    == 0
            )
        }
        let body = gateway.folder.appendingPathComponent("lead.json").path
        try #"{"vorname": "Erika", "nachname": "Mustermann", "email": "erika@example.org"}"#
            .write(toFile: body, atomically: true, encoding: .utf8)
        let send = ["send", "neu-json", body, "--url", intake, "--mappings", mappings]
        let sent = try await eventually("the new source to be in force") {
            let sent = try await ServerProcess.run(send)
            return sent.status == 0 ? sent : nil
        }
        #expect(sent.output.hasPrefix("200"), "\(sent.output)")
        let dry = try await ServerProcess.run(send + ["--dry-run"])
        #expect(dry.status == 0 && dry.output.contains("\"document\""), "\(dry.output)")
        let shown = try await ServerProcess.run(
            ["source", "show", "neu-json", "--url", intake, "--language", "en", "--with-secret"] + options
        )
        let curl = try #require(shown.output.split(separator: "\n").first { $0.hasPrefix("  curl ") })
        let answer = try await ServerProcess.shell("\(curl) 2> /dev/null").output
        let id = try #require(try JSONValue.parse(Array(answer.utf8))["id"]?.stringValue)
        _ = try await gateway.lead(id, reaches: "delivered")
        // A vendor's own writing, signed as the vendor signs.
        let tally = gateway.folder.appendingPathComponent("tally.json").path
        try
            #"{"eventId": "e1", "data": {"fields": [{"key": "q1", "label": "nachname", "type": "INPUT_TEXT", "value": "Muster"}]}}"#
            .write(toFile: tally, atomically: true, encoding: .utf8)
        let signed = try await ServerProcess.run(["send", "neu-tally", tally, "--url", intake, "--mappings", mappings])
        #expect(signed.status == 0, "\(signed.output)")
    }
}
