import Foundation
import ServiceLifecycle

#if canImport(Glibc)
    import CMalloc
#endif

/// Gives memory back to the system that a burst of posts has needed.
///
/// glibc keeps what is freed: in an arena of every thread, and, after the first large body, also blocks as large as that
/// (its threshold for asking the system directly grows with them). So large blocks always come from the system and go back
/// at once, arenas are few, and what lies free in them is handed back now and then.
struct ProcessMemory: Service {
    /// Sets the C library up. Called before there are other threads.
    static func prepare() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, 128 << 10)
            _ = mallopt(M_ARENA_MAX, 4)
        #endif
    }

    func run() async throws {
        while !Task.isShuttingDownGracefully {
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(5)) }
            } catch {
                return
            }
            Self.giveBack()
        }
    }

    /// Hands back what lies free between used blocks; less than two megabytes are not worth the walk.
    static func giveBack() {
        #if canImport(Glibc)
            if mallinfo2().fordblks > 2 << 20 { _ = malloc_trim(0) }
        #endif
    }
}
