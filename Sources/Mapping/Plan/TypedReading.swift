import GermanValues
import JSON
import TargetSchemas
import Targets

/// Reads any JSON value for a place of the target document; total, and never a guess.
///
/// Text is read as the place's type demands (2-mapping, "Reading values"), and what is read must keep the schema's limits:
/// a value that the target would drop or refuse is unreadable here.
struct TypedReading {
    let schema: TargetSchema
    let context: ReadingContext

    /// What a reading of an object had no place for: where in the value, and what.
    var leftovers: [FateRecord.Leftover] = []
    /// Where in the value the reading is.
    private var place: [String] = []

    init(schema: TargetSchema, context: ReadingContext) {
        self.schema = schema
        self.context = context
    }

    mutating func read(_ value: JSONValue, _ reader: ValueReader) -> Reading {
        switch reader {
        case .any:
            return Blank.isBlank(value) ? .nothing : .value(value)
        case .text(let rule):
            return text(value, rule)
        case .number(let kind, let rule):
            return within(TargetReading.number(value, kind: kind, context: context), rule.minimum, rule.maximum)
        case .integer(let kind, let rule):
            return within(
                TargetReading.integer(value, kind: kind, context: context),
                Double(max(rule.minimum ?? .min, Int(Int32.min))),
                Double(min(rule.maximum ?? .max, Int(Int32.max)))
            )
        case .boolean:
            return TargetReading.boolean(value)
        case .date(let isBirth):
            return TargetReading.date(value, kind: isBirth ? .geburt : .datum, context: context)
        case .country:
            return TargetReading.country(value, context: context)
        case .enumeration(let values, let holdsCountries):
            return enumeration(value, values, holdsCountries: holdsCountries)
        case .object(let type):
            return object(value, schema[type], tag: nil)
        case .union(let union):
            return variant(value, schema[union])
        case .list(let element, let max):
            return list(value, element, max: max)
        }
    }

    // MARK: Scalars

    private func text(_ value: JSONValue, _ rule: TextRule) -> Reading {
        if rule.role == .postcode, let function = Self.postcode { return function.apply(value, context: context) }
        let reading = TargetReading.text(value)
        guard case .value(.string(let text)) = reading else { return reading }
        if let least = rule.minLength, text.unicodeScalars.count < least {
            return .unreadable(Unreadable(.textZuKurz, "Der Text hat weniger als \(least) Zeichen."))
        }
        // No text has more scalars than bytes.
        if let most = rule.maxLength, text.utf8.count > most, text.unicodeScalars.count > most {
            return .unreadable(Unreadable(.textZuLang, "Der Text hat mehr als \(most) Zeichen."))
        }
        guard let shape = rule.shape, !shape.matches(text) else { return reading }
        let capital = text.uppercased()
        guard shape.matches(capital) else {
            return .unreadable(Unreadable(.formFalsch, "Der Text hat nicht die Form von \(shape.example)."))
        }
        return .value(.string(capital))
    }

    private static let postcode = ValueFunction.named("plz")

    private func enumeration(_ value: JSONValue, _ reader: EnumerationReader, holdsCountries: Bool) -> Reading {
        let reading = reader.read(value)
        guard holdsCountries, case .unreadable = reading else { return reading }
        let country = TargetReading.country(value, context: context)
        guard case .value(let code) = country else { return country }
        return reader.read(code)
    }

    private func within(_ reading: Reading, _ minimum: Double?, _ maximum: Double?) -> Reading {
        guard case .value(.number(let number)) = reading else { return reading }
        if let minimum, number.double < minimum {
            return .unreadable(Unreadable(.zahlBereich, "Die Zahl ist kleiner, als das Ziel erlaubt."))
        }
        if let maximum, number.double > maximum {
            return .unreadable(Unreadable(.zahlBereich, "Die Zahl ist größer, als das Ziel erlaubt."))
        }
        return reading
    }

    // MARK: Objects and lists

    private mutating func variant(_ value: JSONValue, _ union: TypeUnion) -> Reading {
        guard case .object(let object) = value else { return value.isNull ? .nothing : .unreadable(Self.noObject) }
        guard case .string(let tag)? = object[TypeUnion.discriminator] else {
            guard let untagged = union.untagged else { return .unreadable(Self.noType) }
            return self.object(value, schema[untagged], tag: nil)
        }
        guard let type = union[tag] else { return .unreadable(Self.noType) }
        return self.object(value, schema[type], tag: tag)
    }

    /// The members that the type knows, each read for its place; the others are leftovers.
    private mutating func object(_ value: JSONValue, _ type: ObjectType, tag: String?) -> Reading {
        guard case .object(let object) = value else { return value.isNull ? .nothing : .unreadable(Self.noObject) }
        // Taken once: a copy for each member would count all that it holds.
        let schema = schema
        var read = JSONObject(reserving: object.count + 1)
        if let tag { read[TypeUnion.discriminator] = .string(tag) }
        for member in object.members where member.key != TypeUnion.discriminator {
            guard let known = type.member(member.key) else {
                if !Blank.isBlank(member.value) {
                    leftovers.append(
                        FateRecord.Leftover(place: JSONPointer(place + [member.key]), value: member.value)
                    )
                }
                continue
            }
            place.append(member.key)
            defer { place.removeLast() }
            let reader = ValueReader(
                known.value,
                member: known.name,
                owner: place.dropLast().last,
                unit: object["einheit"]?.stringValue,
                schema: schema,
                isForOnce: true
            )
            switch self.read(member.value, reader) {
            case .value(let value): read[member.key] = value
            case .nothing: break
            case .unreadable(let reason):
                return .unreadable(Unreadable(reason.reason, "\(member.key): \(reason.message)"))
            }
        }
        for name in type.rules.flatMap({ $0.unread(in: read) }) where read[name] != nil {
            // Sent, it would be lost: it is with what the type does not know.
            leftovers.append(FateRecord.Leftover(place: JSONPointer(place + [name]), value: object[name] ?? .null))
            read[name] = nil
        }
        for required in type.requiredMembers
        where read[required.name] == nil && required.name != TypeUnion.discriminator && required.status != .fromCase {
            return .unreadable(Unreadable(.pflichtfeldFehlt, "\(required.name) fehlt, das Ziel verlangt es."))
        }
        for group in type.rules.compactMap(\.demanded) where group.allSatisfy({ read[$0] == nil }) {
            let names = group.joined(separator: " oder ")
            return .unreadable(Unreadable(.pflichtfeldFehlt, "\(names) fehlt, das Ziel verlangt es."))
        }
        return read.isEmpty ? .nothing : .value(.object(read))
    }

    private mutating func list(_ value: JSONValue, _ element: ValueReader, max: Int?) -> Reading {
        let elements = value.arrayValue ?? [value]
        var read: [JSONValue] = []
        for (index, value) in elements.enumerated() {
            place.append(String(index))
            defer { place.removeLast() }
            switch self.read(value, element) {
            case .value(let value): read.append(value)
            case .nothing: break
            case .unreadable(let reason): return .unreadable(reason)
            }
        }
        if let max, read.count > max { return .unreadable(Self.tooMany(max)) }
        return read.isEmpty ? .nothing : .value(.array(read))
    }

    static func tooMany(_ max: Int) -> Unreadable {
        Unreadable(.zuVieleWerte, "Das Ziel nimmt höchstens \(max) Werte.")
    }

    private static let noObject = Unreadable(.keinObjekt, "Hier wird ein Objekt gebraucht.")
    private static let noType = Unreadable(.keinTyp, "Das Objekt nennt keinen der möglichen @type.")
}
