import Leads
import Targets

/// Where Europace is: the addresses of the APIs that a lead is delivered to.
///
/// Addresses come from configuration and never from a lead or a mapping, so no payload can choose where data goes. All
/// of them are written without a trailing slash: the new Europace hosts answer 404 to a path that ends in one (fact
/// sheet 1.0).
package struct EuropaceEndpoints: Sendable, Hashable {
    /// The token endpoint of the Authorization API, e.g. `https://api.europace.de/auth/token`.
    package var token: String
    /// The collection of the Kundenangaben API, e.g. `https://baufinanzierung.api.europace.de/kundenangaben`.
    package var kundenangaben: String
    /// The import of KreditSmart, without the `environment` parameter; the older address
    /// `https://www.europace2.de/kreditsmart/kex/vorgang` works, too (fact sheet 1.4).
    package var kexImport: String
    /// The GraphQL endpoint of KEX-Vorgang-Update.
    package var kexUpdate: String
    /// The GraphQL endpoint of KEX-Vorgang-Export, which is read to clear up lost answers.
    package var kexExport: String
    /// The status endpoint of KEX-Antragsstatus.
    package var antragsstatus: String
    /// The collection of the Vorgaenge API, e.g. `https://baufinanzierung.api.europace.de/v3/vorgaenge`; with `/v2/` it is
    /// the version before.
    package var vorgaenge: String
    /// What a case number is appended to for the page on which a person opens it (fact sheet 1.0).
    package var casePage: String

    /// Names every endpoint; a trailing slash is taken away.
    package init(
        token: String,
        kundenangaben: String,
        kexImport: String,
        kexUpdate: String,
        kexExport: String,
        antragsstatus: String,
        vorgaenge: String,
        casePage: String = "https://www.europace2.de/vorgang/oeffne"
    ) {
        self.token = Self.withoutTrailingSlash(token)
        self.kundenangaben = Self.withoutTrailingSlash(kundenangaben)
        self.kexImport = Self.withoutTrailingSlash(kexImport)
        self.kexUpdate = Self.withoutTrailingSlash(kexUpdate)
        self.kexExport = Self.withoutTrailingSlash(kexExport)
        self.antragsstatus = Self.withoutTrailingSlash(antragsstatus)
        self.vorgaenge = Self.withoutTrailingSlash(vorgaenge)
        self.casePage = Self.withoutTrailingSlash(casePage)
    }

    /// Europace itself (fact sheet 1.1 to 1.6, hosts as of 2026).
    package static let europace = EuropaceEndpoints(
        token: "https://api.europace.de/auth/token",
        kundenangaben: "https://baufinanzierung.api.europace.de/kundenangaben",
        kexImport: "https://kex-vorgang-import.ratenkredit.api.europace.de/vorgang",
        kexUpdate: "https://kex-vorgaenge.ratenkredit.api.europace.de/vorgaenge",
        kexExport: "https://www.europace2.de/kreditsmart/kex/vorgaenge",
        antragsstatus: "https://www.europace2.de/kreditsmart/kex/antraege/status",
        vorgaenge: "https://baufinanzierung.api.europace.de/v3/vorgaenge"
    )

    /// The built-in stand-in, all APIs under one address, e.g. `http://127.0.0.1:8082`.
    package static func sandbox(baseURL: String) -> EuropaceEndpoints {
        let base = withoutTrailingSlash(baseURL)
        return EuropaceEndpoints(
            token: "\(base)/auth/token",
            kundenangaben: "\(base)/kundenangaben",
            kexImport: "\(base)/vorgang",
            kexUpdate: "\(base)/vorgaenge",
            kexExport: "\(base)/kreditsmart/kex/vorgaenge",
            antragsstatus: "\(base)/kreditsmart/kex/antraege/status",
            vorgaenge: "\(base)/v3/vorgaenge",
            // What a person sees of a case there is what was stored.
            casePage: "\(base)/_sandbox/vorgaenge"
        )
    }

    /// The page on which a person opens a case; `nil` for what is no case number.
    package func page(of vorgangsnummer: String) -> String? {
        Vorgangsnummer.isPlausible(vorgangsnummer) ? "\(casePage)/\(vorgangsnummer)" : nil
    }

    private static func withoutTrailingSlash(_ address: String) -> String {
        var address = Substring(address)
        while address.hasSuffix("/") { address.removeLast() }
        return String(address)
    }
}
