import Testing

/// The requests of the public Postman collection (europace/api-quickstart, "EUROPACE API Calls") that go to the APIs which the
/// gateway and its sandbox know, as it had them in 2020, and the patches of the Vorgaenge API's own page on them.
///
/// Case numbers and partners are those of the collection; a test puts those of its own case in their place. Requests to
/// other APIs (Antraege, Angebote, Dokumente, Partner, Ereignisse) are not here.
package enum PublishedCollection {
    /// A request with a body, or one whose address is the point.
    package struct Request: Sendable, CustomTestStringConvertible {
        /// Its name in the collection.
        package let testDescription: String
        package let method: String
        /// Without the host.
        package let path: String
        package let headers: [(name: String, value: String)]
        package let body: String
    }

    /// "Get OAuth Access-Token": a form, with what is switched off in it left out.
    package static let token = "grant_type=client_credentials&scope={{SCOPES}}"

    /// The Vorgaenge API, then at version 2.
    package static let vorgaenge: [Request] = [
        get("Vorgänge auslesen (alle)", "/v2/vorgaenge"),
        get("Testvorgänge auslesen (alle)", "/v2/vorgaenge?datenKontext=TEST_MODUS"),
        get("Vorgang auslesen", "/v2/vorgaenge/CH6407"),
        get("List Vorgänge (OAuth)", "/v2/vorgaenge"),
        patch("Vorgang PATCHEN", #"[ {"op":"replace","path":"/status","value":"ARCHIVIERT"} ]"#),
        patch("Status des Vorgangs setzen", #"[ {"op":"replace","path":"/status","value":"AKTIV"} ]"#),
        patch("Den Kundenbetreuer ändern", #"[ {"op":"replace","path":"/kundenBetreuer/partnerId","value":"OEJ16"} ]"#),
        patch(
            "Den Vorgangsbearbeiter ändern",
            #"[ {"op":"replace","path":"/vorgangsBearbeiter/partnerId","value":"OEJ16"} ]"#
        ),
        patch(
            "Die eigene Vorgangsnummer ändern",
            #"[ {"op":"replace","path":"/externeVorgangsNummer","value":"ext_VN_4711"} ]"#
        ),
    ]

    /// "KreditSmart Vorgaenge API / Vorgang auslesen", and the example of the export's README, whose line breaks within
    /// `query` are no JSON: they are escaped here.
    package static let export: [Request] = [
        Request(
            testDescription: "Vorgang auslesen",
            method: "POST",
            path: "/kreditsmart/kex/vorgaenge",
            headers: exportHeaders,
            body: #"""
                {"query": "query getVorgang($vorgangsnummer: String!) {\n    vorgang(vorgangsnummer: $vorgangsnummer) {\n        vorgangsnummer\n        kundenbetreuer {\n            partnerId\n        }\n        antragsteller1 {\n            personendaten {\n                vorname\n                nachname\n           }\n        }\n        antragsteller2 {\n            personendaten {\n                vorname\n                nachname\n            }\n        }\n        antraege {\n            produktanbieterstatus {\n                status\n            }\n        }\n    }\n}\n",
                 "variables": {"vorgangsnummer": "123456"}}
                """#
        ),
        Request(
            testDescription: "README of the export",
            method: "POST",
            path: "/kreditsmart/kex/vorgaenge",
            headers: exportHeaders,
            body: #"""
                {"query": "query getVorgang($vorgangsnummer: String!) {\n vorgang(vorgangsnummer: $vorgangsnummer) {\n vorgangsnummer\n bearbeiter {\n partnerId\n }\n kundenbetreuer {\n partnerId\n }\n }\n }",
                 "variables": {"vorgangsnummer": "123456"}}
                """#
        ),
    ]

    private static let exportHeaders = [
        (name: "X-Authentication", value: "{{jwt}}"), (name: "Content-Type", value: "application/json;charset=utf-8"),
    ]

    private static func get(_ name: String, _ path: String) -> Request {
        Request(
            testDescription: name,
            method: "GET",
            path: path,
            headers: [("Authorization", "Bearer {{jwt}}"), ("Content-Type", "application/json")],
            body: ""
        )
    }

    private static func patch(_ name: String, _ body: String) -> Request {
        Request(
            testDescription: name,
            method: "PATCH",
            path: "/v2/vorgaenge/XW3386",
            headers: [("Authorization", "Bearer {{jwt}}"), ("Content-Type", "application/json-patch+json")],
            body: body
        )
    }
}
