/// The scopes of the Authorization API.
package enum SandboxScope {
    /// Import Kundenangaben.
    package static let writeCase = "baufinanzierung:vorgang:schreiben"
    /// Read BaufiSmart cases and their list.
    package static let readCase = "baufinanzierung:vorgang:lesen"
    /// Do so with `ECHT_GESCHAEFT`.
    package static let realBusiness = "baufinanzierung:echtgeschaeft"
    /// Import into KreditSmart.
    package static let writeLoan = "privatkredit:vorgang:schreiben"
    /// Read KreditSmart cases.
    package static let readLoan = "privatkredit:vorgang:lesen"
    /// Report the status of an application.
    package static let writeApplication = "privatkredit:antrag:schreiben"
    /// Act for a partner other than oneself.
    package static let impersonate = "impersonieren"

    /// All that matters to a lead (fact sheet 1.0): what a client has unless told otherwise.
    package static let all = [
        writeCase, readCase, realBusiness, writeLoan, readLoan, writeApplication, impersonate,
    ]

    /// Every scope that the Authorization API publishes or shows, the withdrawn `baufinanzierung:vorgang:anlegen` included
    /// (fact sheet 1.1). Asking for one of these that the client has not narrows the answer; any other is `invalid_scope`.
    static let genuine: Set<String> = Set(
        all + [
            "no-access", "openid", "profile",
            "partner:plakette:anlegen", "partner:plakette:lesen", "partner:plakette:schreiben",
            "partner:beziehungen:lesen", "partner:beziehungen:schreiben", "partner:rechte:lesen",
            "partner:rechte:schreiben", "partner:login:silent-sign-in",
            "report:rohdaten:lesen", "report:produktanbieter:lesen",
            "baufinanzierung:vorgang:anlegen", "baufinanzierung:angebot:ermitteln", "baufinanzierung:angebot:loeschen",
            "baufinanzierung:ereignis:lesen", "baufinanzierung:antrag:lesen", "baufinanzierung:antrag:schreiben",
            "baufinanzierung:produktkonfiguration:lesen", "baufinanzierung:produktkonfiguration:schreiben",
            "baufinanzierung:produktkonfiguration:freigeben", "baufinanzierung:produkt:lesen",
            "baufinanzierung:produkt:schreiben", "baufinanzierung:produktanbieter:lesen",
            "baufinanzierung:produktanbieter:schreiben",
            "privatkredit:angebot:ermitteln",
            "dokumente:dokument:lesen", "dokumente:dokument:schreiben",
            "unterlagen:dokument:lesen", "unterlagen:dokument:schreiben", "unterlagen:unterlage:lesen",
            "unterlagen:unterlage:schreiben", "unterlagen:unterlage:freigeben", "unterlagen:freigabe:lesen",
            "unterlagen:freigabe:schreiben",
        ]
    )
}
