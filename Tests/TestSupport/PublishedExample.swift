/// Bodies that the APIs' documentation shows, for tests of more than one module.
package enum PublishedExample {
    /// The create example of the published Kundenangaben documentation, its inline remark removed.
    package static let kundenangaben = #"""
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
              "tippgeberPartnerId": "{{PARTNER_ID}}",
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
}
