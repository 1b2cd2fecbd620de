import Testing

@testable import leadgate

@Suite("The budget of a shutdown")
struct ShutdownBudgetTests {
    @Test("all parts together end within what is promised")
    func total() {
        #expect(ShutdownBudget.total <= ShutdownBudget.promised)
    }
}
