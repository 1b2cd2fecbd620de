/// The tables of accepted spellings, per meaning, with the value of each target.
///
/// Where they come from: the enumerations of Kundenangaben (OpenAPI 1.5.45) and KEX Vorgang (JSON Schema of 2022), and
/// the labels and option values seen in public lead forms and lead portals. Spellings are compared folded.
extension Auswahl {
    /// All tables by name.
    package static let all = [
        familienstand, beschaeftigung, finanzierungszweck, verwendungszweck, objektart, nutzung, wohnart, zeitrahmen,
    ]

    /// Marital status.
    package static let familienstand = Auswahl(
        "familienstand",
        unknown: .familienstandUnbekannt,
        ambiguous: .familienstandMehrdeutig,
        [
            Row(
                baufismart: "LEDIG",
                kreditsmart: "LEDIG",
                "ledig;single;unverheiratet;nicht verheiratet;alleinstehend;unmarried;led."
            ),
            Row(
                baufismart: "VERHEIRATET",
                kreditsmart: "VERHEIRATET",
                "verheiratet;verh.;married;verheiratet/verpartnert"
            ),
            Row(
                baufismart: "GESCHIEDEN",
                kreditsmart: "GESCHIEDEN",
                "geschieden;gesch.;divorced"
            ),
            Row(
                baufismart: "VERWITWET",
                kreditsmart: "VERWITWET",
                "verwitwet;verw.;witwe;witwer;widowed"
            ),
            Row(
                baufismart: "GETRENNT_LEBEND",
                kreditsmart: "GETRENNT_LEBEND",
                "getrennt lebend;getrennt;dauernd getrennt lebend;separated"
            ),
            Row(
                baufismart: "LEBENSPARTNERSCHAFT",
                kreditsmart: "EINGETRAGENE_LEBENSPARTNERSCHAFT",
                "eingetragene lebenspartnerschaft;lebenspartnerschaft;verpartnert;registered partnership"
            ),
            Row(
                kreditsmart: "EHEAEHNLICHE_LEBENSGEMEINSCHAFT",
                """
                eheähnliche gemeinschaft;eheähnliche lebensgemeinschaft;nichteheliche lebensgemeinschaft;\
                in partnerschaft;zusammenlebend;lebensgemeinschaft
                """
            ),
        ]
    )

    /// Kind of employment. "Geschäftsführer" is missing on purpose: employed or self-employed cannot be told.
    package static let beschaeftigung = Auswahl(
        "beschaeftigung",
        unknown: .beschaeftigungUnbekannt,
        ambiguous: .beschaeftigungMehrdeutig,
        [
            Row(
                baufismart: "ANGESTELLTER",
                kreditsmart: "ANGESTELLTER",
                """
                angestellt;angestellter;angestellte;angestellte/r;angestellte(r);arbeitnehmer;employed;\
                EMPLOYED;angestellt (unbefristet);angestellt (befristet);öffentlicher dienst;\
                angestellte im öffentlichen dienst;angestellter im öffentlichen dienst;\
                angestellter im ö.d.;leitender angestellter;arbeitnehmerin
                """
            ),
            Row(
                baufismart: "ARBEITER",
                kreditsmart: "ARBEITER",
                "arbeiter;arbeiterin;arbeiter/in;worker;WORKER;facharbeiter"
            ),
            Row(
                baufismart: "BEAMTER",
                kreditsmart: "BEAMTER",
                """
                beamter;beamtin;beamte;verbeamtet;beamter/beamtin;beamte/r;civil servant;CIVIL_SERVANT;\
                soldat;richter
                """
            ),
            Row(
                baufismart: "SELBSTSTAENDIGER",
                kreditsmart: "SELBSTSTAENDIGER",
                """
                selbstständig;selbständig;selbstständiger;selbständiger;selbstständige/r;\
                gewerbetreibender;unternehmer;self employed;SELF_EMPLOYED;SELFEMPLOYED;self-employed;\
                selbstständige;selbständige
                """
            ),
            Row(
                baufismart: "FREIBERUFLER",
                kreditsmart: "FREIBERUFLER",
                "freiberufler;freiberuflerin;freiberuflich;freelancer;FREELANCER"
            ),
            Row(
                baufismart: "RENTNER",
                kreditsmart: "RENTNER",
                """
                rentner;rentnerin;rentner/in;pensionär;pensionär/in;pensioniert;ruhestand;in rente;\
                pensioner;PENSIONER;pension;altersrente;pensionärin
                """
            ),
            Row(
                baufismart: "ARBEITSLOSER",
                kreditsmart: "ARBEITSLOSER",
                """
                arbeitslos;arbeitssuchend;arbeitsuchend;ohne beschäftigung;unemployed;UNEMPLOYED;\
                erwerbslos
                """
            ),
            Row(
                baufismart: "HAUSHALTENDE_PERSON",
                kreditsmart: "HAUSFRAU",
                "hausfrau;hausmann;hausfrau/-mann;hausfrau/hausmann;HOUSEWIFE"
            ),
            Row(
                """
                student;studentin;student/in;STUDENT;auszubildender;auszubildende;azubi;schüler;\
                schülerin;praktikant;elternzeit;in elternzeit;in ausbildung;ausbildung;werkstudent;\
                sonstiges;anderes
                """
            ),
        ]
    )

    /// Purpose of a mortgage.
    package static let finanzierungszweck = Auswahl(
        "finanzierungszweck",
        unknown: .finanzierungszweckUnbekannt,
        ambiguous: .finanzierungszweckMehrdeutig,
        [
            Row(
                baufismart: "KAUF",
                """
                kauf;kauf einer immobilie;immobilienkauf;kauffinanzierung;bestandsimmobilie;\
                kauf bestandsimmobilie;haus kaufen;wohnung kaufen;KAUF;PurchaseFinancing;buy
                """
            ),
            Row(
                baufismart: "NEUBAU",
                "neubau;bauen;eigenbau;haus bauen;bauvorhaben;neubaufinanzierung;BuildingFinancing;NEUBAU"
            ),
            Row(
                baufismart: "KAUF_NEUBAU_VOM_BAUTRAEGER",
                "kauf neubau vom bauträger;neubau vom bauträger;bauträger;neubau kaufen"
            ),
            Row(
                baufismart: "ANSCHLUSSFINANZIERUNG",
                """
                anschlussfinanzierung;umschuldung;anschlussfinanzierung/umschuldung;prolongation;\
                forwarddarlehen;FollowupFinancing;UMSCHULDUNG
                """
            ),
            Row(
                baufismart: "MODERNISIERUNG_UMBAU_ANBAU",
                """
                modernisierung;renovierung;sanierung;umbau;anbau;modernisieren;energetische sanierung;\
                MODERNISIERUNG
                """
            ),
            Row(
                baufismart: "KAPITALBESCHAFFUNG",
                "kapitalbeschaffung;immobilie beleihen;kapital"
            ),
        ]
    )

    /// Purpose of a consumer loan.
    package static let verwendungszweck = Auswahl(
        "verwendungszweck_kredit",
        unknown: .verwendungszweckKreditUnbekannt,
        ambiguous: .verwendungszweckKreditMehrdeutig,
        [
            Row(
                kreditsmart: "FREIE_VERWENDUNG",
                "freie verwendung;sonstiges;frei verwendbar;urlaub;möbel;FREIE_VERWENDUNG"
            ),
            Row(
                kreditsmart: "UMSCHULDUNG",
                "umschuldung;kreditablösung;kredite ablösen;dispo ausgleichen;UMSCHULDUNG"
            ),
            Row(
                kreditsmart: "FAHRZEUGKAUF",
                "autokauf;auto;fahrzeugkauf;fahrzeug;gebrauchtwagen;neuwagen;motorrad;FAHRZEUGKAUF"
            ),
            Row(
                kreditsmart: "MODERNISIEREN",
                "modernisierung;modernisieren;renovierung;wohnkredit;MODERNISIEREN"
            ),
        ]
    )

    /// Kind of property.
    package static let objektart = Auswahl(
        "objektart",
        unknown: .objektartUnbekannt,
        ambiguous: .objektartMehrdeutig,
        [
            Row(
                baufismart: "EIGENTUMSWOHNUNG",
                "eigentumswohnung;wohnung;etw;apartment;APARTMENT_BUY;FLAT;eigentumswohnung (etw)"
            ),
            Row(
                baufismart: "EINFAMILIENHAUS",
                """
                einfamilienhaus;haus;efh;freistehendes einfamilienhaus;einfamilienhaus (freistehend);\
                HOUSE_BUY
                """
            ),
            Row(
                baufismart: "ZWEIFAMILIENHAUS",
                "zweifamilienhaus;zfh;haus mit einliegerwohnung"
            ),
            Row(
                baufismart: "DOPPELHAUSHAELFTE",
                "doppelhaushälfte;dhh"
            ),
            Row(
                baufismart: "REIHENHAUS",
                "reihenhaus;rh;reihenmittelhaus;reihenendhaus;reihenhaus (mitte)"
            ),
            Row(
                baufismart: "MEHRFAMILIENHAUS",
                "mehrfamilienhaus;mfh;zinshaus;renditeobjekt"
            ),
            Row(
                baufismart: "BAUGRUNDSTUECK",
                "grundstück;baugrundstück;bauland;grundstueck"
            ),
        ]
    )

    /// Use of a property.
    package static let nutzung = Auswahl(
        "nutzung",
        unknown: .nutzungUnbekannt,
        ambiguous: .nutzungMehrdeutig,
        [
            Row(
                baufismart: "EIGENGENUTZT",
                kreditsmart: "EIGENGENUTZT",
                """
                eigengenutzt;eigennutzung;selbst genutzt;selbst bewohnt;selbst;eigenbedarf;\
                OWNER_OCCUPATION
                """
            ),
            Row(
                baufismart: "VERMIETET",
                kreditsmart: "VERMIETET",
                "vermietet;vermietung;kapitalanlage;fremdgenutzt;RENTING"
            ),
            Row(
                baufismart: "TEILVERMIETET",
                kreditsmart: "EIGENGENUTZT_UND_VERMIETET",
                """
                teilvermietet;teilweise vermietet;teilvermietung;eigengenutzt und vermietet;\
                PARTIALLY_RENTING
                """
            ),
        ]
    )

    /// How somebody lives.
    package static let wohnart = Auswahl(
        "wohnart",
        unknown: .wohnartUnbekannt,
        ambiguous: .wohnartMehrdeutig,
        [
            Row(
                kreditsmart: "ZUR_MIETE",
                "miete;zur miete;mieter;ich wohne zur miete"
            ),
            Row(
                kreditsmart: "ZUR_UNTERMIETE",
                "untermiete;zur untermiete"
            ),
            Row(
                kreditsmart: "IM_EIGENEN_HAUS",
                "eigentum;im eigentum;eigenes haus;eigene wohnung;eigentümer"
            ),
            Row(
                kreditsmart: "BEI_DEN_ELTERN",
                "bei den eltern;eltern;bei eltern;mietfrei bei den eltern"
            ),
        ]
    )

    /// How soon the financing is needed.
    package static let zeitrahmen = Auswahl(
        "zeitrahmen",
        unknown: .zeitrahmenUnbekannt,
        ambiguous: .zeitrahmenMehrdeutig,
        [
            Row(
                baufismart: "SO_SCHNELL_WIE_MOEGLICH",
                "sofort;schnellstmöglich;so schnell wie möglich;asap;AS_FAST_AS_POSSIBLE"
            ),
            Row(
                baufismart: "KEIN_ZEITDRUCK",
                "kein zeitdruck;hat zeit;in mehr als einem jahr;IN_MORE_THAN_ONE_YEAR;später"
            ),
            Row(
                baufismart: "KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ",
                "weiß noch nicht;egal;keine präferenz"
            ),
        ]
    )
}
