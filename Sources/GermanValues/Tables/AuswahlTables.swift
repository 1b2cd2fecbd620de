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
        [
            Row(
                kundenangaben: "LEDIG",
                kex: "LEDIG",
                "ledig;single;unverheiratet;nicht verheiratet;alleinstehend;unmarried;led."
            ),
            Row(
                kundenangaben: "VERHEIRATET",
                kex: "VERHEIRATET",
                "verheiratet;verh.;married;verheiratet/verpartnert"
            ),
            Row(
                kundenangaben: "GESCHIEDEN",
                kex: "GESCHIEDEN",
                "geschieden;gesch.;divorced"
            ),
            Row(
                kundenangaben: "VERWITWET",
                kex: "VERWITWET",
                "verwitwet;verw.;witwe;witwer;widowed"
            ),
            Row(
                kundenangaben: "GETRENNT_LEBEND",
                kex: "GETRENNT_LEBEND",
                "getrennt lebend;getrennt;dauernd getrennt lebend;separated"
            ),
            Row(
                kundenangaben: "LEBENSPARTNERSCHAFT",
                kex: "EINGETRAGENE_LEBENSPARTNERSCHAFT",
                "eingetragene lebenspartnerschaft;lebenspartnerschaft;verpartnert;registered partnership"
            ),
            Row(
                kex: "EHEAEHNLICHE_LEBENSGEMEINSCHAFT",
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
        [
            Row(
                kundenangaben: "ANGESTELLTER",
                kex: "ANGESTELLTER",
                """
                angestellt;angestellter;angestellte;angestellte/r;angestellte(r);arbeitnehmer;employed;\
                EMPLOYED;angestellt (unbefristet);angestellt (befristet);öffentlicher dienst;\
                angestellte im öffentlichen dienst;angestellter im öffentlichen dienst;\
                angestellter im ö.d.;leitender angestellter;arbeitnehmerin
                """
            ),
            Row(
                kundenangaben: "ARBEITER",
                kex: "ARBEITER",
                "arbeiter;arbeiterin;arbeiter/in;worker;WORKER;facharbeiter"
            ),
            Row(
                kundenangaben: "BEAMTER",
                kex: "BEAMTER",
                """
                beamter;beamtin;beamte;verbeamtet;beamter/beamtin;beamte/r;civil servant;CIVIL_SERVANT;\
                soldat;richter
                """
            ),
            Row(
                kundenangaben: "SELBSTSTAENDIGER",
                kex: "SELBSTSTAENDIGER",
                """
                selbstständig;selbständig;selbstständiger;selbständiger;selbstständige/r;\
                gewerbetreibender;unternehmer;self employed;SELF_EMPLOYED;SELFEMPLOYED;self-employed;\
                selbstständige;selbständige
                """
            ),
            Row(
                kundenangaben: "FREIBERUFLER",
                kex: "FREIBERUFLER",
                "freiberufler;freiberuflerin;freiberuflich;freelancer;FREELANCER"
            ),
            Row(
                kundenangaben: "RENTNER",
                kex: "RENTNER",
                """
                rentner;rentnerin;rentner/in;pensionär;pensionär/in;pensioniert;ruhestand;in rente;\
                pensioner;PENSIONER;pension;altersrente;pensionärin
                """
            ),
            Row(
                kundenangaben: "ARBEITSLOSER",
                kex: "ARBEITSLOSER",
                """
                arbeitslos;arbeitssuchend;arbeitsuchend;ohne beschäftigung;unemployed;UNEMPLOYED;\
                erwerbslos
                """
            ),
            Row(
                kundenangaben: "HAUSHALTENDE_PERSON",
                kex: "HAUSFRAU",
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
        [
            Row(
                kundenangaben: "KAUF",
                """
                kauf;kauf einer immobilie;immobilienkauf;kauffinanzierung;bestandsimmobilie;\
                kauf bestandsimmobilie;haus kaufen;wohnung kaufen;KAUF;PurchaseFinancing;buy
                """
            ),
            Row(
                kundenangaben: "NEUBAU",
                "neubau;bauen;eigenbau;haus bauen;bauvorhaben;neubaufinanzierung;BuildingFinancing;NEUBAU"
            ),
            Row(
                kundenangaben: "KAUF_NEUBAU_VOM_BAUTRAEGER",
                "kauf neubau vom bauträger;neubau vom bauträger;bauträger;neubau kaufen"
            ),
            Row(
                kundenangaben: "ANSCHLUSSFINANZIERUNG",
                """
                anschlussfinanzierung;umschuldung;anschlussfinanzierung/umschuldung;prolongation;\
                forwarddarlehen;FollowupFinancing;UMSCHULDUNG
                """
            ),
            Row(
                kundenangaben: "MODERNISIERUNG_UMBAU_ANBAU",
                """
                modernisierung;renovierung;sanierung;umbau;anbau;modernisieren;energetische sanierung;\
                MODERNISIERUNG
                """
            ),
            Row(
                kundenangaben: "KAPITALBESCHAFFUNG",
                "kapitalbeschaffung;immobilie beleihen;kapital"
            ),
        ]
    )

    /// Purpose of a consumer loan.
    package static let verwendungszweck = Auswahl(
        "verwendungszweck_kredit",
        [
            Row(
                kex: "FREIE_VERWENDUNG",
                "freie verwendung;sonstiges;frei verwendbar;urlaub;möbel;FREIE_VERWENDUNG"
            ),
            Row(
                kex: "UMSCHULDUNG",
                "umschuldung;kreditablösung;kredite ablösen;dispo ausgleichen;UMSCHULDUNG"
            ),
            Row(
                kex: "FAHRZEUGKAUF",
                "autokauf;auto;fahrzeugkauf;fahrzeug;gebrauchtwagen;neuwagen;motorrad;FAHRZEUGKAUF"
            ),
            Row(
                kex: "MODERNISIEREN",
                "modernisierung;modernisieren;renovierung;wohnkredit;MODERNISIEREN"
            ),
        ]
    )

    /// Kind of property.
    package static let objektart = Auswahl(
        "objektart",
        [
            Row(
                kundenangaben: "EIGENTUMSWOHNUNG",
                "eigentumswohnung;wohnung;etw;apartment;APARTMENT_BUY;FLAT;eigentumswohnung (etw)"
            ),
            Row(
                kundenangaben: "EINFAMILIENHAUS",
                """
                einfamilienhaus;haus;efh;freistehendes einfamilienhaus;einfamilienhaus (freistehend);\
                HOUSE_BUY
                """
            ),
            Row(
                kundenangaben: "ZWEIFAMILIENHAUS",
                "zweifamilienhaus;zfh;haus mit einliegerwohnung"
            ),
            Row(
                kundenangaben: "DOPPELHAUSHAELFTE",
                "doppelhaushälfte;dhh"
            ),
            Row(
                kundenangaben: "REIHENHAUS",
                "reihenhaus;rh;reihenmittelhaus;reihenendhaus;reihenhaus (mitte)"
            ),
            Row(
                kundenangaben: "MEHRFAMILIENHAUS",
                "mehrfamilienhaus;mfh;zinshaus;renditeobjekt"
            ),
            Row(
                kundenangaben: "BAUGRUNDSTUECK",
                "grundstück;baugrundstück;bauland;grundstueck"
            ),
        ]
    )

    /// Use of a property.
    package static let nutzung = Auswahl(
        "nutzung",
        [
            Row(
                kundenangaben: "EIGENGENUTZT",
                kex: "EIGENGENUTZT",
                """
                eigengenutzt;eigennutzung;selbst genutzt;selbst bewohnt;selbst;eigenbedarf;\
                OWNER_OCCUPATION
                """
            ),
            Row(
                kundenangaben: "VERMIETET",
                kex: "VERMIETET",
                "vermietet;vermietung;kapitalanlage;fremdgenutzt;RENTING"
            ),
            Row(
                kundenangaben: "TEILVERMIETET",
                kex: "EIGENGENUTZT_UND_VERMIETET",
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
        [
            Row(
                kex: "ZUR_MIETE",
                "miete;zur miete;mieter;ich wohne zur miete"
            ),
            Row(
                kex: "ZUR_UNTERMIETE",
                "untermiete;zur untermiete"
            ),
            Row(
                kex: "IM_EIGENEN_HAUS",
                "eigentum;im eigentum;eigenes haus;eigene wohnung;eigentümer"
            ),
            Row(
                kex: "BEI_DEN_ELTERN",
                "bei den eltern;eltern;bei eltern;mietfrei bei den eltern"
            ),
        ]
    )

    /// How soon the financing is needed.
    package static let zeitrahmen = Auswahl(
        "zeitrahmen",
        [
            Row(
                kundenangaben: "SO_SCHNELL_WIE_MOEGLICH",
                "sofort;schnellstmöglich;so schnell wie möglich;asap;AS_FAST_AS_POSSIBLE"
            ),
            Row(
                kundenangaben: "KEIN_ZEITDRUCK",
                "kein zeitdruck;hat zeit;in mehr als einem jahr;IN_MORE_THAN_ONE_YEAR;später"
            ),
            Row(
                kundenangaben: "KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ",
                "weiß noch nicht;egal;keine präferenz"
            ),
        ]
    )
}
