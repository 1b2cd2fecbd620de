import MappingLanguage

/// Spans of time and sizes as source files write them.
enum Duration {
    /// `"5s"`, `"15m"`, `"12h"`, `"90d"` in seconds; nil for anything else.
    static func seconds(of text: String) -> Int? {
        guard let unit = text.last, let count = Int(text.dropLast()), count >= 0 else { return nil }
        let factor: Int
        switch unit {
        case "s": factor = 1
        case "m": factor = 60
        case "h": factor = 3600
        case "d": factor = 86400
        default: return nil
        }
        let (product, overflow) = count.multipliedReportingOverflow(by: factor)
        return overflow ? nil : product
    }
}

enum ByteCount {
    /// `"1MiB"`, `"64KiB"`, `"500"` in bytes; nil for anything else.
    static func bytes(of text: String) -> Int? {
        let units: [(String, Int)] = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("B", 1), ("", 1)]
        for (suffix, factor) in units where text.hasSuffix(suffix) {
            let digits = text.dropLast(suffix.count).trimmingSpaces
            guard let count = Int(digits), count >= 0 else { continue }
            let (product, overflow) = count.multipliedReportingOverflow(by: factor)
            return overflow ? nil : product
        }
        return nil
    }
}
