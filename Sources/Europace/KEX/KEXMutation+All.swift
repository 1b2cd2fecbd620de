extension KEXMutation {
    /// The 66 published mutations (fact sheet 4, in the order of the documentation), each without its first argument
    /// `vorgangsnummer: String!`.
    ///
    /// Three rows differ from the printed text where that cannot be meant: `addLebensversicherung` is printed without its
    /// prefix, `addAntragsteller` is printed without the `id` that its own description promises, and what
    /// `updateFinanzierungszweck` returns is not printed at all.
    static let all: [KEXMutation] = [
        KEXMutation("addAntragsteller", [("antragsteller", "Antragsteller!")], .created),
        KEXMutation("deleteAntragsteller", [("id", "String!")], .adapted),
        KEXMutation(
            "updatePersonendaten",
            [("antragstellerId", "String!"), ("personendaten", "Personendaten!")],
            .adapted
        ),
        KEXMutation(
            "updateWohnsituation",
            [("antragstellerId", "String!"), ("wohnsituation", "Wohnsituation!")],
            .adapted
        ),
        KEXMutation("updateHerkunft", [("antragstellerId", "String!"), ("herkunft", "Herkunft!")], .adapted),
        KEXMutation(
            "updateBeschaeftigung",
            [("antragstellerId", "String!"), ("beschaeftigung", "Beschaeftigung!")],
            .adapted
        ),
        KEXMutation("addBausparvertrag", [("bausparvertrag", "Bausparvertrag!")], .created),
        KEXMutation("updateBausparvertrag", [("id", "String!"), ("bausparvertrag", "Bausparvertrag!")], .adapted),
        KEXMutation("deleteBausparvertrag", [("id", "String!")], .adapted),
        KEXMutation("addDispositionskredit", [("dispositionskredit", "Dispositionskredit!")], .created),
        KEXMutation(
            "updateDispositionskredit",
            [("id", "String!"), ("dispositionskredit", "Dispositionskredit!")],
            .adapted
        ),
        KEXMutation("deleteDispositionskredit", [("id", "String!")], .adapted),
        KEXMutation("addEhegattenunterhalt", [("ehegattenunterhalt", "Ehegattenunterhalt!")], .created),
        KEXMutation(
            "updateEhegattenunterhalt",
            [("id", "String!"), ("ehegattenunterhalt", "Ehegattenunterhalt!")],
            .adapted
        ),
        KEXMutation("deleteEhegattenunterhalt", [("id", "String!")], .adapted),
        KEXMutation(
            "addEinkunftAusNebentaetigkeit",
            [("einkunftAusNebentaetigkeit", "EinkunftAusNebentaetigkeit!")],
            .created
        ),
        KEXMutation(
            "updateEinkunftAusNebentaetigkeit",
            [("id", "String!"), ("einkunftAusNebentaetigkeit", "EinkunftAusNebentaetigkeit!")],
            .adapted
        ),
        KEXMutation("deleteEinkunftAusNebentaetigkeit", [("id", "String!")], .adapted),
        KEXMutation("addImmobilie", [("immobilie", "Immobilie!")], .created),
        KEXMutation("updateImmobilie", [("id", "String!"), ("immobilie", "Immobilie!")], .adapted),
        KEXMutation("deleteImmobilie", [("id", "String!")], .adapted),
        KEXMutation("addKind", [("kind", "Kind!")], .created),
        KEXMutation("updateKind", [("id", "String!"), ("kind", "Kind!")], .adapted),
        KEXMutation("deleteKind", [("id", "String!")], .adapted),
        KEXMutation("updateKontoverbindung", [("kontoverbindung", "Kontoverbindung!")], .adapted),
        KEXMutation("addKreditkarte", [("kreditkarte", "Kreditkarte!")], .created),
        KEXMutation("updateKreditkarte", [("id", "String!"), ("kreditkarte", "Kreditkarte!")], .adapted),
        KEXMutation("deleteKreditkarte", [("id", "String!")], .adapted),
        KEXMutation("addLeasing", [("leasing", "Leasing!")], .created),
        KEXMutation("updateLeasing", [("id", "String!"), ("leasing", "Leasing!")], .adapted),
        KEXMutation("deleteLeasing", [("id", "String!")], .adapted),
        KEXMutation("addLebensversicherung", [("lebensversicherung", "Lebensversicherung!")], .created),
        KEXMutation(
            "updateLebensversicherung",
            [("id", "String!"), ("lebensversicherung", "Lebensversicherung!")],
            .adapted
        ),
        KEXMutation("deleteLebensversicherung", [("id", "String!")], .adapted),
        KEXMutation("addMietausgabe", [("mietausgabe", "Mietausgabe!")], .created),
        KEXMutation("updateMietausgabe", [("id", "String!"), ("mietausgabe", "Mietausgabe!")], .adapted),
        KEXMutation("deleteMietausgabe", [("id", "String!")], .adapted),
        KEXMutation(
            "addPrivateKrankenversicherung",
            [("privateKrankenversicherung", "PrivateKrankenversicherung!")],
            .created
        ),
        KEXMutation(
            "updatePrivateKrankenversicherung",
            [("id", "String!"), ("privateKrankenversicherung", "PrivateKrankenversicherung!")],
            .adapted
        ),
        KEXMutation("deletePrivateKrankenversicherung", [("id", "String!")], .adapted),
        KEXMutation("addRatenkredit", [("ratenkredit", "Ratenkredit!")], .created),
        KEXMutation("updateRatenkredit", [("id", "String!"), ("ratenkredit", "Ratenkredit!")], .adapted),
        KEXMutation("deleteRatenkredit", [("id", "String!")], .adapted),
        KEXMutation("addSonstigeAusgabe", [("sonstigeAusgabe", "SonstigeAusgabe!")], .created),
        KEXMutation("updateSonstigeAusgabe", [("id", "String!"), ("sonstigeAusgabe", "SonstigeAusgabe!")], .adapted),
        KEXMutation("deleteSonstigeAusgabe", [("id", "String!")], .adapted),
        KEXMutation("addSonstigeEinnahme", [("sonstigeEinnahme", "SonstigeEinnahme!")], .created),
        KEXMutation(
            "updateSonstigeEinnahme",
            [("id", "String!"), ("sonstigeEinnahme", "SonstigeEinnahme!")],
            .adapted
        ),
        KEXMutation("deleteSonstigeEinnahme", [("id", "String!")], .adapted),
        KEXMutation("addSonstigeVerbindlichkeit", [("sonstigeVerbindlichkeit", "SonstigeVerbindlichkeit!")], .created),
        KEXMutation(
            "updateSonstigeVerbindlichkeit",
            [("id", "String!"), ("sonstigeVerbindlichkeit", "SonstigeVerbindlichkeit!")],
            .adapted
        ),
        KEXMutation("deleteSonstigeVerbindlichkeit", [("id", "String!")], .adapted),
        KEXMutation("addUnbefristeteZusatzrente", [("unbefristeteZusatzrente", "UnbefristeteZusatzrente!")], .created),
        KEXMutation(
            "updateUnbefristeteZusatzrente",
            [("id", "String!"), ("unbefristeteZusatzrente", "UnbefristeteZusatzrente!")],
            .adapted
        ),
        KEXMutation("deleteUnbefristeteZusatzrente", [("id", "String!")], .adapted),
        KEXMutation("addUnterhaltsverpflichtung", [("unterhaltsverpflichtung", "Unterhaltsverpflichtung!")], .created),
        KEXMutation(
            "updateUnterhaltsverpflichtung",
            [("id", "String!"), ("unterhaltsverpflichtung", "Unterhaltsverpflichtung!")],
            .adapted
        ),
        KEXMutation("deleteUnterhaltsverpflichtung", [("id", "String!")], .adapted),
        KEXMutation("updateFahrzeugkauf", [("fahrzeugkauf", "Fahrzeugkauf!")], .adapted),
        KEXMutation("updateFinanzierungswunsch", [("finanzierungswunsch", "Finanzierungswunsch!")], .adapted),
        KEXMutation("updateFinanzierungszweck", [("finanzierungszweck", "Finanzierungszweck!")], .adapted),
        KEXMutation("updateRatenschutz", [("antragstellerId", "String!"), ("ratenschutz", "Ratenschutz!")], .adapted),
        KEXMutation("createAccountCheckSession", [], .session),
        KEXMutation("addKommentare", [("kommentare", "[String!]!")], .adapted),
        KEXMutation("updateBearbeiter", [("partnerId", "String!")], .adapted),
        KEXMutation("updateKundenbetreuer", [("partnerId", "String!")], .adapted),
    ]
}
