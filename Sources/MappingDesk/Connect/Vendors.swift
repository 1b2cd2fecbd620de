/// Facts: payload facts, sections 1 to 3 and synthesis B to D.
extension Vendor {
    package static let all: [Vendor] = posting + fetching

    private static let posting: [Vendor] = [
        Vendor(
            name: "typeform",
            title: "Typeform",
            form: "typeform",
            proof: .typedIn(preset: "typeform"),
            key: "$.payload.form_response.token",
            steps: Phrase(
                german: [
                    "Im Formular: Connect → Webhooks → Add a webhook.", "Als Adresse {url} eintragen.",
                    "Unter „Secret“ das Geheimnis eintragen, den Schalter einschalten.",
                    "UTM-Werte und gclid kommen nur mit, wenn sie im Formular als Hidden Fields stehen.",
                ],
                english: [
                    "In the form: Connect → Webhooks → Add a webhook.", "Enter {url} as the address.",
                    "Enter the secret under “Secret”, then switch the webhook on.",
                    "UTM values and gclid come along only if the form declares them as hidden fields.",
                ]
            )
        ),
        Vendor(
            name: "tally",
            title: "Tally",
            form: "tally",
            proof: .typedIn(preset: "tally"),
            key: "$.payload.eventId",
            steps: Phrase(
                german: [
                    "Im Formular: Integrations → Webhooks → Connect.", "Als Endpoint URL {url} eintragen.",
                    "Unter „Signing secret“ das Geheimnis eintragen.",
                ],
                english: [
                    "In the form: Integrations → Webhooks → Connect.", "Enter {url} as the endpoint URL.",
                    "Enter the secret under “Signing secret”.",
                ]
            )
        ),
        Vendor(
            name: "jotform",
            title: "Jotform",
            form: "jotform",
            proof: .address,
            key: "$.payload.submissionID",
            neverRepeats: true,
            steps: Phrase(
                german: ["Im Formular: Settings → Integrations → WebHooks.", "Die Adresse {url} eintragen."],
                english: ["In the form: Settings → Integrations → WebHooks.", "Enter the address {url}."]
            )
        ),
        Vendor(
            name: "heyflow",
            title: "Heyflow",
            form: "heyflow",
            proof: .bearer,
            key: "$.payload.id",
            steps: Phrase(
                german: [
                    "Im Flow: Integrations → Webhook, Adresse {url}, Format „extended“.",
                    "Einen Header „Authorization“ mit dem Wert „Bearer GEHEIMNIS“ anlegen (Business-Tarif).",
                    "Den Testaufruf auslösen; er muss 200 bekommen.",
                ],
                english: [
                    "In the flow: Integrations → Webhook, address {url}, format “extended”.",
                    "Add a header “Authorization” with the value “Bearer SECRET” (Business plan).",
                    "Send the test call; it must get 200.",
                ]
            )
        ),
        Vendor(
            name: "webflow",
            title: "Webflow",
            form: "webflow",
            proof: .address,
            key: "$.payload.payload.id",
            steps: Phrase(
                german: [
                    "Site settings → Apps & Integrations → Webhooks → Add webhook, Auslöser „Form submission“.",
                    "Die Adresse {url} eintragen. Webhooks von dort sind nicht signiert, darum steht das Geheimnis in der Adresse.",
                ],
                english: [
                    "Site settings → Apps & Integrations → Webhooks → Add webhook, trigger “Form submission”.",
                    "Enter the address {url}. Webhooks made there are not signed, so the secret stands in the address.",
                ]
            )
        ),
        Vendor(
            name: "unbounce",
            title: "Unbounce",
            form: "unbounce",
            proof: .address,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: ["Auf der Seite: Integrations → Webhooks → POST to URL.", "Die Adresse {url} eintragen."],
                english: ["On the page: Integrations → Webhooks → POST to URL.", "Enter the address {url}."]
            )
        ),
        Vendor(
            name: "netlify",
            title: "Netlify Forms",
            form: "netlify",
            proof: .typedIn(preset: "netlify"),
            key: "$.payload.id",
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Site configuration → Notifications → Form submission notifications → HTTP POST request.",
                    "Die Adresse {url} und unter „JWS secret token“ das Geheimnis eintragen.",
                ],
                english: [
                    "Site configuration → Notifications → Form submission notifications → HTTP POST request.",
                    "Enter the address {url}, and the secret under “JWS secret token”.",
                ]
            )
        ),
        Vendor(
            name: "formspree",
            title: "Formspree",
            form: "formspree",
            proof: .givenOut(preset: "formspree", name: "Signing secret"),
            key: nil,
            steps: Phrase(
                german: [
                    "Im Formular: Plugins → Webhooks, Adresse {url}.",
                    "Das Signing secret von dort in die Geheimnisdatei schreiben.",
                ],
                english: [
                    "In the form: Plugins → Webhooks, address {url}.",
                    "Write the signing secret shown there into the secret's file.",
                ]
            )
        ),
        Vendor(
            name: "google-forms",
            title: "Google Forms",
            form: "google-forms",
            proof: .bearer,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Im Formular: ⋮ → Apps Script. Eine Funktion mit dem Auslöser „Beim Senden des Formulars“ postet e.namedValues:",
                    "UrlFetchApp.fetch('{url}', {method: 'post', contentType: 'application/json', headers: {Authorization: 'Bearer GEHEIMNIS'}, payload: JSON.stringify({namedValues: e.namedValues})})",
                ],
                english: [
                    "In the form: ⋮ → Apps Script. A function with the trigger “On form submit” posts e.namedValues:",
                    "UrlFetchApp.fetch('{url}', {method: 'post', contentType: 'application/json', headers: {Authorization: 'Bearer SECRET'}, payload: JSON.stringify({namedValues: e.namedValues})})",
                ]
            )
        ),
        Vendor(
            name: "elementor",
            title: "Elementor Pro (WordPress)",
            form: "elementor",
            proof: .address,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Im Formular-Widget: Actions After Submit → Webhook hinzufügen.",
                    "Als Webhook URL {url} eintragen und „Advanced Data“ einschalten.",
                ],
                english: [
                    "In the form widget: Actions After Submit → add Webhook.",
                    "Enter {url} as the webhook URL and switch “Advanced Data” on.",
                ]
            )
        ),
        Vendor(
            name: "contact-form-7",
            title: "Contact Form 7 (WordPress, CF7 to Webhook)",
            form: "contact-form-7",
            proof: .bearer,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Das Plug-in „CF7 to Webhook“ einrichten; im Formular, Reiter Webhook: Adresse {url}.",
                    "Unter „Headers“ die Zeile „Authorization: Bearer GEHEIMNIS“ eintragen.",
                ],
                english: [
                    "Install the plug-in “CF7 to Webhook”; in the form, tab Webhook: address {url}.",
                    "Enter the line “Authorization: Bearer SECRET” under “Headers”.",
                ]
            )
        ),
        Vendor(
            name: "gravity",
            title: "Gravity Forms (WordPress)",
            form: "gravity",
            proof: .bearer,
            key: "$.payload.id",
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Im Formular: Settings → Webhooks → Add New, Adresse {url}, Methode POST, Format JSON, „All Fields“.",
                    "Einen Request Header „Authorization“ mit dem Wert „Bearer GEHEIMNIS“ anlegen.",
                ],
                english: [
                    "In the form: Settings → Webhooks → Add New, address {url}, method POST, format JSON, “All Fields”.",
                    "Add a request header “Authorization” with the value “Bearer SECRET”.",
                ]
            )
        ),
        Vendor(
            name: "wpforms",
            title: "WPForms (WordPress)",
            form: "wpforms",
            proof: .typedIn(preset: "wpforms"),
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Im Formular: Settings → Webhooks, Adresse {url}, Methode POST, Format JSON (nicht FORM: dessen Signatur passt nicht zum Inhalt).",
                    "Unter „Secret“ das Geheimnis eintragen; unter „Request Body“ jedes Feld mit seinem Namen.",
                ],
                english: [
                    "In the form: Settings → Webhooks, address {url}, method POST, format JSON (not FORM: its signature does not fit its body).",
                    "Enter the secret under “Secret”, and each field with its name under “Request Body”.",
                ]
            )
        ),
        Vendor(
            name: "ninja",
            title: "Ninja Forms (WordPress)",
            form: "ninja",
            proof: .address,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Im Formular: Emails & Actions → Webhooks, Methode POST, Adresse {url}; jedes Feld mit seinem Namen."
                ],
                english: [
                    "In the form: Emails & Actions → Webhooks, method POST, address {url}; each field with its name."
                ]
            )
        ),
        Vendor(
            name: "fluent",
            title: "Fluent Forms (WordPress)",
            form: "fluent",
            proof: .bearer,
            key: "$.payload.__submission.id",
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Im Formular: Settings & Integrations → Webhook, Adresse {url}, Methode POST, Format JSON, „All Data“.",
                    "Unter „Request Header“: „Authorization“ mit dem Wert „Bearer GEHEIMNIS“.",
                ],
                english: [
                    "In the form: Settings & Integrations → Webhook, address {url}, method POST, format JSON, “All Data”.",
                    "Under “Request Header”: “Authorization” with the value “Bearer SECRET”.",
                ]
            )
        ),
        Vendor(
            name: "google-ads",
            title: "Google Ads",
            form: "google-ads",
            proof: .typedIn(preset: "google-ads"),
            key: "$.payload.lead_id",
            steps: Phrase(
                german: [
                    "Im Lead-Formular: Andere Optionen zur Datenintegration → Webhook-Integration.",
                    "Als Webhook-URL {url} und als Schlüssel das Geheimnis eintragen.",
                    "„Testdaten senden“: Der Lead erscheint als Test.",
                ],
                english: [
                    "In the lead form: other data integration options → webhook integration.",
                    "Enter {url} as the webhook URL and the secret as the key.",
                    "“Send test data”: the lead appears as a test.",
                ]
            )
        ),
        Vendor(
            name: "meta-make",
            title: "Facebook und Instagram (Lead Ads) über Make",
            form: "meta",
            proof: .bearer,
            key: "$.payload.id",
            steps: Phrase(
                german: [
                    "Metas eigener Webhook nennt nur Nummern. Den ganzen Lead holt ein Dienst wie Make: „Facebook Lead Ads → Watch Leads“.",
                    "Danach „HTTP → Make a request“: Adresse {url}, Methode POST, als JSON der Lead mit „field_data“.",
                    "Dort den Header „Authorization“ mit dem Wert „Bearer GEHEIMNIS“ anlegen.",
                    "Bei Zapier kommen die Felder einzeln an: Dort gilt die Anleitung für „zapier“.",
                ],
                english: [
                    "Meta's own webhook names numbers only. The whole lead is got by a service such as Make: “Facebook Lead Ads → Watch Leads”.",
                    "Behind it “HTTP → Make a request”: address {url}, method POST, as JSON the lead with its “field_data”.",
                    "Add a header “Authorization” with the value “Bearer SECRET” there.",
                    "Zapier hands over single fields: there the instructions for “zapier” hold.",
                ]
            )
        ),
        Vendor(
            name: "activecampaign",
            title: "ActiveCampaign",
            form: "activecampaign",
            proof: .address,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "In der Automation: Send data elsewhere → Webhook, oder Settings → Developer → Manage webhooks.",
                    "Die Adresse {url} eintragen.",
                ],
                english: [
                    "In the automation: Send data elsewhere → Webhook, or Settings → Developer → Manage webhooks.",
                    "Enter the address {url}.",
                ]
            )
        ),
        Vendor(
            name: "bitrix24",
            title: "Bitrix24",
            form: "bitrix24",
            proof: .address,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "In der Automatisierung des Leads den Roboter „Ausgehender Webhook“ hinzufügen.",
                    "Die Adresse {url} eintragen und die Felder anhängen: ?vorname={=Document:NAME}&nachname={=Document:LAST_NAME}…",
                ],
                english: [
                    "Add the robot “Outgoing webhook” to the lead's automation.",
                    "Enter the address {url} and append the fields: ?vorname={=Document:NAME}&nachname={=Document:LAST_NAME}…",
                ]
            )
        ),
        Vendor(
            name: "hubspot",
            title: "HubSpot (Workflow)",
            form: "hubspot",
            proof: .bearer,
            key: nil,
            steps: Phrase(
                german: [
                    "Im Workflow die Aktion „Webhook senden“: POST, Adresse {url}, „Alle Eigenschaften“ oder die gewünschten.",
                    "Authentifizierung „API-Schlüssel“: Header „Authorization“ mit dem Wert „Bearer GEHEIMNIS“.",
                ],
                english: [
                    "In the workflow, the action “Send a webhook”: POST, address {url}, all properties or the ones you want.",
                    "Authentication “API key”: header “Authorization” with the value “Bearer SECRET”.",
                ]
            )
        ),
        Vendor(
            name: "zapier",
            title: "Zapier",
            form: nil,
            proof: .bearer,
            key: nil,
            steps: Phrase(
                german: [
                    "Im Zap als letzten Schritt „Webhooks by Zapier → POST“: URL {url}, Payload Type „json“.",
                    "Unter „Data“ jedes Feld mit seinem Standardnamen (vorname, nachname, email, telefon …).",
                    "Unter „Headers“: Authorization | Bearer GEHEIMNIS.",
                ],
                english: [
                    "In the Zap, as its last step “Webhooks by Zapier → POST”: URL {url}, payload type “json”.",
                    "Under “Data” each field with its standard name (vorname, nachname, email, telefon …).",
                    "Under “Headers”: Authorization | Bearer SECRET.",
                ]
            )
        ),
        Vendor(
            name: "make",
            title: "Make",
            form: nil,
            proof: .bearer,
            key: nil,
            steps: Phrase(
                german: [
                    "Im Szenario das Modul „HTTP → Make a request“: URL {url}, Methode POST, Body type „Raw“, „JSON“.",
                    "Einen Header „Authorization“ mit dem Wert „Bearer GEHEIMNIS“ anlegen.",
                ],
                english: [
                    "In the scenario, the module “HTTP → Make a request”: URL {url}, method POST, body type “Raw”, “JSON”.",
                    "Add a header “Authorization” with the value “Bearer SECRET”.",
                ]
            )
        ),
        Vendor(
            name: "html",
            title: "HTML-Formular",
            form: nil,
            proof: .address,
            key: nil,
            neverRepeats: true,
            steps: Phrase(
                german: [
                    "Im Formular: <form method=\"post\" action=\"{url}\" accept-charset=\"utf-8\">, jedes Feld mit name=\"…\".",
                    "Das Geheimnis steht in der Seite und ist damit öffentlich: Es trennt die Formulare, es schützt nicht.",
                ],
                english: [
                    "In the form: <form method=\"post\" action=\"{url}\" accept-charset=\"utf-8\">, each field with name=\"…\".",
                    "The secret stands in the page and so is public: it tells forms apart, it protects nothing.",
                ]
            )
        ),
        Vendor(
            name: "json",
            title: "JSON",
            form: nil,
            proof: .bearer,
            key: nil,
            steps: Phrase(
                german: [
                    "Jede Anfrage als POST mit JSON und dem Header „Authorization: Bearer GEHEIMNIS“ an {url} schicken."
                ],
                english: [
                    "Send every request as a POST of JSON with the header “Authorization: Bearer SECRET” to {url}."
                ]
            )
        ),
    ]
}
