import ArgumentParser
import JSON
import Mapping
import MappingDesk
import MappingLanguage

/// `leadgate test`: the tests inside mapping files.
struct TestMappings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests inside mapping files; make one of a stored lead.",
        discussion: """
              leadgate test
              leadgate test mappings/trisalis.json
              leadgate test --capture 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21
              leadgate test --capture 0197f3c2-7b1e-7cc3-9e5a-3c1d0b7f4a21 --write

            --capture asks the running gateway for a lead and shows the test that it makes: what the customer sent is \
            replaced by invented values of the same writing (Erika Mustermann, example.org, telephone numbers that \
            nobody has); "expect" is what the mapping on your disk makes of them. Answers that the mapping knows word \
            by word stay, and are listed: look them over. Nothing is written without --write, which adds the test to \
            the mapping's file and leaves every other byte of it as it is.
            Exit code 0: all passed; 1: some failed, or a mapping is in error; 2: nothing to test.
            """
    )

    @Argument(help: "Files or a folder (default: ./mappings, or \(Setting.mappings.variable)).")
    var paths: [String] = []

    @OptionGroup var schemas: SchemasOption

    @Flag(help: "Print the results as JSON.")
    var json = false

    @OptionGroup(title: "Capture") var capture: CaptureOptions

    func validate() throws {
        if capture.lead == nil, capture.write || capture.name != nil {
            throw ValidationError("--write and --name go with --capture LEAD")
        }
    }

    func run() async throws {
        let folder = try MappingsFolder(paths, targets: schemas.load())
        if let lead = capture.lead {
            try await LeadCapture(lead: lead, options: capture, folder: folder, targets: schemas.load()).run()
            return
        }
        let results = folder.mappings.map { (mapping: $0, tests: runTests(in: $0)) }
        let tests = results.flatMap(\.tests)
        let failed = tests.count { !$0.passed }
        // A failing test is itself a finding; only what keeps a mapping from running is said beside the results.
        let errors = folder.findings.filter { $0.isError && $0.code != .testFailed }
        if json {
            printJSON(results)
        } else {
            printText(results)
            folder.printFindings(errors)
            print("\(tests.count - failed) passed, \(failed) failed")
        }
        if tests.isEmpty && errors.isEmpty { throw Console.invalidInput }
        if failed > 0 || !errors.isEmpty { throw ExitCode.failure }
    }

    private func printText(_ results: [(mapping: Mapping, tests: [MappingTestResult])]) {
        for (mapping, tests) in results {
            for test in tests {
                print("\(test.passed ? "ok  " : "FAIL") \(mapping.name): \(test.name)")
                for difference in test.differences { print("       \(difference)") }
            }
        }
    }

    private func printJSON(_ results: [(mapping: Mapping, tests: [MappingTestResult])]) {
        let rows = results.flatMap { mapping, tests in
            tests.map { test in
                JSONValue.object([
                    "mapping": .string(mapping.name),
                    "test": .string(test.name),
                    "passed": .bool(test.passed),
                    "differences": .array(test.differences.map { .string($0.description) }),
                ])
            }
        }
        print(JSONValue.object(["tests": .array(rows)]).text(pretty: true))
    }
}
