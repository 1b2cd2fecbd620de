// swift-format-ignore-file

/// Written by hand from the API's specification v3 (fact sheet 1.3, 5): of the operations there only those that change a
/// case are here, and the paths that a patch may have are members.
extension ShippedSchemas {
    static let vorgaenge = #"""
{
"format": "leadgate-schema-1",
"target": "vorgaenge",
"version": "3.0.3",
"root": "Operation",
"enumerations": {
"status": ["AKTIV","ARCHIVIERT"],
"antragsteller": ["BEANTRAGT","UNTERSCHRIEBEN","NICHT_ANGENOMMEN","WIDERRUFEN"],
"produktAnbieter": ["NICHT_BEARBEITET","UNTERSCHRIEBEN","ABGELEHNT","ZURUECKGESTELLT"]
},
"unions": {
},
"types": {
"Operation": {"patch":"type:Patch","kundenBetreuer":"type:Partner","vorgangsBearbeiter":"type:Partner","nachricht":"type:Nachricht"},
"Patch": {"@rules":"any=status|externeVorgangsNummer|antrag","status":"enum:status","externeVorgangsNummer":"text","antrag":"type:Antrag"},
"Antrag": {"@rules":"any=antragsteller|produktAnbieter","antragsnummer":"text shape=XXXXXX/#/# required","antragsteller":"enum:antragsteller","produktAnbieter":"enum:produktAnbieter"},
"Partner": {"partnerId":"text shape=AAA99 required"},
"Nachricht": {"text":"text length=1..2000 required"}
}
}
"""#
}
