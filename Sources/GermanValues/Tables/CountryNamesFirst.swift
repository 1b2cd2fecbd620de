/// The first half of the country names; see `CountryData` for their source.
extension CountryData {
    static let firstNames = """
        AD and; andorra; principality of andorra
        AE are; united arab emirates; vereinigte arabische emirate
        AF afg; afghanisch; afghanistan; islamic republic of afghanistan
        AG antigua & barbuda; antigua and barbuda; antigua und barbuda; atg
        AI aia; anguilla
        AL alb; albania; albanien; republic of albania
        AM arm; armenia; armenien; republic of armenia
        AO ago; angola; republic of angola
        AQ antarctica; antarktis; ata
        AR arg; argentina; argentine republic; argentinien
        AS american samoa; amerikanisch samoa; asm
        AT a; austria; aut; oesterreich; oesterreichisch; republic of austria; osterreich; oesterreicher
        AU aus; australia; australien
        AW abw; aruba
        AX ala; åland islands; ålandinseln
        AZ aserbaidschan; aze; azerbaijan; republic of azerbaijan
        BA bih; bosnia & herzegovina; bosnia and herzegovina; bosnien; bosnien herzegowina; bosnien und herzegowina
        BA bosnisch; republic of bosnia and herzegovina
        BB barbados; brb
        BD bangladesch; bangladesh; bgd; people's republic of bangladesh
        BE bel; belgien; belgium; kingdom of belgium
        BF bfa; burkina faso
        BG bgr; bulgaria; bulgarien; bulgarisch; republic of bulgaria; bulgare
        BH bahrain; bhr; kingdom of bahrain
        BI bdi; burundi; republic of burundi
        BJ ben; benin; republic of benin
        BL blm; saint barthélemy; st barthélemy
        BM bermuda; bmu
        BN brn; brunei; brunei darussalam
        BO bol; bolivia; bolivia, plurinational state of; bolivien; plurinational state of bolivia
        BQ bes; bonaire, sint eustatius and saba; caribbean netherlands; karibische niederlande
        BR bra; brasilien; brazil; federative republic of brazil
        BS bahamas; bhs; commonwealth of the bahamas
        BT bhutan; btn; kingdom of bhutan
        BV bouvet island; bouvetinsel; bvt
        BW botsuana; botswana; bwa; republic of botswana
        BY belarus; blr; republic of belarus
        BZ belize; blz
        CA can; canada; kanada
        CC cck; cocos (keeling) islands; kokosinseln
        CD cod; congo kinshasa; congo, the democratic republic of the; kongo kinshasa
        CF caf; central african republic; zentralafrikanische republik
        CG cog; congo; congo brazzaville; kongo brazzaville; republic of the congo
        CH che; schweiz; schweizer; schweizerisch; swiss; swiss confederation; switzerland
        CI civ; côte d'ivoire; republic of côte d'ivoire; elfenbeinkueste
        CK cok; cook islands; cookinseln
        CL chile; chl; republic of chile
        CM cameroon; cmr; kamerun; republic of cameroon
        CN china; chinesisch; chn; people's republic of china
        CO col; colombia; kolumbien; republic of colombia
        CR costa rica; cri; republic of costa rica
        CU cub; cuba; kuba; republic of cuba
        CV cabo verde; cape verde; cpv; republic of cabo verde
        CW curaçao; cuw
        CX christmas island; cxr; weihnachtsinsel
        CY cyp; cyprus; republic of cyprus; zypern
        CZ cze; czech republic; czechia; tschechien; tschechisch; tschechische republik
        DE brd; bundesrepublik deutschland; d; deu; deutsch; deutsche; deutscher; deutschland; deutschland (de)
        DE federal republic of germany; ger; german; germany; deutsche staatsangehoerigkeit
        DJ dji; djibouti; dschibuti; republic of djibouti
        DK daenemark; daenisch; denmark; dnk; kingdom of denmark
        DM commonwealth of dominica; dma; dominica
        DO dom; dominican republic; dominikanische republik
        DZ algeria; algerien; dza; people's democratic republic of algeria
        EC ecu; ecuador; republic of ecuador
        EE est; estland; estonia; republic of estonia
        EG aegypten; arab republic of egypt; egy; egypt
        EH esh; western sahara; westsahara
        ER eri; eritrea; the state of eritrea
        ES esp; kingdom of spain; spain; spanien; spanisch; spanier
        ET aethiopien; eth; ethiopia; federal democratic republic of ethiopia
        FI fin; finland; finnland; republic of finland
        FJ fidschi; fiji; fji; republic of fiji
        FK falkland islands; falkland islands (malvinas); falklandinseln; flk
        FM federated states of micronesia; fsm; micronesia; micronesia, federated states of; mikronesien
        FO faeroeer; faroe islands; fro
        FR fra; france; frankreich; franzoesisch; french republic; franzose
        GA gab; gabon; gabonese republic; gabun
        GB britisch; england; gbr; grossbritannien; uk; united kingdom
        GB united kingdom of great britain and northern ireland; vereinigtes koenigreich; schottland; wales
        GB nordirland; brite
        GD grd; grenada
        GE geo; georgia; georgien
        GF franzoesisch guayana; french guiana; guf
        GG ggy; guernsey
        GH gha; ghana; republic of ghana
        GI gib; gibraltar
        GL greenland; grl; groenland
        GM gambia; gmb; republic of the gambia
        GN gin; guinea; republic of guinea
        GP glp; guadeloupe
        GQ aequatorialguinea; equatorial guinea; gnq; republic of equatorial guinea
        GR grc; greece; griechenland; griechisch; hellenic republic; grieche
        GS sgs; south georgia & south sandwich islands; south georgia and the south sandwich islands
        GS suedgeorgien und die suedlichen sandwichinseln
        GT gtm; guatemala; republic of guatemala
        GU guam; gum
        GW gnb; guinea bissau; republic of guinea bissau
        GY guy; guyana; republic of guyana
        HK hkg; hong kong; hong kong sar china; hong kong special administrative region of china
        HK sonderverwaltungsregion hongkong
        HM heard & mcdonald islands; heard island and mcdonald islands; heard und mcdonaldinseln; hmd
        HN hnd; honduras; republic of honduras
        HR croatia; hrv; kroatien; kroatisch; republic of croatia; kroate
        HT haiti; hti; republic of haiti
        HU hun; hungary; ungarisch; ungarn
        ID idn; indonesia; indonesien; republic of indonesia
        IE ireland; irl; irland
        IL isr; israel; state of israel
        IM imn; isle of man
        IN ind; india; indien; indisch; republic of india
        IO britisches territorium im indischen ozean; british indian ocean territory; iot
        IQ irak; irakisch; iraq; irq; republic of iraq
        IR iran; iran, islamic republic of; iranisch; irn; islamic republic of iran
        IS iceland; isl; island; republic of iceland
        IT ita; italian; italian republic; italien; italienisch; italy; italiener
        JE jersey; jey
        JM jam; jamaica; jamaika
        JO hashemite kingdom of jordan; jor; jordan; jordanien
        JP japan; jpn
        KE ken; kenia; kenya; republic of kenya
        KG kgz; kirgisistan; kyrgyz republic; kyrgyzstan
        KH cambodia; kambodscha; khm; kingdom of cambodia
        KI kir; kiribati; republic of kiribati
        KM com; comoros; komoren; union of the comoros
        KN kna; saint kitts and nevis; st kitts & nevis; st kitts und nevis
        KP democratic people's republic of korea; korea, democratic people's republic of; nordkorea; north korea
        KP prk
        KR kor; korea, republic of; south korea; suedkorea
        KW kuwait; kwt; state of kuwait
        """
}
