import JSON

/// Random values from a seed: a failing seed repeats the failure.
struct Generator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func value(depth: Int = 5) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &self) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &self))
        case 2, 3: return .string(string())
        case 4: return .number(number())
        case 5: return .array((0..<Int.random(in: 0...6, using: &self)).map { _ in value(depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...(depth == 5 ? 40 : 5), using: &self) {
                object[string()] = value(depth: depth - 1)
            }
            return .object(object)
        }
    }

    mutating func string() -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "b", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\u{1}", "\u{1F}", "\u{7F}", "ä", "ß", "e", "\u{301}",
            "é", "€", "𝄞", "\u{FFFD}", "\u{2028}",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...20, using: &self) {
            text.unicodeScalars.append(alphabet.randomElement(using: &self) ?? "a")
        }
        return text
    }

    mutating func number() -> JSONNumber {
        func digits(_ count: Int, _ generator: inout Generator) -> String {
            (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
        }
        var text = Bool.random(using: &self) ? "-" : ""
        text +=
            Bool.random(using: &self)
            ? "0" : "\(Int.random(in: 1...9, using: &self))" + digits(Int.random(in: 0...25, using: &self), &self)
        if Bool.random(using: &self) { text += "." + digits(Int.random(in: 1...10, using: &self), &self) }
        if Int.random(in: 0..<3, using: &self) == 0 {
            text += ["e", "E", "e+", "E-"].randomElement(using: &self) ?? "e"
            text += digits(Int.random(in: 1...3, using: &self), &self)
        }
        return JSONNumber(text) ?? 0
    }
}
