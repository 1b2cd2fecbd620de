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

    /// What a process needs is bounded by the settings; this only keeps a system's low default out of the way.
    private static let enough: UInt64 = 65_536

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
        if let raised = raised(from: UInt64(limit.rlim_cur), most: UInt64(limit.rlim_max)) {
            var wanted = rlimit(rlim_cur: rlim_t(raised), rlim_max: limit.rlim_max)
            if setrlimit(kind, &wanted) == 0 { limit = wanted }
        }
        return connections(of: UInt64(limit.rlim_cur))
    }

    /// The limit to ask for; `nil` where the one in force is as good.
    static func raised(from limit: UInt64, most: UInt64) -> UInt64? {
        let wanted = min(most, enough)
        return wanted > limit ? wanted : nil
    }

    /// How many connections a limit leaves room for; of a very low one half is theirs.
    static func connections(of limit: UInt64) -> Int {
        let limit = Int(clamping: limit)
        return max(1, limit - min(reserve, limit / 2))
    }
}
