import Foundation

/// When a few leads are enough to say that a form has changed.
///
/// A field that every lead had is missed after a handful, one that every twentieth had only after some hundred: what
/// counts is how unlikely the absence is by what was seen before. Short histories promise little, so rates are taken at
/// the lower end of what the sightings allow (Wilson's interval).
enum Evidence {
    /// Leads below which nothing is concluded: one outlier, or a tester's few, are no change.
    static let handful = 5
    /// Leads below which nothing is taken to be over.
    static let longWhile = 200

    /// The rate from which on something is in many leads.
    static let often = 0.3

    /// How likely an absence may be by chance and still be called a disappearance. Every gap of every field is a chance
    /// to be wrong, a hundred thousand of them in a year, so it is small.
    private static let chanceOfAbsence = 1e-8
    /// The same for a field that has had no gap before: it has had no such chance.
    private static let chanceOfFirstAbsence = 1e-5
    /// How likely an earlier absence may be by chance if the field was there all along and is only rare.
    private static let chanceOfRarity = 0.01
    /// The same for a field whose successor is in sight: two signs together.
    private static let chanceBesideSuccessor = 0.05

    /// The rate that `hits` of `total` make all but sure, between 0 and 1.
    static func rate(_ hits: Int, of total: Int) -> Double {
        guard total > 0, hits > 0 else { return 0 }
        let n = Double(total)
        let share = min(1, Double(hits) / n)
        let z = 2.0
        let centre = share + z * z / (2 * n)
        let margin = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return max(0, (centre - margin) / (1 + z * z / n))
    }

    /// Whether something seen `hits` times in `total` leads, and not in the `absent` leads since, is gone.
    static func isGone(_ hits: Int, of total: Int, absent: Int) -> Bool {
        let chance = hits == total ? chanceOfFirstAbsence : chanceOfAbsence
        return absent >= handful && isUnlikely(absence: absent, at: rate(hits, of: total), chance)
    }

    /// The same, for a field where another one has come up instead; the first lead with that one may have come in the
    /// second of the last lead with this one.
    static func isReplaced(_ hits: Int, of total: Int, absent: Int) -> Bool {
        absent >= handful - 1 && isUnlikely(absence: absent, at: rate(hits, of: total), chanceBesideSuccessor)
    }

    /// Whether something seen `hits` times in `total` leads, and in none of the `before` leads ahead of them, is new and
    /// not only rare.
    static func isNew(_ hits: Int, of total: Int, before: Int) -> Bool {
        before > 0 && isUnlikely(absence: before, at: rate(hits, of: total), chanceOfRarity)
    }

    private static func isUnlikely(absence: Int, at rate: Double, _ chance: Double) -> Bool {
        rate > 0 && Double(absence) * log(1 - min(rate, 1 - 1e-12)) <= log(chance)
    }
}
