/// A plus that a form did not escape is a blank to whoever decodes it (`telefon=+4930420860`): before a country code it was a
/// plus.
enum LostPlus {
    /// Whether what follows the blank is a telephone number in international form: nine to fifteen digits (E.164), the first
    /// of them no zero, with the signs that people put in between.
    static func stood(before text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else { return false }
        var digits = 0
        for byte in text {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
            case 0x20, UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."):
                continue
            default: return false
            }
        }
        return (9...15).contains(digits)
    }
}
