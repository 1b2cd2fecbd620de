/// The second half of the country names; see `CountryData` for their source.
extension CountryData {
    static let secondNames = """
        KY cayman islands; cym; kaimaninseln
        KZ kasachstan; kaz; kazakhstan; republic of kazakhstan
        LA lao; lao people's democratic republic; laos
        LB lbn; lebanese republic; lebanon; libanon
        LC lca; saint lucia; st lucia
        LI lie; liechtenstein; principality of liechtenstein
        LK democratic socialist republic of sri lanka; lka; sri lanka
        LR lbr; liberia; republic of liberia
        LS kingdom of lesotho; lesotho; lso
        LT litauen; lithuania; ltu; republic of lithuania
        LU grand duchy of luxembourg; lux; luxembourg; luxemburg
        LV latvia; lettland; lva; republic of latvia
        LY lby; libya; libyen
        MA kingdom of morocco; mar; marokko; morocco
        MC mco; monaco; principality of monaco
        MD mda; moldova; moldova, republic of; republic of moldova; republik moldau
        ME mne; montenegro
        MF maf; saint martin (french part); st martin
        MG madagascar; madagaskar; mdg; republic of madagascar
        MH marshall islands; marshallinseln; mhl; republic of the marshall islands
        MK mazedonien; mazedonisch; mkd; nordmazedonien; north macedonia; republic of north macedonia
        ML mali; mli; republic of mali
        MM mmr; myanmar; myanmar (burma); republic of myanmar
        MN mng; mongolei; mongolia
        MO mac; macao; macao sar china; macao special administrative region of china; sonderverwaltungsregion macau
        MP commonwealth of the northern mariana islands; mnp; noerdliche marianen; northern mariana islands
        MQ martinique; mtq
        MR islamic republic of mauritania; mauretanien; mauritania; mrt
        MS montserrat; msr
        MT malta; mlt; republic of malta
        MU mauritius; mus; republic of mauritius
        MV maldives; malediven; mdv; republic of maldives
        MW malawi; mwi; republic of malawi
        MX mex; mexico; mexiko; united mexican states
        MY malaysia; mys
        MZ mosambik; moz; mozambique; republic of mozambique
        NA nam; namibia; republic of namibia
        NC ncl; neukaledonien; new caledonia
        NE ner; niger; republic of the niger
        NF nfk; norfolk island; norfolkinsel
        NG federal republic of nigeria; nga; nigeria
        NI nic; nicaragua; republic of nicaragua
        NL holland; kingdom of the netherlands; netherlands; niederlaendisch; niederlande; nld
        NO kingdom of norway; nor; norway; norwegen
        NP federal democratic republic of nepal; nepal; npl
        NR nauru; nru; republic of nauru
        NU niu; niue
        NZ neuseeland; new zealand; nzl
        OM oman; omn; sultanate of oman
        PA pan; panama; republic of panama
        PE per; peru; republic of peru
        PF franzoesisch polynesien; french polynesia; pyf
        PG independent state of papua new guinea; papua neuguinea; papua new guinea; png
        PH philippinen; philippines; phl; republic of the philippines
        PK islamic republic of pakistan; pak; pakistan
        PL pol; poland; polen; polish; polnisch; republic of poland; pole
        PM saint pierre and miquelon; spm; st pierre & miquelon; st pierre und miquelon
        PN pcn; pitcairn; pitcairn islands; pitcairninseln
        PR pri; puerto rico
        PS palaestinensische autonomiegebiete; palestine, state of; palestinian territories; pse
        PS the state of palestine; palaestina
        PT portugal; portugiesisch; portuguese republic; prt
        PW palau; plw; republic of palau
        PY paraguay; pry; republic of paraguay
        QA katar; qat; qatar; state of qatar
        RE reu; réunion
        RO romania; rou; rumaenien; rumaenisch; rumaene
        RS republic of serbia; serbia; serbien; serbisch; srb; serbe
        RU rus; russia; russian federation; russisch; russische foederation; russland; russe
        RW ruanda; rwa; rwanda; rwandese republic
        SA kingdom of saudi arabia; sau; saudi arabia; saudi arabien
        SB salomonen; slb; solomon islands
        SC republic of seychelles; seychellen; seychelles; syc
        SD republic of the sudan; sdn; sudan
        SE kingdom of sweden; schweden; schwedisch; swe; sweden
        SG republic of singapore; sgp; singapore; singapur
        SH saint helena, ascension and tristan da cunha; shn; st helena
        SI republic of slovenia; slovenia; slowenien; slowenisch; svn
        SJ sjm; spitzbergen und jan mayen; svalbard & jan mayen; svalbard and jan mayen
        SK slovak republic; slovakia; slowakei; slowakisch; svk
        SL republic of sierra leone; sierra leone; sle
        SM republic of san marino; san marino; smr
        SN republic of senegal; sen; senegal
        SO federal republic of somalia; som; somalia
        SR republic of suriname; sur; suriname
        SS republic of south sudan; south sudan; ssd; suedsudan
        ST democratic republic of sao tome and principe; sao tome and principe; stp; são tomé & príncipe
        ST são tomé und príncipe
        SV el salvador; republic of el salvador; slv
        SX sint maarten; sint maarten (dutch part); sxm
        SY syr; syria; syrian arab republic; syrien; syrisch; syrer
        SZ eswatini; kingdom of eswatini; swz
        TC tca; turks & caicos islands; turks and caicos islands; turks und caicosinseln
        TD chad; republic of chad; tcd; tschad
        TF atf; franzoesische sued und antarktisgebiete; french southern territories
        TG tgo; togo; togolese republic
        TH kingdom of thailand; tha; thailand
        TJ republic of tajikistan; tadschikistan; tajikistan; tjk
        TK tkl; tokelau
        TL democratic republic of timor leste; timor leste; tls
        TM tkm; turkmenistan
        TN republic of tunisia; tun; tunesien; tunisia
        TO kingdom of tonga; ton; tonga
        TR republic of tuerkiye; tuerkei; tuerkisch; tuerkiye; tur; turkey; turkish; tuerke
        TT republic of trinidad and tobago; trinidad & tobago; trinidad and tobago; trinidad und tobago; tto
        TV tuv; tuvalu
        TW taiwan; taiwan, province of china; twn
        TZ tansania; tanzania; tanzania, united republic of; tza; united republic of tanzania
        UA ukr; ukraine; ukrainisch; ukrainer
        UG republic of uganda; uga; uganda
        UM amerikanische ueberseeinseln; u s outlying islands; umi; united states minor outlying islands
        US amerikanisch; united states; united states of america; usa; vereinigte staaten
        UY eastern republic of uruguay; uruguay; ury
        UZ republic of uzbekistan; usbekistan; uzb; uzbekistan
        VA holy see (vatican city state); vat; vatican city; vatikanstadt
        VC saint vincent and the grenadines; st vincent & grenadines; st vincent und die grenadinen; vct
        VE bolivarian republic of venezuela; ven; venezuela; venezuela, bolivarian republic of
        VG britische jungferninseln; british virgin islands; vgb; virgin islands, british
        VI amerikanische jungferninseln; u s virgin islands; vir; virgin islands of the united states
        VI virgin islands, u s
        VN socialist republic of viet nam; viet nam; vietnam; vietnamesisch; vnm
        VU republic of vanuatu; vanuatu; vut
        WF wallis & futuna; wallis and futuna; wallis und futuna; wlf
        WS independent state of samoa; samoa; wsm
        XK kosovarisch; kosovo
        YE jemen; republic of yemen; yem; yemen
        YT mayotte; myt
        ZA republic of south africa; south africa; suedafrika; zaf
        ZM republic of zambia; sambia; zambia; zmb
        ZW republic of zimbabwe; simbabwe; zimbabwe; zwe
        """
}
