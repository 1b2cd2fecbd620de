import Foundation
import JSON

/// Shapes of form builders, ad networks and plug-ins: what is an answer, what is the form, what is encoded.
extension SenderCase {
    private static let address = customer + "/wohnsituation/anschrift"
    private static let isHome: JSONValue = [
        "strasse": "Lindenweg", "hausnummer": "7", "plz": "01067", "ort": "Dresden",
    ]

    private static func preset(_ preset: String, names: String = "{}") -> String {
        #""form": {"preset": "\#(preset)", "names": \#(names)}"#
    }

    private static func jotform(_ answers: String) -> Post {
        let text = answers.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let secret = "https%3A%2F%2Fleads.example.org%2Fhooks%2Fx%2Fsender-test-secret-0001"
        return .form("formID=7&submissionID=8&webhookURL=\(secret)&ip=203.0.113.9&rawRequest=\(text)")
    }

    private static func typeform(_ answers: String, fields: String = "") -> Post {
        .json(
            """
            {"event_id": "e", "event_type": "form_response", "form_response": {"form_id": "f", "token": "t",
             "definition": {"id": "f", "title": "Anfrage", "fields": [\(fields)]},
             "answers": [{"type": "text", "text": "Vogt", "field": {"id": "0", "ref": "nachname", "type": "short_text"}}, \(answers)]}}
            """
        )
    }

    private static func tally(_ fields: String) -> Post {
        .json(
            """
            {"eventId": "e", "eventType": "FORM_RESPONSE", "data": {"responseId": "r", "fields": [
             {"key": "q_1", "label": "Ihr Name", "type": "INPUT_TEXT", "value": "Ingrid Vogt"}, \(fields)]}}
            """
        )
    }

    static let vendors: [SenderCase] = [jotforms, joined, unjoined, activeCampaigns, presets].flatMap { $0 }

    private static let jotforms: [SenderCase] =
        // Jotform encodes HTML; its envelope holds the address that it posts to.
        [
            ("D&#039;Angelo", "D'Angelo"), ("M&uuml;ller", "Müller"), ("M&#xFC;ller", "Müller"),
            ("O&rsquo;Neill", "O’Neill"),
        ].map { sent, read in
            SenderCase(
                "Jotform: \(sent)",
                own: preset("jotform", names: #"{"nachname": "$.form.q3_name.last"}"#),
                jotform(
                    #"{"q3_name": {"last": "\#(sent)"}, "q9_notiz": "A &amp; B", "slug": "submit/7", "event_id": "9"}"#
                ),
                .delivered(
                    [family: .string(read)],
                    notes: ["q9_notiz: A & B"],
                    nowhere: ["sender-test-secret", "203.0.113.9", "slug"]
                )
            )
        }

    /// Addresses as WPForms joins them, and what becomes of them.
    private static let addresses: [(String, JSONValue)] = [
        ("Lindenweg 7||||Dresden||01067||DE", isHome), ("Lindenweg 7||Dresden||01067||DE", isHome),
        ("Lindenweg 7||||Dresden||||01067", isHome), ("Lindenweg 7||01067 Dresden", isHome),
        ("||||Dresden||01067", ["plz": "01067", "ort": "Dresden"]), ("||||||||", .null),
    ]

    private static let joined: [SenderCase] = addresses.map { text, value in
        SenderCase(
            "WPForms: \(text)",
            own: preset("wpforms"),
            .json(#"{"nachname": "Vogt", "strasse": "\#(text)"}"#),
            .delivered([address: value])
        )
    }

    private static let unjoined: [SenderCase] =
        [
            SenderCase(
                "WPForms: parts that are no address",
                own: preset("wpforms"),
                .json(#"{"nachname": "Vogt", "strasse": "Lindenweg 7||Hof"}"#),
                .delivered([address: .null], notes: ["strasse: Lindenweg 7||Hof"])
            )
        ]

    private static let activeCampaigns: [SenderCase] =
        ["||Kauf||", "Kauf||", "||Kauf"].map {
            SenderCase(
                "ActiveCampaign: \($0)",
                own: preset(
                    "activecampaign",
                    names: #"{"nachname": "last_name", "vorhaben": "39", "kaufpreis": "40"}"#
                ),
                .form(
                    "contact[last_name]=Vogt&contact[fields][39]=\($0.replacing("|", with: "%7C"))&contact[fields][40]=358.000&contact[ip]=203.0.113.9&seriesid=3"
                ),
                .delivered([purpose: ["@type": "KAUF", "kaufpreis": 358_000]], nowhere: ["203.0.113.9", "seriesid"])
            )
        }

    private static let presets: [SenderCase] =
        [
            // Typeform: what was written beside the choices, questions by their titles.
            SenderCase(
                "Typeform: another choice",
                own: preset("typeform"),
                typeform(
                    #"{"type": "choice", "choice": {"other": "Sauna"}, "field": {"id": "1", "ref": "wunsch", "type": "multiple_choice"}}"#
                ),
                .delivered(notes: ["wunsch: Sauna"])
            ),
            SenderCase(
                "Typeform: choices and another",
                own: preset("typeform"),
                typeform(
                    #"{"type": "choices", "choices": {"ids": ["a"], "labels": ["Garten"], "refs": ["r"], "other": "Sauna"}, "field": {"id": "1", "ref": "wunsch", "type": "multiple_choice"}}"#
                ),
                .delivered(notes: ["wunsch: Garten", "wunsch: Sauna"])
            ),
            SenderCase(
                "Typeform: a kind of answer that is new",
                own: preset("typeform"),
                typeform(
                    #"{"type": "hologram", "hologram": {"text": "Bitte abends"}, "field": {"id": "1", "ref": "neu", "type": "hologram"}}"#
                ),
                .delivered(notes: ["Bitte abends"])
            ),
            SenderCase(
                "Typeform: a ranking",
                own: preset("typeform"),
                typeform(
                    #"{"type": "choices", "choices": {"labels": ["Zins", "Rate"]}, "field": {"id": "1", "ref": "rang", "type": "ranking"}}"#
                ),
                .delivered(notes: ["rang: Zins", "rang: Rate"])
            ),
            SenderCase(
                "Typeform: a matrix and a group, by their titles",
                own: preset("typeform"),
                typeform(
                    #"{"type": "choice", "choice": {"label": "sehr"}, "field": {"id": "m1", "ref": "u-1", "type": "multiple_choice"}}, {"type": "text", "text": "Hund", "field": {"id": "g1", "ref": "u-2", "type": "short_text"}}"#,
                    fields:
                        #"{"id": "m", "ref": "u-3", "type": "matrix", "title": "Wie wichtig", "properties": {"fields": [{"id": "m1", "ref": "u-1", "title": "Zins"}]}}, {"id": "g", "ref": "u-4", "type": "group", "title": "Über Sie", "properties": {"fields": [{"id": "g1", "ref": "u-2", "title": "Haustier"}]}}"#
                ),
                .delivered(notes: ["Wie wichtig: Zins: sehr", "Über Sie: Haustier: Hund"], nowhere: ["u-1", "u-2"])
            ),
            // Tally: ids stand for texts.
            SenderCase(
                "Tally: a matrix",
                mapping: "tally-baufi",
                tally(
                    #"{"key": "q_2", "label": "Vorhanden?", "type": "MATRIX", "value": {"r1": ["c1", "c2"], "r2": ["c2"]}, "rows": [{"id": "r1", "text": "Bausparer"}, {"id": "r2", "text": "Depot"}], "columns": [{"id": "c1", "text": "ja"}, {"id": "c2", "text": "bald"}]}"#
                ),
                .delivered(
                    [family: "Vogt"],
                    notes: ["Vorhanden? Bausparer: ja", "Vorhanden? Bausparer: bald", "Vorhanden? Depot: bald"],
                    nowhere: ["r1", "c2"]
                )
            ),
            SenderCase(
                "Tally: a choice as one id",
                mapping: "tally-baufi",
                tally(
                    #"{"key": "q_2", "label": "Haustier", "type": "MULTIPLE_CHOICE", "value": "o1", "options": [{"id": "o1", "text": "Hund"}]}"#
                ),
                .delivered(notes: ["Haustier: Hund"])
            ),
            SenderCase(
                "Tally: a choice of one's own",
                mapping: "tally-baufi",
                tally(
                    #"{"key": "q_2", "label": "Haustier", "type": "MULTIPLE_CHOICE", "value": ["o1", "Igel"], "options": [{"id": "o1", "text": "Hund"}]}"#
                ),
                .delivered(notes: ["Haustier: Hund", "Haustier: Igel"])
            ),
            SenderCase(
                "Tally: a file",
                mapping: "tally-baufi",
                tally(
                    #"{"key": "q_2", "label": "Nachweis", "type": "FILE_UPLOAD", "value": [{"id": "x1", "name": "gehalt.pdf", "url": "https://files.example.org/x", "mimeType": "application/pdf", "size": 5}]}"#
                ),
                .delivered(notes: ["gehalt.pdf", "https://files.example.org/x"])
            ),
            // Meta: slugs of answers, test leads.
            SenderCase(
                "Meta: slugs",
                mapping: "meta-baufi",
                .json(
                    #"{"id": "12", "created_time": "2026-03-12T17:55:41+0000", "field_data": [{"name": "full_name", "values": ["Ingrid Vogt"]}, {"name": "was_möchten_sie_finanzieren?", "values": ["kauf_einer_immobilie"]}, {"name": "wie_hoch_ist_der_kaufpreis?", "values": ["350.000_€"]}]}"#
                ),
                .delivered([family: "Vogt", purpose: ["@type": "KAUF", "kaufpreis": 350_000]])
            ),
            SenderCase(
                "Meta: ids only",
                mapping: "meta-baufi",
                .json(
                    #"{"object": "page", "entry": [{"id": "1", "time": 1, "changes": [{"field": "leadgen", "value": {"leadgen_id": "2", "page_id": "1"}}]}]}"#
                ),
                .none(200, says: "ignored")
            ),
            SenderCase(
                "Google: every kind of column",
                mapping: "google-ads-baufi",
                .json(
                    #"{"lead_id": "1", "user_column_data": [{"column_id": "LAST_NAME", "string_value": "Vogt"}, {"column_name": "Wann?", "date_value": "2026-05-01"}, {"column_name": "Wie viele?", "integer_value": 3}, {"column_name": "Neu?", "boolean_value": true}], "is_test": false, "google_key": "k"}"#
                ),
                .delivered([family: "Vogt"], notes: ["Wann?: 2026-05-01", "Wie viele?: 3", "Neu?: true"])
            ),
            // Heyflow: comments beside values, kinds that nobody knows.
            SenderCase(
                "Heyflow: comments and unknown members",
                own: preset("heyflow"),
                .json(
                    #"{"flowId": "f", "id": "1", "created": "2026-11-28T10:00:00Z", "fields": [{"label": "Nachname", "variable": "nachname", "id": "i", "values": [{"label": "Vogt", "id": "i", "answer": "Vogt", "comment": "Bitte abends"}]}, {"label": "Wunsch", "variable": "wunsch", "id": "j", "value": "direkt"}]}"#
                ),
                .delivered([family: "Vogt"], notes: ["Bitte abends", "wunsch: direkt"])
            ),
            SenderCase(
                "HubSpot: ids only",
                own: preset("hubspot"),
                .json(#"[{"eventId": 1, "subscriptionType": "contact.creation", "objectId": 3}]"#),
                .none(200, says: "ignored")
            ),
            SenderCase(
                "HubSpot: technical members",
                own: preset("hubspot", names: #"{"nachname": "lastname"}"#),
                .json(
                    #"{"vid": 1, "portal-id": 2, "properties": {"lastname": {"value": "Vogt", "versions": [{"value": "Vogt"}]}, "hs_object_id": {"value": "77881"}, "haustier": {"value": "Hund"}}}"#
                ),
                .delivered([family: "Vogt"], notes: ["haustier: Hund"], nowhere: ["77881"])
            ),
            SenderCase(
                "Pipedrive: technical members",
                own: preset("pipedrive"),
                .json(
                    #"{"meta": {"action": "create", "entity": "person"}, "data": {"id": 77881, "name": "Ingrid Vogt", "owner_id": 5, "emails": [{"value": "ingrid@example.org", "primary": true, "label": "work"}], "add_time": "2026-01-01", "notes": "Hund"}, "previous": null}"#
                ),
                .delivered(
                    [family: "Vogt", mail: "ingrid@example.org"],
                    notes: ["notes: Hund"],
                    nowhere: ["77881", "2026-01-01"]
                )
            ),
            SenderCase(
                "Bitrix24: ids only",
                own: preset("bitrix24"),
                .form("event=ONCRMLEADADD&data[FIELDS][ID]=3&ts=1&auth[domain]=x.example.org"),
                .none(200, says: "ignored")
            ),
            SenderCase(
                "Webflow: campaign of the page",
                own: preset("webflow"),
                .json(
                    #"{"triggerType": "form_submission", "payload": {"name": "Anfrage", "siteId": "s1", "data": {"nachname": "Vogt"}, "id": "i1", "formId": "f1", "pageId": "p1", "publishedPath": "/a", "pageUrl": "https://www.example.org/a?utm_campaign=herbst"}}"#
                ),
                .delivered([family: "Vogt", customer + "/kontakt": .null])
            ),
            SenderCase(
                "Ninja: JSON in a field",
                own: preset("ninja"),
                .form("json=%7B%22nachname%22%3A%22Vogt%22%2C%22haustier%22%3A%22Hund%22%7D"),
                .delivered([family: "Vogt"], notes: ["haustier: Hund"])
            ),
            SenderCase(
                "Google Forms: lists of one",
                own: preset("google-forms", names: #"{"nachname": "Nachname"}"#),
                .json(
                    #"{"namedValues": {"Nachname": ["Vogt"], "Haustier": ["Hund, Katze"], "Zeitstempel": ["1.1.2026"]}}"#
                ),
                .delivered([family: "Vogt"], notes: ["Haustier: Hund, Katze"], nowhere: ["1.1.2026"])
            ),
            // The secret among the fields of any sender.
            SenderCase(
                "the address that is posted to",
                .json(#"{"nachname": "Vogt", "hook": "https://x/hooks/y/sender-test-secret-0001"}"#),
                .delivered([family: "Vogt"], notes: ["hook: https://x/hooks/y/"], nowhere: ["sender-test-secret"])
            ),
            SenderCase(
                "the secret as a field",
                .form("nachname=Vogt&token=sender-test-secret-0001"),
                .delivered([family: "Vogt"], nowhere: ["sender-test-secret"])
            ),
            // Mappings that say little.
            SenderCase(
                "names alone",
                own:
                    #""form": {"names": {"name": "full_name", "telefon": "phone", "vorhaben": "purpose", "kaufpreis": "price"}}"#,
                .json(#"{"full_name": "Ingrid Vogt", "phone": "+491712345678", "purpose": "Kauf", "price": "358000"}"#),
                .delivered([
                    family: "Vogt", phone: ["vorwahl": "0171", "nummer": "2345678"],
                    purpose: ["@type": "KAUF", "kaufpreis": 358_000],
                ])
            ),
            SenderCase(
                "fields alone",
                own: #""form": [{"fields": {"nachname": "$.payload.last"}}]"#,
                .json(#"{"last": "Vogt"}"#),
                .delivered([family: "Vogt"])
            ),
            SenderCase(
                "unused adds to the standard's",
                own: #""unused": ["$.payload.technik"]"#,
                .json(#"{"nachname": "Vogt", "datenschutz": "ja", "technik": {"a": 1}}"#),
                .delivered([customer + "/kontakt": .null])
            ),
        ]

}
