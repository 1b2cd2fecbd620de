import SeededRandom
import Testing

@testable import Mapping

@Suite("Lists that a run fills")
struct FillingTests {
    @Test("they hold what an array does, however much is added and taken away")
    func agrees() {
        var list = Filling<Int>(reserving: 0)
        var array: [Int] = []
        var random = SeededRandom(seed: 17)
        for step in 0..<2_000 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0:
                let count = Int.random(in: 0...array.count + 2, using: &random)
                list.truncate(to: count)
                array = Array(array.prefix(count))
            case 1 where !array.isEmpty:
                let place = Int.random(in: array.indices, using: &random)
                list[place] = step
                array[place] = step
            case 2 where step % 50 == 0:
                array.reverse()
                list.replaceAll(with: array)
            default:
                list.append(step)
                array.append(step)
            }
            #expect(list.count == array.count)
            #expect(list.isEmpty == array.isEmpty)
        }
        #expect(list.array == array)
    }
}
