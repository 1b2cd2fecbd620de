/// A post of a vendor, and fields that its preset must find in it. Recorded posts where there are any; ids and values
/// are the vendors' own samples.
package struct PresetCase: Sendable, CustomStringConvertible {
    /// Which post it is.
    package let name: String
    /// The preset that reads it.
    package let preset: String
    /// Where in the post its leads are, if it has several.
    package var leads: String?
    /// Which of them is meant.
    package var item = 0
    /// The post, as JSON text.
    package let payload: String
    /// Some fields of `$.form`.
    package let fields: String

    package var description: String { name }
}

extension PresetCase {
    /// All of them.
    package static let all: [PresetCase] = [
        PresetCase(
            name: "Typeform, the vendor's own sample with refs in the definition only",
            preset: "typeform",
            payload: #"""
                {
                 "event_id": "LtWXD3crgy",
                 "event_type": "form_response",
                 "form_response": {
                  "form_id": "lT4Z3j",
                  "token": "a3a12ec67a1365927098a606107fac15",
                  "submitted_at": "2018-01-18T18:17:02Z",
                  "landed_at": "2018-01-18T18:07:02Z",
                  "calculated": {
                   "score": 9
                  },
                  "variables": [
                   {
                    "key": "score",
                    "type": "number",
                    "number": 4
                   },
                   {
                    "key": "name",
                    "type": "text",
                    "text": "typeform"
                   }
                  ],
                  "hidden": {
                   "user_id": "abc123456",
                   "utm_source": "google",
                   "utm_medium": "cpc",
                   "utm_campaign": "baufi-berlin-2026",
                   "gclid": "Cj0KCQjwexample"
                  },
                  "definition": {
                   "id": "lT4Z3j",
                   "title": "Webhooks example",
                   "fields": [
                    {
                     "id": "DlXFaesGBpoF",
                     "title": "Thanks, {{answer_60906475}}! What's it like where you live? Tell us in a few sentences.",
                     "type": "long_text",
                     "ref": "readable_ref_long_text",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "SMEUb7VJz92Q",
                     "title": "If you're OK with our city management following up if they have further questions, please give us your email address.",
                     "type": "email",
                     "ref": "readable_ref_email",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "JwWggjAKtOkA",
                     "title": "What is your first name?",
                     "type": "short_text",
                     "ref": "readable_ref_short_text",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "KoJxDM3c6x8h",
                     "title": "When did you move to the place where you live?",
                     "type": "date",
                     "ref": "readable_ref_date",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "PNe8ZKBK8C2Q",
                     "title": "Which pictures do you like? You can choose as many as you like.",
                     "type": "picture_choice",
                     "ref": "readable_ref_picture_choice",
                     "allow_multiple_selections": true,
                     "allow_other_choice": false
                    },
                    {
                     "id": "Q7M2XAwY04dW",
                     "title": "On a scale of 1 to 5, what rating would you give the weather in Sydney? 1 is poor weather, 5 is excellent weather",
                     "type": "number",
                     "ref": "readable_ref_number1",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "gFFf3xAkJKsr",
                     "title": "By submitting this form, you understand and accept that we will share your answers with city management. Your answers will be anonymous will not be shared.",
                     "type": "legal",
                     "ref": "readable_ref_legal",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "k6TP9oLGgHjl",
                     "title": "Which of these cities is your favorite?",
                     "type": "multiple_choice",
                     "ref": "readable_ref_multiple_choice",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "RUqkXSeXBXSd",
                     "title": "Do you have a favorite city we haven't listed?",
                     "type": "yes_no",
                     "ref": "readable_ref_yes_no",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "NRsxU591jIW9",
                     "title": "How important is the weather to your opinion about a city? 1 is not important, 5 is very important.",
                     "type": "opinion_scale",
                     "ref": "readable_ref_opinion_scale",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "WOTdC00F8A3h",
                     "title": "How would you rate the weather where you currently live? 1 is poor weather, 5 is excellent weather.",
                     "type": "rating",
                     "ref": "readable_ref_rating",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    },
                    {
                     "id": "pn48RmPazVdM",
                     "title": "On a scale of 1 to 5, what rating would you give the general quality of life in Sydney? 1 is poor, 5 is excellent",
                     "type": "number",
                     "ref": "readable_ref_number2",
                     "allow_multiple_selections": false,
                     "allow_other_choice": false
                    }
                   ]
                  },
                  "answers": [
                   {
                    "type": "text",
                    "text": "It's cold right now! I live in an older medium-sized city with a university. Geographically, the area is hilly.",
                    "field": {
                     "id": "DlXFaesGBpoF",
                     "type": "long_text"
                    }
                   },
                   {
                    "type": "email",
                    "email": "laura@example.com",
                    "field": {
                     "id": "SMEUb7VJz92Q",
                     "type": "email"
                    }
                   },
                   {
                    "type": "text",
                    "text": "Laura",
                    "field": {
                     "id": "JwWggjAKtOkA",
                     "type": "short_text"
                    }
                   },
                   {
                    "type": "date",
                    "date": "2005-10-15",
                    "field": {
                     "id": "KoJxDM3c6x8h",
                     "type": "date"
                    }
                   },
                   {
                    "type": "choices",
                    "choices": {
                     "labels": [
                      "London",
                      "Sydney"
                     ]
                    },
                    "field": {
                     "id": "PNe8ZKBK8C2Q",
                     "type": "picture_choice"
                    }
                   },
                   {
                    "type": "number",
                    "number": 5,
                    "field": {
                     "id": "Q7M2XAwY04dW",
                     "type": "number"
                    }
                   },
                   {
                    "type": "boolean",
                    "boolean": true,
                    "field": {
                     "id": "gFFf3xAkJKsr",
                     "type": "legal"
                    }
                   },
                   {
                    "type": "choice",
                    "choice": {
                     "label": "London"
                    },
                    "field": {
                     "id": "k6TP9oLGgHjl",
                     "type": "multiple_choice"
                    }
                   },
                   {
                    "type": "boolean",
                    "boolean": false,
                    "field": {
                     "id": "RUqkXSeXBXSd",
                     "type": "yes_no"
                    }
                   },
                   {
                    "type": "number",
                    "number": 2,
                    "field": {
                     "id": "NRsxU591jIW9",
                     "type": "opinion_scale"
                    }
                   },
                   {
                    "type": "number",
                    "number": 3,
                    "field": {
                     "id": "WOTdC00F8A3h",
                     "type": "rating"
                    }
                   },
                   {
                    "type": "number",
                    "number": 4,
                    "field": {
                     "id": "pn48RmPazVdM",
                     "type": "number"
                    }
                   }
                  ]
                 }
                }
                """#,
            fields: #"""
                {
                 "readable_ref_email": "laura@example.com",
                 "readable_ref_short_text": "Laura",
                 "What is your first name?": "Laura",
                 "readable_ref_date": "2005-10-15",
                 "readable_ref_picture_choice": [
                  "London",
                  "Sydney"
                 ],
                 "readable_ref_number1": 5,
                 "readable_ref_yes_no": false,
                 "readable_ref_multiple_choice": "London",
                 "utm_campaign": "baufi-berlin-2026",
                 "gclid": "Cj0KCQjwexample"
                }
                """#
        ),
        PresetCase(
            name: "Typeform, a real post with refs in the answers",
            preset: "typeform",
            payload: #"""
                {
                 "event_id": "02D88GHHT019W71HGP3DS8FED2",
                 "event_type": "form_response",
                 "form_response": {
                  "form_id": "mXYzPFAJ",
                  "token": "20gh4opy9jh1jh6s0bd2n20gh4fy4rf4",
                  "landed_at": "2030-01-01T00:00:00Z",
                  "submitted_at": "2030-01-01T00:00:01Z",
                  "definition": {
                   "id": "mXYzPFAJ",
                   "title": "Your typeform",
                   "fields": [
                    {
                     "id": "1abcDEFH6iJK",
                     "ref": "45678961-d3e4-4603-b12g-h789e456mno9",
                     "type": "short_text",
                     "title": "What's your full name?",
                     "properties": {}
                    }
                   ],
                   "endings": [
                    {
                     "id": "DefaultScreen",
                     "ref": "default_ref",
                     "title": "Thanks for completing this typeform\nNow *create your own* — it's free, easy, & beautiful",
                     "type": "thankyou_screen",
                     "properties": {
                      "button_text": "Create a *typeform*",
                      "show_button": true,
                      "share_icons": false,
                      "button_mode": "default_redirect"
                     },
                     "attachment": {
                      "type": "image",
                      "href": "https://images.typeform.com/images/3efoPBBc4cWS"
                     }
                    }
                   ]
                  },
                  "answers": [
                   {
                    "type": "text",
                    "text": "NAME NAME",
                    "field": {
                     "id": "1abcDEFH6iJK",
                     "type": "short_text",
                     "ref": "45678961-d3e4-4603-b12g-h789e456mno9"
                    }
                   }
                  ],
                  "ending": {
                   "id": "DefaultScreen",
                   "ref": "default_ref"
                  }
                 }
                }
                """#,
            fields: #"""
                {
                 "45678961-d3e4-4603-b12g-h789e456mno9": "NAME NAME"
                }
                """#
        ),
        PresetCase(
            name: "Tally",
            preset: "tally",
            payload: #"""
                {
                 "eventId": "a4cb511e-d513-4fa5-baee-b815d718dfd1",
                 "eventType": "FORM_RESPONSE",
                 "createdAt": "2023-06-28T15:00:21.889Z",
                 "data": {
                  "responseId": "2wgx4n",
                  "submissionId": "2wgx4n",
                  "respondentId": "dwQKYm",
                  "formId": "VwbNEw",
                  "formName": "Webhook payload",
                  "createdAt": "2023-06-28T15:00:21.000Z",
                  "fields": [
                   {
                    "key": "question_mVGEg3_8b5711e3-f6a2-4e25-9e68-5d730598c681",
                    "label": "utm_campaign",
                    "type": "HIDDEN_FIELDS",
                    "value": "newsletter"
                   },
                   {
                    "key": "question_nPpjVn_84b69d73-0a85-4577-89f4-8632632cc222",
                    "label": "Score",
                    "type": "CALCULATED_FIELDS",
                    "value": 20
                   },
                   {
                    "key": "question_nPpjVn_d8ad6961-4931-4737-b814-dda344f64391",
                    "label": "Type",
                    "type": "CALCULATED_FIELDS",
                    "value": "Hard"
                   },
                   {
                    "key": "question_3EKz4n",
                    "label": "Text",
                    "type": "INPUT_TEXT",
                    "value": "Hello"
                   },
                   {
                    "key": "question_nr5yNw",
                    "label": "Number",
                    "type": "INPUT_NUMBER",
                    "value": 10
                   },
                   {
                    "key": "question_w4Q4Xn",
                    "label": "Email",
                    "type": "INPUT_EMAIL",
                    "value": "alice@example.com"
                   },
                   {
                    "key": "question_3jZaa3",
                    "label": "Phone number",
                    "type": "INPUT_PHONE_NUMBER",
                    "value": "+32491223344"
                   },
                   {
                    "key": "question_w2XEjm",
                    "label": "Website",
                    "type": "INPUT_LINK",
                    "value": "example.com"
                   },
                   {
                    "key": "question_3xrXrn",
                    "label": "Date",
                    "type": "INPUT_DATE",
                    "value": "2023-06-28"
                   },
                   {
                    "key": "question_mZ8jow",
                    "label": "Time",
                    "type": "INPUT_TIME",
                    "value": "12:00"
                   },
                   {
                    "key": "question_3Nrpl3",
                    "label": "Long text",
                    "type": "TEXTAREA",
                    "value": "Hello world"
                   },
                   {
                    "key": "question_3qL4Gm",
                    "label": "Multiple choice",
                    "type": "MULTIPLE_CHOICE",
                    "value": [
                     "e7bfbbc6-c2e6-4821-8670-72ed1cb31cd5"
                    ],
                    "options": [
                     {
                      "id": "ec321dc4-b50d-4270-8df0-0e38c898762a",
                      "text": "Not started"
                     },
                     {
                      "id": "e7bfbbc6-c2e6-4821-8670-72ed1cb31cd5",
                      "text": "In progress"
                     },
                     {
                      "id": "2ff233ad-ad78-42ee-b51f-57b54a55bd3e",
                      "text": "Done"
                     },
                     {
                      "id": "3f378bb3-30e2-4e55-a30c-c2b28fe0d9db",
                      "text": "Blocked"
                     }
                    ]
                   },
                   {
                    "key": "question_wQ1K7w",
                    "label": "Checkboxes",
                    "type": "CHECKBOXES",
                    "value": [
                     "cb33303b-4e9d-4bb3-8b51-f16acbf573fe",
                     "b42d4e8c-bdb6-4c82-b749-906706c251ff"
                    ],
                    "options": [
                     {
                      "id": "9bbb6bd7-1e3b-4e48-b4b9-a221d5aad87e",
                      "text": "Soccer"
                     },
                     {
                      "id": "cb33303b-4e9d-4bb3-8b51-f16acbf573fe",
                      "text": "Swimming"
                     },
                     {
                      "id": "b42d4e8c-bdb6-4c82-b749-906706c251ff",
                      "text": "Skiing"
                     }
                    ]
                   },
                   {
                    "key": "question_wQ1K7w_9bbb6bd7-1e3b-4e48-b4b9-a221d5aad87e",
                    "label": "Checkboxes (Soccer)",
                    "type": "CHECKBOXES",
                    "value": false
                   },
                   {
                    "key": "question_wQ1K7w_cb33303b-4e9d-4bb3-8b51-f16acbf573fe",
                    "label": "Checkboxes (Swimming)",
                    "type": "CHECKBOXES",
                    "value": true
                   },
                   {
                    "key": "question_wQ1K7w_b42d4e8c-bdb6-4c82-b749-906706c251ff",
                    "label": "Checkboxes (Skiing)",
                    "type": "CHECKBOXES",
                    "value": true
                   },
                   {
                    "key": "question_n9BqQm",
                    "label": "Dropdown",
                    "type": "DROPDOWN",
                    "value": [
                     "6010d529-62a5-484d-bb03-dcbcbfc76f0b"
                    ],
                    "options": [
                     {
                      "id": "260c201f-1c52-4f2d-af88-78f21576bc46",
                      "text": "Easy"
                     },
                     {
                      "id": "6010d529-62a5-484d-bb03-dcbcbfc76f0b",
                      "text": "Hard"
                     }
                    ]
                   },
                   {
                    "key": "question_nW2ONw",
                    "label": "File upload",
                    "type": "FILE_UPLOAD",
                    "value": [
                     {
                      "id": "5mDNqw",
                      "name": "Tally_Icon.png",
                      "url": "https://storage.googleapis.com/tally-response-assets-dev/vBXMXN/34fd1ee5-4ead-4929-9a4a-918ac9f0b416/Tally_Icon.png",
                      "mimeType": "image/png",
                      "size": 16233
                     }
                    ]
                   },
                   {
                    "key": "question_m6L8kw",
                    "label": "Rating",
                    "type": "RATING",
                    "value": 4
                   },
                   {
                    "key": "question_w7qRZm",
                    "label": "Ranking",
                    "type": "RANKING",
                    "value": [
                     "79dbe95e-a895-4f0a-9e07-9865ddf4e4c5",
                     "79597316-9ac4-4267-bb6f-1950fb5d1b7e"
                    ],
                    "options": [
                     {
                      "id": "79597316-9ac4-4267-bb6f-1950fb5d1b7e",
                      "text": "Apple"
                     },
                     {
                      "id": "79dbe95e-a895-4f0a-9e07-9865ddf4e4c5",
                      "text": "Pear"
                     }
                    ]
                   },
                   {
                    "key": "question_mBazQn",
                    "label": "Matrix",
                    "type": "MATRIX",
                    "value": {
                     "98618291-f36d-4743-9393-b67bca0d1ef2": [
                      "77be6b60-3b56-4db0-b39b-deb2d8243ea1"
                     ]
                    },
                    "rows": [
                     {
                      "id": "98618291-f36d-4743-9393-b67bca0d1ef2",
                      "text": "Quality"
                     }
                    ],
                    "columns": [
                     {
                      "id": "77be6b60-3b56-4db0-b39b-deb2d8243ea1",
                      "text": "Satisfied"
                     }
                    ]
                   }
                  ]
                 }
                }
                """#,
            fields: #"""
                {
                 "utm_campaign": "newsletter",
                 "Text": "Hello",
                 "question_3EKz4n": "Hello",
                 "Email": "alice@example.com",
                 "Multiple choice": "In progress",
                 "Checkboxes": [
                  "Swimming",
                  "Skiing"
                 ],
                 "Dropdown": "Hard",
                 "Rating": 4
                }
                """#
        ),
        PresetCase(
            name: "Meta",
            preset: "meta",
            payload: #"""
                {
                 "created_time": "2015-02-28T08:49:14+0000",
                 "id": "1231231231231231",
                 "ad_id": "23851000000000000",
                 "ad_name": "AD_14 | Baufi",
                 "form_id": "12312312312",
                 "platform": "ig",
                 "is_organic": false,
                 "field_data": [
                  {
                   "name": "car_make",
                   "values": [
                    "Honda"
                   ]
                  },
                  {
                   "name": "full_name",
                   "values": [
                    "Joe Example"
                   ]
                  },
                  {
                   "name": "email",
                   "values": [
                    "joe@example.com"
                   ]
                  },
                  {
                   "name": "phone_number",
                   "values": [
                    "+49176123456"
                   ]
                  },
                  {
                   "name": "selected_dealer",
                   "values": [
                    "99213450"
                   ]
                  },
                  {
                   "name": "which_city_are_you_from_0",
                   "values": [
                    "Berlin"
                   ]
                  }
                 ],
                 "custom_disclaimer_responses": [
                  {
                   "checkbox_key": "optional_1",
                   "is_checked": "1"
                  },
                  {
                   "checkbox_key": "optional_2",
                   "is_checked": ""
                  }
                 ]
                }
                """#,
            fields: #"""
                {
                 "full_name": "Joe Example",
                 "email": "joe@example.com",
                 "phone_number": "+49176123456",
                 "optional_1": "1",
                 "ad_name": "AD_14 | Baufi"
                }
                """#
        ),
        PresetCase(
            name: "Google Ads",
            preset: "google-ads",
            payload: #"""
                {
                 "lead_id": "TeSter-123-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijklmnopqrstuvwxyz-0123456789-AaBbCcDdEeFfGgHhIiJjKkLl",
                 "user_column_data": [
                  {
                   "column_name": "Full Name",
                   "string_value": "Jane Doe",
                   "column_id": "FULL_NAME"
                  },
                  {
                   "column_name": "User Email",
                   "string_value": "jane@example.com",
                   "column_id": "EMAIL"
                  },
                  {
                   "column_name": "User Phone",
                   "string_value": "+4917612345678",
                   "column_id": "PHONE_NUMBER"
                  },
                  {
                   "string_value": "10179",
                   "column_id": "POSTAL_CODE"
                  },
                  {
                   "column_name": "Wie hoch ist Ihr Eigenkapital?",
                   "string_value": "50.000–100.000 €",
                   "column_id": "QUESTION_1"
                  }
                 ],
                 "api_version": "1.0",
                 "form_id": 123456789,
                 "campaign_id": 987654321,
                 "google_key": "the-key-entered-in-google-ads-ui",
                 "is_test": true,
                 "gcl_id": "TeSter-123-ABCDEFGHIJKLMNOPQRSTUVWXYZ-abcdefghijklmnopqrstuvwxyz-0123456789-AaBbCcDdEeFfGgHhIiJjKkLl",
                 "adgroup_id": 20000000000,
                 "creative_id": 30000000000,
                 "asset_group_id": 0,
                 "lead_submit_time": "2024-09-26T12:30:00Z"
                }
                """#,
            fields: #"""
                {
                 "FULL_NAME": "Jane Doe",
                 "EMAIL": "jane@example.com",
                 "POSTAL_CODE": "10179",
                 "QUESTION_1": "50.000–100.000 €",
                 "Wie hoch ist Ihr Eigenkapital?": "50.000–100.000 €"
                }
                """#
        ),
        PresetCase(
            name: "Jotform",
            preset: "jotform",
            payload: #"""
                {
                 "formID": "70936128142151",
                 "submissionID": "3859755280104305944",
                 "webhookURL": "https://gateway.example/hooks/jotform",
                 "ip": "173.91.0.10",
                 "formTitle": "Baufi Anfrage",
                 "pretty": "Name:Max Mustermann, E-Mail:max.mustermann@example.com, Vorhaben:Kauf",
                 "username": "Josh_Groupmatics",
                 "rawRequest": "{\"slug\": \"submit\\/70936128142151\\/\", \"q3_fullName3\": {\"first\": \"Max\", \"last\": \"Mustermann\"}, \"q4_email4\": \"max.mustermann@example.com\", \"q5_phone5\": {\"full\": \"(030) 420-860\"}, \"q6_dateOfBirth\": {\"month\": \"02\", \"day\": \"01\", \"year\": \"1980\"}, \"q7_adresse\": {\"addr_line1\": \"Teststr. 55\", \"addr_line2\": \"\", \"city\": \"Berlin\", \"state\": \"\", \"postal\": \"10179\", \"country\": \"Germany\"}, \"q20_vorhaben\": [\"Kauf\"], \"q27_notiz\": \"1. Go to &quot;Spursgang&quot; outing\\r\\n2. They&#039;re late\", \"q80_dateFrom\": {\"month\": \"\", \"day\": \"\", \"year\": \"\"}, \"event_id\": \"1510165948969_70936128142151_FE1smSr\"}",
                 "type": "WEB"
                }
                """#,
            fields: #"""
                {
                 "q4_email4": "max.mustermann@example.com",
                 "q20_vorhaben": "Kauf",
                 "q3_fullName3": {
                  "first": "Max",
                  "last": "Mustermann"
                 }
                }
                """#
        ),
        PresetCase(
            name: "Unbounce",
            preset: "unbounce",
            payload: #"""
                {
                 "page_url": "http://unbouncepages.com/wayfaring-147/",
                 "page_name": "Wayfaring",
                 "page_id": "7648177d-7323-4330-b4f9-9951a52138b6",
                 "variant": "a",
                 "data.json": "{\"userfield1\":[\"asdfasdf\"],\"ip_address\":[\"85.73.39.163\"],\"page_uuid\":[\"7648177d-7323-4330-b4f9-9951a52138b6\"],\"variant\":[\"a\"],\"time_submitted\":[\"11:45 AM UTC\"],\"date_submitted\":[\"2017-11-15\"],\"page_url\":[\"http://unbouncepages.com/wayfaring-147/\"],\"page_name\":[\"Wayfaring\"]}",
                 "data.xml": "<?xml version=\"1.0\" encoding=\"UTF-8\"?><form_data><userfield1>asdfasdf</userfield1><ip_address>85.73.39.163</ip_address><page_uuid>7648177d-7323-4330-b4f9-9951a52138b6</page_uuid><variant>a</variant><time_submitted>11:45 AM UTC</time_submitted><date_submitted>2017-11-15</date_submitted><page_url>http://unbouncepages.com/wayfaring-147/</page_url><page_name>Wayfaring</page_name></form_data>"
                }
                """#,
            fields: #"""
                {
                 "userfield1": "asdfasdf"
                }
                """#
        ),
        PresetCase(
            name: "Heyflow, simple",
            preset: "heyflow",
            payload: #"""
                {
                 "flowID": "baufi-rechner",
                 "id": "EqSFqTjaFlGZngNrhlDZ",
                 "createdAt": "2024-09-09T15:29:41.706Z",
                 "fields": {
                  "firstname": "Max",
                  "lastname": "Mustermann",
                  "email": "max.mustermann@example.com",
                  "phone-input-id-cc54007b": "+49 176 12345678",
                  "Vorhaben": "Kauf",
                  "address [street]": "Teststr.",
                  "address [house]": "55",
                  "address [zip]": "10179",
                  "address [city]": "Berlin",
                  "address [country]": "Deutschland",
                  "utm_source": "google",
                  "gclid": "Cj0KCQjwexample"
                 }
                }
                """#,
            fields: #"""
                {
                 "firstname": "Max",
                 "address [street]": "Teststr.",
                 "Vorhaben": "Kauf",
                 "gclid": "Cj0KCQjwexample"
                }
                """#
        ),
        PresetCase(
            name: "Heyflow, extended",
            preset: "heyflow",
            payload: #"""
                {
                 "fields": [
                  {
                   "label": "Vorname",
                   "variable": "firstname",
                   "id": "input-1c2c7b93",
                   "values": [
                    {
                     "label": "Max",
                     "id": "input-1c2c7b93",
                     "answer": "Max"
                    }
                   ]
                  },
                  {
                   "label": "Destination",
                   "variable": "destination",
                   "id": "mc-c2cc7b93",
                   "values": [
                    {
                     "label": "Spain",
                     "id": "mco-6417166f",
                     "answer": "Spain"
                    },
                    {
                     "label": "Japan",
                     "id": "mco-3214944f",
                     "answer": "Japan"
                    }
                   ]
                  }
                 ],
                 "id": "EqSFqTjaFlGZngNrhlDZ",
                 "flowId": "my-demo-flow-id",
                 "created": "2020-09-09T15:29:41.706Z"
                }
                """#,
            fields: #"""
                {
                 "firstname": "Max",
                 "Vorname": "Max",
                 "input-1c2c7b93": "Max",
                 "destination": [
                  "Spain",
                  "Japan"
                 ]
                }
                """#
        ),
        PresetCase(
            name: "Elementor, advanced data",
            preset: "elementor",
            payload: #"""
                {
                 "form": {
                  "id": "c1d6fde",
                  "name": "Checkout pré populado"
                 },
                 "fields": {
                  "name": {
                   "id": "name",
                   "type": "text",
                   "title": "Seu nome",
                   "value": "Teste",
                   "raw_value": "Teste",
                   "required": "1"
                  },
                  "email": {
                   "id": "email",
                   "type": "email",
                   "title": "Seu melhor email",
                   "value": "teste@gmail.com",
                   "raw_value": "teste@gmail.com",
                   "required": "1"
                  },
                  "phone": {
                   "id": "phone",
                   "type": "text",
                   "title": "Whatsapp",
                   "value": "(85) 98769-6383",
                   "raw_value": "(85) 98769-6383",
                   "required": "1"
                  },
                  "utm_source": {
                   "id": "utm_source",
                   "type": "hidden",
                   "title": "utm_source",
                   "value": "acesso",
                   "raw_value": "acesso",
                   "required": "0"
                  },
                  "utm_medium": {
                   "id": "utm_medium",
                   "type": "hidden",
                   "title": "utm_medium",
                   "value": "direto",
                   "raw_value": "direto",
                   "required": "0"
                  },
                  "utm_campaign": {
                   "id": "utm_campaign",
                   "type": "hidden",
                   "title": "utm_campaign",
                   "value": "organico",
                   "raw_value": "organico",
                   "required": "0"
                  }
                 },
                 "meta": {
                  "date": {
                   "title": "Date",
                   "value": "março 30, 2026"
                  },
                  "time": {
                   "title": "Time",
                   "value": "1:53 pm"
                  },
                  "page_url": {
                   "title": "Page URL",
                   "value": "https://tarciramartinsacademy.com.br/pagina-aberta/?fbclid=fbclid"
                  },
                  "user_agent": {
                   "title": "User Agent",
                   "value": "Mozilla/5.0 (Linux; Android 10; K)"
                  },
                  "remote_ip": {
                   "title": "Remote IP",
                   "value": "2804:29b8:512a:2767:1cd6:b485:f567:86d9"
                  },
                  "credit": {
                   "title": "Powered by",
                   "value": "Elementor"
                  }
                 }
                }
                """#,
            fields: #"""
                {
                 "name": "Teste",
                 "Seu nome": "Teste",
                 "email": "teste@gmail.com",
                 "utm_source": "acesso",
                 "page_url": "https://tarciramartinsacademy.com.br/pagina-aberta/?fbclid=fbclid"
                }
                """#
        ),
        PresetCase(
            name: "Elementor, simple",
            preset: "elementor",
            payload: #"""
                {
                 "Name": "Max Mustermann",
                 "E-Mail": "max.mustermann@example.com",
                 "Telefon": "030/420860",
                 "Kaufpreis (€)": "358.000",
                 "Date": "30. März 2026",
                 "Time": "13:53",
                 "Page URL": "https://www.example.de/baufi/?utm_source=google&gclid=Cj0KC",
                 "User Agent": "Mozilla/5.0",
                 "Remote IP": "203.0.113.7",
                 "Powered by": "Elementor",
                 "form_id": "c1d6fde",
                 "form_name": "Baufi-Anfrage"
                }
                """#,
            fields: #"""
                {
                 "Name": "Max Mustermann",
                 "E-Mail": "max.mustermann@example.com",
                 "Kaufpreis (€)": "358.000"
                }
                """#
        ),
        PresetCase(
            name: "Gravity Forms",
            preset: "gravity",
            payload: #"""
                {
                 "id": "71",
                 "form_id": "2",
                 "post_id": null,
                 "date_created": "2026-03-28 18:12:17",
                 "date_updated": "2026-03-28 18:12:17",
                 "is_starred": "0",
                 "is_read": "0",
                 "ip": "127.0.0.1",
                 "source_url": "https://www.example.de/baufinanzierung/?utm_source=google&utm_campaign=baufi",
                 "user_agent": "Mozilla/5.0",
                 "currency": "EUR",
                 "payment_status": null,
                 "payment_date": null,
                 "payment_amount": null,
                 "payment_method": null,
                 "transaction_id": null,
                 "is_fulfilled": null,
                 "created_by": null,
                 "transaction_type": null,
                 "status": "active",
                 "1.2": "Herr",
                 "1.3": "Max",
                 "1.4": "",
                 "1.6": "Mustermann",
                 "1.8": "",
                 "2": "max.mustermann@example.com",
                 "3": "(030) 420860",
                 "4.1": "Teststr. 55",
                 "4.2": "",
                 "4.3": "Berlin",
                 "4.4": "",
                 "4.5": "10179",
                 "4.6": "Deutschland",
                 "5": "1980-02-01",
                 "6": "358000",
                 "7.1": "Ich stimme der Datenschutzerklärung zu",
                 "7.2": "",
                 "8": "google"
                }
                """#,
            fields: #"""
                {
                 "1.3": "Max",
                 "1.6": "Mustermann",
                 "4.5": "10179",
                 "6": "358000"
                }
                """#
        ),
        PresetCase(
            name: "Netlify",
            preset: "netlify",
            payload: #"""
                {
                 "number": 24,
                 "title": "Max Mustermann",
                 "email": "max.mustermann@example.org",
                 "name": "Max Mustermann",
                 "first_name": "Max",
                 "last_name": "Mustermann",
                 "company": null,
                 "summary": "<strong>Max Mustermann</strong> Default value",
                 "body": "Default value",
                 "data": {
                  "name": "Max Mustermann",
                  "email": "max.mustermann@example.org",
                  "comments": "Default value",
                  "ip": "203.0.113.7",
                  "user_agent": "Mozilla/5.0",
                  "referrer": "https://www.example.de/?utm_source=google"
                 },
                 "created_at": "2019-01-15T22:00:51.691Z",
                 "human_fields": {
                  "Name": "Max Mustermann",
                  "Email": "max.mustermann@example.org",
                  "Comments": "Default value"
                 },
                 "ordered_human_fields": [
                  {
                   "title": "Name",
                   "name": "name",
                   "value": "Max Mustermann"
                  },
                  {
                   "title": "Email",
                   "name": "email",
                   "value": "max.mustermann@example.org"
                  },
                  {
                   "title": "Comments",
                   "name": "comments",
                   "value": "Default value"
                  }
                 ],
                 "id": "5c3e5813f203baba9782ba13",
                 "form_id": "5c3a051bdbfb660008114ddb",
                 "site_url": "http://www.example.org",
                 "form_name": "Contact Form"
                }
                """#,
            fields: #"""
                {
                 "name": "Max Mustermann",
                 "comments": "Default value"
                }
                """#
        ),
        PresetCase(
            name: "LinkedIn",
            preset: "linkedin",
            payload: #"""
                {
                 "id": "1",
                 "formResponse": {
                  "answers": [
                   {
                    "questionId": 1,
                    "answerDetails": {
                     "textQuestionAnswer": {
                      "answer": "Max"
                     }
                    }
                   },
                   {
                    "questionId": 2,
                    "answerDetails": {
                     "multipleChoiceAnswer": {
                      "options": [
                       7
                      ]
                     }
                    }
                   }
                  ],
                  "consentResponses": [
                   {
                    "consentId": 9,
                    "accepted": true
                   }
                  ]
                 },
                 "form": {
                  "content": {
                   "questions": [
                    {
                     "questionId": 1,
                     "predefinedField": "FIRST_NAME",
                     "name": "Vorname"
                    },
                    {
                     "questionId": 2,
                     "name": "Vorhaben"
                    }
                   ]
                  }
                 }
                }
                """#,
            fields: #"""
                {
                 "1": "Max",
                 "FIRST_NAME": "Max",
                 "Vorhaben": 7,
                 "9": true
                }
                """#
        ),
        PresetCase(
            name: "Contact Form 7",
            preset: "contact-form-7",
            payload: #"""
                {
                 "your-name": "Max Mustermann",
                 "your-email": "max.mustermann@example.com",
                 "your-tel": "0176-12345678",
                 "your-subject": "Anfrage Baufinanzierung",
                 "vorhaben": [
                  "Kauf"
                 ],
                 "rueckruf": [
                  "vormittags",
                  "nachmittags"
                 ],
                 "acceptance-dsgvo": "1",
                 "gehaltsnachweis": "https://www.example.de/wp-content/uploads/cf7-to-webhook-uploads/123/65f0/gehaltsnachweis-nachweis.pdf",
                 "_remote_ip": "203.0.113.7",
                 "_url": "https://www.example.de/baufinanzierung/?utm_source=google&utm_medium=cpc&gclid=Cj0KC",
                 "your-message": "Bitte um \"Rückruf\" ab 18 Uhr"
                }
                """#,
            fields: #"""
                {
                 "your-name": "Max Mustermann",
                 "vorhaben": "Kauf",
                 "rueckruf": [
                  "vormittags",
                  "nachmittags"
                 ]
                }
                """#
        ),
        PresetCase(
            name: "WPForms",
            preset: "wpforms",
            payload: #"""
                {
                 "name": "Max Mustermann",
                 "email": "max.mustermann@example.com",
                 "telefon": "030/420860",
                 "adresse": "Teststr. 55||Berlin||10179||DE",
                 "geburtsdatum": {
                  "value": "01.02.1980",
                  "unix": 318211200
                 },
                 "interessen": "Kauf||Modernisierung",
                 "kaufpreis": "358000.00",
                 "nachweise": [
                  "https://www.example.de/wp-content/uploads/wpforms/12-abc/gehalt.pdf"
                 ],
                 "page_url": "https://www.example.de/baufi/?utm_source=google"
                }
                """#,
            fields: #"""
                {
                 "name": "Max Mustermann",
                 "interessen": "Kauf||Modernisierung",
                 "geburtsdatum": {
                  "value": "01.02.1980",
                  "unix": 318211200
                 }
                }
                """#
        ),
        PresetCase(
            name: "Fluent Forms",
            preset: "fluent",
            payload: #"""
                {
                 "names": {
                  "first_name": "Max",
                  "last_name": "Mustermann"
                 },
                 "email": "max@example.org",
                 "address_1": {
                  "zip": "10179"
                 },
                 "gdpr-agreement": "on",
                 "__submission": {
                  "id": "7",
                  "serial_number": "3",
                  "source_url": "https://www.example.de/?utm_source=google",
                  "user_inputs": {
                   "email": "max@example.org"
                  }
                 }
                }
                """#,
            fields: #"""
                {
                 "email": "max@example.org",
                 "names": {
                  "first_name": "Max",
                  "last_name": "Mustermann"
                 },
                 "source_url": "https://www.example.de/?utm_source=google"
                }
                """#
        ),
        PresetCase(
            name: "Ninja Forms, one JSON field",
            preset: "ninja",
            payload: #"""
                {
                 "json": "{\"vorname\":\"Max\"}"
                }
                """#,
            fields: #"""
                {
                 "vorname": "Max"
                }
                """#
        ),
        PresetCase(
            name: "Google Forms",
            preset: "google-forms",
            payload: #"""
                {
                 "values": [
                  "28.03.2026",
                  "Max"
                 ],
                 "namedValues": {
                  "Zeitstempel": [
                   "28.03.2026 18:12:17"
                  ],
                  "Wie heißen Sie?": [
                   "Max"
                  ],
                  "E-Mail-Adresse": [
                   "max@example.org"
                  ]
                 },
                 "range": {
                  "columnStart": 1
                 }
                }
                """#,
            fields: #"""
                {
                 "Wie heißen Sie?": "Max",
                 "E-Mail-Adresse": "max@example.org"
                }
                """#
        ),
        PresetCase(
            name: "Formspree",
            preset: "formspree",
            payload: #"""
                {
                 "form": "xyzabc",
                 "submission": {
                  "_date": "2026-03-28T17:12:17Z",
                  "name": "Max",
                  "email": "max@example.org"
                 }
                }
                """#,
            fields: #"""
                {
                 "name": "Max",
                 "email": "max@example.org"
                }
                """#
        ),
        PresetCase(
            name: "Webflow",
            preset: "webflow",
            payload: #"""
                {
                 "triggerType": "form_submission",
                 "payload": {
                  "name": "Anfrage",
                  "siteId": "s",
                  "data": {
                   "First Name": "Max",
                   "Email": "max@example.org"
                  },
                  "submittedAt": "2026-03-28T17:12:17Z",
                  "id": "i"
                 }
                }
                """#,
            fields: #"""
                {
                 "First Name": "Max",
                 "Email": "max@example.org"
                }
                """#
        ),
        PresetCase(
            name: "Webflow, the earlier form",
            preset: "webflow",
            payload: #"""
                {
                 "name": "Anfrage",
                 "site": "s",
                 "data": {
                  "First Name": "Max"
                 },
                 "d": "2026-03-28",
                 "_id": "i"
                }
                """#,
            fields: #"""
                {
                 "First Name": "Max"
                }
                """#
        ),
        PresetCase(
            name: "Evocalize, the second lead of a batch",
            preset: "evocalize",
            leads: "$.payload.leads[*]",
            item: 1,
            payload: #"""
                {
                 "leads": [
                  {
                   "id": "facebook:1",
                   "facebook": {
                    "leadForm": [
                     {
                      "name": "email",
                      "values": [
                       "a@example.org"
                      ]
                     }
                    ]
                   }
                  },
                  {
                   "id": "tikTok:2",
                   "tikTok": {
                    "summary": "s",
                    "leadForm": [
                     {
                      "name": "email",
                      "values": [
                       "b@example.org"
                      ]
                     }
                    ],
                    "leadFormDisclaimerResponses": [
                     {
                      "consentText": "AGB",
                      "isConsentChecked": true
                     }
                    ]
                   },
                   "content": [
                    [
                     {
                      "friendlyName": "Objekt",
                      "name": "objekt",
                      "value": "Haus"
                     }
                    ]
                   ],
                   "program": "p",
                   "order": "o"
                  }
                 ]
                }
                """#,
            fields: #"""
                {
                 "email": "b@example.org",
                 "AGB": true,
                 "objekt": "Haus",
                 "Objekt": "Haus"
                }
                """#
        ),
        PresetCase(
            name: "ImmobilienScout24, the second lead",
            preset: "immoscout24",
            leads: "$.payload.lead[*]",
            item: 1,
            payload: #"""
                {
                 "lead": [
                  {
                   "id": 1,
                   "providerId": 3847,
                   "providerName": "Baufinanz & Partner GmbH",
                   "shortName": "Zentrale",
                   "requestType": "APPOINTMENT_REQUEST",
                   "shopLead": false,
                   "contactRequest": {
                    "financingTerms": {
                     "amortizationRate": 2.0,
                     "postalCode": "10243",
                     "geoCode": "1276003001017",
                     "locationName": "Berlin-Friedrichshain (Friedrichshain)",
                     "employment": "EMPLOYED",
                     "fixedNominalInterestRate": "TEN_YEARS",
                     "financing": {
                      "type": "PurchaseFinancing",
                      "purchasePrice": 595000.0,
                      "ownFunds": 45000.0,
                      "additionalCosts": 6000.0,
                      "financingStart": "IN_BETWEEN_THREE_AND_SIX_MONTHS",
                      "projectState": "REAL_ESTATE_VISITED"
                     }
                    },
                    "contactChannel": "EMAIL",
                    "availability": "ALL_DAY",
                    "salutation": "MR",
                    "surname": "Mustermann",
                    "forename": "Max",
                    "email": "max.mustermann@is24.de",
                    "phoneNumber": "55501456789",
                    "message": "Bitte um Rückruf.",
                    "numberOfBorrowers": 2,
                    "bank": "Meine Hausbank",
                    "contactAddress": {
                     "street": "Schlossallee",
                     "streetNumber": "1",
                     "postalCode": "13245",
                     "location": "Berlin"
                    },
                    "dpaAccepted": false,
                    "kfwPromotion": false,
                    "arvatoScoringPermitted": false,
                    "title": "NO_TITLE",
                    "source": "WEBAPP",
                    "ssoId": 654321,
                    "useType": "UNKNOWN"
                   },
                   "realEstate": {},
                   "processingStatus": "NEW",
                   "processingStatusChanged": "2026-07-03T18:00:56",
                   "price": 0,
                   "shopBudgetReduction": 0,
                   "singleLead": false,
                   "leadType": "DEFAULT",
                   "scoutId": "19003525",
                   "extendedDataAccessible": false
                  },
                  {
                   "id": 2,
                   "providerId": 3847,
                   "providerName": "Baufinanz & Partner GmbH",
                   "shortName": "Zentrale",
                   "requestType": "APPOINTMENT_REQUEST",
                   "shopLead": false,
                   "contactRequest": {
                    "financingTerms": {
                     "amortizationRate": 1,
                     "postalCode": "10243",
                     "geoCode": "1276003001017",
                     "locationName": "Berlin-Friedrichshain (Friedrichshain)",
                     "employment": "FREELANCER",
                     "fixedNominalInterestRate": "TEN_YEARS",
                     "financing": {
                      "type": "FollowupFinancing",
                      "propertyValue": 545000.0,
                      "remainingDebt": 250000.0,
                      "financingStart": "IN_LESS_THAN_ONE_YEAR"
                     }
                    },
                    "contactChannel": "EMAIL",
                    "salutation": "MR",
                    "surname": "Mustermann",
                    "forename": "Max",
                    "email": "max.mustermann@is24.de",
                    "phoneNumber": "55501456789",
                    "message": "",
                    "exposeId": 29648095,
                    "numberOfBorrowers": 1,
                    "currentCredits": 75000,
                    "bank": "Meine Hausbank",
                    "primaryAppointmentDate": 1783029600000,
                    "secondaryAppointmentDate": 1783461600000,
                    "primaryAppointmentTime": "EIGHTEEN_UNTIL_NINETEEN",
                    "secondaryAppointmentTime": "ELEVEN_UNTIL_TWELVE",
                    "contactAddress": {
                     "street": "Schlossallee",
                     "streetNumber": "1",
                     "postalCode": "13245",
                     "location": "Berlin"
                    },
                    "dpaAccepted": false,
                    "kfwPromotion": false,
                    "arvatoScoringPermitted": false,
                    "title": "NO_TITLE",
                    "segmentClass": "PREMIUM_M",
                    "source": "WEBAPP",
                    "ssoId": 654321,
                    "useType": "UNKNOWN"
                   },
                   "realEstate": {
                    "id": 29648095,
                    "title": "Großzügiges Landhaus mit Alpenblick",
                    "type": "HOUSE_BUY",
                    "purchasePrice": 545000,
                    "livingArea": 150.0,
                    "siteArea": 610.0,
                    "constructionDate": 2013,
                    "address": {
                     "street": "Hauptstrasse",
                     "houseNumber": "10",
                     "postcode": "12345",
                     "city": "Berlin"
                    }
                   },
                   "processingStatus": "NEW",
                   "processingStatusChanged": "2026-07-03T18:00:56",
                   "price": 0,
                   "shopBudgetReduction": 0,
                   "singleLead": false,
                   "leadType": "DEFAULT",
                   "scoutId": "19003525",
                   "extendedDataAccessible": false
                  }
                 ]
                }
                """#,
            fields: #"""
                {
                 "surname": "Mustermann",
                 "postalCode": "13245",
                 "financingPostalCode": "10243",
                 "type": "FollowupFinancing",
                 "remainingDebt": 250000.0,
                 "employment": "FREELANCER"
                }
                """#
        ),
        PresetCase(
            name: "Dr. Klein",
            preset: "drklein",
            payload: #"""
                {
                 "vorgang": {
                  "leadquelle": "Bank im Ventil",
                  "antragsteller1": {
                   "personendaten": {
                    "vorname": "Max",
                    "nachname": "Mustermann"
                   },
                   "wohnsituation": {
                    "anschrift": {
                     "strasse": "Musterstraße.",
                     "hausnummer": "41a",
                     "plz": "10713",
                     "ort": "Berlin",
                     "wohnhaftSeit": "2016-01-01"
                    },
                    "anzahlPersonenImHaushalt": 1,
                    "wohnart": "ZUR_MIETE"
                   }
                  },
                  "haushalt": {
                   "kontoverbindung": {
                    "iban": "DE98600100700160451700",
                    "gehoertZuAntragsteller": "ANTRAGSTELLER_1"
                   },
                   "ausgaben": {
                    "privateKrankenversicherungen": [
                     {
                      "betragMonatlich": 200.01,
                      "gehoertZuAntragsteller": "ANTRAGSTELLER_1"
                     }
                    ],
                    "mietausgaben": [
                     {
                      "betragMonatlich": 200.01,
                      "gehoertZuAntragsteller": "ANTRAGSTELLER_1"
                     }
                    ]
                   }
                  },
                  "finanzbedarf": {
                   "finanzierungszweck": "FREIE_VERWENDUNG",
                   "finanzierungswunsch": {
                    "kreditbetrag": 10000,
                    "laufzeitInMonaten": 24,
                    "ratenzahlungstermin": "MONATSENDE"
                   }
                  },
                  "kommentare": [
                   "Max Mustermann hat 3 Kreditkarten."
                  ]
                 },
                 "tippgeber": {
                  "externeMitarbeiternummer": "078181726-121",
                  "vorname": "Max",
                  "nachname": "Mustermann",
                  "anrede": "HERR",
                  "telefon": "0612-298-xxxx",
                  "email": "max.mustermann@partner.de"
                 },
                 "partner": {
                  "custom": {
                   "telefonTermin": "2021-01-10 13:00:00",
                   "filialId": "123123",
                   "kundennummer": "143251ab",
                   "vertriebsschluessel": "KOOPERATION_MIT_DRKLEIN"
                  }
                 }
                }
                """#,
            fields: #"""
                {
                 "leadquelle": "Bank im Ventil"
                }
                """#
        ),
        PresetCase(
            name: "einfach-zum-angebot",
            preset: "einfach-zum-angebot",
            payload: #"""
                {
                 "contact_name": "Max",
                 "lead_data": [
                  {
                   "data_key": "kaufpreis",
                   "data_value": "358000"
                  }
                 ]
                }
                """#,
            fields: #"""
                {
                 "contact_name": "Max",
                 "kaufpreis": "358000"
                }
                """#
        ),
        PresetCase(
            name: "ActiveCampaign",
            preset: "activecampaign",
            payload: #"""
                {
                 "type": "subscribe",
                 "date_time": "x",
                 "list": "1",
                 "contact": {
                  "id": "5",
                  "email": "max@example.org",
                  "first_name": "Max",
                  "ip": "203.0.113.7",
                  "fields": {
                   "1": "||A||B||"
                  }
                 },
                 "tag": "t"
                }
                """#,
            fields: #"""
                {
                 "email": "max@example.org",
                 "first_name": "Max",
                 "1": "||A||B||"
                }
                """#
        ),
        PresetCase(
            name: "HubSpot, a workflow's webhook",
            preset: "hubspot",
            payload:
                #"{"vid":1,"portal-id":2,"properties":{"firstname":{"value":"Max","versions":[{"value":"Max","source-type":"FORM"}]},"hs_object_id":{"value":"1"}}}"#,
            fields: #"{"firstname":"Max"}"#
        ),
        PresetCase(
            name: "Bitrix24, fields of a lead",
            preset: "bitrix24",
            payload:
                #"{"event":"ONCRMLEADADD","ts":"1","auth":{"domain":"example.bitrix24.com"},"data":{"FIELDS":{"ID":"3","NAME":"Max","PHONE":[{"VALUE":"030 420860","VALUE_TYPE":"WORK"}]}}}"#,
            fields: #"{"NAME":"Max","PHONE":"030 420860"}"#
        ),
        PresetCase(
            name: "Pipedrive, a person of version 2",
            preset: "pipedrive",
            payload:
                #"{"meta":{"action":"create","entity":"person"},"data":{"id":1,"name":"Max Mustermann","emails":[{"label":"work","value":"max@example.org","primary":true}],"add_time":"2026-01-01","custom_fields":{"a1":{"type":"text","value":"Kauf"}}},"previous":null}"#,
            fields: #"{"name":"Max Mustermann","email":"max@example.org","a1":"Kauf"}"#
        ),
        PresetCase(
            name: "Calendly, an invitee",
            preset: "calendly",
            payload:
                #"{"event":"invitee.created","created_at":"2026-01-01T00:00:00Z","payload":{"name":"Max Mustermann","email":"max@example.org","questions_and_answers":[{"question":"Kaufpreis","answer":"350.000","position":0}],"tracking":{"utm_campaign":"herbst"}}}"#,
            fields: #"{"name":"Max Mustermann","Kaufpreis":"350.000","utm_campaign":"herbst"}"#
        ),
        PresetCase(
            name: "TikTok, changes of an entry",
            preset: "tiktok",
            payload:
                #"{"object":"LEAD","time":1,"entry":[{"lead_id":"7","changes":[{"field":"email","value":"max@example.org"},{"field":"full_name","value":"Max"}]}]}"#,
            fields: #"{"email":"max@example.org","full_name":"Max"}"#
        ),
        PresetCase(
            name: "ManyChat, a full contact",
            preset: "manychat",
            payload:
                #"{"id":"1","key":"user:1","first_name":"Max","phone":"+4930420860","live_chat_url":"https://example.org","custom_fields":{"kaufpreis":"350000"}}"#,
            fields: #"{"first_name":"Max","kaufpreis":"350000"}"#
        ),
        PresetCase(
            name: "Zapier, keys as they were mapped",
            preset: "zapier",
            payload: #"{"full_name":"Max Mustermann","kaufpreis":"350000"}"#,
            fields: #"{"full_name":"Max Mustermann","kaufpreis":"350000"}"#
        ),
        PresetCase(
            name: "Make, keys as they were mapped",
            preset: "make",
            payload: #"{"vorname":"Max","tags":["Kauf"]}"#,
            fields: #"{"vorname":"Max","tags":"Kauf"}"#
        ),
        PresetCase(
            name: "OpenImmo feedback, one who asks",
            preset: "openimmo-feedback",
            leads: "$.payload.openimmo_feedback.objekt[*].interessent[*]",
            payload:
                #"{"openimmo_feedback":{"version":"1.2.5","objekt":[{"oobj_id":"A1","interessent":[{"vorname":"Max","nachname":"Mustermann"}]}]}}"#,
            fields: #"{"nachname":"Mustermann","objekt_nr":"A1"}"#
        ),
        PresetCase(
            name: "OpenImmo feedback, one of two who ask about the second object",
            preset: "openimmo-feedback",
            leads: "$.payload.openimmo_feedback.objekt[*].interessent[*]",
            item: 2,
            payload:
                #"{"openimmo_feedback":{"version":"1.2.5","objekt":[{"oobj_id":"A1","preis":"1","interessent":[{"nachname":"Vogt"}]},{"oobj_id":"A2","preis":"2","interessent":[{"nachname":"Kern"},{"nachname":"Lenz"}]}]}}"#,
            fields: #"{"nachname":"Lenz","objekt_nr":"A2","preis":"2"}"#
        ),
        PresetCase(
            name: "OpenImmo enquiry, one who asks",
            preset: "openimmo-anfrage",
            leads: "$.payload.openimmo_anfrage.objekt[*].interessent[*]",
            payload:
                #"{"openimmo_anfrage":{"objekt":[{"oobj_id":"A1","interessent":[{"vorname":"Max","nachname":"Mustermann"}]}]}}"#,
            fields: #"{"nachname":"Mustermann","objekt_nr":"A1"}"#
        ),
    ]
}
