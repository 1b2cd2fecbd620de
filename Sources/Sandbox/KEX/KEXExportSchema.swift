import TargetSchemas
import Targets

extension GraphQLSchema {
    /// The types of the KEX-Vorgang-Export-API: what its README lists, and what the import of a case takes besides (fact
    /// sheet 1.7).
    static let kexExport: GraphQLSchema = {
        let schema = TargetSchema.kexVorgang
        var types = GraphQLTypes(schema, as: .object)
        _ = types.type(of: .object(schema.root))
        return GraphQLSchema(published + types.definitions)
    }()

    /// As the README prints them. The loan of an Antrag has the name there that a liability of the household has, too.
    private static let published =
        (try? GraphQLParser.types(
            """
            type Query { vorgang(vorgangsnummer: String!): Vorgang! }
            type Vorgang {
              vorgangsnummer: String datenkontext: Datenkontext kundenbetreuer: Partner bearbeiter: Partner
              aufbewahrung: Aufbewahrung erstelltAm: String letzteAenderungAm: String letztesEreignisAm: String
              prioritaet: Prioritaet vorgangsstatus: Vorgangsstatus wiedervorlage: Wiedervorlage
              antraege(antragsnummer: String): [Antrag!]
            }
            type Partner { partnerId: String }
            type Aufbewahrung { grund: Aufbewahrungsgrund endetAm: String }
            type Vorgangsstatus { status: String }
            type Wiedervorlage { kommentar: String wiedervorlageAm: String }
            type Antrag {
              antragsnummer: String teilantragsnummer: String produktanbieterantragsnummer: String angenommenAm: String
              letzteAenderungAm: String letztesEreignisAm: String antragstellerstatus: Antragstellerstatus
              produktanbieterstatus: Produktanbieterstatus provisionsforderungsstatus: Provisionsforderungsstatus
              produkttyp: String gesamtkonditionen: Gesamtkonditionen ratenkredit: AntragRatenkredit
            }
            type Antragstellerstatus { status: String }
            type Produktanbieterstatus { status: String }
            type Provisionsforderungsstatus { status: String }
            type Gesamtkonditionen {
              auszahlungsbetrag: BigDecimal effektivzins: BigDecimal laufzeitInMonaten: Int monatlicheRate: BigDecimal
              nettokreditbetrag: BigDecimal sollzins: BigDecimal
            }
            type AntragRatenkredit {
              produktanbieterId: String produktbezeichnung: String produktart: String schlussrate: BigDecimal
              vorlaufzinsenProTag: BigDecimal
            }
            type Firma { brance: String }
            enum Datenkontext { ECHTGESCHAEFT TESTUMGEBUNG }
            enum Prioritaet { HOCH NEUTRAL NIEDRIG }
            enum Aufbewahrungsgrund { LEAD BERATERHAFTUNG GESCHAEFTSNACHWEIS }
            """
        )) ?? []
}
