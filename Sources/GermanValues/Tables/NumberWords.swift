/// The words that stand before and behind numbers in German and English forms, in lower case.
///
/// Where they come from: the units of the targets' own documentation, the labels and answers of public lead forms, and how
/// people write amounts, terms and areas (normalise-de, section 5).
enum NumberWords {
    struct Ending: Sendable {
        let bytes: [UInt8]
        let words: [SaidUnit.Word]
    }

    struct Beginning: Sendable {
        let bytes: [UInt8]
        let endsWithLetter: Bool
        let words: [SaidUnit.Word]
    }

    private static let behind: [(String, [SaidUnit.Word])] = [
        ("€;eur;eur.;euro;euros;,-;,--;,---;.-;.--", [.dimension(.euros)]),
        (
            "%;prozent;percent;pct;v.h.;% sollzins;% tilgung;% anfängliche tilgung;% anfangstilgung;% nominal",
            [.dimension(.percent)]
        ),
        ("m²;m2;m^2;qm;sqm;quadratmeter;quadratmetern;m² wohnfläche;qm wohnfläche", [.dimension(.squareMetres)]),
        ("m³;m3;m^3;cbm;kubikmeter", [.dimension(.cubicMetres)]),
        ("monat;monate;monaten;month;months;mon.;mon;mt.;mte.", [.dimension(.months)]),
        ("jahr;jahre;jahren;year;years;yrs;j.;j", [.dimension(.years)]),
        ("km;kilometer;kilometern", [.dimension(.kilometres)]),
        ("kw;kilowatt", [.dimension(.kilowatts)]),
        ("ps;hp;pferdestärken", [.dimension(.horsepower)]),
        ("kwh;kwh/m²;kwh/m2;kwh/qm;kwh/(m²a);kwh/(m²·a);kwh/(m²*a);kwh/m²a;kwh/m² a;kwh/qm a", [.dimension(.energy)]),
        ("kg;kg/m²;kg/m²a;kg/(m²a);kg/(m²·a);kg co2;kg co2/m²a", [.dimension(.mass)]),
        ("person;personen;pers.;pers;erwachsene;erwachsener;köpfe;leute;people", [.dimension(.persons)]),
        ("kind;kinder;kindern;kids;children;child", [.dimension(.children)]),
        ("zimmer;zi.;zi;räume;raeume;raum;rooms", [.dimension(.rooms)]),
        ("wohneinheit;wohneinheiten;we;parteien;partei;wohnung;wohnungen;einheiten;einheit", [.dimension(.flats)]),
        ("geschoss;geschosse;geschossen;etage;etagen;stockwerk;stockwerke", [.dimension(.storeys)]),
        ("pkw;auto;autos;fahrzeug;fahrzeuge;kfz;wagen", [.dimension(.cars)]),
        ("stück;stueck;stk;stk.;mal;x;raten;gehälter;gehaelter;monatsgehälter;monatsgehaelter", [.dimension(.pieces)]),
        (
            """
            $;usd;us$;us-dollar;dollar;dollars;chf;sfr;sfr.;franken;£;gbp;pfund;pln;zł;¥;‰;promille;woche;wochen;week;weeks;tag;\
            tage;tagen;days;day;stunde;stunden;std;std.;h;hours;quartal;quartale;quartalen;halbjahr;halbjahre;meilen;meile;mi;\
            miles;mile;kwp;ccm;cm³;m;meter;cm;cm²;km²;km/h;ft²;sqft;sq ft;morgen;°c;grad;liter;l
            """, [.dimension(.foreign)]
        ),
        (
            """
            p.a.;p.a;p. a.;pro anno;per anno;per annum;jährl.;jährlich;jaehrlich;jährlich;/jahr;/ jahr;/jahre;/j.;/j;/a;/ a;\
            pro jahr;im jahr;je jahr;das jahr;im jahre;/year;/ year;per year;a year;yearly;annually;annual;jahresgehalt;\
            jahreseinkommen
            """, [.period(.year)]
        ),
        (
            """
            mtl.;mtl;mtl;monatl.;monatl;monatlich;p.m.;p.m;p. m.;/monat;/ monat;/mon.;/mon;/mtl.;/mtl;/m.;pro monat;im monat;/ mtl.;/ mtl;\
            je monat;den monat;/month;/ month;/mo;per month;a month;monthly;monatsgehalt
            """, [.period(.month)]
        ),
        (
            """
            /woche;/ woche;pro woche;die woche;in der woche;je woche;wöchentlich;woechentlich;/week;per week;weekly;/tag;/ tag;\
            pro tag;am tag;je tag;täglich;taeglich;per day;daily;/stunde;/ stunde;/std;/std.;/h;pro stunde;die stunde;je stunde;\
            stündlich;stuendlich;per hour;/hour;/quartal;/ quartal;pro quartal;im quartal;je quartal;quartalsweise;\
            vierteljährlich;vierteljaehrlich;quarterly;per quarter;halbjährlich;halbjaehrlich;pro halbjahr;/halbjahr;im halbjahr
            """, [.period(.other)]
        ),
        ("netto;nto;nto.;net;nettoeinkommen;netto-einkommen;nettogehalt;nach steuern;after tax", [.terms(.net)]),
        ("brutto;bto;bto.;gross;vor steuern;bruttogehalt;bruttolohn;bruttoeinkommen;before tax", [.terms(.gross)]),
        ("warm;warmmiete;bruttowarm;inkl. nk;inkl. nebenkosten;inkl. heizung", [.terms(.warm)]),
        ("kalt;kaltmiete;nettokalt;nettokaltmiete;ohne nk;zzgl. nk;zzgl. nebenkosten", [.terms(.cold)]),
        (
            "/m²;/ m²;/m2;/qm;/ qm;pro m²;pro qm;je m²;je qm;pro quadratmeter;je quadratmeter;per sqm;/sqm",
            [.perSquareMetre]
        ),
        (
            """
            vb;vhb;ca.;ca;fest;lang;festpreis;zinsbindung;sollzinsbindung;zinsfestschreibung;laufzeit;insgesamt;gesamt;\
            inkl. mwst.;inkl. mwst;incl. mwst.;inkl. ust.;inkl. ust;inkl. mehrwertsteuer
            """,
            [.none]
        ),
        ("k;t;tsd;tsd.;tausend;thousand", [.scale(3)]),
        ("mio;mio.;mill.;million;millionen;millions", [.scale(6)]),
        ("mrd;mrd.;milliarde;milliarden", [.scale(9)]),
    ]

    /// Words that are two: a scale or a term of payment, and its unit.
    private static let compounds: [(String, [SaidUnit.Word])] = [
        ("teur;keur;t€;k€;tsd. €", [.scale(3), .dimension(.euros)]),
        ("tkm", [.scale(3), .dimension(.kilometres)]),
        ("ha;hektar", [.scale(4), .dimension(.squareMetres)]),
        ("jahresbrutto;jahresbruttogehalt;bruttojahresgehalt;bruttojahreseinkommen", [.period(.year), .terms(.gross)]),
        (
            "jahresnetto;nettojahreseinkommen;jahresnettoeinkommen;jahresnettogehalt;nettojahresgehalt",
            [.period(.year), .terms(.net)]
        ),
        ("jahreskaltmiete;jahresnettokaltmiete;jnkm", [.period(.year), .terms(.cold)]),
        ("monatsbrutto;bruttomonatsgehalt", [.period(.month), .terms(.gross)]),
        ("monatsnetto;nettomonatsgehalt;monatsnettogehalt", [.period(.month), .terms(.net)]),
    ]

    private static let before: [(String, [SaidUnit.Word])] = [
        ("ca.;ca;circa;etwa;ungefähr;ungefaehr;ungef.;rund;approx.;approx;about;around;um die;um;~;≈", [.none]),
        ("baujahr;bauj.;bj.;bj;anno;laufzeit;zinsbindung;sollzinsbindung;sollzins;tilgung", [.none]),
        ("netto;nettoeinkommen;nettogehalt", [.terms(.net)]), ("brutto;bruttogehalt;bruttoeinkommen", [.terms(.gross)]),
        ("kalt;kaltmiete", [.terms(.cold)]),
        ("warm;warmmiete", [.terms(.warm)]),
        ("mtl.;mtl;monatl.;monatlich", [.period(.month)]), ("jährl.;jährlich;jaehrlich;p.a.", [.period(.year)]),
        ("euro;eur;€", [.dimension(.euros)]), ("$;us$;usd;chf;sfr;£;gbp", [.dimension(.foreign)]),
    ]

    /// A longer word stands before one that it begins with.
    static let beginnings: [Beginning] = {
        var result: [Beginning] = []
        for (words, meaning) in before + compounds {
            for word in words.split(separator: ";") {
                result.append(
                    Beginning(bytes: Array(word.utf8), endsWithLetter: word.last?.isLetter ?? false, words: meaning)
                )
            }
        }
        return result.sorted { $0.bytes.count > $1.bytes.count }
    }()

    /// By their last byte, the longest first.
    static let endings: [[Ending]] = {
        var result = [[Ending]](repeating: [], count: 256)
        var known: [Ending] = []
        for (words, meaning) in behind + compounds {
            for word in words.split(separator: ";") { known.append(Ending(bytes: Array(word.utf8), words: meaning)) }
        }
        for ending in known.sorted(by: { $0.bytes.count > $1.bytes.count }) {
            if let last = ending.bytes.last { result[Int(last)].append(ending) }
        }
        return result
    }()

    /// What one word of a remark in brackets says of the unit.
    static let remark: [String: [SaidUnit.Word]] = {
        var result: [String: [SaidUnit.Word]] = [:]
        for (words, meaning) in behind + compounds {
            for word in words.split(separator: ";") where word.count > 1 || word == "€" || word == "%" {
                result[String(word)] = meaning.filter(\.isUnit)
            }
        }
        return result
    }()
}
