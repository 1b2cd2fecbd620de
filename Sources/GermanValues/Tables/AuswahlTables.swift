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
                """
                ledig;single;unverheiratet;nicht verheiratet;alleinstehend;unmarried;led.;nie verheiratet;ledig/single;\
                ledige;lediger
                """
            ),
            Row(
                baufismart: "VERHEIRATET",
                kreditsmart: "VERHEIRATET",
                """
                verheiratet;verh.;married;verheiratet/verpartnert;verheiratet/zusammenlebend;verheiratet (zusammenlebend);\
                verheiratete;verheirateter;verheiratet mit gütertrennung+;verheiratet zugewinngemeinschaft;\
                verheiratet in zugewinngemeinschaft
                """
            ),
            Row(
                baufismart: "GESCHIEDEN",
                kreditsmart: "GESCHIEDEN",
                """
                geschieden;gesch.;divorced;\
                geschiedene;geschiedener
                """
            ),
            Row(
                baufismart: "VERWITWET",
                kreditsmart: "VERWITWET",
                "verwitwet;verw.;witwe;witwer;widowed"
            ),
            Row(
                baufismart: "GETRENNT_LEBEND",
                kreditsmart: "GETRENNT_LEBEND",
                """
                getrennt lebend;getrennt;dauernd getrennt lebend;separated;\
                verheiratet getrennt lebend;verheiratet (getrennt lebend);verheiratet, aber getrennt lebend;in trennung;\
                in trennung lebend
                """
            ),
            Row(
                baufismart: "LEBENSPARTNERSCHAFT",
                kreditsmart: "EINGETRAGENE_LEBENSPARTNERSCHAFT",
                """
                eingetragene lebenspartnerschaft;lebenspartnerschaft;verpartnert;registered partnership;\
                eingetragene partnerschaft;eingetragene lebenspartner
                """
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
                EMPLOYED;angestellt (unbefristet);öffentlicher dienst+;\
                angestellte im öffentlichen dienst+;angestellter im öffentlichen dienst+;\
                angestellter im ö.d.+;leitender angestellter;arbeitnehmerin;angestelltenverhältnis;im angestelltenverhältnis;\
                angestellt/arbeitnehmer;unbefristet angestellt;befristet angestellt+;festangestellt;fest angestellt;\
                festanstellung;angestellte(r) öffentlicher dienst+;angestellt im öffentlichen dienst+;ö.d.;employee;\
                angestellt unbefristet;angestellt befristet+;angestellt in vollzeit;angestellt vollzeit;vollzeit angestellt;\
                angestellt in teilzeit+;angestellt teilzeit+;teilzeit angestellt+;angestellter öffentlicher dienst+;\
                angestellte öffentlicher dienst+;tarifbeschäftigter;tarifbeschäftigte;leitende angestellte;\
                in einem angestelltenverhältnis;in festanstellung
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
                soldat;richter;\
                beamt:in;beamter auf lebenszeit;beamtin auf lebenszeit;beamter auf probe+;beamter a. l.;zeitsoldat;\
                berufssoldat;soldat auf zeit+;beamtenverhältnis;im beamtenverhältnis
                """
            ),
            Row(
                baufismart: "SELBSTSTAENDIGER",
                kreditsmart: "SELBSTSTAENDIGER",
                """
                selbstständig;selbständig;selbstständiger;selbständiger;selbstständige/r;\
                gewerbetreibender;unternehmer;self employed;SELF_EMPLOYED;SELFEMPLOYED;self-employed;\
                selbstständige;selbständige;selbstständigkeit;selbständigkeit;unternehmer/in;gewerbetreibende;\
                selbstständig/gewerbe;gewerbe;selbstständig mit gewerbe;einzelunternehmer;\
                gewerbetreibend;selbstständig gewerbetreibend;selbstständig tätig;selbständig tätig
                """
            ),
            Row(
                baufismart: "FREIBERUFLER",
                kreditsmart: "FREIBERUFLER",
                """
                freiberufler;freiberuflerin;freiberuflich;freiberuflich tätig;freelancer;FREELANCER;\
                freie berufe;freier beruf;freiberufliche tätigkeit
                """
            ),
            Row(
                baufismart: "RENTNER",
                kreditsmart: "RENTNER",
                """
                rentner;rentnerin;rentner/in;pensionär;pensionär/in;pensioniert;ruhestand;in rente;\
                pensioner;PENSIONER;pension;altersrente;pensionärin;\
                rente;im ruhestand;rente/pension;rentner oder pensionär;altersrentner;erwerbsminderungsrente;retired
                """
            ),
            Row(
                baufismart: "ARBEITSLOSER",
                kreditsmart: "ARBEITSLOSER",
                """
                arbeitslos;arbeitssuchend;arbeitsuchend;ohne beschäftigung;unemployed;UNEMPLOYED;\
                erwerbslos;\
                arbeitssuchende;arbeitsuchende;arbeitslose;arbeitslos gemeldet;derzeit arbeitslos;zurzeit arbeitslos;\
                aktuell arbeitslos;ohne arbeit
                """
            ),
            Row(
                baufismart: "HAUSHALTENDE_PERSON",
                kreditsmart: "HAUSFRAU",
                """
                hausfrau;hausmann;hausfrau/-mann;hausfrau/hausmann;HOUSEWIFE;\
                hausmann/-frau;hausmann/hausfrau;hausfrau oder hausmann
                """
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
                kauf kapitalanlage+;kauf einer kapitalanlage+;kapitalanlage kaufen+;hauskauffinanzierung;\
                ich möchte kaufen;ich möchte eine immobilie kaufen;wir möchten kaufen;kaufvorhaben;kauf immobilie;kaufimmobilie;\
                KAUF;PurchaseFinancing;buy;buying;purchase;buy a house;buy property;property purchase;home purchase;house purchase;\
                kauf eines bestehenden hauses;kauf von bestandsimmobilien;kauf eines hauses oder einer wohnung;\
                kauf haus oder wohnung;kauf haus/wohnung;etw kaufen;kauf etw;efh kaufen;kauf efh;kauf einfamilienhaus;\
                einfamilienhaus kaufen;kauf mehrfamilienhaus;mehrfamilienhaus kaufen;kauf reihenhaus;kauf doppelhaushälfte;\
                kaufpreisfinanzierung;finanzierung kauf;finanzierung eines kaufs;kauf finanzieren;baufinanzierung kauf;\
                immobilienfinanzierung (kauf);kauf zur kapitalanlage+;kauf als kapitalanlage+;kauf zur eigennutzung+;bestand;\
                bestandsbau;kauf eines altbaus;altbau kaufen;haus- oder wohnungskauf;haus-/wohnungskauf;immobilie erwerben;\
                wohneigentum kaufen;kauf wohneigentum;kauf von wohneigentum;kauf selbstgenutzte immobilie+;\
                kauf selbst genutzte immobilie+;kauf gebraucht;gebrauchtimmobilie;kauf gebrauchtimmobilie;kauf bestandshaus;\
                kauf bestandswohnung;purchase of property;purchase an existing property;purchase of an existing property
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
                BuildingFinancing;NEUBAU;building;construction;new construction;build a house;build;new build;\
                neu bauen;haus neu bauen;neubau eines einfamilienhauses;einfamilienhaus bauen;neubau in eigenregie;neubau eigenregie;\
                immobilienbau;eigenheimbau;baufinanzierung neubau;neubau mit grundstück;neubau inkl. grundstück;\
                grundstück und neubau;grundstückskauf und neubau;grundstückskauf + neubau;neubau auf eigenem grundstück;\
                neubau mit architekt;neubau mit architekten;neubau selbst bauen;neubau privat;neubau eines eigenheims;\
                neubau haus;neubau efh;neubauvorhaben;neubauprojekt;fertighausbau
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
                erwerb vom bauträger;erwerb eines neubaus;\
                neubau bauträger;neubau/bauträger;kauf bauträger;kauf (bauträger);kauf (vom bauträger);kauf vom bauträger (neubau);kauf (neubau);\
                kauf (neubau vom bauträger);bauträgerobjekt kaufen;kauf bauträgerobjekt;neubau: kauf vom bauträger;\
                kauf neubauobjekt;kauf neubauimmobilie;kauf neubauwohnung
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
                zinsen sichern;FollowupFinancing;UMSCHULDUNG;follow up financing;follow-up;refinance;refinancing;remortgage;\
                umschuldung immobilie;umschuldung immobiliendarlehen;umschuldung eines darlehens;\
                umschuldung bestehendes darlehen;umschuldung bestehender darlehen;verlängerung;darlehensverlängerung;\
                meine zinsbindung läuft aus;sollzinsbindung läuft aus;finanzierung ablösen;bestehende finanzierung ablösen;\
                bestehende baufinanzierung ablösen;laufende finanzierung ablösen;ablösung darlehen;kredit ablösen;\
                anschlusszinsen;restschuld finanzieren;anschlussfinanzierung immobilie;anschlussfinanzierung einer immobilie;\
                anschlussfinanzierung eines darlehens;bestehendes darlehen verlängern;bestehende finanzierung umschulden;\
                bestehende finanzierung verlängern;immobiliendarlehen umschulden;baudarlehen umschulden;baudarlehen ablösen
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
                MODERNISIERUNG;renovation;modernisation;modernization;renovate;\
                an- oder umbau;um- oder anbau;um- und anbau;um-/anbau;um- oder ausbau;um- und ausbau;um-/ausbau;\
                aus- und umbau;energieeffiziente sanierung;immobilie renovieren;modernisierung immobilie;\
                modernisierung einer immobilie;modernisierung der immobilie;renovierung einer immobilie;\
                renovierung immobilie;sanierung einer immobilie;sanierung immobilie;modernisierungsmaßnahmen;\
                renovierungsmaßnahmen;sanierungsmaßnahmen;renovierungsarbeiten;sanierungsarbeiten;dachsanierung;pv-anlage;\
                photovoltaikanlage;solaranlage;fenster;fenstertausch;neue heizung;neues dach;wohnung renovieren;\
                wohnung modernisieren;haus umbauen
                """
            ),
            Row(
                baufismart: "KAPITALBESCHAFFUNG",
                """
                kapitalbeschaffung;immobilie beleihen;kapital;beleihung;beleihung einer immobilie;immobilienbeleihung;\
                kapital beschaffen;kapitalbedarf;freies kapital;kapital aus immobilie;liquidität;liquiditätsbeschaffung;\
                beleihung bestehender immobilie;eigentum beleihen;haus beleihen;kapitalfreisetzung;equity release;\
                kapital freisetzen;beleihung der immobilie;beleihung immobilie;eigenheim beleihen;kapital aus der immobilie
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
                FREIE_VERWENDUNG;other;free use;travel;furniture;\
                zur freien verfügung;freie verfügung;kredit zur freien verwendung;bargeld;familie;zahnersatz;schönheits-op;\
                schönheitsoperation;haustier;fahrrad;e-bike;computer;notfall;unvorhergesehenes;unvorhergesehene ausgaben;\
                ausgaben;liquidität;sonstige verwendung;sonstiger verwendungszweck;anderer verwendungszweck;sonstiger zweck;\
                kein bestimmter zweck;rechnungen;rechnungen bezahlen;steuern;kaution;mietkaution;führerschein;weihnachten;\
                geschenke
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
                ausgleich dispokredit;kreditkarte ausgleichen;schulden zusammenfassen;UMSCHULDUNG;debt consolidation;refinancing;\
                kreditablöse;ablösen bestehender kredite;dispokredit;dispokredit ausgleichen;ausgleich des girokontos;\
                ausgleich des dispos;ausgleich konto;ausgleich konto/dispo;konto ausgleichen;schuldenzusammenfassung;\
                bestehende kredite umschulden;kreditkarten ablösen;umschuldung kredit;umschuldung eines kredits;\
                umschuldung von krediten;kreditumschuldung;ratenkredit ablösen;ratenkredite ablösen
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
                FAHRZEUGKAUF;car;car loan;car purchase;vehicle;vehicle purchase;\
                neu-/gebrauchtwagen;neu- oder gebrauchtwagen;neu- und gebrauchtwagen;motorroller;roller;camper;auto neu;\
                auto gebraucht;neues auto;gebrauchtes auto
                """
            ),
            Row(
                kreditsmart: "MODERNISIEREN",
                """
                modernisierung;modernisieren;renovierung;renovieren;sanierung;sanieren;wohnkredit;modernisierungskredit;\
                renovierungskredit;modernisierung/renovierung;renovierung/modernisierung;renovierung und modernisierung;\
                modernisierung und renovierung;umbau;energetische sanierung;haus und garten;haus modernisieren;\
                photovoltaik;heizung;wohnmodernisierung;MODERNISIEREN;renovation;home improvement;\
                haus & garten;wohnungsrenovierung;hausrenovierung;eigenheim modernisieren;immobilie modernisieren;\
                immobilie renovieren;wohnung renovieren;pv-anlage;photovoltaikanlage;solaranlage
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
                erdgeschosswohnung;etagenwohnung;neubauwohnung;APARTMENT_BUY;FLAT;eigentumswohnung (etw);condominium;\
                eigentumswohnung etw;eigentumswohnungen;maisonettewohnung;souterrainwohnung;penthousewohnung;\
                terrassenwohnung;altbauwohnung;condo
                """
            ),
            Row(
                baufismart: "EINFAMILIENHAUS",
                """
                einfamilienhaus;haus;efh;ein haus;freistehendes einfamilienhaus;einfamilienhaus (freistehend);freistehendes haus;\
                einfamilien-haus;bungalow;villa;fertighaus;stadtvilla;landhaus;HOUSE_BUY;house;single family house;single-family home;\
                1-familienhaus;einzelhaus;bauernhaus;fachwerkhaus;wohnhaus
                """
            ),
            Row(
                baufismart: "ZWEIFAMILIENHAUS",
                """
                zweifamilienhaus;zfh;2-familienhaus;haus mit einliegerwohnung;einfamilienhaus mit einliegerwohnung;\
                efh mit einliegerwohnung
                """
            ),
            Row(
                baufismart: "DOPPELHAUSHAELFTE",
                """
                doppelhaushälfte;dhh;doppelhaus;doppelhaus-hälfte;semi-detached house;\
                semi-detached
                """
            ),
            Row(
                baufismart: "REIHENHAUS",
                """
                reihenhaus;rh;rmh;reh;reihenmittelhaus;reihenendhaus;reihenhaus (mitte);reihenhaus (ende);reiheneckhaus;\
                terraced house;\
                reihenhaus mittelhaus;reihenhaus endhaus;reihenmittel- oder -endhaus;reihenmittel-/endhaus;townhouse;\
                row house
                """
            ),
            Row(
                baufismart: "MEHRFAMILIENHAUS",
                """
                mehrfamilienhaus;mfh;zinshaus;renditeobjekt;mietshaus;anlageobjekt;mehrparteienhaus;multi-family house;\
                apartment building;\
                3-familienhaus;dreifamilienhaus;4-familienhaus;vierfamilienhaus;wohn- und geschäftshaus
                """
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
                privat genutzt;voll eigengenutzt;eigenheim;OWNER_OCCUPATION;owner occupied;\
                selbst nutzen;ich ziehe selbst ein;selbst einziehen;selbst beziehen;eigennutzung privat;\
                zu 100 % eigengenutzt;100 % eigengenutzt;vollständig eigengenutzt;komplett eigengenutzt;own use
                """
            ),
            Row(
                baufismart: "VERMIETET",
                kreditsmart: "VERMIETET",
                """
                vermietet;vermieten;vermietung;zur vermietung;wird vermietet;kapitalanlage;als kapitalanlage;fremdgenutzt;\
                fremdnutzung;fremdvermietet;vermietet/kapitalanlage;voll vermietet;komplett vermietet;investment;RENTING;rented;\
                zur kapitalanlage;kapitalanlage vermietung;anlageobjekt;geldanlage;rendite;renditeobjekt;investition;\
                vollständig vermietet;zu 100 % vermietet;zum vermieten
                """
            ),
            Row(
                baufismart: "TEILVERMIETET",
                kreditsmart: "EIGENGENUTZT_UND_VERMIETET",
                """
                teilvermietet;teil vermietet;TEIL_VERMIETET;teils vermietet;teilweise vermietet;teilvermietung;zum teil vermietet;\
                eigengenutzt und vermietet;eigengenutzt & vermietet;eigennutzung und vermietung;eigen- und fremdgenutzt;\
                teils eigengenutzt;teilweise eigengenutzt;teils eigengenutzt, teils vermietet;gemischt;gemischt genutzt;\
                PARTIALLY_RENTING;\
                teils/teils;beides;sowohl als auch;eigennutzung & vermietung;eigennutzung + vermietung;\
                eigen- und fremdnutzung;eigennutzung und fremdnutzung;teileigennutzung;teilweise eigennutzung;\
                teilweise selbst genutzt;teils selbst genutzt, teils vermietet;teilweise eigengenutzt, teilweise vermietet
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
                """
                miete;zur miete;mieter;mieterin;ich wohne zur miete;mietwohnung;gemietet;in miete;mietverhältnis;zur miete wohnend;\
                wohne zur miete;miethaus
                """
            ),
            Row(
                kreditsmart: "ZUR_UNTERMIETE",
                """
                untermiete;zur untermiete;\
                untermieter;untermieterin
                """
            ),
            Row(
                kreditsmart: "IM_EIGENEN_HAUS",
                """
                eigentum;im eigentum;wohneigentum;eigenes haus;eigene wohnung;eigenes haus/wohnung;eigentümer;eigenheim;\
                eigene immobilie;im eigenheim;in eigener immobilie;\
                eigentumswohnung;in eigener wohnung;im eigenen haus;selbstgenutztes eigentum;selbst genutztes eigentum
                """
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
                """
                sofort;ab sofort;umgehend;schnellstmöglich;baldmöglichst;so bald wie möglich;so schnell wie möglich;dringend;eilig;\
                asap;AS_FAST_AS_POSSIBLE;immediately;\
                möglichst schnell;möglichst bald;so früh wie möglich;jetzt
                """
            ),
            Row(
                baufismart: "KEIN_ZEITDRUCK",
                """
                kein zeitdruck;keine eile;es eilt nicht;hat zeit;ohne zeitdruck;in mehr als einem jahr;in mehr als 12 monaten;\
                IN_MORE_THAN_ONE_YEAR;später;\
                ich habe zeit;es hat zeit;nicht eilig;nicht dringend
                """
            ),
            Row(
                baufismart: "KEINE_ZEITLICHER_RAHMEN_PRAEFERENZ",
                "weiß noch nicht;egal;keine präferenz"
            ),
        ]
    )
}
