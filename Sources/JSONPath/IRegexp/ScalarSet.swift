/// A set of Unicode scalars as a character class describes it: ranges, general categories, perhaps all of it negated.
struct ScalarSet: Sendable, Equatable {
    private(set) var ranges: [ClosedRange<UInt32>] = []
    private(set) var categories = CategorySet()
    private(set) var isNegated = false
    /// Membership of the 128 ASCII scalars, negation included: the usual text never gets further.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)

    /// `.`: every scalar but line feed and carriage return (RFC 9485 §5.3).
    static let anyButLineEnds = ScalarSet(ranges: ["\n"..."\n", "\r"..."\r"], categories: [], isNegated: true)

    /// - Parameters:
    ///   - ranges: scalars that belong to the set, ends included.
    ///   - categories: general categories all of whose scalars belong to the set.
    ///   - isNegated: whether the set is everything but that.
    init(ranges: [ClosedRange<Unicode.Scalar>], categories: CategorySet, isNegated: Bool) {
        self.ranges = ranges.map { $0.lowerBound.value...$0.upperBound.value }
        self.categories = categories
        self.isNegated = isNegated
        for value in UInt8(0)..<128 where slowContains(Unicode.Scalar(value)) {
            if value < 64 { ascii.low |= 1 << UInt64(value) } else { ascii.high |= 1 << UInt64(value - 64) }
        }
    }

    @inline(__always)
    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 64 { return ascii.low >> UInt64(value) & 1 == 1 }
        if value < 128 { return ascii.high >> UInt64(value - 64) & 1 == 1 }
        return slowContains(scalar)
    }

    private func slowContains(_ scalar: Unicode.Scalar) -> Bool {
        let isListed =
            ranges.contains { $0.contains(scalar.value) }
            || !categories.isEmpty && categories.contains(CategorySet(scalar.properties.generalCategory))
        return isListed != isNegated
    }

    static func == (left: ScalarSet, right: ScalarSet) -> Bool {
        left.ranges == right.ranges && left.categories == right.categories && left.isNegated == right.isNegated
    }
}

/// A set of Unicode general categories (Unicode Standard §4.5), one bit each.
struct CategorySet: OptionSet, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ category: Unicode.GeneralCategory) {
        let bit: UInt32 =
            switch category {
            case .uppercaseLetter: 0
            case .lowercaseLetter: 1
            case .titlecaseLetter: 2
            case .modifierLetter: 3
            case .otherLetter: 4
            case .nonspacingMark: 5
            case .spacingMark: 6
            case .enclosingMark: 7
            case .decimalNumber: 8
            case .letterNumber: 9
            case .otherNumber: 10
            case .connectorPunctuation: 11
            case .dashPunctuation: 12
            case .openPunctuation: 13
            case .closePunctuation: 14
            case .initialPunctuation: 15
            case .finalPunctuation: 16
            case .otherPunctuation: 17
            case .mathSymbol: 18
            case .currencySymbol: 19
            case .modifierSymbol: 20
            case .otherSymbol: 21
            case .spaceSeparator: 22
            case .lineSeparator: 23
            case .paragraphSeparator: 24
            case .control: 25
            case .format: 26
            case .surrogate: 27
            case .privateUse: 28
            case .unassigned: 29
            @unknown default: 30
            }
        self.rawValue = 1 << bit
    }

    /// Everything that is not in this set; each scalar has exactly one category.
    var complement: CategorySet { CategorySet(rawValue: ~rawValue) }

    /// The categories that `\p{…}` may name (RFC 9485 §4, `IsCategory`): `L` is all letters, `Lu` the upper-case ones.
    static let named: [String: CategorySet] = {
        let members: [String: [(Character, Unicode.GeneralCategory)]] = [
            "L": [
                ("u", .uppercaseLetter), ("l", .lowercaseLetter), ("t", .titlecaseLetter), ("m", .modifierLetter),
                ("o", .otherLetter),
            ],
            "M": [("n", .nonspacingMark), ("c", .spacingMark), ("e", .enclosingMark)],
            "N": [("d", .decimalNumber), ("l", .letterNumber), ("o", .otherNumber)],
            "P": [
                ("c", .connectorPunctuation), ("d", .dashPunctuation), ("s", .openPunctuation),
                ("e", .closePunctuation), ("i", .initialPunctuation), ("f", .finalPunctuation),
                ("o", .otherPunctuation),
            ],
            "S": [("m", .mathSymbol), ("c", .currencySymbol), ("k", .modifierSymbol), ("o", .otherSymbol)],
            "Z": [("s", .spaceSeparator), ("l", .lineSeparator), ("p", .paragraphSeparator)],
            "C": [("c", .control), ("f", .format), ("o", .privateUse), ("n", .unassigned)],
        ]
        var named: [String: CategorySet] = [:]
        for (group, categories) in members {
            var all = CategorySet()
            for (letter, category) in categories {
                named["\(group)\(letter)"] = CategorySet(category)
                all.formUnion(CategorySet(category))
            }
            named[group] = all
        }
        return named
    }()
}
