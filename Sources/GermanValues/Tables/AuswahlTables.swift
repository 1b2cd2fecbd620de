/// The tables of accepted spellings, per meaning, with the value of each target.
///
/// | spellings | source |
/// |---|---|
/// | values in capitals | the enumerations of Kundenangaben (OpenAPI 1.5.45) and KEX Vorgang (JSON Schema of 2022) |
/// | `PurchaseFinancing`, `SELF_EMPLOYED`, `APARTMENT_BUY`, … | ImmobilienScout24, construction financing API v2 |
/// | kauf, neubau, umschuldung, wohnung, mehrfamilienhaus, … | option values of brokers' landing pages (payload facts 3.11) |
/// | Neukauf, Hauskauf, Wohnungskauf, Eigenheim bauen, Anschluss, … | answers that public mortgage forms and calculators of brokers, portals and banks offer, and what their users report |
/// | Autokredit, Kreditablösung, Dispo, Einrichtung, Hochzeit, … | purposes that the consumer loan comparisons and banks list |
///
/// Spellings are compared folded, then without separators. One that may mean two values at a target stands in no row.
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
                "ledig;single;unverheiratet;nicht verheiratet;alleinstehend;unmarried;led.;nie verheiratet;ledig/single"
            ),
            Row(
                baufismart: "VERHEIRATET",
                kreditsmart: "VERHEIRATET",
                "verheiratet;verh.;married;verheiratet/verpartnert;verheiratet/zusammenlebend;verheiratet (zusammenlebend)"
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
                angestellter im ö.d.;leitender angestellter;arbeitnehmerin;angestelltenverhältnis;im angestelltenverhältnis;\
                angestellt/arbeitnehmer;unbefristet angestellt;befristet angestellt;festangestellt;fest angestellt;\
                festanstellung;angestellte(r) öffentlicher dienst;angestellt im öffentlichen dienst;ö.d.;employee
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
                selbstständige;selbständige;selbstständigkeit;selbständigkeit;unternehmer/in;gewerbetreibende;\
                selbstständig/gewerbe;gewerbe;selbstständig mit gewerbe;einzelunternehmer
                """
            ),
            Row(
                baufismart: "FREIBERUFLER",
                kreditsmart: "FREIBERUFLER",
                "freiberufler;freiberuflerin;freiberuflich;freiberuflich tätig;freelancer;FREELANCER"
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
                kauf;kaufen;kauf einer immobilie;immobilienkauf;kauffinanzierung;bestandsimmobilie;\
                kauf bestandsimmobilie;kauf einer bestandsimmobilie;bestandsimmobilie kaufen;haus kaufen;wohnung kaufen;\
                hauskauf;wohnungskauf;kauf eines hauses;kauf einer wohnung;kauf haus;kauf wohnung;immobilie kaufen;\
                eine immobilie kaufen;ein haus kaufen;eine wohnung kaufen;haus oder wohnung kaufen;haus/wohnung kaufen;neukauf;\
                ersterwerb;erwerb;erwerb einer immobilie;immobilienerwerb;erwerb bestandsimmobilie;kauf eigenheim;\
                eigenheim kaufen;kauf eines eigenheims;eigenheimkauf;kauf einer eigentumswohnung;eigentumswohnung kaufen;\
                kauf eigentumswohnung;kauf eines einfamilienhauses;kauf eines reihenhauses;kauf einer doppelhaushälfte;\
                kauf eines mehrfamilienhauses;kauf bestehende immobilie;kauf einer bestehenden immobilie;bestehende immobilie kaufen;\
                bestandsbau kaufen;kauf bestand;bestandskauf;kauf altbau;gebrauchte immobilie kaufen;\
                kauf einer gebrauchten immobilie;kauf gebrauchte immobilie;finanzierung hauskauf;immobilienfinanzierung kauf;\
                kauf kapitalanlage;kauf einer kapitalanlage;kapitalanlage kaufen;hauskauffinanzierung;\
                ich möchte kaufen;ich möchte eine immobilie kaufen;wir möchten kaufen;kaufvorhaben;kauf immobilie;kaufimmobilie;\
                KAUF;PurchaseFinancing;buy;buying;purchase;buy a house;buy property;property purchase;home purchase;house purchase
                """
            ),
            Row(
                baufismart: "NEUBAU",
                """
                neubau;bauen;eigenbau;haus bauen;ein haus bauen;hausbau;bauvorhaben;neubaufinanzierung;eigenheim bauen;\
                bau eines hauses;bau eines eigenheims;bau;neubau eines hauses;neubau eigenheim;neubau einfamilienhaus;\
                eigenes bauvorhaben;neubau eigenes grundstück;bauen auf eigenem grundstück;bau auf eigenem grundstück;selbst bauen;\
                immobilie bauen;eine immobilie bauen;neubau einer immobilie;bau einer immobilie;hausbaufinanzierung;hausneubau;\
                bauprojekt;fertighaus;massivhaus;fertighaus bauen;grundstück und hausbau;grundstück + hausbau;grundstück und bau;\
                grundstückskauf und hausbau;bauen lassen;ich möchte bauen;wir möchten bauen;\
                BuildingFinancing;NEUBAU;building;construction;new construction;build a house;build;new build
                """
            ),
            Row(
                baufismart: "KAUF_NEUBAU_VOM_BAUTRAEGER",
                """
                kauf neubau vom bauträger;neubau vom bauträger;bauträger;neubau kaufen;kauf vom bauträger;kauf über bauträger;\
                kauf beim bauträger;kauf eines neubaus;kauf neubau;kauf eines neubaus vom bauträger;neubaukauf;neubauwohnung kaufen;\
                bauträgerobjekt;bauträgerkauf;bauträgerimmobilie;neubau (bauträger);neubau mit bauträger;bauträgermaßnahme;\
                kauf einer neubauwohnung;kauf einer neubauimmobilie;neubauimmobilie kaufen;neubau vom bauträger kaufen;\
                kauf einer neubauwohnung vom bauträger;kauf einer neubauimmobilie vom bauträger;neubauwohnung vom bauträger;\
                erwerb vom bauträger;erwerb eines neubaus
                """
            ),
            Row(
                baufismart: "ANSCHLUSSFINANZIERUNG",
                """
                anschlussfinanzierung;anschluss;umschuldung;anschlussfinanzierung/umschuldung;prolongation;anschlusskredit;\
                anschlussdarlehen;folgefinanzierung;weiterfinanzierung;umfinanzierung;refinanzierung;ablösung;\
                forwarddarlehen;forward;forwardfinanzierung;forward kredit;anschlussfinanzierung (forward);umschulden;\
                anschlussfinanzierung sichern;anschlussfinanzierung benötigt;anschlussfinanzierung und umschuldung;\
                umschuldung und anschlussfinanzierung;darlehen ablösen;darlehensablösung;ablösung eines darlehens;\
                ablösung bestehendes darlehen;ablösung bestehender darlehen;bestehendes darlehen ablösen;bestehenden kredit ablösen;\
                umschuldung immobilienkredit;umschuldung einer immobilie;umschuldung baufinanzierung;kredit umschulden;\
                baufinanzierung umschulden;immobilienkredit umschulden;immobiliendarlehen ablösen;zinsbindung läuft aus;\
                zinsen sichern;FollowupFinancing;UMSCHULDUNG;follow up financing;follow-up;refinance;refinancing;remortgage
                """
            ),
            Row(
                baufismart: "MODERNISIERUNG_UMBAU_ANBAU",
                """
                modernisierung;renovierung;sanierung;umbau;anbau;ausbau;modernisieren;renovieren;sanieren;umbauen;anbauen;\
                energetische sanierung;energetische modernisierung;modernisierung/renovierung;modernisierung und renovierung;\
                modernisierung/sanierung;renovierung/sanierung;umbau/anbau;umbau/ausbau;an- und umbau;an-/umbau;modernisierung/umbau;\
                umbau und modernisierung;modernisierung und umbau;modernisierung umbau anbau;modernisierung/umbau/anbau;\
                haus modernisieren;haus sanieren;haus renovieren;immobilie modernisieren;immobilie sanieren;dachausbau;\
                dachgeschossausbau;erweiterung;kernsanierung;instandsetzung;instandhaltung;modernisierungsfinanzierung;\
                modernisierungskredit;renovierungskredit;heizung erneuern;photovoltaik;heizungstausch;wärmepumpe;\
                MODERNISIERUNG;renovation;modernisation;modernization;renovate
                """
            ),
            Row(
                baufismart: "KAPITALBESCHAFFUNG",
                """
                kapitalbeschaffung;immobilie beleihen;kapital;beleihung;beleihung einer immobilie;immobilienbeleihung;\
                kapital beschaffen;kapitalbedarf;freies kapital;kapital aus immobilie;liquidität;liquiditätsbeschaffung;\
                beleihung bestehender immobilie;eigentum beleihen;haus beleihen;kapitalfreisetzung;equity release
                """
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
                """
                freie verwendung;sonstiges;sonstige;anderes;andere;frei verwendbar;zur freien verwendung;freier verwendungszweck;\
                frei;urlaub;reise;urlaubsreise;möbel;möbel/einrichtung;einrichtung;möbel und einrichtung;wohnungseinrichtung;\
                küche;elektronik;technik;unterhaltungselektronik;haushaltsgeräte;konsum;konsumgüter;anschaffung;anschaffungen;\
                größere anschaffung;hochzeit;feier;umzug;ausbildung;weiterbildung;studium;gesundheit;medizinische behandlung;\
                zahnbehandlung;zahnarzt;hobby;freizeit;privatkredit;ratenkredit;kleinkredit;konsumentenkredit;barkredit;\
                keine zweckbindung;ohne verwendungszweck;nicht zweckgebunden;wohnen/einrichtung;steuernachzahlung;\
                FREIE_VERWENDUNG;other;free use;travel;furniture
                """
            ),
            Row(
                kreditsmart: "UMSCHULDUNG",
                """
                umschuldung;umschulden;umschuldungskredit;kreditablösung;kredit ablösen;kredite ablösen;ablösung;\
                ablösung bestehender kredite;ablösung von krediten;ablösung anderer kredite;bestehende kredite ablösen;\
                bestehenden kredit ablösen;kredit umschulden;kredite umschulden;kredite zusammenfassen;\
                kredite zusammenlegen;zusammenfassung von krediten;umschuldung/kreditablösung;dispo ausgleichen;dispoablösung;\
                dispo ablösen;ausgleich dispo;ausgleich girokonto;girokonto ausgleichen;kontoausgleich;dispo;dispokredit ablösen;\
                ausgleich dispokredit;kreditkarte ausgleichen;schulden zusammenfassen;UMSCHULDUNG;debt consolidation;refinancing
                """
            ),
            Row(
                kreditsmart: "FAHRZEUGKAUF",
                """
                autokauf;auto;autokredit;autofinanzierung;auto kaufen;ein auto kaufen;kauf eines autos;kauf eines fahrzeugs;\
                fahrzeugkauf;fahrzeug;fahrzeugfinanzierung;fahrzeugkredit;fahrzeug kaufen;kfz;kfz-kauf;kfz-kredit;kfz-finanzierung;\
                pkw;pkw-kauf;gebrauchtwagen;gebrauchtwagenkauf;gebrauchtwagen kaufen;neuwagen;neuwagenkauf;neuwagen kaufen;\
                neuwagen/gebrauchtwagen;gebrauchtfahrzeug;neufahrzeug;motorrad;motorradkauf;motorradkredit;motorrad/roller;\
                auto/motorrad;auto oder motorrad;wohnmobil;wohnmobilkauf;wohnwagen;caravan;wohnmobil/wohnwagen;elektroauto;e-auto;\
                FAHRZEUGKAUF;car;car loan;car purchase;vehicle;vehicle purchase
                """
            ),
            Row(
                kreditsmart: "MODERNISIEREN",
                """
                modernisierung;modernisieren;renovierung;renovieren;sanierung;sanieren;wohnkredit;modernisierungskredit;\
                renovierungskredit;modernisierung/renovierung;renovierung/modernisierung;renovierung und modernisierung;\
                modernisierung und renovierung;umbau;energetische sanierung;haus und garten;haus modernisieren;\
                photovoltaik;heizung;wohnmodernisierung;MODERNISIEREN;renovation;home improvement
                """
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
                """
                eigentumswohnung;wohnung;etw;apartment;appartement;eine wohnung;dachgeschosswohnung;maisonette;penthouse;loft;\
                erdgeschosswohnung;etagenwohnung;neubauwohnung;APARTMENT_BUY;FLAT;eigentumswohnung (etw);condominium
                """
            ),
            Row(
                baufismart: "EINFAMILIENHAUS",
                """
                einfamilienhaus;haus;efh;ein haus;freistehendes einfamilienhaus;einfamilienhaus (freistehend);freistehendes haus;\
                einfamilien-haus;bungalow;villa;fertighaus;stadtvilla;landhaus;HOUSE_BUY;house;single family house;single-family home
                """
            ),
            Row(
                baufismart: "ZWEIFAMILIENHAUS",
                "zweifamilienhaus;zfh;2-familienhaus;haus mit einliegerwohnung;einfamilienhaus mit einliegerwohnung"
            ),
            Row(
                baufismart: "DOPPELHAUSHAELFTE",
                "doppelhaushälfte;dhh;doppelhaus;doppelhaus-hälfte;semi-detached house"
            ),
            Row(
                baufismart: "REIHENHAUS",
                "reihenhaus;rh;rmh;reh;reihenmittelhaus;reihenendhaus;reihenhaus (mitte);reihenhaus (ende);reiheneckhaus;terraced house"
            ),
            Row(
                baufismart: "MEHRFAMILIENHAUS",
                "mehrfamilienhaus;mfh;zinshaus;renditeobjekt;mietshaus;anlageobjekt;mehrparteienhaus;multi-family house;apartment building"
            ),
            Row(
                baufismart: "BAUGRUNDSTUECK",
                "grundstück;baugrundstück;bauland;bauplatz;grundstueck;nur grundstück;unbebautes grundstück;plot;land"
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
                eigengenutzt;eigennutzung;eigennutzer;selbst genutzt;selbstgenutzt;selbstnutzung;selbstnutzer;selbst bewohnt;\
                selbst bewohnen;ich wohne selbst darin;selbst;eigenbedarf;eigene nutzung;zur eigennutzung;zum selbst bewohnen;\
                privat genutzt;voll eigengenutzt;eigenheim;OWNER_OCCUPATION;owner occupied
                """
            ),
            Row(
                baufismart: "VERMIETET",
                kreditsmart: "VERMIETET",
                """
                vermietet;vermieten;vermietung;zur vermietung;wird vermietet;kapitalanlage;als kapitalanlage;fremdgenutzt;\
                fremdnutzung;fremdvermietet;vermietet/kapitalanlage;voll vermietet;komplett vermietet;investment;RENTING;rented
                """
            ),
            Row(
                baufismart: "TEILVERMIETET",
                kreditsmart: "EIGENGENUTZT_UND_VERMIETET",
                """
                teilvermietet;teil vermietet;TEIL_VERMIETET;teils vermietet;teilweise vermietet;teilvermietung;zum teil vermietet;\
                eigengenutzt und vermietet;eigengenutzt & vermietet;eigennutzung und vermietung;eigen- und fremdgenutzt;\
                teils eigengenutzt;teilweise eigengenutzt;teils eigengenutzt, teils vermietet;gemischt;gemischt genutzt;\
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
                "miete;zur miete;mieter;mieterin;ich wohne zur miete;mietwohnung;gemietet;in miete;mietverhältnis;zur miete wohnend"
            ),
            Row(
                kreditsmart: "ZUR_UNTERMIETE",
                "untermiete;zur untermiete"
            ),
            Row(
                kreditsmart: "IM_EIGENEN_HAUS",
                "eigentum;im eigentum;wohneigentum;eigenes haus;eigene wohnung;eigenes haus/wohnung;eigentümer;eigenheim;eigene immobilie;im eigenheim;in eigener immobilie"
            ),
            Row(
                kreditsmart: "BEI_DEN_ELTERN",
                "bei den eltern;eltern;bei eltern;bei meinen eltern;mietfrei bei den eltern;bei den eltern wohnend;elternhaus"
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
                "sofort;ab sofort;umgehend;schnellstmöglich;baldmöglichst;so bald wie möglich;so schnell wie möglich;dringend;eilig;asap;AS_FAST_AS_POSSIBLE;immediately"
            ),
            Row(
                baufismart: "KEIN_ZEITDRUCK",
                "kein zeitdruck;keine eile;es eilt nicht;hat zeit;ohne zeitdruck;in mehr als einem jahr;in mehr als 12 monaten;IN_MORE_THAN_ONE_YEAR;später"
            ),
            Row(
                baufismart: "KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ",
                "weiß noch nicht;egal;keine präferenz"
            ),
        ]
    )
}
