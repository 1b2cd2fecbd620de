/// The operators of the mapping language: one row each, from which the editors' schemas and the reference are made.
package enum Operator: String, Sendable, Hashable, CaseIterable {
    case from = "$from"
    case `as` = "$as"
    case lookup = "$lookup"
    case has = "$has"
    case pick = "$pick"
    case missing = "$missing"
    case `else` = "$else"
    case first = "$first"
    case each = "$each"
    case `do` = "$do"
    case limit = "$limit"
    case when = "$when"
    case then = "$then"
    case otherwise = "$otherwise"
    case join = "$join"
    case with = "$with"
    case sum = "$sum"
    case use = "$use"
    case suffix = "$suffix"
    case unread = "$unread"
}

extension Operator {
    /// What an operator means, for people.
    package struct Description: Sendable, Hashable {
        /// What it takes.
        package let takes: String
        package let german: String
        package let english: String
        package let example: String
    }

    /// The operator that must stand beside it; nil for one that starts a rule, or that several rules take.
    package var belongsTo: Operator? {
        switch self {
        case .as, .lookup, .has, .pick: .from
        case .do, .limit: .each
        case .then, .otherwise: .when
        case .with: .join
        case .suffix: .use
        case .from, .first, .each, .when, .join, .sum, .use, .unread, .missing, .else: nil
        }
    }

    package var description: Description {
        let row = Operator.table(self)
        return Description(takes: row.0, german: row.1, english: row.2, example: row.3)
    }

    private static func table(_ name: Operator) -> (String, String, String, String) {
        switch name {
        case .from:
            (
                "selector or rule", "Liest einen Wert.", "Reads one value.",
                #"{"$from": "$.form.kaufpreis", "$as": "betrag"}"#
            )
        case .as:
            (
                "function or list of functions", "Wie der Wert gelesen wird: Funktionen, der Reihe nach.",
                "How the value is read: functions, one after the other.",
                #""$as": [{"url-parameter": "gclid"}, "klein"]"#
            )
        case .lookup:
            (
                "object",
                "Der Wert zum Text; Groß und klein, Umlaute und Bindestriche sind gleich, \"a | b\" heißt: eines davon. "
                    + "\"$table\": \"name\" darin nimmt die Zeilen von tables/name.csv hinzu.",
                "The value for the text; case, umlauts and hyphens are folded, \"a | b\" means either. "
                    + "\"$table\": \"name\" in it adds the rows of tables/name.csv.",
                #""$lookup": {"Herr": "HERR", "Frau | Fr.": "FRAU"}"#
            )
        case .has:
            (
                "text",
                "Ob die Antwort unter den gewählten ist, ob sie als Liste, als ein Text oder mit Trennzeichen kamen; \"a | b\" heißt: eine davon.",
                "Whether the answer is among the chosen ones, came they as a list, as one text or with separators; \"a | b\" means either.",
                #"{"$from": "$.form.ausstattung", "$has": "Garage | Carport"}"#
            )
        case .pick:
            (
                "\"first\" or \"last\"", "Welcher von mehreren Funden gemeint ist.", "Which of several nodes is meant.",
                #"{"$from": "$.form.ziel[*]", "$pick": "first"}"#
            )
        case .missing:
            (
                "policy", "Was geschieht, wenn nichts da ist: weglassen, ablehnen oder ein fester Wert.",
                "What happens if nothing is found: leave out, fail, or a fixed value.", #""$missing": "fail""#
            )
        case .else:
            (
                "policy", "Was geschieht, wenn der Wert nicht lesbar oder nicht in der Tabelle ist.",
                "What happens if the value cannot be read or looked up.", #""$else": {"use": "SONSTIGES"}"#
            )
        case .first:
            (
                "list of values", "Der erste, der etwas ergibt.", "The first that yields something.",
                #"{"$first": ["$.form.mobil", "$.form.telefon"]}"#
            )
        case .each:
            (
                "selector", "Eine Liste, ein Element je Fund; darin wählt @ vom Fund aus.",
                "A list, one element per node; inside, @ selects from the node.",
                #"{"$each": "$.payload.kinder[*]", "$do": {"name": "@.name"}}"#
            )
        case .do:
            (
                "value", "Das Element, das je Fund entsteht.", "The element made of each node.",
                #""$do": {"name": "@.name"}"#
            )
        case .limit:
            (
                "whole number from 1", "Höchstens so viele Elemente.", "At most that many elements.",
                #""$limit": 2"#
            )
        case .when:
            (
                "selector or rule", "Bedingung: erfüllt von allem außer nichts und false.",
                "Condition: met by anything but nothing and false.",
                #"{"$when": "$.form.partner", "$then": 2, "$otherwise": 1}"#
            )
        case .then: ("value", "Gilt, wenn die Bedingung erfüllt ist.", "If the condition is met.", #""$then": true"#)
        case .otherwise:
            ("value", "Gilt, wenn sie nicht erfüllt ist.", "If it is not met.", #""$otherwise": false"#)
        case .join:
            (
                "list of values, or selector",
                "Die Texte derer, die etwas ergeben, hintereinander; ein Selektor darf mehrere finden, auch eine Liste.",
                "The texts of those that yield something, one behind the other; a selector may find several, or a list.",
                #"{"$join": ["$.form.vorname", "$.form.nachname"], "$with": " "}"#
            )
        case .with:
            (
                "text", "Was zwischen den Texten steht; ohne Angabe ein Leerzeichen.",
                "What stands between the texts; a blank if not said.", #""$with": ", ""#
            )
        case .sum:
            (
                "list of values, or selector",
                "Die Summe der Zahlen, die sich ergeben, jede in der Einheit des Feldes.",
                "The sum of the numbers that there are, each in the unit of the place.",
                #"{"$sum": ["$.form.gehalt", {"$from": "$.form.bonus", "$as": "monatlich"}]}"#
            )
        case .use:
            (
                "name of a fragment", "Der Baustein dieses Namens aus \"fragments\".",
                "The fragment of this name in \"fragments\".", #"{"$use": "person", "$suffix": "_2"}"#
            )
        case .suffix:
            (
                "text",
                "Was an die Namen der Felder gehängt wird, die der Baustein liest: $.form.name wird $.form.name_2.",
                "What is put behind the names of the fields that the fragment reads: $.form.name becomes $.form.name_2.",
                #"{"$use": "person", "$suffix": "_2"}"#
            )
        case .unread:
            (
                "\"lines\"", "Alles, was keine Regel gelesen hat, ein Text je Zeile.",
                "Everything that no rule read, one text a line.", #"{"$unread": "lines"}"#
            )
        }
    }
}
