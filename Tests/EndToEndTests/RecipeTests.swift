import Foundation
import JSON
import Testing

/// The README's recipes, run as they stand there: from nothing to the first delivered lead.
@Suite("The README's recipes", .serialized)
struct RecipeTests {
    /// The shell block behind `<!-- recipe: NAME -->`, as `.ci/run` reads blocks.
    static func recipe(_ name: String) throws -> String {
        let readme = URL(fileURLWithPath: TestGateway.shippedMappings).deletingLastPathComponent()
            .appendingPathComponent("README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        guard let marker = text.range(of: "<!-- recipe: \(name) -->\n```sh\n"),
            let end = text.range(of: "\n```\n", range: marker.upperBound..<text.endIndex)
        else { throw HarnessError("the README has no recipe '\(name)'") }
        return String(text[marker.upperBound..<end.lowerBound])
    }

    @Test(
        "a recipe of at most ten lines ends with a delivered lead",
        arguments: ["typeform", "meta", "zapier", "wordpress", "html"]
    )
    func recipes(name: String) async throws {
        let recipe = try Self.recipe(name)
        #expect(recipe.split(separator: "\n").count <= 10)
        let gateway = try await TestGateway(files: ["unused.txt": ""])
        // Where the commands look by themselves, as in a checkout.
        try FileManager.default.createSymbolicLink(
            atPath: gateway.folder.appendingPathComponent("leadgate-data").path,
            withDestinationPath: gateway.data
        )
        let path = ServerProcess.binary.deletingLastPathComponent().path
        let environment = [
            "PATH": "\(path):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
            // The ports of the test's gateway; whoever reads the README has the usual ones.
            "LEADGATE_PUBLIC_URL": await gateway.intake, "LEADGATE_ADMIN_URL": await gateway.admin,
        ]
        let (status, output) = try await ServerProcess.shell(recipe, in: gateway.folder, environment: environment)
        #expect(status == 0, "\(output)")
        let last = output.split(separator: "\n").last ?? ""
        #expect(last.contains("delivered"), "\(output)")
        let cases = try await gateway.vorgaenge()
        #expect(cases.count == 1)
        let stored = cases.first?.text() ?? ""
        for word in ["Erika", "Mustermann", "erika.mustermann@example.org", "358000"] {
            #expect(stored.contains(word), "\(word) is not at the target: \(output)")
        }
    }
}
