/// What was not as it should be in a body and yet had one meaning: it is read, and whoever looks at the lead is told.
package enum Repair: String, Sendable, Hashable, CaseIterable {
    /// U+0000 became U+FFFD: databases and C libraries would cut the text there.
    case zeroCharacter = "zero-character"
    /// Half of a surrogate pair became U+FFFD (RFC 8259 §8.2 leaves its meaning open).
    case halfSurrogate = "half-surrogate"
    /// A form that is no UTF-8 and names no character set was read as windows-1252, as browsers do.
    case assumedWindows1252 = "assumed-windows-1252"
    /// A body in UTF-16 was read as if it were UTF-8.
    case utf16 = "utf-16"
    /// JSON text within a JSON string was read as the body.
    case jsonInJSON = "json-in-json"
    /// The body is JSON, XML or a form, whatever its content type says.
    case otherContentType = "other-content-type"
    /// An ampersand within a value that a form forgot to escape: "Müller & Sohn".
    case lostAmpersand = "lost-ampersand"
    /// A blank before a country code was the plus that a form forgot to escape.
    case lostPlus = "lost-plus"
    /// HTML character references in values became the characters: "M&uuml;ller".
    case htmlReferences = "html-references"
    /// All that is not ASCII was UTF-8 encoded twice: "MÃ¼ller".
    case doubleUTF8 = "double-utf-8"
    /// Every quote had a backslash before it, which PHP's `addslashes` puts there: "D\'Amico".
    case addedSlashes = "added-slashes"
}
