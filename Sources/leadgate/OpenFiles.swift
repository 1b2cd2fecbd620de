#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many files and connections the system lets this process have open.
///
/// Connections take only what is left of them: a flood of those must leave the store and the deliveries theirs.
enum OpenFiles {
    /// Kept for the data file, the mappings and the connections to Europace.
    private static let reserve = 256

    /// Raises the limit as far as the system allows.
    /// - Returns: how many connections may be open then.
    static func makeRoom() -> Int {
        #if canImport(Glibc)
            let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let kind = RLIMIT_NOFILE
        #endif
        var limit = rlimit()
        guard getrlimit(kind, &limit) == 0 else { return .max }
        if limit.rlim_cur < limit.rlim_max {
            // What a process needs is bounded by the settings; this only keeps a system's low default out of the way.
            var raised = rlimit(rlim_cur: min(limit.rlim_max, 65_536), rlim_max: limit.rlim_max)
            if raised.rlim_cur > limit.rlim_cur, setrlimit(kind, &raised) == 0 { limit = raised }
        }
        return max(reserve, Int(clamping: limit.rlim_cur) - reserve)
    }
}
