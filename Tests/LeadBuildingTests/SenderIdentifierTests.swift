import Testing

@testable import LeadBuilding

@Suite("The sender's own id")
struct SenderIdentifierTests {
    @Test(
        "what looks like an id is one",
        arguments: [
            "4711", "A-4711", "lead_000123", "444444444444444", "2024-00017", "0195d0c4-7a3b-7c00-8000-3f2a9b1c0d5e",
            "evt.9/42", "01234", "x0",
        ]
    )
    func ids(text: String) { #expect(SenderIdentifier.id(text) == text) }

    @Test(
        "what may be something about a person is none",
        arguments: [
            "", "Mustermann", "max@example.com", "Max Mustermann 3", "01701234567", "0170-1234567", "030/123456",
            "+491701234567", "491701234567", "1980-02-01", "1.2.1980", "DE89370400440532013000", "Müller1",
            String(repeating: "1", count: 129),
        ]
    )
    func others(text: String) { #expect(SenderIdentifier.id(text) == nil) }

    @Test(
        "of a reference only the words stay that are ids",
        arguments: [
            ("Lead A-4711", "… A-4711"),
            ("019ac1f0-0000-7000-8000-000000000000", "019ac1f0-0000-7000-8000-000000000000"),
            ("Lead max@example.org", "… …"), ("Max Mustermann 12.3.1980", "… … …"), ("", ""),
        ]
    )
    func masked(reference: String, shown: String) { #expect(SenderIdentifier.masked(reference) == shown) }
}
