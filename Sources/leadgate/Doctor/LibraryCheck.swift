import Europace
import Feedback
import Intake
import Mapping
import MappingDesk
import MappingLanguage
import SourceFiles
import TargetSchemas
import Targets

/// Looks at the mappings and sources, and at the secrets that the sources name.
struct LibraryCheck {
    let library: MappingLibrary
    let folder: String

    /// Reads a folder; `nil` if there is none.
    init?(folder: String, targets: TargetCatalog) {
        guard Files.isFolder(folder), let files = try? Files.library(in: folder) else { return nil }
        self.folder = folder
        library = MappingLibrary.load(files: files, targets: targets)
    }

    static func missing(_ folder: String) -> Diagnosis {
        .error(
            "mappings",
            "mappings-missing",
            "there is no readable folder '\(folder)' with mappings",
            "name it by --mappings or LEADGATE_MAPPINGS"
        )
    }

    /// What is wrong with a secret, as the gateway would find it.
    private static func diagnosis(_ reference: SecretReference, of credential: Credential, _ source: Source)
        -> Diagnosis?
    {
        let secret: [UInt8]
        do throws(SecretResolver.Fault) {
            secret = try SecretResolver.process.resolve(reference)
        } catch {
            return .error(
                "sources",
                "secret-missing",
                "source '\(source.name)': \(error.description)",
                "set it where the gateway runs; until then nobody can post to this source"
            )
        }
        let least = source.mode == .test ? 1 : SecretForm.leastBytes
        do throws(SecretForm.Fault) {
            _ = try SecretForm.key(of: secret, for: credential.scheme, least: least)
            return nil
        } catch {
            let what =
                switch error {
                case .notBase64: "is not base64, as the signature scheme needs it"
                case .unsendable: "has a line end or a blank at an end, which no header can bring"
                case .empty: "leaves no key, so anybody could sign"
                case .short: "has less than \(SecretForm.leastBytes) bytes"
                }
            return .error(
                "sources",
                "secret-unusable",
                "source '\(source.name)': the secret in \(reference) \(what)",
                "copy it again as the vendor shows it; until then nobody can post with it"
            )
        }
    }

    var diagnoses: [Diagnosis] {
        var found: [Diagnosis] = library.findings.filter(\.isError).map { finding in
            .error(
                "mappings",
                "mapping-invalid",
                "\(folder)/\(finding.file): \(finding.message)",
                "`leadgate check` shows the place; until then the file is not in force"
            )
        }
        for source in library.sources {
            for credential in source.credentials {
                found += credential.secrets.compactMap { Self.diagnosis($0, of: credential, source) }
            }
            guard let callback = source.callback else { continue }
            do throws(ReceiverFault) { _ = try callback.receiver(.process) } catch {
                found.append(
                    .error(
                        "sources",
                        error.word,
                        "the callback of source '\(source.name)': \(error.advice)",
                        "set it right where the gateway runs; until then nobody is told of this source's leads"
                    )
                )
            }
        }
        if library.sources.isEmpty {
            found.append(
                .warning(
                    "sources",
                    "sources-missing",
                    "there is no source, so nobody can post",
                    "add one to '\(folder)/sources'"
                )
            )
        }
        if found.isEmpty {
            let counts = "\(library.mappings.count) mappings and \(library.sources.count) sources"
            found.append(.fine("mappings", "\(counts) are valid, and all secrets are there"))
        }
        return found
    }
}

extension MappingLibrary {
    /// What the sources deliver to, and under which identity, each once.
    var identityUses: [IdentityUse] {
        var uses: [IdentityUse] = []
        for source in sources {
            for name in source.allMappings {
                guard let profile = mapping(name)?.profile else { continue }
                let use = IdentityUse(profile: profile, identity: source.identity)
                if !uses.contains(use) { uses.append(use) }
            }
        }
        return uses.sorted { ($0.profile.target, $0.identity ?? "") < ($1.profile.target, $1.identity ?? "") }
    }
}
