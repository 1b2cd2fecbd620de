import GermanValues
import JSON
import Mapping
import MappingLanguage
import TargetSchemas
import Targets

/// Finds a function whose results are of the right kind and can still never be right at a place: texts of another list, a number in
/// another unit.
struct ResultCheck {
    let schema: TargetSchema
    let log: FindingLog

    /// - Parameter path: the names of the members on the way to the place.
    func check(_ call: FunctionCall, _ kind: ValueKind, _ path: [String], at pointer: JSONPointer) {
        if case .enumeration(let id) = kind.innermost {
            check(call, among: schema[id].values, .unknownEnumValue, at: pointer)
        }
        // What a `wert` measures another member says.
        guard let unit = kind.unit?.inside(path.dropLast().last), path.last != "wert",
            let given = Self.kind(of: call), Self.contradicts(given, NumberPlaces.kind(of: unit))
        else { return }
        log.add(
            .unitMismatch,
            at: pointer,
            "\"\(call.name)\" gives another unit than \(unit.rawValue), which belongs here."
        )
    }

    /// What a template yields as an object's `@type`.
    func check(_ tag: Template, _ union: TypeUnion) {
        guard case .read(let read) = tag.form, read.lookup == nil, read.wanted.isEmpty, let last = read.functions.last
        else { return }
        check(last, among: union.tags, .unknownType, at: tag.pointer.appending("$as"))
    }

    private func check(_ call: FunctionCall, among values: [String], _ code: FindingCode, at pointer: JSONPointer) {
        guard let texts = LookupTexts(of: call, choices: schema.profile.choices), !values.contains(where: texts.contain)
        else { return }
        log.add(
            code,
            at: pointer,
            "\"\(call.name)\" never gives a value of this place: it gives \(texts.words).",
            advice: FindingText.allowed(values)
        )
    }

    // MARK: Units

    /// What a function's number measures; nil if that can be anything.
    private static func kind(of call: FunctionCall) -> NumberKind? {
        switch call.name {
        case "betrag": .geld
        case "prozent": .prozent
        case "flaeche": .flaeche
        case "jahre": .jahre
        case "monatlich": .monatlich
        case "jaehrlich": .jaehrlich
        case "zahl", "ganzzahl", "spanne-von", "spanne-bis", "spanne-mitte":
            call.arguments.first?.stringValue.flatMap(NumberKind.init)
        default: nil
        }
    }

    private enum Measure: Hashable {
        case anything, euros, eurosAMonth, eurosAYear
        case other(NumberKind)

        init(_ kind: NumberKind) {
            switch kind {
            case .zahl, .faktor, .anzahl, .personen, .fahrzeuge, .wohneinheiten, .geschosse: self = .anything
            case .geld, .einmalig, .proQuadratmeter: self = .euros
            case .monatlich, .einkommenMonatlich, .nettoMonatlich, .kaltmiete, .warmmiete: self = .eurosAMonth
            case .jaehrlich, .nettoJaehrlich, .bruttoJaehrlich: self = .eurosAYear
            default: self = .other(kind)
            }
        }

        var isMoney: Bool { self == .euros || self == .eurosAMonth || self == .eurosAYear }
    }

    private static func contradicts(_ given: NumberKind, _ place: NumberKind) -> Bool {
        let (given, place) = (Measure(given), Measure(place))
        if given == .anything || place == .anything || given == place { return false }
        // An amount without a period may be of any.
        return !(given.isMoney && place.isMoney) || given != .euros && place != .euros
    }
}
