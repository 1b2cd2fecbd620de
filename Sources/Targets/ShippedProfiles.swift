extension TargetProfile {
    /// BaufiSmart Kundenangaben (fact sheet 1.2).
    package static let kundenangaben = TargetProfile(
        target: .kundenangaben,
        title: "BaufiSmart Kundenangaben",
        document: .object,
        tolerance: .silent,
        choices: "baufismart",
        attachments: [
            AttachmentRule(
                .mode,
                at: ["importMetadaten", "datenkontext"],
                .sourceAlone,
                as: .mode(test: "TEST_MODUS", production: "ECHT_GESCHAEFT")
            ),
            AttachmentRule(.reference, at: ["importMetadaten", "externeVorgangsId"], .mappingFirst),
            AttachmentRule(.importquelle, at: ["importMetadaten", "importquelle"], .sourceFirst),
            AttachmentRule(.leadtracking, at: ["importMetadaten", "leadtracking"], .mappingFirst),
            AttachmentRule(.ereignistext, at: ["importMetadaten", "zusaetzlicherEreignistext"], .sourceFirst),
            AttachmentRule(.prioritaet, at: ["importMetadaten", "prioritaet"], .sourceFirst),
            AttachmentRule(.kundenbetreuer, at: ["importMetadaten", "betreuung", "kundenbetreuer"], .sourceAlone),
            AttachmentRule(.bearbeiter, at: ["importMetadaten", "betreuung", "bearbeiter"], .sourceAlone),
            AttachmentRule(.tippgeber, at: ["importMetadaten", "tippgeber", "tippgeberPartnerId"], .sourceAlone),
            AttachmentRule(
                .provision,
                at: ["importMetadaten", "tippgeber", "tippgeberprovisionswunsch"],
                .sourceAlone,
                as: .provision
            ),
        ],
        standing: ["kundenangaben"],
        caseRole: .opens,
        proof: .vorgangsnummer,
        lookup: .reference,
        repetition: .never,
        missing: .lead,
        hasCasePage: true,
        persons: [.kunde],
        scopes: Scopes(
            write: ["baufinanzierung:vorgang:schreiben"],
            read: ["baufinanzierung:vorgang:lesen"],
            production: ["baufinanzierung:echtgeschaeft"]
        ),
        operations: ["replace": kundenangabenReplace]
    )

    /// The same, told to replace what a case holds: GET, merge, PUT (fact sheet 2.4). What is sent is the whole again, so
    /// it may be sent again; of the metadata only the tippgeber can be changed.
    private static let kundenangabenReplace = TargetProfile(
        target: .kundenangaben,
        title: "BaufiSmart Kundenangaben: replace",
        document: .object,
        tolerance: .silent,
        choices: "baufismart",
        attachments: [
            AttachmentRule(.tippgeber, at: ["updateMetadaten", "tippgeber", "tippgeberPartnerId"], .sourceAlone),
            AttachmentRule(
                .provision,
                at: ["updateMetadaten", "tippgeber", "tippgeberprovisionswunsch"],
                .sourceAlone,
                as: .provision
            ),
        ],
        caseRole: .changes,
        proof: .status,
        lookup: .state,
        repetition: .safe(except: []),
        missing: .lead,
        hasCasePage: true,
        persons: [.kunde],
        scopes: Scopes(
            write: ["baufinanzierung:vorgang:schreiben"],
            read: ["baufinanzierung:vorgang:lesen"],
            production: ["baufinanzierung:echtgeschaeft"]
        )
    )

    /// KreditSmart KEX Vorgang Import (fact sheet 1.4). It has no leadtracking: that becomes comments (0.9).
    package static let kexVorgang = TargetProfile(
        target: .kexVorgang,
        title: "KreditSmart KEX Vorgang",
        document: .object,
        tolerance: .remarking,
        choices: "kreditsmart",
        attachments: [
            AttachmentRule(.reference, at: ["eigeneVorgangsnummer"], .mappingFirst),
            AttachmentRule(.importquelle, at: ["leadquelle"], .sourceFirst),
            AttachmentRule(.tippgeber, at: ["tippgeber"], .sourceAlone, as: .partner),
            AttachmentRule(.kundenbetreuer, at: ["kundenbetreuer"], .sourceAlone, as: .partner),
            AttachmentRule(.bearbeiter, at: ["bearbeiter"], .sourceAlone, as: .partner),
            AttachmentRule(.benachrichtigung, at: ["benachrichtigung", "aktiv"], .sourceFirst),
            AttachmentRule(.baufiSmartVorgangsnummer, at: ["baufiSmartVorgangsnummer"], .sourceFirst),
            AttachmentRule(.ereignistext, at: ["kommentare"], .together, as: .comments),
            AttachmentRule(.leadtracking, at: ["kommentare"], .together, as: .comments),
        ],
        requiredAttachments: [.kundenbetreuer],
        caseRole: .opens,
        proof: .vorgangsnummer,
        lookup: .none,
        repetition: .never,
        missing: .configuration,
        errorsTakeNothing: true,
        persons: [.antragsteller(at: [PersonPlace.any])],
        scopes: Scopes(write: ["privatkredit:vorgang:schreiben"], read: ["privatkredit:vorgang:lesen"])
    )

    /// KEX-Vorgang-Update (fact sheet 1.5, 4): updates and deletions may be repeated, additions and comments take effect
    /// twice.
    package static let kexUpdate = TargetProfile(
        target: .kexUpdate,
        title: "KreditSmart KEX Vorgang Update",
        document: .operations,
        tolerance: .strict,
        choices: "kreditsmart",
        caseRole: .changes,
        opener: .kexVorgang,
        proof: .results,
        lookup: .state,
        repetition: .prefixes(["update", "delete"]),
        missing: .lead,
        persons: [
            .antragsteller(at: [PersonPlace.any, PersonPlace.any]),
            .antragsteller(at: [PersonPlace.any, PersonPlace.any, "antragsteller"]),
        ],
        scopes: Scopes(write: ["privatkredit:vorgang:schreiben"], read: ["privatkredit:vorgang:lesen"])
    )

    /// KEX-Antragsstatus (fact sheet 1.6, 5): the same status again is harmless, its comment is added again.
    package static let antragsstatus = TargetProfile(
        target: .antragsstatus,
        title: "KreditSmart KEX Antragsstatus",
        document: .object,
        tolerance: .silent,
        caseRole: .reports,
        orderedBy: ["antragsnummer", "produktanbieterantragsnummer"],
        proof: .status,
        lookup: .none,
        repetition: .safe(except: ["kommentar", "hinweise"]),
        missing: .lead,
        scopes: Scopes(write: ["privatkredit:antrag:schreiben"])
    )

    /// BaufiSmart Vorgaenge v3 (fact sheet 1.3, 5): everything may be repeated but a message to the adviser.
    package static let vorgaenge = TargetProfile(
        target: .vorgaenge,
        title: "BaufiSmart Vorgaenge",
        document: .operations,
        tolerance: .strict,
        caseRole: .changes,
        opener: .kundenangaben,
        proof: .results,
        lookup: .state,
        repetition: .safe(except: ["nachricht"]),
        missing: .lead,
        hasCasePage: true,
        scopes: Scopes(
            write: ["baufinanzierung:vorgang:schreiben"],
            read: ["baufinanzierung:vorgang:lesen"],
            production: ["baufinanzierung:echtgeschaeft"]
        )
    )
}
