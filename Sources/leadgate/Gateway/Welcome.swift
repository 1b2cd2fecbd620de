import Europace
import Foundation
import Mapping
import Names
import SourceFiles
import Synchronization
import Targets

/// What `serve` prints once everything listens: where it is, and the next thing to do.
final class Welcome: Sendable {
    enum Part: Hashable, Sendable { case intake, admin }

    /// Where a gateway listens.
    struct Addresses: Sendable {
        let intake: String
        let admin: String
    }

    private let settings: Settings
    private let keeping: DataFolder
    private let library: CurrentLibrary
    private let present: @Sendable (Addresses, String) -> Void
    private let ports = Mutex<[Part: Int]>([:])

    /// - Parameter present: gets the text once everything listens.
    init(
        settings: Settings,
        keeping: DataFolder,
        library: CurrentLibrary,
        present: @escaping @Sendable (Addresses, String) -> Void
    ) {
        self.settings = settings
        self.keeping = keeping
        self.library = library
        self.present = present
    }

    /// A part listens on its port; when the last one does, the text is presented.
    func running(_ part: Part, port: Int) {
        let complete = ports.withLock { ports in
            ports[part] = port
            return ports.count == 2 ? ports : nil
        }
        guard let complete else { return }
        let addresses = Addresses(
            intake: "http://\(settings.host):\(complete[.intake] ?? 0)",
            admin: "http://\(settings.adminHost):\(complete[.admin] ?? 0)"
        )
        present(addresses, text(addresses))
    }

    private func text(_ addresses: Addresses) -> String {
        let tokenPath = settings.adminToken.path
        let (intake, admin) = (addresses.intake, addresses.admin)
        let sources = library.value.sources.map(\.name.rawValue).joined(separator: ", ")
        var lines = [
            "", "LeadGate is ready.", "",
            "  webhooks   \(intake)/hooks/{source}    sources: \(sources)",
            "  admin      \(admin)/admin/api/leads",
            "  token      in the file \(tokenPath)",
        ]
        if settings.europace == .sandbox {
            lines.append("  europace   \(settings.sandboxBaseURL)/_sandbox/vorgaenge    the sandbox stands in for it")
        } else {
            lines.append("  europace   \(settings.endpoints.kundenangaben) (\(settings.mode.rawValue) mode)")
        }
        lines += ["  data       \(keeping.path)", ""]
        if settings.europace == .sandbox, library.value.source("trisalis") != nil {
            lines += Self.firstSteps(intake: intake, admin: admin, tokenPath: tokenPath)
        }
        return lines.joined(separator: "\n")
    }

    private static func firstSteps(intake: String, admin: String, tokenPath: String) -> [String] {
        [
            "A first lead:", "",
            "  curl -sS \(intake)/hooks/trisalis -H 'Authorization: Bearer trisalis-demo-secret' \\",
            "    -d anrede=Herr -d vorname=Max -d nachname=Mustermann -d email=max.mustermann@example.org \\",
            "    -d 'telefon=030 420860' -d vorhaben=Kauf -d kaufpreis=358.000,00", "",
            "What an operator sees of it:", "",
            "  curl -sS \(admin)/admin/api/leads -H \"Authorization: Bearer $(cat \(tokenPath))\"", "",
        ]
    }
}
