import ServiceLifecycle

#if canImport(Glibc)
    import CMalloc
    import Glibc
#endif

/// Gives memory back to the system that the start and bursts of posts have needed.
///
/// glibc keeps what is freed: in an arena of every thread, and, after the first large body, also blocks as large as that
/// (its threshold for asking the system directly grows with them). So large blocks always come from the system and go back
/// at once, arenas are few, and what lies free in them is handed back now and then.
///
/// A start goes through all parts of the program once, and the system maps sixteen pages around each that is touched: nearly all
/// of program and libraries, which would stay mapped for good though little of it is needed afterwards. It is let go once.
struct ProcessMemory: Service {
    /// Sets the C library up. Called before there are other threads.
    static func prepare() {
        #if canImport(Glibc)
            _ = mallopt(M_MMAP_THRESHOLD, 128 << 10)
            _ = mallopt(M_ARENA_MAX, 4)
        #endif
    }

    func run() async throws {
        var isStarting = true
        while !Task.isShuttingDownGracefully {
            do {
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(5)) }
            } catch {
                return
            }
            if isStarting { Self.forgetProgram() }
            isStarting = false
            Self.giveBack()
        }
    }

    /// Unmaps what is mapped of program and libraries as they are in their files. It stays in the system's cache, which can now take
    /// it for something else, and what is needed comes back from there.
    static func forgetProgram() {
        #if canImport(Glibc)
            _ = dl_iterate_phdr(
                { image, _, _ in
                    guard let image = image?.pointee else { return 0 }
                    let page = UInt(getpagesize())
                    let segments = UnsafeBufferPointer(start: image.dlpi_phdr, count: Int(image.dlpi_phnum))
                    // What can be written has been, by the loader; everything else is position-independent, and as in the file.
                    for segment in segments where segment.p_type == PT_LOAD && segment.p_flags & UInt32(PF_W) == 0 {
                        let start = image.dlpi_addr + segment.p_vaddr
                        let first = UInt(start) / page * page
                        _ = madvise(
                            UnsafeMutableRawPointer(bitPattern: first),
                            Int(UInt(start + segment.p_memsz) - first),
                            MADV_DONTNEED
                        )
                    }
                    return 0
                },
                nil
            )
        #endif
    }

    /// Hands back what lies free between used blocks; less than two megabytes are not worth the walk.
    static func giveBack() {
        #if canImport(Glibc)
            if mallinfo2().fordblks > 2 << 20 { _ = malloc_trim(0) }
        #endif
    }
}
