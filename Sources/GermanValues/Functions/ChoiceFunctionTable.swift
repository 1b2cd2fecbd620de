import JSON

extension ValueFunction {
    private static let target = Parameter.choice("ziel", ChoiceColumn.all.map(\.rawValue))

    private static func choice(
        _ name: String,
        _ table: Auswahl,
        german: String,
        english: String,
        _ examples: [Example]
    ) -> ValueFunction {
        ValueFunction(
            name,
            [target],
            gives: .text,
            german: german,
            english: english,
            examples: examples,
            texts: { table.values(for: $0) },
            leaves: .choice(table),
            quick: Quick { text, arguments, output in QuickFunctions.choice(table, column(arguments), text, output) }
        ) { value, arguments throws(Unreadable) in
            try table.read(value, from: column(arguments))
        }
    }

    private static func column(_ arguments: Arguments) -> ChoiceColumn? {
        arguments.text(0).map(ChoiceColumn.init(rawValue:)) ?? arguments.context.choices
    }

    static let choiceFunctions: [ValueFunction] = [
        choice(
            "familienstand",
            .familienstand,
            german: "Familienstand als Wert des Ziels.",
            english: "Marital status as the target's value.",
            [
                .reads("unverheiratet", as: "LEDIG"),
                .reads("Eingetragene Lebenspartnerschaft", as: "LEBENSPARTNERSCHAFT"),
                .reads("Eingetragene Lebenspartnerschaft", "kreditsmart", as: "EINGETRAGENE_LEBENSPARTNERSCHAFT"),
                .nothing("eheähnliche Gemeinschaft"), .refuses("kompliziert", with: .familienstandUnbekannt),
                .refuses("geschieden/getrennt lebend", with: .familienstandMehrdeutig),
            ]
        ),
        choice(
            "beschaeftigung",
            .beschaeftigung,
            german: "Art der Beschäftigung als Wert des Ziels.",
            english: "Kind of employment as the target's value.",
            [
                .reads("Angestellte:r", as: "ANGESTELLTER"), .reads("Hausfrau/Hausmann", "kreditsmart", as: "HAUSFRAU"),
                .nothing("Azubi"), .refuses("Geschäftsführer", with: .beschaeftigungUnbekannt),
            ]
        ),
        choice(
            "finanzierungszweck",
            .finanzierungszweck,
            german: "Zweck einer Baufinanzierung als Wert von Kundenangaben.",
            english: "Purpose of a mortgage as the value of Kundenangaben.",
            [
                .reads("Anschlussfinanzierung/Umschuldung", as: "ANSCHLUSSFINANZIERUNG"),
                .reads("PurchaseFinancing", as: "KAUF"),
            ]
        ),
        choice(
            "verwendungszweck",
            .verwendungszweck,
            german: "Zweck eines Ratenkredits als Wert von KEX.",
            english: "Purpose of a consumer loan as the value of KEX.",
            [
                .reads("Gebrauchtwagen", "kreditsmart", as: "FAHRZEUGKAUF"),
                .reads("Umschuldung", "kreditsmart", as: "UMSCHULDUNG"),
            ]
        ),
        choice(
            "objektart",
            .objektart,
            german: "Art der Immobilie als Wert von Kundenangaben.",
            english: "Kind of property as the value of Kundenangaben.",
            [.reads("DHH", as: "DOPPELHAUSHAELFTE"), .reads("grundstueck", as: "BAUGRUNDSTUECK")]
        ),
        choice(
            "nutzung",
            .nutzung,
            german: "Nutzung der Immobilie als Wert des Ziels.",
            english: "Use of the property as the target's value.",
            [.reads("Teilvermietet", "kreditsmart", as: "EIGENGENUTZT_UND_VERMIETET"), .nothing("UNKNOWN")]
        ),
        choice(
            "wohnart",
            .wohnart,
            german: "Wohnverhältnis als Wert von KEX.",
            english: "How somebody lives, as the value of KEX.",
            [.reads("zur Miete", "kreditsmart", as: "ZUR_MIETE")]
        ),
        choice(
            "zeitrahmen",
            .zeitrahmen,
            german: "Wie eilig es ist, als Wert von Kundenangaben.",
            english: "How urgent it is, as the value of Kundenangaben.",
            [.reads("so schnell wie möglich", as: "SO_SCHNELL_WIE_MOEGLICH")]
        ),
        ValueFunction(
            "land",
            [target],
            gives: .text,
            german: "Land oder Staatsangehörigkeit als Kürzel nach ISO 3166; für KEX auch SONSTIGE.",
            english: "Country or nationality as ISO 3166 code; for KEX also SONSTIGE.",
            examples: [
                .reads("Österreich", as: "AT"), .reads("türkisch", as: "TR"),
                .reads("Taiwan", "kreditsmart", as: "SONSTIGE"),
                .nothing("staatenlos"), .refuses("deutsch/türkisch", with: .landUnbekannt),
            ]
        ) { value, arguments throws(Unreadable) in
            try Land.read(value, for: column(arguments))
        },
    ]
}
