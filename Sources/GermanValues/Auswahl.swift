import JSON

/// An answer in words → the value that a target's enumeration has for it, by a table of accepted spellings.
///
/// Compared whole after folding (``FoldedKey``), then without separators, never by part. A label of several ("Ledig / Single") counts only if
/// all its parts mean the same. A known answer may have no value at a target ("eheähnlich" in Kundenangaben): that is
/// nothing, not a neighbour.
package struct Auswahl: Sendable {
    /// The name of the table.
    package let name: String
    /// Why an answer is refused that the table does not have.
    let unknown: Unreadable.Reason
    /// Why one is refused that names several of its meanings.
    let ambiguous: Unreadable.Reason
    private let rows: [Row]
    /// The values of each column, by row.
    private let columns: [(column: ChoiceColumn, values: [String?])]
    private let index: KeyTable
    /// The keys of spellings that are written with a comma or a slash.
    private let joined: KeyTable
    /// By keys without separators, where they are one row's.
    private let bySqueezed: KeyTable
    /// The keys of spellings that say more than their value, without separators.
    private let telling: Set<String>
    /// The length of the shortest of them.
    private let shortestTelling: Int

    /// One meaning: its value in each column, and how people and forms say it.
    struct Row: Sendable {
        let values: [ChoiceColumn: String]
        let spellings: [String]
        /// Those that say more than the value does: "befristet angestellt". In the tables a plus stands behind them.
        let telling: [String]

        init(baufismart: String? = nil, kreditsmart: String? = nil, _ spellings: String) {
            var values: [ChoiceColumn: String] = [:]
            values[.baufismart] = baufismart
            values[.kreditsmart] = kreditsmart
            self.values = values
            let all = spellings.split(separator: ";")
            self.spellings = all.map { String($0.last == "+" ? $0.dropLast() : $0) }
            telling = all.filter { $0.last == "+" }.map { String($0.dropLast()) }
        }
    }

    init(_ name: String, unknown: Unreadable.Reason, ambiguous: Unreadable.Reason, _ rows: [Row]) {
        self.name = name
        self.unknown = unknown
        self.ambiguous = ambiguous
        self.rows = rows
        columns = ChoiceColumn.all.map { column in (column, rows.map { $0.values[column] }) }
        var index: [String: Int] = [:]
        for (number, row) in rows.enumerated() {
            for spelling in row.spellings { index[folded(spelling)] = number }
        }
        for (number, row) in rows.enumerated() {
            for value in row.values.values where index[folded(value)] == nil { index[folded(value)] = number }
        }
        self.index = KeyTable(index)
        let joined = rows.flatMap(\.spellings).filter { $0.contains { ",/".contains($0) } }.map { (folded($0), 0) }
        self.joined = KeyTable(Dictionary(joined) { first, _ in first })
        var bySqueezed: [String: Int?] = [:]
        for (key, row) in index {
            let key = squeezed(key)
            let isShared = bySqueezed[key].map { $0 != row } ?? false
            bySqueezed[key] = isShared ? .some(nil) : row
        }
        self.bySqueezed = KeyTable(bySqueezed.compactMapValues { $0 })
        telling = Set(rows.flatMap(\.telling).map { squeezed(folded($0)) })
        shortestTelling = telling.map(\.utf8.count).min() ?? .max
    }

    /// The row of one answer.
    private func row(of answer: String) -> Int? {
        var (answer, key) = (answer, folded(answer))
        return answer.withUTF8 { answer in key.withUTF8 { row(of: answer, key: $0) } }
    }

    /// Whether a text is one of the answers.
    func has(_ answer: String) -> Bool { row(of: answer) != nil }

    /// Whether an answer says more than its value, which the document then has not: of "befristet angestellt" it has the
    /// employee alone.
    func saysMore(_ answer: String) -> Bool {
        !telling.isEmpty && telling.contains(squeezed(folded(AnswerTrimmings.withoutDecoration(answer))))
    }

    /// Whether a text may be such an answer: most answers are shorter than all of them.
    func maySayMore(_ text: UnsafeBufferPointer<UInt8>) -> Bool { text.count >= shortestTelling }

    /// The row of one answer and its folded key.
    private func row(of answer: UnsafeBufferPointer<UInt8>, key: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let row = index[key] ?? row(ofSqueezed: key) else { return nil }
        if answer.contains(where: Self.joins), joined[key] == nil, namesSeveral(answer) { return nil }
        return row
    }

    private func row(ofSqueezed key: UnsafeBufferPointer<UInt8>) -> Int? {
        key.contains(0x20) ? bySqueezed[squeezed(String(decoding: key, as: UTF8.self))] : bySqueezed[key]
    }

    /// Whether a text is a list of answers with several meanings: "Kauf, Neubau" is not the answer "Kauf Neubau", though both
    /// have one key.
    private func namesSeveral(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var first: Int?
        var areSeveral = false
        for part in text.split(whereSeparator: Self.joins) {
            guard let row = index[folded(String(decoding: part, as: UTF8.self))] else { return false }
            if let first, first != row { areSeveral = true }
            first = first ?? row
        }
        return areSeveral
    }

    /// Whether a character can stand between two answers.
    private static func joins(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x2F }

    /// The value of an answer that is clean as it stands, by its folded key too; nil if it has none there, or is none.
    func value(
        of answer: UnsafeBufferPointer<UInt8>,
        key: UnsafeBufferPointer<UInt8>,
        in column: ChoiceColumn
    ) -> String? {
        row(of: answer, key: key).flatMap { value(at: $0, in: column) }
    }

    /// The value of an answer that is clean as it stands; nil if it has none there, or is none.
    private func value(of answer: String, in column: ChoiceColumn) -> String? {
        row(of: answer).flatMap { value(at: $0, in: column) }
    }

    private func value(at row: Int, in column: ChoiceColumn) -> String? {
        columns.first { $0.column == column }?.values[row]
    }

    /// The values that the table can give for a target; empty if the target has no such enumeration.
    package func values(for column: ChoiceColumn?) -> [String] {
        guard let column else { return [] }
        return rows.compactMap { $0.values[column] }
    }

    /// All accepted spellings, for documentation and tests.
    package var spellings: [(text: String, values: [ChoiceColumn: String])] {
        rows.flatMap { row in row.spellings.map { ($0, row.values) } }
    }

    /// - Throws: ``unknown``, ``ambiguous``, and `ziel_ohne_werte` where a target has no such enumeration.
    func read(_ value: JSONValue, from column: ChoiceColumn?) throws(Unreadable) -> JSONValue? {
        if let column, case .string(var text) = value, text.utf8.count <= 200,
            text.withUTF8({ QuickReading.isPlainText($0.span) }),
            let known = self.value(of: text, in: column)
        {
            return .string(known)
        }
        if let named = named(value, from: column) { return .string(named) }
        let unknown = Unreadable(unknown, "Diese Angabe steht nicht in der Tabelle „\(name)“.")
        guard let line = try Answer.line(of: value, orElse: unknown) else { return nil }
        guard let column, !values(for: column).isEmpty else {
            throw Unreadable(.zielOhneWerte, "Die Tabelle „\(name)“ hat keine Werte für dieses Ziel.")
        }
        guard line.utf8.count <= 200 else { throw unknown }
        guard let row = try row(for: line, unknown: unknown) else { throw unknown }
        return rows[row].values[column].map(JSONValue.string)
    }

    /// The value of an answer that came as an object with several names, `{"value": "k1", "label": "Kauf"}`: what those of
    /// its names mean that are known, if that is one thing.
    private func named(_ value: JSONValue, from column: ChoiceColumn?) -> String? {
        var value = value
        if case .array(let elements) = value, elements.count == 1 { value = elements[0] }
        guard case .object(let object) = value, let names = ChosenAnswers.names(of: object) else {
            return nil
        }
        return ChosenAnswers.meaning(of: names) { (try? read(.string($0), from: column))?.stringValue }
    }

    private func row(for line: String, unknown: Unreadable) throws(Unreadable) -> Int? {
        if let row = row(of: line) { return row }
        let plain = AnswerTrimmings.withoutDecoration(line)
        if let row = row(of: plain) { return row }
        let (answer, remark) = AnswerTrimmings.parted(plain)
        var found: Set<Int> = []
        // "Kauf (Bestand)" is Kauf: what a form explains in brackets is no other answer, unless it says so.
        if let remark {
            if let row = row(of: remark) {
                found.insert(row)
            } else if AnswerTrimmings.refuses(remark) {
                return nil
            }
        }
        // "Angestellte/r (unbefristet)" is one answer, however it is written.
        if let row = row(of: answer) {
            found.insert(row)
        } else {
            for part in AnswerTrimmings.answers(in: answer) {
                guard let row = row(of: part) else { return nil }
                found.insert(row)
            }
        }
        guard found.count <= 1 else {
            throw Unreadable(ambiguous, "Die Angabe nennt mehrere Möglichkeiten aus der Tabelle „\(name)“.")
        }
        return found.first
    }
}
