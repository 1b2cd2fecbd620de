/// A name of plain words, as most are, read byte by byte: `Max Mustermann`, `Herr Dr. Max von Mustermann`, `Mustermann, Max`,
/// `Erika Mustermann geb. Muster`.
enum QuickName {
    /// `nil` if only the thorough way can tell: a word may be more than a name (a legal form, a degree, one that joins two
    /// persons), or stands where it means something else.
    static func read(_ line: String) -> Personenname? {
        var line = line
        return line.withUTF8 { read($0) }
    }

    /// As above, of a text's bytes.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Personenname? {
        guard var words = words(bytes) else { return nil }
        return name(&words, bytes)
    }

    // MARK: Words

    /// The words of a line, at most eight.
    private struct Words {
        var list: InlineArray<8, Word> = .init(repeating: Word())
        var range = 0..<0
        /// The first word behind a comma; 0 if there is none.
        var comma = 0
    }

    private struct Word {
        var begin = 0
        var end = 0
        var meaning: Meaning = []
    }

    private static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> Words? {
        guard bytes.count > 0, bytes.count <= 100 else { return nil }
        var words = Words()
        var hasCapital = false
        var hasSmall = false
        var key = WordKey()
        var begin = 0
        var index = 0
        /// Ends a word; false if it says too much.
        func close(at end: Int) -> Bool {
            guard end > begin, words.range.count < 8 else { return false }
            let meaning = meanings[key.value] ?? []
            // A full stop belongs to an abbreviation only.
            guard !meaning.contains(.other), bytes[end - 1] != 0x2E || !meaning.isEmpty else { return false }
            words.list[words.range.count] = Word(begin: begin, end: end, meaning: meaning)
            words.range = 0..<words.range.count + 1
            key = WordKey()
            return true
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x41...0x5A:
                hasCapital = true
                key.add(byte | 0x20)
            case 0x61...0x7A:
                hasSmall = true
                key.add(byte)
            case 0x2E:
                guard index + 1 == bytes.count || bytes[index + 1] == 0x20 else { return nil }
                key.add(byte)
            case 0x2D:
                // Only between letters, and behind no word that means something.
                guard index > begin, index + 1 < bytes.count, LatinText.isLetter(bytes[index - 1]),
                    LatinText.isLetter(bytes[index + 1]), meanings[key.value] == nil
                else { return nil }
                key.add(byte)
            case 0x20:
                guard close(at: index) else { return nil }
                begin = index + 1
            case 0x2C:
                guard words.comma == 0, index + 2 < bytes.count, bytes[index + 1] == 0x20, close(at: index) else {
                    return nil
                }
                words.comma = words.range.count
                index += 1
                begin = index + 1
            case 0xC3 where index + 1 < bytes.count:
                index += 1
                guard bytes[index] != 0x97, bytes[index] != 0xB7 else { return nil }
                key.add(byte)
                key.add(bytes[index] | 0x20)
            default: return nil
            }
            index += 1
        }
        // What is all in capitals or in small letters is repaired.
        guard hasCapital, hasSmall, close(at: bytes.count) else { return nil }
        return words
    }

    // MARK: Name

    private static func name(_ words: inout Words, _ bytes: UnsafeBufferPointer<UInt8>) -> Personenname? {
        var name = Personenname()
        if words.comma > 0 {
            // Mustermann, Max: no word may be more than a name.
            for place in words.range where !words.list[place].meaning.isEmpty { return nil }
            // Max Mustermann, Erika Mustermann: two persons.
            if words.comma > 1, words.range.count - words.comma > 1 { return nil }
            name.surname = text(words, 0..<words.comma, bytes)
            name.givenNames = text(words, words.comma..<words.range.count, bytes)
            return name
        }
        for place in words.range where words.list[place].meaning.contains(.birthNameMark) {
            guard name.nameAtBirth == nil, place > 0, place + 1 < words.range.upperBound else { return nil }
            name.nameAtBirth = text(words, place + 1..<words.range.upperBound, bytes)
            words.range = words.range.lowerBound..<place
            break
        }
        guard let first = words.range.first else { return nil }
        if words.list[first].meaning.contains(.herr) || words.list[first].meaning.contains(.frau) {
            name.salutation = words.list[first].meaning.contains(.herr) ? .herr : .frau
            words.range.removeFirst()
        }
        while let place = words.range.first {
            if words.list[place].meaning.contains(.doctor) {
                name.title.isDoctor = true
            } else if words.list[place].meaning.contains(.professor) {
                name.title.isProfessor = true
            } else {
                break
            }
            words.range.removeFirst()
        }
        // A salutation or title further on is one of a name's end, or a name.
        for place in words.range
        where !words.list[place].meaning.isDisjoint(with: [.herr, .frau, .doctor, .professor, .birthNameMark]) {
            return nil
        }
        guard let begin = words.range.first, let last = words.range.last else { return nil }
        var surname = last
        for place in begin..<last {
            let isBeginning = words.list[place].meaning.contains(place == begin ? .beginning : .particle)
            if isBeginning {
                surname = place
                break
            }
        }
        name.givenNames = surname > begin ? text(words, begin..<surname, bytes) : nil
        name.surname = text(words, surname..<last + 1, bytes)
        return name
    }

    private static func text(_ words: Words, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let part = words.list[range.lowerBound].begin..<words.list[range.upperBound - 1].end
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[part]), as: UTF8.self)
    }

    // MARK: What words mean

    /// What a word means in a name besides being one.
    private struct Meaning: OptionSet {
        let rawValue: UInt16

        static let herr = Meaning(rawValue: 1)
        static let frau = Meaning(rawValue: 2)
        static let doctor = Meaning(rawValue: 4)
        static let professor = Meaning(rawValue: 8)
        /// It begins a surname, but not as the first word.
        static let particle = Meaning(rawValue: 16)
        /// It begins a surname as the first word.
        static let beginning = Meaning(rawValue: 32)
        static let birthNameMark = Meaning(rawValue: 64)
        /// The thorough way knows.
        static let other = Meaning(rawValue: 128)
    }

    /// FNV-1a over the small letters of a word; those of Latin-1 stand 32 behind the capitals, but for ß, which no word of
    /// those that matter has.
    private struct WordKey {
        private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }

    /// By the keys of their words.
    private static let meanings: [UInt64: Meaning] = {
        var meanings: [UInt64: Meaning] = [:]
        func add(_ words: some Sequence<String>, _ meaning: Meaning) {
            for word in words {
                var key = WordKey()
                for byte in word.lowercased().utf8 { key.add(byte) }
                meanings[key.value, default: []].insert(meaning)
            }
        }
        add(Anrede.words(for: .herr), .herr)
        add(Anrede.words(for: .frau), .frau)
        add(Titel.doctors, .doctor)
        add(Titel.professors, .professor)
        add(NameWords.particles, .particle)
        add(NameWords.titlesOfNobility, .particle)
        add(NameWords.beginnings, .beginning)
        add(NameWords.birthNameMarks, .birthNameMark)
        add(NameWords.companyMarks, .other)
        add(NameWords.legalForms, .other)
        add(NameWords.shortLegalForms, .other)
        add(NameWords.formerNameMarks, .other)
        add(NameWords.suffixes, .other)
        add(Titel.degrees, .other)
        add(Titel.abbreviations, .other)
        add(Anrede.connectors, .other)
        add(Anrede.severalPersons, .other)
        add(["und", "u.", "sehr", "dipl"], .other)
        return meanings
    }()
}
