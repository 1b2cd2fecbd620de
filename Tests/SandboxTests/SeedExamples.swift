/// The request bodies that the five published READMEs print, with nothing changed but slips of typography: a remark inside
/// JSON, a placeholder of a partner id, a member name without quotes, line breaks and quotes that were not escaped inside
/// `query`.
///
/// Case numbers and ids are those of the READMEs; a test puts those of its own case in their place.
enum SeedExamples {
    /// Kundenangaben: create.
    static let create = #"""
        {
            "importMetadaten": {
                "datenkontext": "ECHT_GESCHAEFT",
                "externeVorgangsId": "Lead 7c78de13-da02-4bdd-b4b2-c37855abfccc",
                "importquelle": "Landinpage Trisalis AG 2021",
                "leadtracking": {
                    "kampagne": "Trisalis AG",
                    "keyword": "Altersvorsorge - stark wie Beton",
                    "trackingId": "be8d40b0-25af-48ae-8c57-a1b72527f903"
                },
                "zusaetzlicherEreignistext": "Premium-Kunde",
                "prioritaet": "HOCH",
                "betreuung": {
                    "kundenbetreuer": "ABC12",
                    "bearbeiter": "ABC12"
                },
                "tippgeber": {
                    "tippgeberPartnerId": "TRI01",
                    "tippgeberprovisionswunsch": {
                        "@type": "BETRAG",
                        "betrag": 50
                    }
                }
            },
            "kundenangaben": {
                "haushalte": [
                    {
                        "kunden": [
                            {
                                "externeKundenId": "extKunde1",
                                "referenzId": "jsonRef1",
                                "personendaten": {
                                    "person": {
                                        "titel": {
                                            "prof": false,
                                            "dr": false
                                        },
                                        "anrede": "HERR",
                                        "vorname": "Max",
                                        "nachname": "Mustermann"
                                    }
                                },
                                "wohnsituation": {
                                    "anschrift": {
                                        "strasse": "Teststr.",
                                        "hausnummer": "55",
                                        "plz": "10179",
                                        "ort": "Berlin"
                                    }
                                },
                                "finanzielles": {
                                    "beschaeftigung": {
                                        "@type": "ANGESTELLTER",
                                        "beschaeftigungsverhaeltnis": {
                                            "arbeitgeber": {
                                                "name": "Trisalis AG",
                                                "inDeutschland": true
                                            }
                                        }
                                    },
                                    "einkommenNetto": 4825
                                },
                                "kontakt": {
                                    "telefonnummer": {
                                        "vorwahl": "030",
                                        "nummer": "420860"
                                    },
                                    "email": "max.mustermann@europace.de",
                                    "weitereKontaktmoeglichkeiten": "beste Erreichbarkeit von 18-20Uhr"
                                }
                            }
                        ],
                        "finanzielleSituation": {
                            "vermoegen": {
                                "summeBankUndSparguthaben": {
                                    "guthaben": 154000,
                                    "verwendung": {
                                        "@type": "AUFLOESUNG_ALS_VERWENDUNG",
                                        "maximalEinzusetzenderBetrag": 78000,
                                        "kommentar": "einzusetzendes Eigenkapital"
                                    }
                                }
                            },
                            "ausgaben": {
                                "summeMietausgaben": {
                                    "betragMonatlich": 1150,
                                    "entfaelltMitFinanzierung": true
                                }
                            }
                        }
                    }
                ],
                "finanzierungsobjekt": {
                    "immobilie": {
                        "adresse": {
                            "strasse": "Immobilienstraße",
                            "hausnummer": "16",
                            "plz": "82784",
                            "ort": "Spandau"
                        },
                        "typ": {
                            "@type": "EINFAMILIENHAUS",
                            "gebaeude": {
                                "baujahr": 2018,
                                "nutzung": {
                                    "wohnen": {
                                        "gesamtflaeche": 150,
                                        "nutzungsart": {
                                            "@type": "EIGENGENUTZT"
                                        }
                                    }
                                }
                            }
                        }
                    }
                },
                "finanzierungsbedarf": {
                    "finanzierungszweck": {
                        "@type": "KAUF",
                        "kaufpreis": 358000,
                        "nebenkosten": {
                            "maklergebuehr": {
                                "wert": 3.75,
                                "einheit": "PROZENT"
                            },
                            "notargebuehr": {
                                "wert": 1.25,
                                "einheit": "PROZENT"
                            },
                            "grunderwerbsteuer": {
                                "wert": 6,
                                "einheit": "PROZENT"
                            }
                        }
                    },
                    "praeferenzen": {
                        "finanzierungsdetailspraeferenzen": {
                            "zinsbindung": {
                                "@type": "ZINSBINDUNGSSPANNE",
                                "vonJahre": 10,
                                "bisJahre": 15,
                                "kommentar": "Einstellung in Leadstrecke: normal"
                            },
                            "ratenhoehe": {
                                "@type": "WARMMIETE_VON_HEUTE"
                            },
                            "tilgungssatzwechsel": {
                                "@type": "NICHT_EINGEPLANT_ODER_ABSEHBAR"
                            }
                        },
                        "bestandteileDerFinanzierung": {
                            "praeferenz": "UNKOMPLIZIERTE_FINANZIERUNG"
                        },
                        "absicherungUndVorsorge": {
                            "praeferenz": "KEINE_PRAEFERENZ"
                        },
                        "zeitlicherRahmen": {
                            "@type": "SO_SCHNELL_WIE_MOEGLICH",
                            "kommentar": "Es gibt noch weitere Interessenten"
                        }
                    },
                    "finanzierungsbausteine": [
                        {
                            "@type": "ANNUITAETENDARLEHEN",
                            "darlehensbetrag": 319380,
                            "annuitaetendetails": {
                                "zinsbindungInJahren": 10,
                                "tilgungswunsch": {
                                    "@type": "RATE",
                                    "rate": 1150,
                                    "tilgungsbeginn": "2020-09-20"
                                },
                                "sondertilgungJaehrlich": 0,
                                "auszahlungszeitpunkt": "2021-07-19"
                            },
                            "bereitstellungszinsfreieZeitInMonaten": 2,
                            "provision": 1.5
                        }
                    ]
                }
            }
        }
        """#

    /// Kundenangaben: replace; the README's "Body as in create case" stands for `kundenangaben`.
    static let updateMetadaten = #"""
        {"tippgeber": {"tippgeberPartnerId": "AAV43", "tippgeberprovisionswunsch": {"@type": "BETRAG", "betrag": 567.1}}}
        """#

    /// Vorgaenge: JSON Patches.
    static let patches = [
        #"[{"op":"replace","path":"/externeVorgangsNummer","value":"ext_VN_4711"}]"#,
        #"[{"op":"replace","path":"/status","value":"ARCHIVIERT"}]"#,
    ]

    /// Vorgaenge: partners for the two roles.
    static let partners = [
        ("kundenBetreuer", #"{"partnerId": "AAV43"}"#), ("vorgangsBearbeiter", #"{"partnerId": "MNC81"}"#),
    ]

    /// KEX import.
    static let loan = #"""
        {
            "kundenbetreuer": {"partnerId": "TEST"},
            "antragsteller1": {"personendaten": {"vorname": "Max", "nachname": "Mustermann"}}
        }
        """#

    /// KEX update: the documents, whose variables are `vorgangsnummer` and, where it is declared, `antragstellerId`.
    static let mutations = [
        """
        mutation personendaten($vorgangsnummer: String!, $antragstellerId: String!) {
            updatePersonendaten(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, personendaten: {
                vorname: "Max"
                nachname: "Mustermann"
            }) {
                messages
            }
        }
        """,
        """
        mutation wohnsituation($vorgangsnummer: String!, $antragstellerId: String!) {
            updateWohnsituation(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, wohnsituation: {
                wohnart: ZUR_MIETE
                anzahlPersonenImHaushalt: 1
            }) {
                messages
            }
        }
        """,
        """
        mutation herkunft($vorgangsnummer: String!, $antragstellerId: String!) {
            updateHerkunft(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, herkunft: {
                staatsangehoerigkeit: DE
                steuerId: "11345678904"
            }) {
                messages
            }
        }
        """,
        """
        mutation beschaeftigung($vorgangsnummer: String!, $antragstellerId: String!) {
            updateBeschaeftigung(vorgangsnummer: $vorgangsnummer, antragstellerId: $antragstellerId, beschaeftigung: {
                beschaeftigungsart:ARBEITER,
                arbeiter: {
                    beschaeftigungsverhaeltnis: {
                        nettoeinkommenMonatlich: 2345.67,
                        befristung: UNBEFRISTET,
                        beschaeftigtSeit: "2009-01-02",
                        arbeitgeber: {
                            name: "Firmenname",
                            branche: INFORMATION_KOMMUNIKATION,
                            anschrift: {
                                ort: "Berlin"
                            }
                        }
                    }
                }
            }) {
                messages
            }
        }
        """,
        """
        mutation finanzierungswunsch($vorgangsnummer: String!) {
            updateFinanzierungswunsch(vorgangsnummer: $vorgangsnummer, finanzierungswunsch: { kreditbetrag: 10000 }){
                messages
            }
        }
        """,
        """
        mutation kommentare($vorgangsnummer: String!) {
            addKommentare(vorgangsnummer: $vorgangsnummer, kommentare: ["kommentar 1", "kommentar 2"]){
                messages
            }
        }
        """,
    ]

    /// KEX-Antragsstatus: events.
    static let events = [
        #"{"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "UNTERSCHRIEBEN"}"#,
        #"{"antragsnummer": "985132/1/1", "produktanbieterstatus": "UNTERSCHRIEBEN"}"#,
        #"""
        {"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
         "kommentar": "Bitte noch eine Kopie des Personalausweises nachreichen."}
        """#,
        #"""
        {"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "ZURUECKGESTELLT",
         "kommentar": "Bitte reichen Sie noch folgende Dokumente nach:", "hinweise": ["Personalausweis", "Geburtsurkunde"]}
        """#,
        #"{"produktanbieterantragsnummer": "12919351", "antragstellerstatus": "UNTERSCHRIEBEN"}"#,
        #"""
        {"produktanbieterantragsnummer": "12919351", "produktanbieterstatus": "UNTERSCHRIEBEN",
         "antragstellerstatus": "UNTERSCHRIEBEN"}
        """#,
    ]
}
