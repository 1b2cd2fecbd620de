import Foundation
import Testing

@testable import leadgate

@Suite("What the process asks of its system")
struct ProcessTests {
    @Test(
        "the limit of open files is raised as far as the system allows, and no further than is needed",
        arguments: [
            (1_024, 4_096, 4_096), (1_024, 1_048_576, 65_536), (1_024, .max, 65_536), (65_536, 1_048_576, nil),
            (1_024, 1_024, nil), (524_288, 524_288, nil),
        ] as [(UInt64, UInt64, UInt64?)]
    )
    func raised(soft: UInt64, hard: UInt64, expected: UInt64?) {
        #expect(OpenFiles.raised(from: soft, most: hard) == expected)
    }

    @Test(
        "connections take only what the store and the deliveries leave, and some may always come",
        arguments: [(65_536, 65_280), (1_024, 768), (512, 256), (300, 150), (64, 32), (0, 1), (.max, .max - 256)]
            as [(UInt64, Int)]
    )
    func connections(limit: UInt64, room: Int) {
        #expect(OpenFiles.connections(of: limit) == room)
    }

    @Test("this process has as much room as is said")
    func room() {
        let room = OpenFiles.makeRoom()
        #expect(room >= 256)
        #expect(OpenFiles.makeRoom() == room)
    }

    #if os(Linux)
        /// Bytes of this process that are in memory.
        private func resident() throws -> Int { try bytes(1) }

        /// Bytes of files, such as the program, that are mapped and in memory.
        private func mapped() throws -> Int { try bytes(2) }

        private func bytes(_ column: Int) throws -> Int {
            let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[column]
            return (Int(pages) ?? 0) * Int(getpagesize())
        }

        @Test("what the start has mapped of the program is let go, and comes back where it is needed")
        func program() throws {
            let before = try mapped()
            ProcessMemory.forgetProgram()
            let after = try mapped()
            #expect(before - after > 10 << 20, "\(before >> 20) MB, then \(after >> 20) MB")
        }

        @Test("memory that a burst has needed goes back to the system, also what lies between blocks that are in use")
        func memory() throws {
            let (count, size) = (4_096, 64 << 10)
            // Every other block stays until the end, so that the C library itself gives nothing back.
            var blocks = (0..<count).map { _ in UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16) }
            for block in blocks { memset(block, 1, size) }
            var kept: [UnsafeMutableRawPointer] = []
            for (index, block) in blocks.enumerated() {
                if index % 16 == 0 { kept.append(block) } else { block.deallocate() }
            }
            blocks = []
            defer { for block in kept { block.deallocate() } }
            let before = try resident()
            ProcessMemory.giveBack()
            let after = try resident()
            #expect(before - after > count * size / 2, "\(before >> 20) MB, then \(after >> 20) MB")
        }
    #endif
}
