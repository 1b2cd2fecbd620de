/// Made-up ids, in the forms that the APIs use.
struct Identifiers: Sendable {
    let random: @Sendable () -> UInt64

    /// An id as BaufiSmart makes them: 24 hexadecimal digits (fact sheet 6).
    func object() -> String { letters(24, from: "0123456789abcdef") }

    /// An id as KreditSmart makes them: in the form of a UUID (seed of the KEX-Vorgang-Update-API).
    func uuid() -> String {
        [8, 4, 4, 4, 12].map { letters($0, from: "0123456789abcdef") }.joined(separator: "-")
    }

    /// The number of a case, six characters (fact sheet 1.0).
    func caseNumber() -> String { letters(6, from: "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789") }

    /// An access token.
    func token() -> String { letters(40, from: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") }

    private func letters(_ count: Int, from alphabet: String) -> String {
        let alphabet = Array(alphabet)
        return String((0..<count).map { _ in alphabet[Int(random() % UInt64(alphabet.count))] })
    }
}
