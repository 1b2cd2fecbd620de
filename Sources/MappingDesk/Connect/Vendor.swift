package import JSON
package import SourceFiles

/// A sender that one connects often: how its posts are read and proved, and what a person does on its side.
package struct Vendor: Sendable {
    /// How a post shows that it is the vendor's.
    package enum Proof: Sendable, Hashable {
        /// A secret of ours in the address: the vendor can say nothing else.
        case address
        /// `Authorization: Bearer` with a secret of ours.
        case bearer
        /// A credential preset with a secret of ours, which is typed in at the vendor.
        case typedIn(preset: String)
        /// A credential preset whose secret the vendor gives out, under this name.
        case givenOut(preset: String, name: String)
    }

    /// What `--vendor` calls it.
    package let name: String
    package let title: String
    /// The preset that knows how it packs its answers; `nil`: plain fields.
    package let form: String?
    package let proof: Proof
    /// The selector of what names a post, so that a repeat is known; `nil`: there is nothing.
    package let key: String?
    /// Whether it never posts again: then what cannot be read is kept and answered like a lead.
    package var neverRepeats = false
    /// How the data of a lead is got where a post brings its id only, as a source file says it, without the token's secret.
    package var fetch: JSONValue? = nil
    /// What it calls the fields that it always calls the same, by their standard names.
    package var names: JSONObject = [:]
    /// What a post is that has no lead in it, for a vendor whose form presets do not read the post.
    package var ignored: [String] = []
    /// What to do there, step by step; `{url}` stands for the address, `{verify}` for what the vendor shows when it checks it.
    package let steps: Phrase

    /// What the vendor needs to know, in the languages that are spoken here.
    package struct Phrase: Sendable {
        package let german: [String]
        package let english: [String]

        package func callAsFunction(_ language: Language) -> [String] {
            switch language {
            case .german: german
            case .english: english
            }
        }
    }

    package enum Language: String, Sendable, CaseIterable {
        case german = "de"
        case english = "en"
    }

    /// Whether its posts are proved as a source asks for it: else what is to be done at the vendor would be said of another
    /// credential.
    package func fits(_ source: Source) -> Bool {
        guard let credential = source.credentials.first else { return false }
        return switch proof {
        case .address: credential.scheme == .url
        case .bearer: credential.scheme == .bearer
        case .typedIn(let preset), .givenOut(let preset, _): credential.preset == preset
        }
    }

    package static func named(_ name: String) -> Vendor? { all.first { $0.name == name } }
}
