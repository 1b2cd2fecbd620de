/// The names among `candidates` that somebody who wrote `name` most likely meant, best first, at most three.
///
/// A name that is equal apart from case, umlauts and separators comes first, then those a few typing errors away
/// (insertion, deletion, substitution, swap of neighbours; the longer the name, the more are forgiven), then those
/// that begin alike.
package func suggestions(for name: String, among candidates: [String]) -> [String] {
    let wanted = FoldedName(name)
    guard !wanted.letters.isEmpty else { return [] }
    var ranked: [(rank: Int, order: Int, candidate: String)] = []
    for (order, candidate) in candidates.enumerated() where !candidate.utf8.elementsEqual(name.utf8) {
        if let rank = wanted.distance(to: FoldedName(candidate)) {
            ranked.append((rank, order, candidate))
        }
    }
    return ranked.sorted { ($0.rank, $0.order) < ($1.rank, $1.order) }.prefix(3).map(\.candidate)
}

/// A name without what people get wrong most: lower case, umlauts written out, letters and digits only.
package struct FoldedName {
    package let letters: [Unicode.Scalar]

    package init(_ name: String) {
        var letters: [Unicode.Scalar] = []
        for scalar in name.lowercased().unicodeScalars {
            switch scalar {
            case "ä": letters += ["a", "e"]
            case "ö": letters += ["o", "e"]
            case "ü": letters += ["u", "e"]
            case "ß": letters += ["s", "s"]
            default:
                if scalar.properties.isAlphabetic || scalar.properties.numericType != nil { letters.append(scalar) }
            }
        }
        self.letters = letters
    }

    /// How far the other name is from this one: 0 for equal, then typing errors, then a common beginning; nil if it is
    /// too far to be meant.
    func distance(to other: FoldedName) -> Int? {
        if letters == other.letters { return 0 }
        let longest = max(letters.count, other.letters.count)
        let forgiven = longest <= 3 ? 1 : longest <= 7 ? 2 : longest <= 12 ? 3 : longest / 4
        if abs(letters.count - other.letters.count) <= forgiven {
            let errors = typingErrors(to: other)
            if errors <= forgiven, errors < longest { return errors }
        }
        let shortest = min(letters.count, other.letters.count)
        if shortest >= 4, letters.prefix(shortest) == other.letters.prefix(shortest) {
            return 100 + longest - shortest
        }
        return nil
    }

    /// The Damerau–Levenshtein distance in its restricted form (optimal string alignment).
    private func typingErrors(to other: FoldedName) -> Int {
        let (a, b) = (letters, other.letters)
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            row.reserveCapacity(b.count + 1)
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
