import Testing

@testable import Mapping

@Suite("A set of nodes")
struct NodeSetTests {
    @Test("holds what was put in, once and in order")
    func holds() {
        var set = NodeSet()
        #expect(Array(set).isEmpty && !set.contains(0))
        set.formUnion([200, 3, 63, 64, 3, 0])
        #expect(Array(set) == [0, 3, 63, 64, 200])
        #expect(set.contains(64) && !set.contains(65) && !set.contains(100_000))
        #expect(Array(set.union([1, 64])) == [0, 1, 3, 63, 64, 200])
    }
}
