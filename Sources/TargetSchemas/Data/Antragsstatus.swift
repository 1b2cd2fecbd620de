// swift-format-ignore-file

/// Written by hand from the API's documentation (fact sheet 1.6, 5): no specification is published for machines.
extension ShippedSchemas {
    static let antragsstatus = #"""
{
"format": "leadgate-schema-1",
"target": "antragsstatus",
"version": "2025-12-01",
"root": "Statuswechsel",
"enumerations": {
"produktanbieterstatus": ["NICHT_BEARBEITET","UNTERSCHRIEBEN","ABGELEHNT","ZURUECKGESTELLT"],
"antragstellerstatus": ["BEANTRAGT","UNTERSCHRIEBEN","NICHT_ANGENOMMEN","WIDERRUFEN"]
},
"unions": {
},
"types": {
"Statuswechsel": {"@rules":"any=antragsnummer|produktanbieterantragsnummer any=produktanbieterstatus|antragstellerstatus|kommentar|hinweise any?=produktanbieterstatus|antragstellerstatus","antragsnummer":"text length=1..","produktanbieterantragsnummer":"text length=1..","produktanbieterstatus":"enum:produktanbieterstatus","antragstellerstatus":"enum:antragstellerstatus","kommentar":"text","hinweise":"text[]"}
}
}
"""#
}
