import SeededRandom

/// Small damage to a text, as keyboards, copying and encodings do it.
struct Mutator {
    var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private static let strange: [Character] = [
        " ", "\u{A0}", "\n", "\r\n", "\u{200B}", "\u{FEFF}", ".", ",", ";", ":", "-", "–", "/", "(", ")", "+", "'",
        "\"", "&",
        "<", ">", "@", "%", "€", "0", "1", "9", "٣", "½", "a", "Z", "ß", "Ä", "é", "u\u{308}", "İ", "😀", "\u{0}",
        "\u{301}",
    ]

    mutating func damaged(_ text: String) -> String {
        var characters = Array(text)
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0...characters.count, using: &random)
            switch Int.random(in: 0...5, using: &random) {
            case 0 where place < characters.count: characters.remove(at: place)
            case 1: characters.insert(Self.strange.randomElement(using: &random) ?? " ", at: place)
            case 2 where place < characters.count: characters[place] = Self.strange.randomElement(using: &random) ?? " "
            case 3: characters = Array(characters[..<place])
            case 4 where place + 1 < characters.count: characters.swapAt(place, place + 1)
            default: characters += characters[..<place]
            }
        }
        return String(characters)
    }
}
