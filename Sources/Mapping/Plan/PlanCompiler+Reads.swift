import GermanValues
import JSON
import MappingLanguage

/// Functions and lookups on a value.
extension PlanCompiler {
    mutating func read(_ read: ReadRule, _ template: Template, _ place: Place) -> Int {
        // What functions and lookups take is not yet of the place's type.
        let from = inside { $0.compile(read.from, Place()) }
        var lookup: Plan.Lookup?
        if let table = read.lookup {
            var exact: [(text: [UInt8], operation: Int)] = []
            var byText: [String: Int] = [:]
            var squeezedTexts: [(text: String, operation: Int)] = []
            var ofTable = 0
            for (position, branch) in table.branches.enumerated() {
                let operation = compile(branch.template, place)
                if position >= table.branches.count - table.ofTable { ofTable += branch.texts.count }
                for text in branch.texts {
                    exact.append((Array(text.utf8), operation))
                    byText[folded(text)] = byText[folded(text)] ?? operation
                    squeezedTexts.append((squeezed(folded(text)), operation))
                }
            }
            // Without separators an answer is found where no key is that, and only one comes to it.
            let squeezed = Dictionary(grouping: squeezedTexts, by: \.text)
            for (text, found) in squeezed where byText[text] == nil {
                if let only = found.first?.operation, found.allSatisfy({ $0.operation == only }) { byText[text] = only }
            }
            lookup = Plan.Lookup(
                exact: exact,
                folded: byText,
                table: table.table,
                ofTable: ofTable,
                number: lookups
            )
            lookups += 1
        }
        var functions = read.functions.compactMap { call in
            ValueFunction.named(call.name).map { Plan.Function(function: $0, arguments: call.arguments) }
        }
        if lookup == nil, let last = functions.last, let measured = measured(last, for: place) {
            functions[functions.count - 1] = measured
        }
        reads.append(
            Plan.Read(
                from: from,
                functions: functions,
                lookup: lookup,
                wanted: read.wanted.isEmpty ? nil : Plan.Wanted(read.wanted),
                pick: read.pick
            )
        )
        let position = reads.count - 1
        return add(
            .read(position, rule: rule(template, place, missing: read.missing, unreadable: read.unreadable))
        )
    }

    /// A function that gives a number knows the place's unit, as a reading without a function does: `"$as": "ganzzahl"` of
    /// "4 Jahre" is 48 where months are asked for. `nil` if there is nothing to add.
    private func measured(_ call: Plan.Function, for place: Place) -> Plan.Function? {
        guard let kind = reader(place).numberKind, kind.isPlace else { return nil }
        if ["monatlich", "jaehrlich"].contains(call.function.name), call.arguments.count < 2 {
            return Plan.Function(
                function: call.function,
                arguments: [call.arguments.first ?? .null, .string(kind.rawValue)]
            )
        }
        guard call.arguments.isEmpty else { return nil }
        let name: String
        switch call.function.name {
        case "zahl", "ganzzahl", "spanne-von", "spanne-bis", "spanne-mitte": name = call.function.name
        case "betrag" where kind.writing == .geld: name = "zahl"
        case "jahre" where kind == .monate: name = "ganzzahl"
        default: return nil
        }
        return ValueFunction.named(name).map { Plan.Function(function: $0, arguments: [.string(kind.rawValue)]) }
    }
}
