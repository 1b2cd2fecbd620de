/// The address as HubSpot signs it: with these percent escapes decoded, and no others (payload facts 3.5).
enum SignedAddress {
    private static let escapes: [String: Character] = [
        "%3A": ":", "%2F": "/", "%3F": "?", "%40": "@", "%21": "!", "%24": "$", "%27": "'", "%28": "(", "%29": ")",
        "%2A": "*", "%2C": ",", "%3B": ";",
    ]

    static func decoded(_ address: String) -> String {
        guard address.utf8.contains(UInt8(ascii: "%")) else { return address }
        var text = ""
        var rest = address[...]
        while let character = rest.first {
            if character == "%", let sign = escapes[rest.prefix(3).uppercased()] {
                text.append(sign)
                rest = rest.dropFirst(3)
            } else {
                text.append(character)
                rest = rest.dropFirst()
            }
        }
        return text
    }
}
