import ArgumentParser
import Mapping
import MappingDesk
import TargetSchemas
import Telemetry

/// `leadgate reference`: everything that has a name, in tables.
struct ReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reference",
        abstract: "Print the reference as Markdown: functions, operators, presets, credentials, findings, metrics.",
        discussion: "mappings/REFERENCE.md is what this command prints."
    )

    func run() {
        let title = """
            # Referenz / Reference

            Made by `leadgate reference`; do not edit. How to write a mapping: [README.md](README.md).

            """
        let metrics = "## Metriken / Metrics\n\n\(Metric.markdown)"
        let events = "## Meldungen im Log / Log events\n\n\(Event.markdown)"
        print(
            ([title] + Reference.chapters(TargetSet.shipped.catalog.profiles) + [metrics, events]).joined(
                separator: "\n"
            ),
            terminator: ""
        )
    }
}
