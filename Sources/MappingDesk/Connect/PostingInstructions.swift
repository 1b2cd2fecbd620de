package import SourceFiles
import Targets

/// What a partner has to know to post to a source: to be mailed as it is.
///
/// The secret is in it only where it was handed in; else it goes another way.
package struct PostingInstructions: Sendable {
    private let source: Source
    private let vendor: Vendor?
    /// Where to post to; with the secret, or a word for it, where that stands in the address.
    package let address: String
    private let secret: String?
    private let verifyToken: String?
    private let sample: String
    private let language: Vendor.Language

    /// - Parameters:
    ///   - vendor: who posts, where that is known.
    ///   - base: where the gateway is reached: `https://leads.example.org`.
    ///   - verifyToken: what the vendor shows when it checks the address; nil where the secret is not here yet.
    ///   - sample: the body of a post, as JSON.
    package init(
        of source: Source,
        vendor: Vendor?,
        base: String,
        secret: String?,
        verifyToken: String? = nil,
        sample: String,
        language: Vendor.Language
    ) {
        self.source = source
        self.vendor = vendor
        self.secret = secret
        self.verifyToken = verifyToken
        self.sample = sample
        self.language = language
        let base = base.hasSuffix("/") ? String(base.dropLast()) : base
        let escaped = secret?.escapedForAddress ?? Self.placeholder(language)
        let proof =
            switch source.credentials.first?.scheme {
            case .url: "/" + escaped
            case .query(let parameter): "?\(parameter)=\(escaped)"
            default: ""
            }
        address = base + "/hooks/\(source.name)" + proof
    }

    package var text: String {
        var lines = [say("So werden Leads an „\(source.name)“ gesendet", "How to send leads to “\(source.name)”"), ""]
        lines += [
            row(say("Adresse", "Address"), address),
            row(say("Methode", "Method"), source.takesGET ? "POST, GET" : "POST"),
            row(say("Inhalt", "Body"), "application/json, application/x-www-form-urlencoded, multipart/form-data, XML"),
            row(say("Nachweis", "Credential"), proof),
        ]
        if source.mode == .test {
            lines.append(
                row(
                    say("Betrieb", "Mode"),
                    say("Test: nichts davon wird ein echtes Geschäft", "test: none becomes real business")
                )
            )
        }
        if let vendor {
            lines += ["", vendor.title]
            for (number, step) in vendor.steps(language).enumerated() {
                lines.append("  \(number + 1). " + filled(step))
            }
        }
        if let curl { lines += ["", say("Zum Ausprobieren", "To try it"), curl] }
        lines += ["", say("Antworten", "Answers")] + answers.map { "  " + $0 }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private static func placeholder(_ language: Vendor.Language) -> String {
        language == .german ? "GEHEIMNIS" : "SECRET"
    }

    private var shownSecret: String { secret ?? Self.placeholder(language) }

    private func say(_ german: String, _ english: String) -> String { language == .german ? german : english }

    private func row(_ name: String, _ value: String) -> String {
        "  " + name + String(repeating: " ", count: max(1, 12 - name.count)) + value
    }

    private func filled(_ step: String) -> String {
        let verify =
            verifyToken
            ?? say(
                "(nennt `leadgate source show \(source.name)`, wo das Geheimnis hinterlegt ist)",
                "(`leadgate source show \(source.name)` says it where the secret is kept)"
            )
        let step = [("{url}", address), ("{verify}", verify)].reduce(step) { step, part in
            step.split(separator: part.0, omittingEmptySubsequences: false).joined(separator: part.1)
        }
        guard let secret else { return step }
        return step.split(separator: Self.placeholder(language), omittingEmptySubsequences: false).joined(
            separator: secret
        )
    }

    /// How a post shows that it may come in, in words.
    private var proof: String {
        let apart = secret == nil ? say(" (das Geheimnis kommt getrennt)", " (the secret comes separately)") : ""
        return switch source.credentials.first?.scheme {
        case nil, .some(.none): say("keiner", "none")
        case .url: say("das Geheimnis am Ende der Adresse", "the secret at the end of the address") + apart
        case .query(let name):
            say("das Geheimnis im Parameter \(name) der Adresse", "the secret in the address, as \(name)") + apart
        case .bearer: "Authorization: Bearer \(shownSecret)" + apart
        case .basic(let user): say("Basic, Benutzer \(user)", "Basic, user \(user)") + apart
        case .header(let name): "\(name): \(shownSecret)" + apart
        case .bodyField(let place): say("das Geheimnis im Feld \(place)", "the secret in the field \(place)") + apart
        case .clientCertificate: say("ein Zertifikat im TLS-Handschlag", "a certificate in the TLS handshake")
        case .signature(let template):
            say("Signatur im Header \(template.header)", "a signature in the header \(template.header)") + apart
        }
    }

    /// A command that posts the sample; `nil` where a shell cannot sign.
    private var curl: String? {
        let quoted = sample.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        let header: String? =
            switch source.credentials.first?.scheme {
            case nil, .some(.none), .url, .query: ""
            case .bearer: " -H 'Authorization: Bearer \(shownSecret)'"
            case .basic(let user): " -u '\(user):\(shownSecret)'"
            case .header(let name): " -H '\(name): \(shownSecret)'"
            case .bodyField, .clientCertificate, .signature: nil
            }
        guard let header else { return nil }
        return "  curl -sS '\(address)'\(header) -H 'Content-Type: application/json' -d '\(quoted)'"
    }

    private var answers: [String] {
        let refused = source.respond.undecodableStatus
        return switch language {
        case .german:
            [
                "\(source.respond.status)  angenommen und dauerhaft gespeichert; wird derselbe Post wiederholt, kommt dieselbe Antwort",
                "\(refused.map(String.init) ?? "400")  der Inhalt ist nicht lesbar; er ist aufbewahrt, niemand muss ihn noch einmal senden",
                "401  der Nachweis fehlt oder ist falsch",
                "413  der Inhalt ist größer als \(source.limits.bodyBytes >> 10) KiB",
                "429, 503  gerade nicht; nach der Zeit im Header Retry-After noch einmal senden",
            ]
        case .english:
            [
                "\(source.respond.status)  accepted and stored durably; the same post once more gets the same answer",
                "\(refused.map(String.init) ?? "400")  the body cannot be read; it is kept, nobody has to send it again",
                "401  the credential is missing or wrong",
                "413  the body has more than \(source.limits.bodyBytes >> 10) KiB",
                "429, 503  not now; send again after the time in the header Retry-After",
            ]
        }
    }
}
