/// Names of countries and nationalities → ISO 3166-1 alpha-2: a code, then its names, separated by `; `. A code whose
/// names need more room has several lines. Names are written folded (lower case, `ae` for `ä`); the code itself is a
/// name too.
///
/// Where it comes from: German and English territory names of Unicode CLDR (through Babel), ISO 3166 names and
/// three-letter codes (through pycountry), and by hand: adjectives and people ("deutsch", "tuerke"), colloquial names,
/// and the number plates D, A, CH. `XK` (Kosovo) is no ISO code but the one in use in the EU.
enum CountryData {
    /// The 198 codes that the KEX `Country` enumeration knows (JSON Schema of 2022); the rest is its `SONSTIGE`.
    static let kex = """
        AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CK CL
        CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY
        HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY
        MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NU NZ OM PA PE PG PH PK PL PS
        PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT
        TV TZ UA UG US UY UZ VA VC VE VN VU WS XK YE ZA ZM ZW
        """
}
