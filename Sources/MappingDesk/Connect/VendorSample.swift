import JSON

/// A post as a vendor makes it, of a person who does not exist: to try a source with before the vendor posts itself.
///
/// Each is in the shape of the vendor's own samples (payload facts, sections 1 to 3); questions and labels are those of a
/// German form.
package struct VendorSample: Sendable {
    /// The body's content type.
    package let contentType: String
    package let body: String

    private init(_ contentType: String, _ body: String) {
        self.contentType = contentType
        self.body = body
    }

    private static func json(_ value: JSONValue) -> VendorSample {
        VendorSample("application/json", value.text(pretty: true) + "\n")
    }

    private static func form(_ pairs: [(String, String)]) -> VendorSample {
        let body = pairs.map { "\($0.escapedForAddress)=\($1.escapedForAddress)" }.joined(separator: "&")
        return VendorSample("application/x-www-form-urlencoded", body)
    }

    /// The vendor's post; plain fields where it has no shape of its own.
    package static func of(_ vendor: Vendor) -> VendorSample {
        shaped[vendor.name] ?? (vendor.name == "html" ? form(fields) : .json(object(fields)))
    }

    private static func object(_ pairs: [(String, String)]) -> JSONValue {
        members(pairs.map { ($0, .string($1)) })
    }

    private static func members(_ pairs: [(String, JSONValue)]) -> JSONValue { .object(JSONObject(pairs)) }

    /// The standard's names, for senders whose fields are named by whoever connects them.
    private static let fields = [
        ("anrede", "Frau"), ("vorname", "Erika"), ("nachname", "Mustermann"), ("email", "erika.mustermann@example.org"),
        ("telefon", "030 420860"), ("vorhaben", "Kauf"), ("kaufpreis", "358.000,00 €"),
    ]

    /// The same as the labels of a form.
    private static let labels = [
        ("Vorname", "Erika"), ("Nachname", "Mustermann"), ("E-Mail-Adresse", "erika.mustermann@example.org"),
        ("Telefonnummer", "030 420860"), ("Was möchten Sie finanzieren?", "Kauf"), ("Kaufpreis", "358.000 €"),
    ]

    /// The same as technical names in English.
    private static let english = [
        ("first_name", "Erika"), ("last_name", "Mustermann"), ("email", "erika.mustermann@example.org"),
        ("phone", "+4930420860"), ("vorhaben", "Kauf"), ("kaufpreis", "358000"),
    ]

    private static func list(_ pairs: [(String, String)], _ element: (Int, String, String) -> JSONValue) -> JSONValue {
        .array(pairs.enumerated().map { element($0 + 1, $1.0, $1.1) })
    }

    private static let shaped: [String: VendorSample] = [
        "typeform": typeform,
        "tally": tally,
        "meta": meta, "meta-make": meta, "linkedin": linkedin,
        "google-ads": googleAds,
        "jotform": jotform,
        "heyflow": heyflow,
        "webflow": webflow,
        "unbounce": unbounce,
        "netlify": netlify,
        "formspree": formspree,
        "google-forms": googleForms,
        "elementor": elementor,
        "contact-form-7": contactForm7,
        "gravity": gravity,
        "wpforms": wpforms,
        "ninja": ninja,
        "fluent": fluent,
        "activecampaign": activecampaign,
        "bitrix24": bitrix24,
        "hubspot": hubspot,
    ]

    private static let typeform: VendorSample = .json([
        "event_id": "01SAMPLE0001", "event_type": "form_response",
        "form_response": [
            "form_id": "lT4Z3j", "token": "sample-0001", "submitted_at": "2026-03-28T18:17:02Z",
            "hidden": ["utm_campaign": "baufi-berlin", "gclid": "sample-click"],
            "definition": [
                "id": "lT4Z3j", "title": "Baufinanzierung",
                "fields": list(labels) { number, label, _ in
                    [
                        "id": .string("f\(number)"), "title": .string(label), "type": "short_text",
                        "ref": .string("0\(number)a7-ref"),
                    ]
                },
            ],
            "answers": list(labels) { number, _, value in
                [
                    "type": "text", "text": .string(value),
                    "field": ["id": .string("f\(number)"), "type": "short_text", "ref": .string("0\(number)a7-ref")],
                ]
            },
        ],
    ])

    private static let tally: VendorSample = .json([
        "eventId": "a4cb511e-sample", "eventType": "FORM_RESPONSE", "createdAt": "2026-03-28T15:00:21.889Z",
        "data": [
            "responseId": "2wgx4n", "submissionId": "2wgx4n", "respondentId": "dwQKYm", "formId": "VwbNEw",
            "formName": "Baufinanzierung", "createdAt": "2026-03-28T15:00:21.000Z",
            "fields": list(labels) { number, label, value in
                [
                    "key": .string("question_\(number)"), "label": .string(label), "type": "INPUT_TEXT",
                    "value": .string(value),
                ]
            },
        ],
    ])

    private static let meta: VendorSample = .json([
        "id": "1231231231231231", "created_time": "2026-03-28T08:49:14+0000", "ad_name": "Baufi Berlin",
        "form_id": "12312312312", "platform": "fb", "is_organic": false,
        "field_data": list(
            [("full_name", "Erika Mustermann")] + english.dropFirst(2).map { ($0 == "phone" ? "phone_number" : $0, $1) }
        ) { _, name, value in ["name": .string(name), "values": [.string(value)]] },
    ])

    private static let googleAds: VendorSample = .json([
        "lead_id": "sample-0001", "api_version": "1.0", "form_id": 123_456_789, "campaign_id": 987_654_321,
        "is_test": true, "gcl_id": "sample-click",
        "user_column_data": list(
            [
                ("FULL_NAME", "Erika Mustermann"), ("EMAIL", "erika.mustermann@example.org"),
                ("PHONE_NUMBER", "+4930420860"), ("POSTAL_CODE", "10179"),
            ]
        ) { _, name, value in ["column_id": .string(name), "string_value": .string(value)] },
    ])

    private static let jotform: VendorSample = form([
        ("formID", "70936128142151"), ("submissionID", "3859755280104305944"), ("formTitle", "Baufinanzierung"),
        (
            "rawRequest",
            JSONValue.object([
                "slug": "submit/70936128142151", "q3_name": ["first": "Erika", "last": "Mustermann"],
                "q4_email": "erika.mustermann@example.org", "q5_telefon": ["full": "(030) 420860"],
                "q6_vorhaben": "Kauf", "q7_kaufpreis": "358.000 €",
            ]).text()
        ),
    ])

    /// What is fetched of a lead, with the form that says what was asked.
    private static let linkedin: VendorSample = .json([
        "id": "1a2b3c4d-sample-0001", "submittedAt": 1_774_688_354_000, "leadType": "SPONSORED",
        "versionedLeadGenFormUrn": "urn:li:versionedLeadGenForm:(urn:li:leadGenForm:10,1)",
        "formResponse": [
            "answers": list(linkedinFields) { number, _, value in
                [
                    "questionId": .number(JSONNumber(number)),
                    "answerDetails": ["textQuestionAnswer": ["answer": .string(value)]],
                ]
            }
        ],
        "form": [
            "content": [
                "questions": list(linkedinFields) { number, field, _ in
                    ["questionId": .number(JSONNumber(number)), "predefinedField": .string(field)]
                }
            ]
        ],
    ])

    private static let linkedinFields = [
        ("FIRST_NAME", "Erika"), ("LAST_NAME", "Mustermann"), ("EMAIL", "erika.mustermann@example.org"),
        ("PHONE_NUMBER", "+4930420860"),
    ]

    private static let heyflow: VendorSample = .json([
        "id": "sample0001", "flowId": "baufinanzierung", "created": "2026-03-28T15:29:41.706Z",
        "fields": list(labels) { number, label, value in
            [
                "label": .string(label), "variable": .string("input-\(number)"), "id": .string("input-\(number)"),
                "values": [["answer": .string(value), "label": .string(value), "id": .string("input-\(number)")]],
            ]
        },
    ])

    private static let webflow: VendorSample = .json([
        "triggerType": "form_submission",
        "payload": [
            "name": "Baufinanzierung", "siteId": "65427cf400e02b306eaa049c", "data": object(labels),
            "submittedAt": "2026-03-28T17:12:17Z", "id": "sample-0001", "formId": "65429eadebe8a9f3a30f62d0",
        ],
    ])

    private static let unbounce: VendorSample = form([
        ("page_id", "7648177d"), ("page_name", "Baufinanzierung"), ("page_url", "https://example.org/baufi/"),
        ("variant", "a"),
        ("data.json", members(english.map { ($0, [.string($1)]) }).text()),
    ])

    private static let netlify: VendorSample = .json([
        "number": 24, "id": "sample-0001", "form_id": "5c3a051b", "form_name": "baufi",
        "site_url": "https://example.org",
        "created_at": "2026-03-28T22:00:51.691Z", "email": "erika.mustermann@example.org", "data": object(fields),
    ])

    private static let formspree: VendorSample = .json([
        "form": "xyzabc",
        "submission": members([("_date", "2026-03-28T17:12:17Z")] + fields.map { ($0, .string($1)) }),
    ])

    private static let googleForms: VendorSample = .json([
        "namedValues": members([("Zeitstempel", ["28.03.2026 18:12:17"])] + labels.map { ($0, [.string($1)]) })
    ])

    private static let elementor: VendorSample = .json([
        "form": ["id": "c1d6fde", "name": "Baufinanzierung"],
        "fields": members(
            labels.enumerated().map { number, field in
                let id = "field_\(number + 1)"
                let value: JSONValue = [
                    "id": .string(id), "type": "text", "title": .string(field.0), "value": .string(field.1),
                    "raw_value": .string(field.1), "required": "1",
                ]
                return (id, value)
            }
        ),
        "meta": [
            "page_url": ["title": "Page URL", "value": "https://example.org/baufi/?utm_campaign=baufi-berlin"],
            "remote_ip": ["title": "Remote IP", "value": "203.0.113.7"],
        ],
    ])

    private static let contactForm7: VendorSample = .json([
        "your-name": "Erika Mustermann", "your-email": "erika.mustermann@example.org", "your-tel": "030 420860",
        "vorhaben": ["Kauf"], "kaufpreis": "358.000 €", "acceptance-dsgvo": "1", "_remote_ip": "203.0.113.7",
        "_url": "https://example.org/baufi/", "_date": "28.03.2026",
    ])

    private static let gravity: VendorSample = .json([
        "id": "71", "form_id": "2", "date_created": "2026-03-28 18:12:17", "is_starred": "0", "is_read": "0",
        "ip": "203.0.113.7", "source_url": "https://example.org/baufi/", "currency": "EUR", "status": "active",
        "1.3": "Erika", "1.6": "Mustermann", "2": "erika.mustermann@example.org", "3": "(030) 420860", "5": "Kauf",
        "6": "358000",
    ])

    private static let wpforms: VendorSample = .json(
        members(fields.map { ($0, .string($1)) } + [("page_url", "https://example.org/baufi/"), ("form_id", "12")])
    )

    private static let ninja: VendorSample = form(fields + [("form_id", "3"), ("form_title", "Baufinanzierung")])

    private static let fluent: VendorSample = .json([
        "names": ["first_name": "Erika", "last_name": "Mustermann"], "email": "erika.mustermann@example.org",
        "phone": "030 420860", "vorhaben": "Kauf", "kaufpreis": "358.000 €", "gdpr-agreement": "on",
        "__submission": ["id": "7", "serial_number": "3", "source_url": "https://example.org/baufi/"],
    ])

    private static let activecampaign: VendorSample = form([
        ("type", "subscribe"), ("contact[id]", "71"), ("contact[first_name]", "Erika"),
        ("contact[last_name]", "Mustermann"),
        ("contact[email]", "erika.mustermann@example.org"), ("contact[phone]", "030 420860"),
        ("contact[fields][vorhaben]", "||Kauf||"), ("contact[fields][kaufpreis]", "358.000"),
    ])

    private static let bitrix24: VendorSample = form([
        ("auth[domain]", "example.bitrix24.de"), ("document_id[2]", "LEAD_71"), ("data[FIELDS][NAME]", "Erika"),
        ("data[FIELDS][LAST_NAME]", "Mustermann"), ("data[FIELDS][EMAIL][0][VALUE]", "erika.mustermann@example.org"),
        ("data[FIELDS][PHONE][0][VALUE]", "030 420860"),
    ])

    private static let hubspot: VendorSample = .json([
        "vid": 71, "portal-id": 62515, "is-contact": true,
        "properties": [
            "firstname": ["value": "Erika"], "lastname": ["value": "Mustermann"],
            "email": ["value": "erika.mustermann@example.org"], "phone": ["value": "030 420860"],
            "vorhaben": ["value": "Kauf"], "kaufpreis": ["value": "358000"], "hs_object_id": ["value": "71"],
        ],
    ])
}
