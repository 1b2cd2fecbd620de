/// Where the 32-byte master key comes from that wraps the data key of every lead.
package enum MasterKeySource: Sendable {
    /// The data file's name with `.key` appended; made at the first start, when there is no data file yet.
    case besideDataFile
    /// A file that holds exactly 32 bytes, readable by its owner only; made like ``besideDataFile``.
    case file(String)
    /// The key itself, for tests.
    case bytes([UInt8])
}
