/// A parsed I-Regexp, before it is unfolded into a program.
indirect enum IRegexpTree: Sendable, Equatable {
    case scalar(Unicode.Scalar)
    case set(ScalarSet)
    /// A leading `^`: here the text begins.
    case start
    /// A trailing `$`: here the text ends.
    case end
    case sequence([IRegexpTree])
    case alternatives([IRegexpTree])
    /// `maximum` is nil where there is no upper bound.
    case repetition(IRegexpTree, minimum: Int, maximum: Int?)

    /// How many instructions this unfolds to at most; saturates instead of overflowing, so that
    /// `((a{999}){999}){999}` is refused before anything is built.
    var programSize: Int {
        switch self {
        case .scalar, .set, .start, .end:
            return 1
        case .sequence(let parts):
            return parts.reduce(0) { Self.sum($0, $1.programSize) }
        case .alternatives(let branches):
            return branches.reduce(0) { Self.sum($0, Self.sum($1.programSize, 2)) }
        case .repetition(let body, let minimum, let maximum):
            let once = Self.sum(body.programSize, 2)
            // An open end costs one more copy: `x{2,}` is `xxx*`.
            let copies = maximum ?? Self.sum(minimum, 1)
            let (size, overflow) = once.multipliedReportingOverflow(by: copies)
            return overflow ? .max : size
        }
    }

    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
